"""What the newsroom asks of the press."""

from datetime import timedelta

from django.db.models import QuerySet

from courant.plant import clock
from courant.press.models import Baking, Change, PressRun, StaleAddress

LATE_AFTER = timedelta(minutes=2)


def failed_bakes() -> QuerySet[StaleAddress]:
    """Return addresses whose last try failed, with the reason; readers have the page as it was."""
    return StaleAddress.objects.exclude(error="").order_by("since")


def late_bakes() -> QuerySet[StaleAddress]:
    """Return addresses that have waited too long, failed or not."""
    return StaleAddress.objects.filter(since__lt=clock.now() - LATE_AFTER).order_by("since")


def late_changes() -> QuerySet[Change]:
    """Return changes that nobody has collected: the works do not run, or the disk is full."""
    return Change.objects.filter(noted_at__lt=clock.now() - LATE_AFTER).order_by("noted_at")


def last_run() -> PressRun | None:
    """Return the newest edition that was finished."""
    return PressRun.objects.filter(ended_at__isnull=False).order_by("-pk").first()


def baking_at(address: str) -> Baking | None:
    """Return what lies at an address, or None."""
    return Baking.objects.filter(address=address).first()


def last_runs(count: int = 20) -> QuerySet[PressRun]:
    """Return the newest editions, finished or not."""
    return PressRun.objects.order_by("-pk")[:count]
