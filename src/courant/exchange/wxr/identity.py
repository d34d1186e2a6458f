"""What makes an item the same item in the next run, and in another part of the same export."""

import hashlib
from dataclasses import dataclass

from courant.exchange.wxr.records import Item


@dataclass(frozen=True, slots=True)
class Identity:
    """By what an item is known: unique in its site, the same in every run."""

    site: str  # url of the site
    type: str
    key: str  # "id:12", else "guid:…", "link:…" or "hash:…"


class Census:
    """Which ids, guids and links occur once.  Count a whole file before asking.

    Two briefs may share title, minute and type and still be two, so these never identify an
    item while an id, guid or link does.  In some exports all ids are equal.
    """

    def __init__(self) -> None:
        """Start counting."""
        self._seen: set[int] = set()
        self._repeated: set[int] = set()

    def count(self, item: Item) -> None:
        """Take note of one item."""
        for name in names_of(item)[:-1]:
            mark = _mark(item.type, name)
            if mark in self._seen:
                self._repeated.add(mark)
            self._seen.add(mark)

    def identity(self, site: str, item: Item) -> Identity:
        """Return by what an item is known: the first of its names that is its own.

        Items that repeat in everything, their text included, are one item.
        """
        *names, last = names_of(item)
        own = (name for name in names if _mark(item.type, name) not in self._repeated)
        return Identity(site=site, type=item.type, key=next(own, last))


def names_of(item: Item) -> list[str]:
    """Return the names an item might be known by, the best first; the last is of its text."""
    names = [f"id:{item.id}"] if item.id else []
    names += [f"guid:{item.guid}"] if item.guid else []
    names += [f"link:{item.link}"] if item.link else []
    text = "\0".join((item.title, str(item.date or item.published_at), item.content))
    names.append("hash:" + hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32])
    return names


def _mark(kind: str, name: str) -> int:
    digest = hashlib.blake2b(f"{kind}\0{name}".encode("utf-8", "replace"), digest_size=8)
    return int.from_bytes(digest.digest())
