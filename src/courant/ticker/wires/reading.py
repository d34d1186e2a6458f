"""Reading a feed: whatever the bytes are, out come items or one clear reason why not."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from html import unescape
from typing import Final

from courant.ticker.wires.items import Entry, Feed, FeedError, Item
from courant.ticker.wires.json_feed import entries_of_json
from courant.ticker.wires.words import headline_of, link_of, moment_of
from courant.ticker.wires.xml_feed import entries_of_xml

MAX_ITEMS: Final = 500
MAX_GUID_LETTERS: Final = 200
AHEAD: Final = timedelta(minutes=10)  # clocks differ; not worth a remark

_BOM: Final = b"\xef\xbb\xbf"
_HEAD_BYTES: Final = 200_000  # of a web page, in which its feed may be named
_HTML: Final = re.compile(
    rb"(?:<\?xml[^<>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b", re.I | re.S
)
_LINK: Final = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_FEED_KIND: Final = re.compile(r"application/(?:rss\+xml|atom\+xml|feed\+json)", re.IGNORECASE)
_HREF: Final = re.compile(r"""href\s{0,9}=\s{0,9}["']?([^"'\s<>]{1,1000})""", re.IGNORECASE)


def read_feed(body: bytes, *, url: str, now: datetime) -> Feed:
    """Return the items of a feed: RSS 0.9 to 2.0, Atom, or JSON Feed.

    Args:
        body: The feed, uncompressed.
        url: Where it came from; relative links begin there, and messages name it.
        now: In UTC.  What is dated later counts as of now.

    Raises:
        FeedError: It is none of these, or breaks a limit.

    Source:
        RSS 2.0 (rssboard.org), RSS 1.0 (purl.org/rss/1.0), RFC 4287, JSON Feed 1.1.
    """
    try:
        entries = _entries(body.removeprefix(_BOM).lstrip(), url)
    except FeedError as error:
        raise FeedError(f"{url} {error}") from None
    return _feed(entries, url=url, now=now)


def _entries(body: bytes, url: str) -> list[Entry]:
    if not body:
        raise FeedError("is empty. Try again later, or ask the outlet.")
    if _HTML.match(body[:_HEAD_BYTES]):
        raise FeedError(f"is a web page, not a feed. {_named_by(body, url)}")
    return entries_of_json(body) if body[:1] in b"{[" else entries_of_xml(body)


def _named_by(page: bytes, url: str) -> str:
    """Return which feed a web page names: the address in the browser is what people paste."""
    tags = _LINK.findall(page[:_HEAD_BYTES].decode("utf-8", "replace"))
    hrefs = (_HREF.search(tag) for tag in tags if _FEED_KIND.search(tag))
    feeds = (link_of(unescape(href[1]), base=url) for href in hrefs if href)
    found = next(filter(None, feeds), "")
    if found:
        return f"The page names this feed: {found}"
    return "Look on it for a link called RSS, Atom or feed."


def _feed(entries: list[Entry], *, url: str, now: datetime) -> Feed:
    odd: Counter[str] = Counter()
    items: dict[str, Item] = {}
    for entry in entries[:MAX_ITEMS]:
        if item := _item(entry, url=url, now=now, odd=odd):
            items.setdefault(item.guid, item)
    odd["many"] = max(0, len(entries) - MAX_ITEMS)
    odd["none"] = not entries
    return Feed(tuple(items.values()), tuple(_remarks(odd)))


def _item(entry: Entry, *, url: str, now: datetime, odd: Counter[str]) -> Item | None:
    headline = headline_of(entry.title) or headline_of(entry.words)
    if not headline:
        odd["silent"] += 1
        return None
    link = entry.link or entry.permalink
    href = link_of(link, base=url) if link else ""
    odd["nameless"] += not entry.guid
    published = moment_of(entry.date) or moment_of(entry.updated) or now
    odd["ahead"] += published > now + AHEAD
    guid = entry.guid or href or headline
    return Item(_known_by(guid), headline, href, min(published, now))


def _known_by(guid: str) -> str:
    if len(guid) <= MAX_GUID_LETTERS and guid.isprintable():
        return guid
    # A database may refuse what some feeds call a name.
    return "sha256:" + sha256(guid.encode("utf-8", "surrogatepass")).hexdigest()


def _remarks(odd: Counter[str]) -> Iterable[str]:
    words = {
        "none": "It is a feed, but there is nothing in it.",
        "ahead": "Dated in the future, so taken as of now: {}.",
        "nameless": "Without a name of their own (guid), so known by their link: {}.",
        "silent": "Without any words, so left out: {}.",
        "many": f"More than {MAX_ITEMS} entries, so left out: {{}}.",
    }
    return (sentence.format(odd[what]) for what, sentence in words.items() if odd[what])
