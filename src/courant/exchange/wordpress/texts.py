"""From a post's text to the body the newsroom stores: photos, links and tables in their places."""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from courant.exchange.wxr.body import Body
from courant.exchange.wxr.body.clean import plain
from courant.newsroom.tables import stored_table
from courant.plant.digests import digest

# Cleaned HTML has no other form of a link, and none inside another (``wxr.body.clean``).
LINK = re.compile(r'<a href="([^"]*+)">(.*?)</a>', re.DOTALL)

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lookups:
    """What a text's references lead to."""

    photo: Callable[[Mapping[str, Any]], int | None]  # of a photo's raw value
    in_gallery: Callable[[Mapping[str, Any]], Sequence[Mapping[str, Any]]]  # a gallery's photos
    document: Callable[[str], int | None]  # by URL
    page: Callable[[str], int | None]  # an article, desk or page by its old link
    href: Callable[[str], str]  # what any other link becomes; "": its words alone stay


@dataclass(slots=True)
class Stored:
    """A body ready to be stored."""

    blocks: list[Raw]
    photos: set[int] = field(default_factory=set)


def stored_body(body: Body, lookups: Lookups, *, seed: str) -> Stored:
    """Return the blocks as a StreamField stores them.

    Args:
        body: A converted text.
        lookups: Where its references lead.
        seed: Of the blocks' ids: the same text of the same post has the same ids in every run.
    """
    return _Storing(lookups, seed).stored(body)


def linked(text: str, lookups: Lookups) -> str:
    """Return cleaned rich text with its links to the old site turned into links to pages here."""
    if "<a " not in text:
        return text
    return LINK.sub(lambda found: _link(found[1], found[2], lookups), text)


def _link(href: str, words: str, lookups: Lookups) -> str:
    url = html.unescape(href)
    page = lookups.page(url)
    if page is not None:
        return f'<a linktype="page" id="{page}">{words}</a>'
    kept = lookups.href(url)
    return f'<a href="{html.escape(kept)}">{words}</a>' if kept else words


class _Storing:
    """One body on its way."""

    def __init__(self, lookups: Lookups, seed: str) -> None:
        self.lookups, self.seed, self.number = lookups, seed, 0
        self.photos: set[int] = set()

    def stored(self, body: Body) -> Stored:
        blocks = []
        for block in body.blocks:
            value = self._value(block["type"], block["value"])
            if value is not None:
                blocks.append({"type": block["type"], "value": value, "id": self._id()})
        return Stored(blocks, self.photos)

    def _id(self) -> str:
        self.number += 1
        d = digest(f"{self.seed}/{self.number}".encode())
        return f"{d[:8]}-{d[8:12]}-{d[12:16]}-{d[16:20]}-{d[20:]}"  # as a UUID is written

    def _value(self, kind: str, value: Any) -> Any:
        if isinstance(value, str):
            return value if kind == "code" else linked(value, self.lookups)
        made = getattr(self, f"_{kind}", None)
        return made(value) if made else value

    def _photo(self, value: Mapping[str, Any]) -> Raw | None:
        pk = self.lookups.photo(value)
        if pk is None:
            return None
        self.photos.add(pk)
        alt = value["alt"].strip()
        return {
            "photo": pk,
            "caption": linked(value["caption"], self.lookups),
            "alt_decision": "described" if alt else "",
            "alt": alt[:500],
        }

    def _gallery(self, value: Mapping[str, Any]) -> Raw | None:
        photos = [made for each in self.lookups.in_gallery(value) if (made := self._photo(each))]
        if not photos:
            return None
        items = [{"type": "item", "value": photo, "id": self._id()} for photo in photos]
        return {"title": value["title"][:160], "photos": items}

    def _quotation(self, value: Mapping[str, Any]) -> Raw:
        return {**value, "text": linked(value["text"], self.lookups)}

    def _factbox(self, value: Mapping[str, Any]) -> Raw:
        return {**value, "text": linked(value["text"], self.lookups)}

    def _table(self, value: Mapping[str, Any]) -> Raw:
        named = value["row_headings"]
        rows = [
            [
                plain(cell) if named and at == 0 else linked(cell, self.lookups)
                for at, cell in enumerate(row)
            ]
            for row in value["rows"]
        ]
        return stored_table(
            caption=value["caption"], head=_words(value["head"]), rows=rows, row_headings=named
        )

    def _document(self, value: Mapping[str, Any]) -> Raw | None:
        pk = self.lookups.document(value["src"])
        return {"document": pk, "title": value["title"][:200]} if pk and value["title"] else None

    def _related(self, value: Mapping[str, Any]) -> Raw | None:
        page = self.lookups.page(value["url"])
        return None if page is None else {"page": page, "url": "", "title": ""}

    def _embed(self, value: Mapping[str, Any]) -> Raw:
        title = value["title"] or urlsplit(value["url"]).hostname or value["url"]
        return {"url": value["url"], "title": title[:200], "still": None}


def _words(cells: Iterable[str]) -> list[str]:
    return [plain(cell) for cell in cells]
