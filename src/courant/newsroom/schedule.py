"""Time passing: what is due is published, what has expired goes, and fronts get a new date.

Each page in a transaction of its own, so that one that cannot be published stops no other
(Wagtail's ``publish_scheduled`` loses the schedule of the page it fails on), and a kill leaves
each either done or due.
"""

from collections.abc import Callable, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from django.conf import settings
from django.db import OperationalError, transaction
from wagtail.models import Page, Revision

from courant.newsroom import keys
from courant.newsroom.models import Fact, Lateness
from courant.newsroom.queries.due import Due, due
from courant.newsroom.queries.paper import zone
from courant.newsroom.services.embargo import lift_embargo
from courant.newsroom.services.lateness import may_try, note_failure, settle_lateness
from courant.newsroom.services.publication import end_notices, let_articles_age
from courant.plant import clock, crash
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
    waiting = due(clock.now())
    done = [do_due(one) for one in waiting if may_try(one.page, one.deed)]
    if waiting or Lateness.objects.exists():
        settle_lateness({(one.page, one.deed) for one in due(clock.now())})
    return any([*done, let_articles_age(), end_notices(), turn_the_day()])


def do_due(one: Due) -> bool:
    """Do one thing that is due, in a transaction of its own.  Return whether it was done.

    What cannot be done is written down with its reason, stays due, and stops no other.
    """
    try:
        with transaction.atomic():
            was_done = DEEDS[one.deed](one)
            crash.point("schedule.before-commit")
    except OperationalError as error:  # the database is away or busy, not the page at fault
        log.warning("schedule.waits", page=one.page, deed=one.deed, because=str(error))
        return False
    except Exception as error:  # noqa: BLE001  # whatever it is, the others must go on
        because = "; ".join(getattr(error, "messages", [f"{type(error).__name__}: {error}"]))
        log.error("schedule.failed", page=one.page, deed=one.deed, because=because)
        note_failure(one.page, one.deed, due_at=one.at, because=because)
        return False
    if was_done:
        log.info("schedule.done", page=one.page, deed=one.deed)
    crash.point("schedule.after-commit")
    return was_done


def _publish(one: Due) -> bool:
    # Asked again: meanwhile an editor may have called it off.
    revision = Revision.objects.filter(pk=one.revision, approved_go_live_at=one.at).first()
    if revision is None:
        return False
    revision.publish()
    return True


def _lift(one: Due) -> bool:
    return lift_embargo(one.page)


def _expire(one: Due) -> bool:
    page = Page.objects.live().filter(pk=one.page, expire_at=one.at).first()
    if page is None:
        return False
    specific = page.specific
    specific.expired = True
    specific.unpublish(set_expired=True)
    return True


DEEDS: Final[Mapping[str, Callable[[Due], bool]]] = {
    Lateness.Deed.PUBLISH: _publish,
    Lateness.Deed.LIFT: _lift,
    Lateness.Deed.EXPIRE: _expire,
}


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
