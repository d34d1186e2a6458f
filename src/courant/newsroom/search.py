"""What readers may find an article by: its card for the search index.

Made from the view that its page is rendered from, so the index can say nothing that the page does
not, and what makes the page stale makes the card stale.
"""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from html import unescape
from typing import Any, Final

from courant.newsroom.quotation_views import QuotationView
from courant.newsroom.views import ArticleView, RelatedBlock
from courant.plant.html import Html
from courant.plant.searching.cards import Card

# What a block says for machines; all else that it says is text for readers.
FOR_MACHINES: Final = frozenset(
    {"kind", "href", "src", "srcset", "sources", "type", "host", "lang", "anchor", "address"}
    | {"id", "slug", "url", "source", "still", "datetime", "policy", "facts"}
)

TAG: Final = re.compile(r"<[^>]*>")
BREAKING: Final = re.compile(r"</(?:p|li|h[1-6]|blockquote|td|th|tr|div|dt|dd)>|<br ?/?>")


def card_of(article: ArticleView) -> Card:
    """Return the card of an article."""
    makers = [line.name for line in article.bylines if line.href and line.is_author]
    speakers = [said.speaker.name for said in article.quotations if said.speaker.name]
    photo = texts_of(article.photo) if article.photo else ()
    own = (block for block in article.body if not isinstance(block, RelatedBlock))
    body = (text for block in own for text in texts_of(block))
    return Card(
        address=article.address,
        lang=article.lang,
        kicker=article.kicker,
        headline=article.headline,
        standfirst=article.standfirst,
        text="\n".join([*body, *photo]),
        makers=tuple(dict.fromkeys(makers)),
        speakers=tuple(dict.fromkeys(speakers)),
        quotations=tuple(map(_words_of, article.quotations)),
        desk=article.desk.label if article.desk.href != article.paper.home.href else "",
        desks=_with_above(article.desk.href, article.paper.home.href),
        topics=tuple(topic.label for topic in article.topics),
        published_at=article.published_at,
    )


def _words_of(said: QuotationView) -> str:
    """Return what somebody said, before it was translated too: either finds it."""
    return "\n".join(filter(None, (said.text, said.original)))


def texts_of(value: Any) -> Iterator[str]:
    """Yield the texts that a reader sees of a block, whatever kind of block it is."""
    if isinstance(value, Html):
        yield plain(value)
    elif isinstance(value, str):
        if value:
            yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from texts_of(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for name in _for_readers(type(value)):
            yield from texts_of(getattr(value, name))


def plain(markup: Html) -> str:
    """Return the text of markup of ours."""
    return unescape(TAG.sub("", BREAKING.sub("\n", markup))).strip()


@lru_cache(maxsize=64)
def _for_readers(kind: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(kind) if item.name not in FOR_MACHINES)


def _with_above(desk: str, home: str) -> tuple[str, ...]:
    """Return the address of a desk and of those above it, from the top: sub-desks lie below."""
    if desk == home or not desk.startswith(home):
        return ()
    names = desk.removeprefix(home).strip("/").split("/")
    return tuple(f"{home}{'/'.join(names[: end + 1])}/" for end in range(len(names)))
