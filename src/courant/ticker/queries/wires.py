"""Wires: which is due, and which headlines wait for an editor."""

from datetime import datetime, timedelta

from django.db.models import Q

from courant.plant import clock
from courant.ticker.models import Suggestion, Ticker, Wire

STALE_AFTER = timedelta(days=7)


def waiting_suggestions(ticker: Ticker, *, limit: int = 100) -> list[Suggestion]:
    """Return the headlines that wait for an editor, newest first, each with its wire.

    Args:
        ticker: Of which.
        limit: At most how many.
    """
    fresh = Suggestion.objects.filter(
        wire__ticker=ticker,
        wire__is_on=True,
        state=Suggestion.State.WAITING,
        seen_at__gte=clock.now() - STALE_AFTER,
    )
    return list(fresh.select_related("wire").order_by("-published_at", "-pk")[:limit])


def due_wire(now: datetime) -> Wire | None:
    """Return the wire that has waited longest for being fetched; None if none is due.

    One that was tried in the future is due as well: the clock was wrong then.
    """
    due = Q(next_at__lte=now) | Q(last_tried_at__gt=now)
    return Wire.objects.filter(due, is_on=True).order_by("next_at", "pk").first()
