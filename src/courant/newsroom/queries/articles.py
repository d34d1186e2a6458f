"""What articles are, asked for in batches."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from courant.newsroom.blocks import DECORATIVE
from courant.newsroom.models import ArticlePage, ArticleTopic, Byline, DeskPage, Withdrawal
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.corrections import NEVER, told_of
from courant.newsroom.queries.paper import PAPER
from courant.newsroom.queries.visible import few, visible
from courant.plant.digests import digest, digest_of_value
from courant.press.values import any_of


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """One article as the editors left it: what decides where and how readers see it."""

    pk: int
    is_public: bool
    is_withdrawn: bool
    lang: str
    slug: str
    kicker: str
    headline: str
    short_headline: str
    standfirst: str
    photo_pk: int | None
    alt: str
    desk_pk: int
    desk_address: str
    lists: tuple[str, ...]
    published_at: datetime
    updated_at: datetime  # the last change that was no typo
    corrected_at: datetime | None  # the last correction
    version: str
    translation_key: UUID
    stays_current: bool
    is_unlisted: bool


def publication_facts(pks: Collection[int]) -> dict[int, ArticleFacts]:
    """Return the facts of those of these articles that exist, by primary key."""
    rows = ArticlePage.objects.filter(pk__in=any_of(pks)).annotate(text=Cast("body", TextField()))
    pages = [_Row(*row) for row in rows.order_by("pk").values_list(*_Row._fields)]
    desks = DeskTree()
    topics = by_article(
        ArticleTopic.objects.filter(page__in=any_of(pks))
        .order_by("sort_order", "pk")
        .values_list("page_id", "topic_id")
    )
    bylines = by_article(
        Byline.objects.filter(page__in=any_of(pks))
        .order_by("sort_order", "pk")
        .values_list("page_id", "contributor_id", "kind", "role")
    )
    also_on = by_article(
        ArticlePage.also_on.through.objects.filter(articlepage__in=any_of(pks))
        .order_by("deskpage_id")
        .values_list("articlepage_id", "deskpage_id")
    )
    withdrawn = set(
        Withdrawal.objects.filter(page__in=any_of(pks)).values_list("page_id", flat=True)
    )
    told = told_of({page.alias_of_id or page.pk for page in pages})
    public = visible()
    addresses = current_addresses([f"desk:{pk}" for pk in desks.all()])
    facts = {}
    for page in pages:
        above = desks.above(page.path)
        around = [desk for (pk,) in also_on[page.pk] for desk in desks.with_above(pk)]
        topic_pks = [pk for (pk,) in topics[page.pk]]
        lang = page.locale__language_code
        last, corrected_at = told.get(page.alias_of_id or page.pk, NEVER)
        lists = [f"desk:{pk}" for pk in dict.fromkeys([*above, *around])]
        lists += [f"topic:{pk}" for pk in topic_pks]
        lists += [
            f"contributor:{pk}/{lang}"
            for pk, kind, _ in bylines[page.pk]
            if pk is not None and kind == Byline.Kind.NAMED
        ]
        lists.append(f"{PAPER}{lang}")
        facts[page.pk] = ArticleFacts(
            pk=page.pk,
            is_public=public.shows(page)
            and page.first_published_at is not None
            and page.embargo_until is None,
            is_withdrawn=page.pk in withdrawn and not public.hides(page),
            lang=lang,
            slug=page.slug,
            kicker=page.kicker,
            headline=page.headline,
            short_headline=page.short_headline,
            standfirst=page.standfirst,
            photo_pk=None if page.photo_sensitive else page.photo_id,
            alt="" if page.photo_alt_decision == DECORATIVE else page.photo_alt,
            desk_pk=above[-1],
            desk_address=addresses.get(f"desk:{above[-1]}", "/"),
            lists=tuple(dict.fromkeys(lists)),
            published_at=page.first_published_at,
            updated_at=page.updated_at or page.first_published_at,
            corrected_at=corrected_at,
            version=_version(page, topics[page.pk], bylines[page.pk], above[-1], last),
            translation_key=page.translation_key,
            stays_current=page.stays_current,
            is_unlisted=page.unlisted,
        )
    return facts


class _Row(NamedTuple):
    """An article's own columns.  Making it a page with its body costs ten times as much."""

    pk: int
    path: str
    live: bool
    locale_id: int
    locale__language_code: str
    slug: str
    title: str
    long_headline: str
    kicker: str
    short_headline: str
    standfirst: str
    dateline: str
    photo_id: int | None
    photo_caption: str
    photo_alt_decision: str
    photo_alt: str
    label: str
    first_published_at: datetime
    updated_at: datetime | None
    alias_of_id: int | None
    embargo_until: datetime | None  # the schedule takes it away when its moment has come
    translation_key: UUID
    stays_current: bool
    photo_sensitive: bool
    content_warning: str
    unlisted: bool
    canonical_url: str
    text: str  # the body as the database has it

    @property
    def headline(self) -> str:
        """See ``ArticlePage.headline``."""
        return self.long_headline or self.title


def _version(page: _Row, *further: object) -> str:
    own = (
        page.headline, page.dateline, page.photo_caption, page.photo_alt_decision,
        page.photo_sensitive and page.photo_id, page.content_warning, page.canonical_url,
        digest(page.text.encode()),
        page.updated_at and page.updated_at.timestamp(), page.label,
    )  # fmt: skip
    return digest_of_value((own, further))


class DeskTree:
    """All desks by their places in the editors' tree: a few dozen rows, read once."""

    def __init__(self) -> None:
        self._by_path = dict(few(DeskPage.objects.all()).values_list("path", "pk"))
        self._path_of = {pk: path for path, pk in self._by_path.items()}

    def all(self) -> Iterable[int]:
        """Return the primary keys of all desks."""
        return self._path_of.keys()

    def above(self, path: str) -> list[int]:
        """Return the desks above a page, from the top down."""
        ends = range(DeskPage.steplen, len(path), DeskPage.steplen)
        return [self._by_path[path[:end]] for end in ends if path[:end] in self._by_path]

    def with_above(self, pk: int) -> list[int]:
        """Return a desk and the desks above it, from the top down."""
        return [*self.above(self._path_of[pk]), pk]


def by_article(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Group rows by their first column, keeping their order."""
    grouped: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for first, *rest in rows:
        grouped[first].append(tuple(rest))
    return grouped
