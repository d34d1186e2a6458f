"""Dates that keep the sample fresh: moments told by their age, and days named in the text."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import jdatetime
from babel.dates import format_date

from courant.exchange.sample.paper import SampleError

_DAYS = re.compile(r"(\+?)(\d+)d (\d\d):(\d\d)")
_HOURS = re.compile(r"(\d+)h")
_NAMED = re.compile(r"\{(weekday|date|month|year)(?: ([+-]\d+))?\}")

_DIGITS_FA = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_MONTHS_FA = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip


def moment_of(age: str, *, set_up_at: datetime, zone: str) -> datetime:
    """Return the moment, in UTC, that an age names.

    Args:
        age: ``"3h"``, three hours before the set-up; ``"2d 07:40"``, twenty to eight two days
            before the day of set-up; ``"+1d 06:00"``, six o'clock the day after.
        set_up_at: When the sample paper is filled, with its zone.
        zone: The paper's, in which the clock times are meant.

    Raises:
        SampleError: The age has none of these forms.
    """
    if hours := _HOURS.fullmatch(age):
        return set_up_at.astimezone(UTC).replace(microsecond=0) - timedelta(hours=int(hours[1]))
    if days := _DAYS.fullmatch(age):
        ahead, count, hour, minute = days.groups()
        there = ZoneInfo(zone)
        day = set_up_at.astimezone(there).date()
        day += timedelta(days=int(count) if ahead else -int(count))
        clock = datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=there)
        return clock.astimezone(UTC)
    raise SampleError(f"The age {age!r} must look like '3h', '2d 07:40' or '+1d 06:00'.")


def name_days(text: str, *, day: date, lang: str) -> str:
    """Return a text with its ``{date -3}`` and the like written out for an article of that day.

    ``{weekday}``, ``{date}``, ``{month}`` and ``{year}`` take an offset: in days, but months
    for ``{month}`` and years for ``{year}``.
    """
    return _NAMED.sub(lambda found: _named(found[1], int(found[2] or 0), day, lang), text)


def _named(what: str, offset: int, day: date, lang: str) -> str:
    if what == "year":
        return _written(day, "y", lang, years=offset)
    if what == "month":
        first = day.replace(day=1)
        for _ in range(abs(offset)):
            first += timedelta(days=31 if offset > 0 else -1)
            first = first.replace(day=1)
        # The middle of a month, so that a Jalali month is the one it mostly overlaps.
        return _written(first.replace(day=15), "LLLL", lang)
    pattern = "EEEE" if what == "weekday" else "d MMMM"
    return _written(day + timedelta(days=offset), pattern, lang)


def _written(day: date, pattern: str, lang: str, *, years: int = 0) -> str:
    if lang != "fa" or pattern == "EEEE":
        if pattern == "y":
            return str(day.year + years)
        return str(format_date(day, pattern, locale=lang))
    jalali = jdatetime.date.fromgregorian(date=day)
    if pattern == "y":
        return str(jalali.year + years).translate(_DIGITS_FA)
    month = _MONTHS_FA[jalali.month - 1]
    return month if pattern == "LLLL" else f"{jalali.day} {month}".translate(_DIGITS_FA)
