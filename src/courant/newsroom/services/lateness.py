"""What is late: written down once, told once, forgotten when it is done or called off."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from courant.newsroom.models import Lateness
from courant.plant import clock

TRY_AGAIN_AFTER = timedelta(minutes=1)  # what a rule refused; nobody mends it within a second


def may_try(page: int, deed: str) -> bool:
    """Return whether something due is to be tried now: at once, then once a minute."""
    last = Lateness.objects.filter(page=page, deed=deed).values_list("tried_at", flat=True).first()
    # Should the clock have been set back, the last time lies ahead of us and says nothing.
    return last is None or not timedelta(0) <= clock.now() - last < TRY_AGAIN_AFTER


@transaction.atomic
def note_failure(page: int, deed: str, *, due_at: datetime, because: str) -> None:
    """Write down that something due could not be done, and why."""
    Lateness.objects.update_or_create(
        page_id=page,
        deed=deed,
        defaults={"due_at": due_at, "because": because, "tried_at": clock.now()},
    )


@transaction.atomic
def settle_lateness(still_due: Collection[tuple[int, str]]) -> int:
    """Forget what is late no more: done, called off, or put off.  Return how much that was.

    Args:
        still_due: Page and deed of all that is due and not done.
    """
    rows = Lateness.objects.values_list("pk", "page_id", "deed")
    over = [pk for pk, page, deed in rows if (page, deed) not in still_due]
    Lateness.objects.filter(pk__in=over).delete()
    return len(over)
