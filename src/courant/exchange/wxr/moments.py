"""Moments as WordPress writes them."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# As WordPress writes it; anything else is read with patience, which takes ten times as long.
_MAIL = re.compile(
    r"[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) \+0000", re.ASCII
)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?", re.ASCII)


def local_moment(text: str) -> datetime | None:
    """Return ``2011-05-12 14:30:46`` as a naive moment, or None for one that never was.

    Drafts carry ``0000-00-00 00:00:00``, and hands have written 30 February.
    """
    found = _MOMENT.match(text.strip())
    if found is None:
        return None
    try:
        return datetime.fromisoformat(found[0])
    except ValueError:
        return None


def utc_moment(text: str) -> datetime | None:
    """Return the same, for a value that is in UTC, as an aware moment."""
    moment = local_moment(text)
    return moment and moment.replace(tzinfo=UTC)


def mail_moment(text: str) -> datetime | None:
    """Return pubDate (RFC 2822) in UTC, or None: drafts say ``Mon, 30 Nov -0001``."""
    if found := _MAIL.fullmatch(text):
        day, year, hour, minute, second = map(int, found.group(1, 3, 4, 5, 6))
        with suppress(ValueError):  # what is no month has no place among them
            month = _MONTHS.index(found[2]) // 4 + 1
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    if " -" in text:  # the year
        return None
    try:
        moment = parsedate_to_datetime(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
