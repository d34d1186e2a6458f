"""What is known of those who write."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from courant.newsroom.models import Contributor
from courant.plant.writing.folding import fold
from courant.press.slices import once_a_slice
from courant.replies.likenesses import Likenesses
from courant.replies.models import Pass, Reply, State
from courant.staff.models import Staff

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class History:
    """How a writer's last replies went."""

    in_last_hour: int = 0
    recent: int = 0  # settled within seven days
    recent_removed: int = 0


def history_of(writer: Pass | None, now: datetime) -> History:
    """Return how it went with a pass lately; a newcomer has no history."""
    if writer is None:
        return History()
    week = writer.replies.filter(said_at__gt=now - WEEK).order_by()
    states = list(week.values_list("state", "said_at"))
    return History(
        in_last_hour=sum(1 for _, at in states if at > now - timedelta(hours=1)),
        recent=sum(1 for state, _ in states if state not in (State.HELD, State.REFUSED)),
        recent_removed=sum(1 for state, _ in states if state in (State.REMOVED, State.SPAM)),
    )


def reserved_names() -> Likenesses:
    """Return the names that no reader may sign with, nor with any like them: our people's."""
    return once_a_slice("reserved names", _reserved_names)


def _reserved_names() -> Likenesses:
    people = Contributor.objects.values_list("name", flat=True)
    staff = Staff.objects.filter(is_active=True).values_list("first_name", "last_name")
    full = (f"{first} {last}".strip() for first, last in staff)
    return Likenesses((*people, *full))


def was_said(reply: Reply, since: datetime) -> bool:
    """Return whether a thread has the very same text already.

    Args:
        reply: With its fingerprint; stored or not.
        since: Only what was said after this counts.
    """
    same = Reply.objects.filter(thread=reply.thread_id, fingerprint=reply.fingerprint)
    others = same.filter(said_at__gt=since).exclude(state=State.REFUSED).exclude(pk=reply.pk)
    return any(fold(text) == fold(reply.text) for text in others.values_list("text", flat=True))
