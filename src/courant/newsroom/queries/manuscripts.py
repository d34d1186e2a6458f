"""An article's own words as its page needs them: light rows, or one draft.

A model instance of Wagtail's ``Page`` costs more to build than a page costs to render, so the
press reads just the columns it shows.  A preview makes the same row of the draft in the editor.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, TextField
from django.db.models.functions import Cast

from courant.newsroom.models import ArticlePage
from courant.newsroom.queries.corrections import pending_change
from courant.newsroom.views import ChangeView
from courant.press.values import any_of

Row = tuple[Any, ...]

COLUMNS = (
    "pk", "path", "title", "slug", "search_description", "first_published_at",
    "updated_at", "alias_of_id", "latest_revision_created_at", "translation_key", "kicker",
    "short_headline", "long_headline", "standfirst", "dateline", "photo_id", "photo_caption",
    "photo_alt_decision", "photo_alt", "photo_sensitive", "content_warning", "unlisted",
    "canonical_url", "label",
)  # fmt: skip
BYLINE_COLUMNS = ("contributor_id", "kind", "role")


@dataclass(frozen=True, slots=True)
class Manuscript:
    """One article as it is to be printed."""

    pk: int
    path: str  # in the editors' tree
    title: str
    slug: str
    search_description: str
    first_published_at: datetime | None
    updated_at: datetime | None  # the last change that was no typo
    alias_of_id: int | None
    latest_revision_created_at: datetime | None
    translation_key: UUID
    kicker: str
    short_headline: str
    long_headline: str
    standfirst: str
    dateline: str
    photo_id: int | None
    photo_caption: str
    photo_alt_decision: str
    photo_alt: str
    photo_sensitive: bool
    content_warning: str
    unlisted: bool
    canonical_url: str
    label: str
    lang: str
    body: list[dict[str, Any]]  # as the StreamField stores it
    # Of a draft only: they are not in the database yet.
    bylines: tuple[Row, ...] | None = None
    topic_pks: tuple[Row, ...] | None = None
    pending: ChangeView | None = None  # what readers will be told of it

    @property
    def headline(self) -> str:
        """The whole headline."""
        return self.long_headline or self.title


def manuscripts(pks: Collection[int]) -> Sequence[Manuscript]:
    """Return those of these articles that exist.  One query."""
    rows = ArticlePage.objects.filter(pk__in=any_of(pks)).order_by("pk")
    plain = rows.annotate(
        lang=F("locale__language_code"), raw_body=Cast("body", TextField())
    ).values_list(*COLUMNS, "lang", "raw_body")
    return [_manuscript(row, json.loads(row[-1] or "[]")) for row in plain]


def _manuscript(row: Row, body: list[dict[str, Any]]) -> Manuscript:
    return Manuscript(**dict(zip((*COLUMNS, "lang"), row, strict=False)), body=body)


def draft(page: ArticlePage) -> Manuscript:
    """Return an article as its editor has it now, saved or not."""
    return Manuscript(
        **{name: getattr(page, name) for name in COLUMNS},
        lang=page.locale.language_code,
        body=list(page.body.raw_data),
        bylines=tuple(
            tuple(getattr(line, name) for name in BYLINE_COLUMNS) for line in page.bylines.all()
        ),
        topic_pks=tuple((row.topic_id,) for row in page.article_topics.all()),
        pending=pending_change(page),
    )
