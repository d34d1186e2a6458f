"""The one place that asks what time it is, so that a test can say."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_stops: list[datetime] = []  # the last one holds


def now() -> datetime:
    """Return this moment in UTC, or the moment at which the clock was stopped."""
    return _stops[-1] if _stops else datetime.now(UTC)


def this_minute() -> datetime:
    """Return the minute in UTC that this moment lies in: what is kept of when readers wrote."""
    return now().replace(second=0, microsecond=0)


def today(zone: str) -> date:
    """Return the date in a time zone, named as in the IANA database: ``Europe/Amsterdam``."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """Stop the clock for the length of a block.  Clocks may be stopped inside each other."""
    _stops.append(moment)
    try:
        yield
    finally:
        _stops.pop()
