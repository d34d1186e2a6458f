"""What a template may do to a value, settled once for each language."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any

from courant.design import dates, links
from courant.design.languages import digits, direction

CACHED_MOMENTS = 16384

KILO = 1000  # as shops and file managers count
UNITS = ("kB", "MB", "GB")


def filters_for(lang: str, zone: str, public_root: str) -> dict[str, Callable[..., Any]]:
    """Return the filters of one language's templates, by name.

    Moments come in UTC and are told in the paper's zone.

    Args:
        lang: BCP 47.
        zone: As in the IANA database.
        public_root: The paper's URL without a final slash.
    """

    def in_zone(write: Callable[[date, str], str]) -> Callable[[datetime], str]:
        return lru_cache(CACHED_MOMENTS)(lambda moment: write(dates.day_of(moment, zone), lang))

    return {
        "absolute": partial(links.absolute, public_root=public_root),
        "absolute_links": partial(links.absolute_links, public_root=public_root),
        "both_dates": in_zone(dates.both_dates),
        "day": partial(dates.long_date, lang=lang),
        "dated": lru_cache(CACHED_MOMENTS)(partial(_dated, lang=lang, zone=zone)),
        "digits": partial(digits, lang=lang),
        "direction": direction,
        "file_size": partial(file_size, lang=lang),
        "day_and_month": partial(dates.day_and_month, lang=lang),
        "full_date": partial(dates.full_date, lang=lang),
        "href": links.href,
        "long_date": in_zone(dates.long_date),
        "machine_time": lru_cache(CACHED_MOMENTS)(dates.machine_time),
        "month_of": in_zone(dates.month_of),
        "month_title": partial(dates.month_title, lang=lang),
        "short_date": in_zone(dates.short_date),
        "srcset": links.srcset,
        "year_title": partial(dates.year_title, lang=lang),
        "time": partial(dates.clock_time, lang=lang, zone=zone),
    }


def file_size(size_bytes: int, lang: str) -> str:
    """Return the size of a file as a reader wants it before a download: ``1.2 MB``."""
    size, unit = size_bytes / KILO, 0
    while size >= KILO and unit < len(UNITS) - 1:
        size, unit = size / KILO, unit + 1
    number = f"{size:.0f}" if unit == 0 else f"{size:.1f}"
    return f"{digits(number, lang)} {UNITS[unit]}"


def _dated(moment: datetime, today: date, *, lang: str, zone: str) -> str:
    """Write no more than the page of one day needs: the time today, the year only if another."""
    day = dates.day_of(moment, zone)
    if day == today:
        return dates.clock_time(moment, lang, zone)
    write = dates.day_and_month if day.year == today.year else dates.short_date
    return write(day, lang)
