"""From an article's body as it is stored to the blocks that templates see.

Works on the raw values, because building Wagtail's own block objects for a page costs more than
everything else that is done to bake it.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

from courant.design.languages import direction
from courant.newsroom import quotations, views
from courant.newsroom.blocks import DECORATIVE
from courant.newsroom.links import ATTRIBUTE, LINK, may_be_in_text
from courant.newsroom.quotation_views import QuotationView
from courant.plant.addresses import slug_of, url_path
from courant.plant.html import Html, escape

Raw = Mapping[str, Any]

# Blocks that follow each other as plain markup; a run of them is one block to the template.
RUNNING_TEXT = ("paragraph", "list")
ASIDES = ("pullquote", "question", "timeline", "note")

# What rich text holds for Wagtail's own editor.
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


@dataclass(slots=True)
class References:
    """What a body points to, by primary key."""

    photos: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)  # who is quoted


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a body's references lead to; each look-up puts its ingredient on the tray."""

    picture: Callable[[int | None, str], views.PictureView | None]
    page: Callable[[int], views.Link | None]
    story: Callable[[int], views.Link | None]  # an article that is named by its headline
    document: Callable[[int, str], views.DocumentBlock | None]
    quotation: Callable[[quotations.Quotation], QuotationView]
    about_quotation: str = ""  # what leads from a mark to what is known of it; empty: nothing does


def references(raw: Sequence[Raw], *texts: str) -> References:
    """Return what a body, and further rich text beside it, points to."""
    found = References()
    for quotation in quotations.quotations(raw):
        if quotation.person:
            found.people.add(quotation.person)
        if quotation.document:
            found.documents.add(quotation.document)
    for text in texts:
        _note_links(text, found)
    for block in raw:
        _note_block(block["type"], block["value"], found)
    return found


def _note_block(kind: str, value: Any, found: References) -> None:
    if isinstance(value, str):
        _note_links(value, found)
    elif kind == "photo":
        _note_photo(value, found)
    elif kind == "gallery":
        for item in _items(value.get("photos")):
            _note_photo(item, found)
    elif kind == "table":
        for cell in _cells(value):
            _note_links(cell, found)
    else:
        _note_struct(value, found)


def _note_struct(value: Raw, found: References) -> None:
    for name in ("text", "answer"):
        _note_links(value.get(name) or "", found)
    for moment in _items(value.get("moments")):
        _note_links(moment.get("text") or "", found)
    for name, pks in (
        ("page", found.pages), ("document", found.documents), ("still", found.photos),
    ):  # fmt: skip
        if value.get(name):
            pks.add(int(value[name]))


def _note_photo(value: Raw, found: References) -> None:
    if value.get("photo"):
        found.photos.add(int(value["photo"]))
    _note_links(value.get("caption") or "", found)


def _note_links(text: str, found: References) -> None:
    if "linktype" not in text:
        return
    for match in LINK.finditer(text):
        attributes = dict(ATTRIBUTE.findall(match[1]))
        if attributes.get("id", "").isdecimal():
            pks = {"page": found.pages, "document": found.documents}.get(
                attributes.get("linktype", "")
            )
            if pks is not None:
                pks.add(int(attributes["id"]))


def blocks(raw: Sequence[Raw], shelf: Shelf) -> tuple[views.Block, ...]:
    """Return a body's blocks.  What points to nothing public is left out, its words are kept."""
    maker = _Maker(shelf, raw)
    made: list[views.Block] = []
    for kind, run in groupby(raw, key=lambda block: block["type"] in RUNNING_TEXT):
        if kind:
            text = "\n".join(maker.marked(block["value"]) for block in run)
            made.append(views.TextBlock(_linked(text, shelf)))
        else:
            made += [one for block in run for one in maker.make(block["type"], block["value"])]
    return tuple(made)


def quotation_views(raw: Sequence[Raw], shelf: Shelf) -> tuple[QuotationView, ...]:
    """Return what is known of a body's quotations, in the order of the text."""
    return tuple(map(shelf.quotation, quotations.quotations(raw)))


def rich_text(text: str, shelf: Shelf) -> Html:
    """Return stored rich text as readers get it: links to where pages are now, no marks."""
    if "<q" in text:
        text = quotations.MARK.sub(r"\2", text)
    return _linked(text, shelf)


def _linked(text: str, shelf: Shelf) -> Html:
    if "data-block-key" in text:
        text = EDITOR_KEY.sub("", text)
    if "<a " not in text:
        return Html(text)
    return Html(LINK.sub(lambda found: _link(found, shelf), text))


def _link(found: re.Match[str], shelf: Shelf) -> str:
    attributes = dict(ATTRIBUTE.findall(found[1]))
    if "linktype" not in attributes:
        return found[0] if may_be_in_text(unescape(attributes.get("href", ""))) else found[2]
    number = attributes.get("id", "")
    href = ""
    if number.isdecimal() and attributes["linktype"] == "page":
        page = shelf.page(int(number))
        href = page.href if page else ""
    elif number.isdecimal() and attributes["linktype"] == "document":
        document = shelf.document(int(number), "")
        href = document.href if document else ""
    if not href:
        return found[2]
    return f'<a href="{escape(url_path(href))}">{found[2]}</a>'


