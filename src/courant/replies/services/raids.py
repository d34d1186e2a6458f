"""Raids: when many come at once, all are held for a while."""

from datetime import datetime, timedelta

from django.db import transaction
from wagtail.log_actions import log

from courant.plant import clock
from courant.press.changes import note_changed
from courant.replies import keys
from courant.replies.models import State, Thread
from courant.replies.queries.raids import WINDOW, looks_like_raid
from courant.replies.queries.rules import is_raided, is_unwatched
from courant.replies.services.rulings import settle, tell
from courant.staff.models import Staff

LASTS = timedelta(hours=2)
LAST_WORD = timedelta(hours=24)
RAID = "raid"  # the reason of what is held in one
RAID_SET = "replies.raid"  # in the article's history


def watch_for_raid(thread: Thread, now: datetime) -> bool:
    """Begin a raid if it looks like one.  Return whether it did.

    What newcomers sent in the last ten minutes was part of it; what got published is held again.

    Args:
        thread: Locked.
        now: When the last reply came.
    """
    if is_unwatched(thread) or is_raided(thread) or not looks_like_raid(thread.pk, now):
        return False
    _begin(thread)
    noted: set[str] = set()
    window = thread.replies.filter(said_at__gt=now - WINDOW, said_at__lte=now, by_staff=None)
    part_of_it = window.filter(state__in=[State.HELD, State.PUBLISHED]).select_related("by_pass")
    for reply in part_of_it:
        if reply.by_pass is None or reply.by_pass.made_at > now - WINDOW:
            reply.reasons = [*reply.reasons, RAID]
            reply.save(update_fields=["reasons"])
            if reply.state == State.PUBLISHED:
                noted |= settle(reply, State.HELD, act=RAID)
    tell(noted, because="a raid")
    return True


@transaction.atomic
def hold_raid(thread: Thread, *, on: bool, by: Staff) -> None:
    """Hold everything in a thread for two hours, or stop doing so; the machine leaves it then.

    Who ends a raid has the last word for a day: after it the machine watches again.

    Args:
        thread: Any.
        on: Whether to hold.
        by: Who says so.
    """
    log(thread.article, RAID_SET, user=by, data={"on": on})
    if on:
        _begin(thread)
        return
    thread.raid_until, thread.unwatched_until = None, clock.now() + LAST_WORD
    thread.save(update_fields=["raid_until", "unwatched_until"])
    note_changed(keys.thread(thread.pk), because=f"raid mode ended by {by.pk}")


@transaction.atomic
def end_raids() -> int:
    """End the raids whose time is over, so that pages no longer say so.  Return how many."""
    over = list(Thread.objects.filter(raid_until__lte=clock.now()))
    for thread in over:
        thread.raid_until = None
        thread.save(update_fields=["raid_until"])
        note_changed(keys.thread(thread.pk), because="a raid is over")
    return len(over)


def _begin(thread: Thread) -> None:
    thread.raid_until, thread.unwatched_until = clock.now() + LASTS, None
    thread.save(update_fields=["raid_until", "unwatched_until"])
    note_changed(keys.thread(thread.pk), because="a raid")
