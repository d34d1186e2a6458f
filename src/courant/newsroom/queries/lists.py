"""Lists of articles: what is in them, newest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from courant.newsroom import keys
from courant.newsroom.models import Listing, Teaser
from courant.newsroom.queries.photos import Photos
from courant.newsroom.views import TeaserView
from courant.plant.addresses import Address
from courant.press.recipes import Tray
from courant.press.values import any_of

Month = tuple[str, str]  # the name of a list, and 2026-11

FIRST_PAGE = 30  # articles on a list's newest page
FEED_LENGTH = 20  # articles in a feed; fronts show fewer
RELATED = 3  # older articles of the primary topic, named under an article


def newest(name: str, count: int) -> list[int]:
    """Return the articles that entered a list last, newest first."""
    rows = Listing.objects.filter(list=name).order_by("-at", "-article")
    return list(rows.values_list("article_id", flat=True)[:count])


def of_months(pairs: Collection[Month]) -> dict[Month, list[int]]:
    """Return the articles of some lists' months, newest first.  One query."""
    found: dict[Month, list[int]] = defaultdict(list)
    rows = _in_months(pairs).order_by("list", "month", "-at", "-article")
    for name, month, pk in rows.values_list("list", "month", "article_id"):
        found[name, month].append(pk)
    return found


def months_among(pairs: Collection[Month]) -> set[Month]:
    """Return which of some lists' months have articles.  One query."""
    rows = _in_months(pairs).order_by().values_list("list", "month").distinct()
    return set(rows) & set(pairs)


def _in_months(pairs: Collection[Month]) -> QuerySet[Listing]:
    """Return the listings of these months in any of these lists; the caller picks the pairs."""
    return Listing.objects.filter(
        list__in={name for name, _ in pairs}, month__in={month for _, month in pairs}
    )


def months_of(name: str) -> list[str]:
    """Return the months in which a list has articles, newest first, as ``2026-11``."""
    rows = Listing.objects.filter(list=name).order_by("-month")
    return list(rows.values_list("month", flat=True).distinct())


def older_on_topic(pks: Collection[int]) -> dict[tuple[int, str], list[int]]:
    """Return for each article and topic list the newest articles that are older.  One query."""
    older = Listing.objects.filter(list=OuterRef("list"), at__lt=OuterRef("at"))
    found = older.order_by("-at", "-article").values("article_id")
    columns = {f"older_{n}": Subquery(found[n : n + 1]) for n in range(RELATED)}
    rows = Listing.objects.filter(article__in=any_of(pks), list__startswith="topic:").annotate(
        **columns
    )
    return {
        (row["article_id"], row["list"]): [row[name] for name in columns if row[name]]
        for row in rows.values("article_id", "list", *columns)
    }


class _Shown(NamedTuple):
    """The columns of a teaser that lists show."""

    address: str
    lang: str
    kicker: str
    headline: str
    standfirst: str
    published_at: datetime
    photo_id: int | None
    alt: str


class Teasers:
    """Some public articles as lists show them, read in two queries."""

    def __init__(self, pks: Iterable[int], *, pictures: bool = True) -> None:
        """Read the teasers of these articles; those that are not public are not shown."""
        rows = Teaser.objects.filter(pk__in=any_of(set(pks))).values_list("pk", *_Shown._fields)
        self._rows = {pk: _Shown(*shown) for pk, *shown in rows}
        photos = {row.photo_id for row in self._rows.values() if row.photo_id is not None}
        self._photos = Photos(photos if pictures else ())
        self._pictures = pictures
        self._views: dict[int, TeaserView] = {}  # without pictures; most stand in several lists

    def known(self, pks: Iterable[int]) -> list[int]:
        """Return which of these articles are public."""
        return [pk for pk in pks if pk in self._rows]

    def views(
        self, pks: Sequence[int], tray: Tray, *, picture_of: int = -1
    ) -> tuple[TeaserView, ...]:
        """Return the teasers of some articles, in order.

        Args:
            pks: Articles; who is not public is left out, but its key goes on the tray.
            tray: Of the page that shows them.
            picture_of: How many of the first have their picture; all by default.
        """
        tray.use(*map(keys.teaser, pks))
        shown = self.known(pks)
        pictured = 0 if not self._pictures else len(shown) if picture_of < 0 else picture_of
        return (
            *(self._pictured(pk, tray) for pk in shown[:pictured]),
            *(self._bare(pk) for pk in shown[pictured:]),
        )

    def _pictured(self, pk: int, tray: Tray) -> TeaserView:
        row = self._rows[pk]
        picture = self._photos.picture(row.photo_id, row.alt, tray)
        return replace(self._bare(pk), picture=picture) if picture else self._bare(pk)

    def _bare(self, pk: int) -> TeaserView:
        if pk not in self._views:
            self._views[pk] = _bare(self._rows[pk])
        return self._views[pk]


def _bare(row: _Shown) -> TeaserView:
    return TeaserView(
        address=Address(row.address),
        lang=row.lang,
        kicker=row.kicker,
        headline=row.headline,
        standfirst=row.standfirst,
        published_at=row.published_at,
    )
