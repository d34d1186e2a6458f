"""Putting down what was changed in the sample's articles, and how they read before."""

from copy import copy
from typing import Any

from wagtail.models import Revision

from courant.exchange.sample import paper as sample
from courant.newsroom.models import ArticlePage, Correction
from courant.newsroom.wording import passages


def put_changes(told: sample.Article, page: ArticlePage, revision: Revision) -> None:
    """Write down the changes of an article that was just loaded as it reads now."""
    for change in told.changes:
        before = copy(page)
        before.body = [
            {"type": block["type"], "value": _earlier(block["value"], change)}
            for block in page.body.raw_data
        ]
        Correction.objects.create(
            article=page, lang=told.lang, kind=change.kind, words=change.words,
            wording=passages(before, page), revision_id=revision.pk, made_at=change.at,
        )  # fmt: skip


def _earlier(value: Any, change: sample.Change) -> Any:
    """Return a block's value with the passage as it was."""
    if isinstance(value, str):
        return value.replace(change.now, change.was)
    if isinstance(value, dict):
        return {key: _earlier(inner, change) for key, inner in value.items()}
    return [_earlier(each, change) for each in value] if isinstance(value, list) else value
