"""Dates as readers of a language write them: Gregorian by Babel, Persian by the Jalali calendar.

Moments come in UTC and are told in the paper's zone; dates have no zone.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import jdatetime
from babel.dates import format_date, format_skeleton, format_time, get_timezone_location

from courant.design.languages import digits, first_subtag, locale_of

CACHED_DATES = 8192  # some twenty years of days in a language

JALALI_LANGUAGES = frozenset({"fa", "prs"})

EN_DASH = "\N{EN DASH}"

IRANIAN_MONTHS = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
    "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip
AFGHAN_MONTHS = (
    "حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله",
    "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت",
)  # fmt: skip


def day_of(moment: datetime, zone: str) -> date:
    """Return the date of a UTC moment in a zone named as in the IANA database."""
    return moment.astimezone(ZoneInfo(zone)).date()


def machine_time(moment: datetime) -> str:
    """Return a moment as machines read it: RFC 3339 in UTC, ``2026-11-23T13:05:00Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@lru_cache(maxsize=CACHED_DATES)
def long_date(day: date, lang: str) -> str:
    """Return ``23 November 2026``, or ``۲ آذر ۱۴۰۵``."""
    if _is_jalali(lang):
        return _jalali(day, lang)
    return digits(format_date(day, "long", locale=locale_of(lang)), lang)


@lru_cache(maxsize=CACHED_DATES)
def short_date(day: date, lang: str) -> str:
    """Return ``23 Nov 2026``, or ``۲ آذر ۱۴۰۵``."""
    if _is_jalali(lang):
        return _jalali(day, lang)
    return digits(format_date(day, "medium", locale=locale_of(lang)), lang)


@lru_cache(maxsize=CACHED_DATES)
def day_and_month(day: date, lang: str) -> str:
    """Return a date without its year, for a page that makes the year plain: ``23 Nov``."""
    if _is_jalali(lang):
        return _jalali(day, lang).rsplit(" ", 1)[0]
    return digits(format_skeleton("MMMd", day, locale=locale_of(lang)), lang)


@lru_cache(maxsize=CACHED_DATES)
def full_date(day: date, lang: str) -> str:
    """Return a date with its weekday, for the top of a front: ``Monday, 23 November 2026``."""
    if _is_jalali(lang):
        weekday = format_skeleton("EEEE", day, locale=locale_of(lang))
        return f"{weekday} {_jalali(day, lang)}"
    return digits(format_date(day, "full", locale=locale_of(lang)), lang)


@lru_cache(maxsize=CACHED_DATES)
def both_dates(day: date, lang: str) -> str:
    """Return a long date; where the calendar is another, with the Gregorian one beside it."""
    if not _is_jalali(lang):
        return long_date(day, lang)
    gregorian = digits(format_date(day, "long", locale=locale_of(lang)), lang)
    return f"{_jalali(day, lang)} ({gregorian})"


@lru_cache(maxsize=CACHED_DATES)
def month_title(month: date, lang: str) -> str:
    """Return the title of an archive month, which is a Gregorian one: ``November 2026``.

    In Jalali a Gregorian month spans two: ``آبان–آذر ۱۴۰۵``.

    Args:
        month: Its first day.
        lang: BCP 47.
    """
    if not _is_jalali(lang):
        return digits(format_skeleton("yMMMM", month, locale=locale_of(lang)), lang)
    last_day = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    first = jdatetime.date.fromgregorian(date=month.replace(day=1))
    last = jdatetime.date.fromgregorian(date=last_day)
    names = _month_names(lang)
    end = f"{names[last.month - 1]} {last.year}"
    if first.month == last.month:
        return digits(end, lang)
    if first.year == last.year:
        return digits(f"{names[first.month - 1]}{EN_DASH}{end}", lang)
    return digits(f"{names[first.month - 1]} {first.year} {EN_DASH} {end}", lang)


@lru_cache(maxsize=CACHED_DATES)
def month_of(day: date, lang: str) -> str:
    """Return the month in which a day lies, by the language's calendar: ``آذر ۱۴۰۵``."""
    if _is_jalali(lang):
        return _jalali(day, lang).split(" ", 1)[1]
    return digits(format_skeleton("yMMMM", day, locale=locale_of(lang)), lang)


@lru_cache(maxsize=CACHED_DATES)
def year_title(day: date, lang: str) -> str:
    """Return the title of a Gregorian year: ``2026``; in Jalali it spans two: ``۱۴۰۴–۱۴۰۵``."""
    if not _is_jalali(lang):
        return digits(day.year, lang)
    first = jdatetime.date.fromgregorian(date=day.replace(month=1, day=1)).year
    return digits(f"{first}{EN_DASH}{first + 1}", lang)


def clock_time(moment: datetime, lang: str, zone: str) -> str:
    """Return the time of day in a zone as a language writes it: ``14:05``."""
    local = moment.astimezone(ZoneInfo(zone))
    return _clock(local.hour, local.minute, lang)


@lru_cache(maxsize=CACHED_DATES)
def _clock(hour: int, minute: int, lang: str) -> str:
    return digits(format_time(time(hour, minute), "short", locale=locale_of(lang)), lang)


@lru_cache(maxsize=256)
def zone_name(zone: str, lang: str) -> str:
    """Return the city whose clock the times are told by: ``Amsterdam``; ``UTC`` is itself."""
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    return get_timezone_location(ZoneInfo(zone), locale_of(lang), return_city=True)


def _is_jalali(lang: str) -> bool:
    return first_subtag(lang) in JALALI_LANGUAGES


def _month_names(lang: str) -> tuple[str, ...]:
    afghan = first_subtag(lang) == "prs" or lang.lower() == "fa-af"
    return AFGHAN_MONTHS if afghan else IRANIAN_MONTHS


def _jalali(day: date, lang: str) -> str:
    jalali = jdatetime.date.fromgregorian(date=day)
    return digits(f"{jalali.day} {_month_names(lang)[jalali.month - 1]} {jalali.year}", lang)
