"""Whether many come at once, and which replies are alike."""

from datetime import datetime, timedelta

from courant.newsroom.models import Teaser
from courant.plant.writing.likeness import are_alike
from courant.replies.models import Reply, State

WINDOW = timedelta(minutes=10)
AT_LEAST, NORM_TIMES, ALIKE_SHARE = 20, 5, 0.6
NORM_DAYS = 7
ALIKE_WITHIN = timedelta(hours=48)
MOST_LEADERS = 2000  # first replies of their kind that are compared
SIGN = 1 << 63


def stored(fingerprint: int) -> int:
    """Return a fingerprint as the database holds it: 64 bits with a sign."""
    return fingerprint - 2 * SIGN if fingerprint >= SIGN else fingerprint


def unsigned(fingerprint: int) -> int:
    """Return a stored fingerprint as 64 bits without a sign."""
    return fingerprint % (2 * SIGN)


def first_alike(fingerprint: int, now: datetime) -> int | None:
    """Return the number of the first reply of the last 48 hours that is like this one.

    Args:
        fingerprint: As ``plant.writing.likeness`` gives it, without a sign.
        now: The moment it came.
    """
    leaders = Reply.objects.filter(said_at__gt=now - ALIKE_WITHIN, like=None)
    recent = leaders.exclude(fingerprint=0).exclude(state=State.REFUSED).order_by("-pk")
    for number, other in recent.values_list("pk", "fingerprint")[:MOST_LEADERS]:
        if are_alike(fingerprint, unsigned(other)):
            return int(number)
    return None


def looks_like_raid(thread: int, now: datetime) -> bool:
    """Return whether a thread gets far more than it ever does, or the same over and over.

    Far more is at least 20 within ten minutes and five times the thread's norm for an hour, as
    the last seven days had it, or as many as there were; the same is at least 20, of which 60 %
    are alike.
    """
    window = Reply.objects.filter(
        thread=thread, said_at__gt=now - WINDOW, said_at__lte=now
    ).order_by()
    rows = list(window.values_list("pk", "like"))
    if len(rows) < AT_LEAST:
        return False
    before = Reply.objects.filter(
        thread=thread, said_at__lte=now - WINDOW, said_at__gt=now - timedelta(days=NORM_DAYS)
    )
    hourly = before.count() / _hours_before(thread, now)
    return len(rows) >= NORM_TIMES * hourly or _share_alike(rows) >= ALIKE_SHARE


def _hours_before(thread: int, now: datetime) -> float:
    """Return over how many hours a thread's norm is taken: a young one has not had seven days."""
    published = Teaser.objects.filter(pk=thread).values_list("published_at", flat=True).first()
    age = (now - WINDOW - published).total_seconds() / 3600 if published else NORM_DAYS * 24
    return max(1.0, min(NORM_DAYS * 24, age))


def _share_alike(rows: list[tuple[int, int | None]]) -> float:
    groups: dict[int, int] = {}
    for number, like in rows:
        groups[like or number] = groups.get(like or number, 0) + 1
    return max(groups.values()) / len(rows)
