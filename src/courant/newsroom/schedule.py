"""Time passing: what is due is published, what has expired goes, and fronts get a new date.

Each page in a transaction of its own, so that one that cannot be published stops no other
(Wagtail's ``publish_scheduled`` loses the schedule of the page it fails on).
"""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from wagtail.models import Page, Revision

from courant.newsroom import keys
from courant.newsroom.models import Fact
from courant.newsroom.queries.paper import zone
from courant.newsroom.services.publication import end_notices, let_articles_age
from courant.plant import clock
from courant.plant.edition.files import Edition
from courant.plant.searching.filing import CardIndex
from courant.press.changes import note_changed
from courant.press.models import Change, Ingredient
from courant.press.sweep import sweep

SWEPT = "swept"  # the fact that remembers the day of the last sweep
SWEEP_AT_HOUR = 3

log = structlog.get_logger("courant.newsroom")


def keep_the_schedule() -> bool:
    """Do everything that is due by now.  Return whether there was anything."""
    now = clock.now()
    published = [publish_due(revision) for revision in due_revisions(now)]
    expired = [expire(page) for page in expired_pages(now)]
    return any([*published, *expired, let_articles_age(), end_notices(), turn_the_day()])


def due_revisions(now: datetime) -> list[Revision]:
    """Return scheduled revisions whose moment has come, the earliest first."""
    due = Revision.objects.filter(approved_go_live_at__lte=now)
    return list(due.order_by("approved_go_live_at", "pk"))


def expired_pages(now: datetime) -> list[Page]:
    """Return live pages whose time is over."""
    return list(Page.objects.live().filter(expire_at__lte=now).order_by("expire_at", "pk"))


def publish_due(revision: Revision) -> bool:
    """Publish one scheduled revision.  One that cannot be is logged, keeps its schedule, waits."""
    try:
        with transaction.atomic():
            revision.publish()
    except (ValidationError, DatabaseError, Page.DoesNotExist) as error:
        because = "; ".join(getattr(error, "messages", [str(error)]))
        log.error("schedule.failed", revision=revision.pk, because=because)
        return False
    log.info("schedule.published", revision=revision.pk)
    return True


def expire(page: Page) -> bool:
    """Unpublish one page whose time is over."""
    with transaction.atomic():
        specific = page.specific
        specific.expired = True
        specific.unpublish(set_expired=True)
    log.info("schedule.expired", page=page.pk)
    return True


def turn_the_day() -> bool:
    """Have fronts baked again whose date is no longer today's, in the paper's zone."""
    today = keys.day(clock.today(zone()))
    # A range, not a prefix: a prefix is no use to an index, and this runs every second.
    shown = Ingredient.objects.filter(key__gt="day/", key__lt="day0").exclude(key=today)
    others = sorted(set(shown.values_list("key", flat=True)))
    waiting = set(Change.objects.filter(key__in=others).values_list("key", flat=True))
    with transaction.atomic():
        note_changed(*(key for key in others if key not in waiting), because="a new day")
    return bool(set(others) - waiting)


def sweep_if_due() -> bool:
    """Sweep once a day, in the small hours of the paper's zone.  Return whether it was time."""
    local = clock.now().astimezone(ZoneInfo(zone()))
    last = Fact.objects.filter(key=SWEPT).values_list("digest", flat=True).first()
    if local.hour < SWEEP_AT_HOUR or last == str(local.date()):
        return False
    Fact.objects.update_or_create(key=SWEPT, defaults={"digest": str(local.date())})
    if last is not None:  # on the first day there is nothing that could have gone wrong
        sweep(Edition(settings.HOME.edition), CardIndex(settings.HOME.search))
    return last is not None
