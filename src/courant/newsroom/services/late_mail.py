"""Telling a publisher that something is late: once, by mail, without a word of what it is.

A letter lies on servers of others, so it holds no headline: it says when something was due, on
which desk, and where in the newsroom to look.
"""

from collections.abc import Iterator

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from courant.newsroom.models import Lateness
from courant.newsroom.publish_button import by_the_wall
from courant.newsroom.queries.due import LATE_AFTER, due
from courant.plant import clock
from courant.staff.models import Staff

log = structlog.get_logger("courant.newsroom")


def is_something_untold() -> bool:
    """Return whether something is late of which nobody was told.  Cheap: asked every second."""
    before = clock.now() - LATE_AFTER
    if Lateness.objects.filter(told_at=None, due_at__lte=before).exists():
        return True
    late = {(one.page, str(one.deed)) for one in due(before)}
    return bool(late) and bool(late - set(Lateness.objects.values_list("page_id", "deed")))


def tell_of_late_work() -> bool:
    """Write to the publishers of what is late by two minutes.  Return whether there was any."""
    now = clock.now()
    note_what_was_never_tried()
    late = Lateness.objects.filter(told_at=None, due_at__lte=now - LATE_AFTER)
    told = [_tell(one) for one in late.select_related("page")]
    return any(told)


@transaction.atomic
def note_what_was_never_tried() -> None:
    """Write down what is late though nothing failed: the works slept, or are behind."""
    now = clock.now()
    for one in due(now - LATE_AFTER):
        Lateness.objects.get_or_create(page_id=one.page, deed=one.deed, defaults={"due_at": one.at})


def _tell(late: Lateness) -> bool:
    people = sorted({who.email for who in publishers_of(late.page) if who.email})
    try:
        if people:
            send_mail(_subject(late), _letter(late), None, people)
    except OSError as error:  # smtplib's are, too; the home says it all the same
        log.warning("lateness.mail_failed", reason=str(error))
        return False
    Lateness.objects.filter(pk=late.pk).update(told_at=clock.now())
    return True


def publishers_of(page: Page) -> Iterator[Staff]:
    """Yield who answers for a page: who last acted on it, who may publish it, else the chiefs."""
    revision = page.latest_revision
    if revision is not None and isinstance(revision.user, Staff):
        yield revision.user
    everyone = Staff.objects.filter(is_active=True).exclude(email="")
    for staff in everyone.filter(is_superuser=False):
        if page.permissions_for_user(staff).can_publish():
            yield staff
    yield from everyone.filter(is_superuser=True)


def _subject(late: Lateness) -> str:
    return f"Late: what was due at {by_the_wall(late.due_at)}"


def _letter(late: Lateness) -> str:
    place = reverse("wagtailadmin_pages:edit", args=[late.page_id])
    desk = late.page.get_parent()
    return (
        f"Something on the desk {desk.title} was due at {by_the_wall(late.due_at)} and has not "
        f"been done. Readers have the paper as it was.\n\n"
        f"Look here: {settings.WAGTAILADMIN_BASE_URL}{place}\n"
    )
