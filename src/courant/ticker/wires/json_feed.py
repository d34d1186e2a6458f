"""JSON Feed: its entries, as they are written."""

import json
from html import escape
from typing import Any, Final

from courant.ticker.wires.items import Entry, FeedError

MAX_TEXT_LETTERS: Final = 4_000
_VERSION: Final = "https://jsonfeed.org/version/"


def entries_of_json(body: bytes) -> list[Entry]:
    """Return the entries of a JSON Feed.

    Raises:
        FeedError: It is not JSON, or another kind of JSON.  The message lacks the culprit.
    """
    try:
        feed = json.loads(body)
    except (ValueError, RecursionError):
        raise FeedError("is neither XML nor JSON that can be read. Tell the outlet.") from None
    version = feed.get("version") if isinstance(feed, dict) else None
    items = feed.get("items") if isinstance(feed, dict) else None
    if not (isinstance(version, str) and version.startswith(_VERSION) and isinstance(items, list)):
        raise FeedError(
            "is JSON, but not a JSON Feed. Look on the outlet's site for a link called RSS, "
            "Atom or feed."
        )
    return [_entry(item) for item in items if isinstance(item, dict)]


def _entry(item: dict[str, Any]) -> Entry:
    # Titles, summaries and content_text are plain by definition, so a "<" in them is one.
    words = escape(_text(item, "summary", "content_text")) or _text(item, "content_html")
    return Entry(
        guid=_text(item, "id"),
        link=_text(item, "url", "external_url"),
        date=_text(item, "date_published"),
        updated=_text(item, "date_modified"),
        title=escape(_text(item, "title")),
        words=words,
    )


def _text(item: dict[str, Any], *names: str) -> str:
    """Return the first of some fields that says something; ids are numbers now and then."""
    values = (item.get(name) for name in names)
    said = (str(value) for value in values if isinstance(value, str | int | float))
    return next((text.strip()[:MAX_TEXT_LETTERS] for text in said if text.strip()), "")
