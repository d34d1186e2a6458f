"""Everything that readers read of an article, piece by piece, with where each stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags

from courant.newsroom.quotations import ATTRIBUTE, MARK

OWN = {
    "title": "The headline",
    "long_headline": "The long headline",
    "short_headline": "The short headline",
    "kicker": "The kicker",
    "standfirst": "The standfirst",
    "dateline": "The dateline",
    "ticker_text": "The ticker's text",
    "search_description": "The description",
    "photo_caption": "The main photo's caption",
    "photo_alt": "The main photo's description",
    "content_warning": "The content warning",
    "change_words": "What readers are told of the change",
}
# What stands in a block beside words: choices, addresses, ids.
NO_WORDS = frozenset(
    {"alt_decision", "level", "type", "id", "url", "source_url", "columns_types", "lang"}
)
# What a quotation marked in the text says beside its words, by the attribute that says it.
MARKED = frozenset({"data-speaker", "data-place", "data-original", "data-translator"})
VERBATIM = "code"  # a block in which spaces and signs mean what they are


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of text in its place."""

    where: str  # "The headline", "Block 3 of the text (Quotation)"
    words: str  # plain
    field: str
    block: str = ""
    kind: str = ""  # of the block


def texts_of(article: Any) -> Iterator[Text]:
    """Yield every piece of text that is not empty, in the order in which the editor shows it."""
    for name, where in OWN.items():
        if words := plain(getattr(article, name, "") or ""):
            yield Text(where, words, name)
    for number, block in enumerate(article.body.raw_data, 1):
        kind = block["type"]
        where = f"Block {number} of the text ({_label(article, kind)})"
        for words in _strings(block["value"]):
            if found := plain(words) if kind != VERBATIM else words:
                yield Text(where, found, "body", block.get("id") or "", kind)


def plain(text: str) -> str:
    """Return the words of rich text; a blank stands between its paragraphs."""
    return " ".join(unescape(strip_tags(text.replace("<", " <"))).split())


def _label(article: Any, kind: str) -> str:
    block = article.body.stream_block.child_blocks.get(kind)
    return str(block.label) if block is not None else kind


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        for mark in MARK.finditer(value):
            yield from (said for name, said in ATTRIBUTE.findall(mark[1]) if name in MARKED)
    elif isinstance(value, dict):
        for name, within in value.items():
            if name not in NO_WORDS:
                yield from _strings(within)
    elif isinstance(value, list):
        for within in value:
            yield from _strings(within)
