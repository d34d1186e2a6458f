"""The maps: what was moved and what is gone, in 256 small files.

A shard is ``.map/<first two hex digits of the SHA-256 of the address>``: UTF-8 lines, sorted,
each ``address TAB 301 TAB target`` or ``address TAB 410 TAB language``.  An address may carry
one of the old query keys (``/?p=12``) or be veiled (``plant.addresses``); a target is a path of
ours.  Neither holds a tab.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from courant.plant.addresses import shard_of

SHARDS = tuple(f"{number:02x}" for number in range(256))

# The queries that named a page in WordPress.  All others are ignored.
OLD_QUERY_KEYS = ("p", "page_id", "attachment_id", "cat", "author", "m", "feed", "replytocom")


@dataclass(frozen=True, slots=True, order=True)
class Moved:
    """An address whose page is now elsewhere (301)."""

    address: str
    target: str


@dataclass(frozen=True, slots=True, order=True)
class Gone:
    """An address whose page was withdrawn (410); ``lang`` is the language it was in."""

    address: str
    lang: str


Entry = Moved | Gone


def map_file(shard: str) -> str:
    """Return where a shard lies, relative to the edition."""
    return f".map/{shard}"


def map_file_of(address: str) -> str:
    """Return the shard in which an address is looked up, relative to the edition."""
    return map_file(shard_of(address))


def write_map(entries: Iterable[Entry]) -> bytes:
    """Return the bytes of a shard."""
    lines = sorted(_line(entry) for entry in entries)
    return "".join(lines).encode()


def _line(entry: Entry) -> str:
    if isinstance(entry, Moved):
        return f"{entry.address}\t301\t{entry.target}\n"
    return f"{entry.address}\t410\t{entry.lang}\n"


def read_map(shard: bytes) -> dict[str, Entry]:
    """Return a shard's entries by address."""
    entries: dict[str, Entry] = {}
    for line in filter(None, shard.decode().split("\n")):
        address, status, rest = line.split("\t")
        entries[address] = Moved(address, rest) if status == "301" else Gone(address, rest)
    return entries
