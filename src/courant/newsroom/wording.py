"""What an article says, as plain paragraphs, and where two states of it say different things."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from html import unescape
from typing import Any, NamedTuple

from django.utils.html import strip_tags

from courant.newsroom.links import ATTRIBUTE, LINK

HEADLINE, STANDFIRST, DATELINE, CAPTION, TEXT = (
    "headline", "standfirst", "dateline", "caption", "text",
)  # fmt: skip
LINE_ENDS = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>|\n")

MOST_PASSAGES = 40  # in one change; who rewrites an article writes another
MOST_LETTERS = 3_000  # of each side of a passage
MOST_COMPARED = 1_000  # paragraphs on each side; comparing takes the product of both
MORE = " …"


class Passage(NamedTuple):
    """A place where the text differs."""

    place: str  # "headline", "standfirst", "dateline", "caption" or "text"
    before: str  # paragraphs, one a line; empty where something was added
    after: str


def passages(before: Any, after: Any) -> list[Passage]:
    """Return where one state of an article says something else than another, in reading order.

    Args:
        before: An ``ArticlePage``, or what has its fields.
        after: The same article, later.
    """
    found = [
        Passage(place, cut(old), cut(new))
        for place, old, new in (
            (HEADLINE, before.headline, after.headline),
            (STANDFIRST, before.standfirst, after.standfirst),
            (DATELINE, before.dateline, after.dateline),
            (CAPTION, _plain(before.photo_caption), _plain(after.photo_caption)),
        )
        if old.strip() != new.strip()
    ]
    text = [list(paragraphs(article.body.raw_data)) for article in (before, after)]
    return [*found, *_of_text(*text)][:MOST_PASSAGES]


def paragraphs(raw: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield what a body says, a paragraph at a time, without its markup."""
    for block in raw:
        yield from _lines(_markup(block["value"]))


def _of_text(old: list[str], new: list[str]) -> Iterator[Passage]:
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(old), len(new)) > MOST_COMPARED:
        yield Passage(TEXT, cut("\n".join(old)), cut("\n".join(new)))
        return
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield Passage(TEXT, cut("\n".join(old[i:j])), cut("\n".join(new[k:m])))


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many paragraphs two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def cut(text: str) -> str:
    """Return no more of a text than is kept."""
    return text if len(text) <= MOST_LETTERS else text[:MOST_LETTERS].rstrip() + MORE


def _markup(value: Any) -> str:
    """Return the words of a block's value, however deep, each on a line of its own."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        inner = [part for name, part in value.items() if name in WORDS]
    else:
        inner = list(value) if isinstance(value, list | tuple) else []
    return "\n".join(filter(None, map(_markup, inner)))


# Members of blocks' values that hold what readers read, or what holds that in turn.
WORDS = (
    "text", "speaker", "title", "caption", "alt", "photos", "value", "columns", "heading", "rows",
    "values", "question", "answer", "moments", "when",
)  # fmt: skip


def _lines(html: str) -> list[str]:
    """Return the paragraphs of some rich or plain text, without markup and spare space."""
    lines = (" ".join(unescape(strip_tags(part)).split()) for part in LINE_ENDS.split(html))
    return [line for line in lines if line]


def _plain(html: str) -> str:
    return "\n".join(_lines(html))


def differs(before: Any, after: Any) -> bool:
    """Return whether readers of an article's page would find it different.

    Its topics, desks, slug and ticker line are not the article's own words.
    """
    return _seen(before) != _seen(after)


SEEN = (
    "headline", "short_headline", "kicker", "standfirst", "dateline", "photo_id",
    "photo_alt_decision", "photo_alt", "label", "content_warning",
)  # fmt: skip


def _seen(article: Any) -> tuple[object, ...]:
    bylines = [(line.kind, line.contributor_id, line.role) for line in article.bylines.all()]
    blocks = [(block["type"], _said(block["value"])) for block in article.body.raw_data]
    own = (getattr(article, name) for name in SEEN)
    return (*own, _said(article.photo_caption), bylines, blocks)


def _said(value: Any) -> object:
    """Return a value without what only editors' forms see: keys of blocks, spelling of markup."""
    if isinstance(value, str):
        return _lines(value), [sorted(ATTRIBUTE.findall(link[1])) for link in LINK.finditer(value)]
    if isinstance(value, Mapping):
        return {name: _said(part) for name, part in value.items() if name != "id"}
    return [_said(part) for part in value] if isinstance(value, list | tuple) else value
