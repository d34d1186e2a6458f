"""Words, links and dates as feeds write them, made into ours."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

import nh3

from courant.plant.plain_text import TAG, fitted

MAX_HEADLINE_LETTERS: Final = 140
MAX_LINK_LETTERS: Final = 1000
MAX_DATE_LETTERS: Final = 100
MAX_TAGS: Final = 200  # beyond, where a parser's time grows with the square, tags go unread
FIRST_YEAR: Final = 1990  # before the web; programs without a date write 1970 or the year 1

_BLOCK: Final = re.compile(r"<(?=/?(?:br|p|div|li|tr|td|h[1-6])\b)", re.IGNORECASE)
_HIDDEN: Final = {"script", "style", "template", "noscript", "title", "textarea", "select"}
# What is safe in an address as somebody wrote it; the rest is percent-encoded.
_SAFE: Final = "/%:@!$&'()*+,;=~?#[]"


def headline_of(html: str) -> str:
    """Return HTML as a line that the ticker takes: plain, at most 140 letters, maybe empty."""
    html = TAG.sub(" ", html) if html.count("<") > MAX_TAGS else _BLOCK.sub(" <", html)
    text = unescape(nh3.clean(html, tags=set(), clean_content_tags=_HIDDEN))
    # What looks like markup even now was escaped twice; the ticker would refuse it.
    text = TAG.sub(" ", " ".join(text.split()))
    return fitted(text, most=MAX_HEADLINE_LETTERS)


def link_of(written: str, *, base: str) -> str:
    """Return where an entry leads: a whole http or https address, or nothing if it is none.

    Args:
        written: As the feed writes it; may be relative.
        base: The feed's own address.
    """
    try:
        href = quote(urljoin(base, written.strip()), safe=_SAFE)
        parts = urlsplit(href)
        is_one = parts.scheme in ("http", "https") and parts.hostname and parts.username is None
    except ValueError:  # also what cannot be encoded
        return ""
    return href if is_one and len(href) <= MAX_LINK_LETTERS else ""


def moment_of(written: str) -> datetime | None:
    """Return a date of RFC 822 or ISO 8601 in UTC; None if it is neither."""
    text = written.strip()[:MAX_DATE_LETTERS]
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(text)
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment if moment.year >= FIRST_YEAR else None
    return None