class _Maker:
    """Makes the blocks of one body; remembers which anchors it has given."""

    def __init__(self, shelf: Shelf, raw: Sequence[Raw]) -> None:
        self._shelf = shelf
        self._anchors: set[str] = set()
        self._quotations = quotations.quotations(raw)  # met once more, in the same order

    def marked(self, text: str) -> str:
        """Return rich text with the marks that quotations have for readers."""
        return quotations.MARK.sub(self._mark, text) if "<q" in text else text

    def _mark(self, found: re.Match[str]) -> str:
        if not quotations.names_a_speaker(quotations.facts_of(found[1])):
            return found[2]
        view = self._shelf.quotation(next(self._quotations))
        lang = f' lang="{escape(view.lang)}" dir="{direction(view.lang)}"' if view.lang else ""
        said = f'<q id="{view.anchor}"{lang}>{found[2]}</q>'
        if not self._shelf.about_quotation:
            return said
        words = escape(self._shelf.about_quotation)
        return (
            f'{said}<a class="quotation-note" href="#about-{view.anchor}">'
            f'<span class="hidden">{words}</span></a>'
        )

    def make(self, kind: str, value: Any) -> Iterator[views.Block]:
        if kind == "code":
            yield views.CodeBlock(value)
        elif kind == "heading":
            yield views.HeadingBlock(
                value["text"], int(value["level"]), self._anchor(value["text"])
            )
        elif kind == "quotation":
            yield self._quotation(value)
        elif kind == "factbox":
            text = _linked(self.marked(value["text"]), self._shelf)
            yield views.FactBoxBlock(value["title"], text)
        elif kind in ASIDES:
            yield from self._aside(kind, value)
        else:
            yield from self._with_references(kind, value)

    def _aside(self, kind: str, value: Raw) -> Iterator[views.Block]:
        if kind == "pullquote":
            yield views.PullQuoteBlock(value["text"])
        elif kind == "question":
            answer = _linked(self.marked(value["answer"]), self._shelf)
            yield views.QuestionBlock(value["question"], answer)
        elif kind == "note":
            yield views.NoteBlock(_linked(value["text"], self._shelf))
        else:
            moments = (
                views.MomentView(each["when"], _linked(each["text"], self._shelf))
                for each in _items(value.get("moments"))
            )
            yield views.TimelineBlock(value.get("title") or "", tuple(moments))

    def _with_references(self, kind: str, value: Raw) -> Iterator[views.Block]:
        if kind == "photo":
            yield from self._figures([value])
        elif kind == "gallery":
            figures = tuple(self._figures(_items(value.get("photos"))))
            if figures:
                yield views.GalleryBlock(figures, value.get("title") or "")
        elif kind == "table":
            yield self._table(value)
        elif kind == "document" and value.get("document"):
            document = self._shelf.document(int(value["document"]), value["title"])
            if document:
                yield document
        elif kind == "related":
            yield from self._related(value)
        elif kind == "embed":
            yield self._embed(value)

    def _anchor(self, text: str) -> str:
        stem = slug_of(text) or "part"
        anchor, number = stem, 1
        while anchor in self._anchors:
            number += 1
            anchor = f"{stem}-{number}"
        self._anchors.add(anchor)
        return anchor

    def _quotation(self, value: Raw) -> views.QuotationBlock:
        view = self._shelf.quotation(next(self._quotations))
        html = rich_text(value["text"], self._shelf)
        source = views.Link(view.source.label, view.source.href) if view.source else None
        return views.QuotationBlock(html, view.speaker.name, view.lang, source, facts=view)

    def _figures(self, values: Iterable[Raw]) -> Iterator[views.FigureBlock]:
        for value in values:
            decorative = value.get("alt_decision") == DECORATIVE
            alt = "" if decorative else value.get("alt") or ""
            picture = self._shelf.picture(int(value["photo"]), alt) if value.get("photo") else None
            if picture:
                text = caption(value.get("caption") or "", self._shelf)
                yield views.FigureBlock(picture, text, is_sensitive=bool(value.get("sensitive")))

    def _table(self, value: Raw) -> views.TableBlock:
        columns, rows = value.get("columns") or [], value.get("rows") or []
        headings = [column.get("heading") or "" for column in columns]
        named = bool(columns) and columns[0]["type"] == "name"
        return views.TableBlock(
            caption=value.get("caption") or "",
            head=tuple(map(escape, headings)) if any(headings) else (),
            rows=tuple(
                tuple(
                    self._cell(column["type"], cell)
                    for column, cell in zip(columns, row["values"], strict=False)
                )
                for row in rows
            ),
            row_headings=named,
        )

    def _cell(self, kind: str, value: str) -> Html:
        return escape(value or "") if kind == "name" else caption(value or "", self._shelf)

    def _related(self, value: Raw) -> Iterator[views.RelatedBlock]:
        if value.get("page"):
            if link := self._shelf.story(int(value["page"])):
                yield views.RelatedBlock(link)
        elif value.get("url"):
            yield views.RelatedBlock(views.Link(value["title"], value["url"]))

    def _embed(self, value: Raw) -> views.EmbedBlock:
        still = self._shelf.picture(int(value["still"]), "") if value.get("still") else None
        host = urlsplit(value["url"]).hostname or ""
        return views.EmbedBlock(value["url"], value["title"], host, still)


def caption(text: str, shelf: Shelf) -> Html:
    """Return rich text of one paragraph without the paragraph around it."""
    html = rich_text(text, shelf).strip()
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        html = html[3:-4]
    return Html(html)


def _items(value: Any) -> list[Raw]:
    """Return a list block's values: Wagtail wraps each as ``{"type": "item", "value": …}``."""
    return [item["value"] if item.get("type") == "item" else item for item in value or ()]


def _cells(value: Raw) -> Iterator[str]:
    for row in value.get("rows") or ():
        yield from (cell for cell in row["values"] if isinstance(cell, str))
