"""Two moderators at one queue: who is deciding what, and who has."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from courant.plant import clock
from courant.replies.models import Reply, Ruling
from courant.staff.models import Staff

LOOKED_AT = timedelta(seconds=60)


@transaction.atomic
def look_at_row(numbers: Collection[int], *, by: Staff) -> Staff | None:
    """Say that somebody is deciding replies; return who else is already, if so."""
    now = clock.now()
    rows = Reply.objects.select_for_update(of=["self"]).filter(pk__in=numbers)
    other = rows.filter(looked_at_until__gt=now).exclude(looked_at_by=by).first()
    if other is not None:
        return other.looked_at_by
    Reply.objects.filter(pk__in=numbers).update(looked_at_by=by, looked_at_until=now + LOOKED_AT)
    return None


def not_decided(numbers: Collection[int], *, by: Staff, since: datetime) -> list[int]:
    """Return which of these replies somebody has not decided since a moment: others do, or did."""
    mine = Ruling.objects.filter(reply__in=numbers, ruled_by=by, ruled_at__gte=since)
    done = set(mine.values_list("reply", flat=True))
    return [number for number in numbers if number not in done]


def decided_meanwhile(numbers: Collection[int], *, seen: str) -> Staff | None:
    """Return who has decided replies that were shown in one state and are all in another."""
    rows = Reply.objects.filter(pk__in=numbers)
    if not seen or not rows.exists() or rows.filter(state=seen).exists():
        return None
    last = Ruling.objects.filter(reply__in=rows).exclude(ruled_by=None).last()
    return last.ruled_by if last else None
