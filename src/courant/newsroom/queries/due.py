"""What is due, what is late, and what is to come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from wagtail.models import Page, Revision

from courant.newsroom.models import ArticlePage, Lateness

LATE_AFTER = timedelta(minutes=2)

Deed = Lateness.Deed


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is to be done to a page at a moment."""

    page: int
    deed: str  # Lateness.Deed
    at: datetime
    title: str
    revision: int | None = None  # that is to be published


def due(now: datetime) -> list[Due]:
    """Return all whose moment has come, the earliest first."""
    return sorted(_due_by(now), key=lambda one: (one.at, one.page, one.deed))


def coming(until: datetime, *, after: datetime) -> list[Due]:
    """Return what will be due within a time, the earliest first."""
    return [one for one in due(until) if one.at > after]


def _due_by(now: datetime) -> Iterator[Due]:
    # Each of the three has an index of the few rows that matter: the works ask every second.
    scheduled = Revision.objects.filter(approved_go_live_at__lte=now)
    for pk, page, at, title in scheduled.values_list(
        "pk", "object_id", "approved_go_live_at", "object_str"
    ):
        yield Due(int(page), Deed.PUBLISH, at, title, revision=pk)
    held = ArticlePage.objects.filter(live=True, embargo_until__lte=now)
    for page, at, title in held.values_list("pk", "embargo_until", "title"):
        yield Due(page, Deed.LIFT, at, title)
    ending = Page.objects.live().filter(expire_at__lte=now)
    for page, at, title in ending.values_list("pk", "expire_at", "title"):
        yield Due(page, Deed.EXPIRE, at, title)
