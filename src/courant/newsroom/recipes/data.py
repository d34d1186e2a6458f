"""An article in JSON, for programs: everything its page says.  ``docs/formats/article.md``."""

import json
from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from django.conf import settings

from courant.design.dates import machine_time
from courant.design.languages import direction
from courant.design.links import absolute, absolute_links
from courant.newsroom import views
from courant.plant.html import Html

VERSION = 1  # of the format; another number when a member is taken away or means something else

# Sizes and formats of pictures are for browsers alone.
PICTURE = ("width", "height", "alt", "credit")


def article_data(article: views.ArticleView) -> bytes:
    """Return an article as a JSON object in UTF-8 (RFC 8259); every address in it is whole."""
    told = {
        "version": VERSION,
        "url": _whole(article.address),
        "language": article.lang,
        "direction": direction(article.lang),
        "label": article.label,
        "kicker": article.kicker,
        "headline": article.headline,
        "standfirst": article.standfirst,
        "dateline": article.dateline,
        "desk": _plain(article.desk),
        "bylines": _plain(article.bylines),
        "published_at": _plain(article.published_at),
        "updated_at": _plain(article.updated_at),
        "photo": _plain(article.photo),
        "body": _plain(article.body),
        "changes": _plain(article.changes),
        "quotations": _plain(article.quotations),
        "topics": _plain(article.topics),
        "translations": _plain(article.translations),
        "translation_of": _plain(article.translation_of),
        "content_warning": article.content_warning,
        "canonical_url": article.head.canonical or _whole(article.address),
        "paper": {"name": article.paper.name, "url": _whole(article.paper.home.href)},
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _whole(address: str) -> str:
    return str(absolute(address, settings.CONFIG.public_root))


def _plain(value: Any) -> Any:
    """Return a view's value as JSON has it."""
    for kind, write in WRITERS:
        if isinstance(value, kind):
            return write(value)
    return {
        _name(field.name): _said(field.name, getattr(value, field.name)) for field in fields(value)
    }


def _same(value: Any) -> Any:
    return value


def _html(value: Html) -> str:
    return absolute_links(value, settings.CONFIG.public_root)


def _list(values: tuple[Any, ...]) -> list[Any]:
    return [_plain(value) for value in values]


def _picture(value: views.PictureView) -> dict[str, Any]:
    return {"url": _whole(value.src)} | {name: getattr(value, name) for name in PICTURE}


def _link(value: views.Link) -> dict[str, str]:
    told = {"label": value.label, "url": _whole(value.href), "language": value.lang}
    return {name: said for name, said in told.items() if said}


# The narrower type first: markup is text too, and a moment is a date.
WRITERS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (Html, _html),
    ((str, int, type(None)), _same),
    (tuple, _list),
    (datetime, machine_time),
    (date, date.isoformat),
    (views.PictureView, _picture),
    (views.Link, _link),
)


def _said(name: str, value: Any) -> Any:
    return _whole(value) if name == "href" and value else _plain(value)


def _name(name: str) -> str:
    return "url" if name == "href" else name
