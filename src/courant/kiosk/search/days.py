"""Days as readers type them: a year, a month or a day, in their digits and their calendar."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import jdatetime

from courant.plant.writing.folding import fold

TYPED: Final = re.compile(r"\s*(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?\s*")
JALALI_YEARS: Final = range(1200, 1600)  # no paper is as old as these are by the other calendar
DECEMBER: Final = 12


@dataclass(frozen=True, slots=True)
class Span:
    """Some days: the first, and the first that is no longer among them."""

    first: date
    after: date


def span_of(text: str) -> Span:
    """Return the days that a text names.

    Args:
        text: ``2026``, ``2026-11``, ``2026-11-20``; ``۱۴۰۵``, ``۱۴۰۵/۹``, of the Jalali calendar.

    Raises:
        ValueError: There are no such days.
    """
    found = TYPED.fullmatch(fold(text))
    if found is None:
        raise ValueError(text)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    is_jalali = year in JALALI_YEARS
    first = _day(year, month or 1, day or 1, is_jalali=is_jalali)
    if found[3]:
        return Span(first, date.fromordinal(first.toordinal() + 1))
    if found[2]:
        year, month = (year + 1, 1) if month == DECEMBER else (year, month + 1)
        return Span(first, _day(year, month, 1, is_jalali=is_jalali))
    return Span(first, _day(year + 1, 1, 1, is_jalali=is_jalali))


def moment_of(day: date, zone: str) -> int:
    """Return when a day begins in a time zone, in seconds since 1970."""
    return int(datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).timestamp())


def _day(year: int, month: int, day: int, *, is_jalali: bool) -> date:
    if not is_jalali:
        return date(year, month, day)
    found: date = jdatetime.date(year, month, day).togregorian()
    return found
