"""Old addresses: what we or WordPress answered and the maps do not hold word for word.

Each rule rewrites an address to one that may be known; only one that *is* known is answered.
The rules and their sources are listed in the specification of the import, "Old addresses".
"""

import re
from collections.abc import Callable, Collection, Iterator
from urllib.parse import unquote, unquote_plus

from courant.plant.addresses import BadAddressError, fold_address, parse_address
from courant.plant.edition.maps import OLD_QUERY_KEYS, Entry, Gone, Moved

Find = Callable[[str], Entry | None]
Exists = Callable[[str], bool]

INDEX = re.compile(r"(?P<base>.*/)index\.(?:html?|php)")
TAIL = re.compile(
    r"(?P<base>.*?/)"
    r"(?:(?P<feed>(?:comments/)?(?:feed(?:/(?:atom|rss2?|rdf))?|rss))"
    r"|amp|embed|trackback|page/[0-9]+|comment-page-[0-9]+)/?",
    re.IGNORECASE,
)
# What a list has below its own address: a page for each month, and a feed.
PART = re.compile(r"(?P<of>.*/)(?P<part>[0-9]{4}-[0-9]{2}/|feed\.xml)")
MAX_TAILS = 4  # /x/page/2/amp/feed/ is as far as anyone went

UPLOADS = "/wp-content/uploads/"
# What WordPress adds to the name of an uploaded image: a size, an edit, a reduction, a turn.
MADE = re.compile(r"-(?:[0-9]{1,5}x[0-9]{1,5}(?:@2x)?|e[0-9]{10,13}|scaled|rotated)$")
KEPT_AS = ("", "-scaled", "-rotated")  # under which an original may be listed

# An item of these kinds that the maps do not know is a draft, private or deleted.
ITEM_KEYS = ("p", "page_id", "attachment_id")


def end_of_old(address: str, find: Find, exists: Exists) -> Entry | None:
    """Return where an old or careless spelling of an address leads, or None.

    Args:
        address: The path, decoded once, in normal form C.
        find: What an address names: a page of ours, or an entry of the maps.
        exists: Whether a file of ours answers an address.
    """
    for spelling in _spellings(address):
        if entry := _part_of_moved(spelling, find, exists):
            return entry
        base, is_feed = _without_tails(spelling)
        for candidate in _candidates(base):
            if entry := find(candidate):
                return _feed_of(entry, exists) if is_feed else entry
    return None


def old_queries(path: str, query: bytes) -> Iterator[tuple[str, str]]:
    """Yield the old keys of a query, the most telling first, each with the address it stood for.

    ``/?x=1&p=12`` yields ``p`` with ``/?p=12``; a query without them yields nothing.
    """
    said: dict[str, str] = {}
    for part in query.decode("latin-1").split("&"):
        key, mark, value = part.partition("=")
        if mark and key in OLD_QUERY_KEYS:
            said.setdefault(key, unquote_plus(value))
    index = INDEX.fullmatch(path)
    for key in OLD_QUERY_KEYS:
        if key in said and said[key].isprintable():
            yield key, f"{index['base'] if index else path}?{key}={said[key]}"


def is_unknown_item(key: str, address: str, fronts: Collection[str]) -> bool:
    """Return whether an address is a front's with the number of an item that has no page here.

    The maps were asked before.  WordPress links drafts and private items in this form, and the
    front page is no answer to them; elsewhere ``?p=2`` may be anyone's.
    """
    path, _, query = address.partition("?")
    return key in ITEM_KEYS and path in fronts and query.partition("=")[2].isdecimal()


def feed_at(address: str, find: Find, exists: Exists) -> Entry | None:
    """Return the feed that ``?feed=…`` at an address asked for, else the page itself."""
    for candidate in _candidates(_without_tails(address)[0]):
        if entry := find(candidate):
            return _feed_of(entry, exists)
    return None


def _spellings(address: str) -> Iterator[str]:
    seen = set()
    for spelling in (address, _decoded_again(address)):
        for known in (spelling, fold_address(spelling)):
            if known not in seen:
                seen.add(known)
                yield known


def _decoded_again(address: str) -> str:
    # For looking up only: what is found has an address of its own, to which the reader is sent.
    if "%" not in address:
        return address
    try:
        return parse_address(unquote(address))
    except BadAddressError:
        return address


def _without_tails(address: str) -> tuple[str, bool]:
    is_feed = False
    if index := INDEX.fullmatch(address):
        address = index["base"]
    for _ in range(MAX_TAILS):
        tail = TAIL.fullmatch(address)
        if tail is None:
            break
        address, is_feed = tail["base"], is_feed or bool(tail["feed"])
    return address, is_feed


def _candidates(base: str) -> Iterator[str]:
    yield base
    if base.endswith("/"):
        yield base.rstrip("/") or "/"
    else:
        yield base + "/"
    if UPLOADS in base:
        yield from _originals(base)


def _originals(upload: str) -> Iterator[str]:
    stem, dot, extension = upload.rpartition(".")
    while made := MADE.search(stem):
        stem = stem[: made.start()]
        yield from (f"{stem}{kept}{dot}{extension}" for kept in KEPT_AS)


def _part_of_moved(address: str, find: Find, exists: Exists) -> Entry | None:
    """Return where a month or the feed of a list is that has moved."""
    part = PART.fullmatch(address)
    entry = find(part["of"]) if part else None
    if part is None or not isinstance(entry, Moved):
        return None
    target = f"{entry.target}{part['part']}"
    return Moved(address, target) if exists(target) else None


def _feed_of(entry: Entry, exists: Exists) -> Entry:
    if isinstance(entry, Gone) or not entry.target.endswith("/"):
        return entry
    feed = f"{entry.target}feed.xml"
    return Moved(entry.address, feed) if exists(feed) else entry
