"""Lists of articles: what is in them, newest first."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from courant.newsroom import keys
from courant.newsroom.models import Listing, Teaser
from courant.newsroom.queries.photos import Photos
from courant.newsroom.views import TeaserView
from courant.plant.addresses import Address
from courant.press.recipes import Tray
from courant.press.slices import once_a_slice
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


def listed_months(pairs: Collection[Month]) -> set[Month]:
    """Return which of some lists' months have an article that search engines may know."""
    if not pairs:
        return set()
    rows = _in_months(pairs).filter(article__teaser__is_unlisted=False)
    return set(rows.order_by().values_list("list", "month").distinct()) & set(pairs)


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
    """A public article as lists show it, and the picture that it may have."""

    view: TeaserView  # without its picture
    photo: int | None
    alt: str
    is_current: bool


KEPT_AT_MOST = 20_000  # articles; about 20 MB


class Teasers:
    """Some public articles as lists show them, read in two queries.

    Most stand in several lists, so what a slice has read it keeps.
    """

    def __init__(self, pks: Iterable[int], *, pictures: bool = True) -> None:
        """Read the teasers of these articles; those that are not public are not shown."""
        wanted = set(pks)
        kept: dict[int, _Shown | None] = once_a_slice("teasers", dict)
        if len(kept) > KEPT_AT_MOST:
            kept.clear()
        if unknown := wanted - kept.keys():
            kept |= dict.fromkeys(unknown) | _shown(unknown)
        self._shown = {pk: shown for pk in wanted if (shown := kept[pk])}
        photos = {row.photo for row in self._shown.values() if row.photo is not None}
        self._photos = Photos(photos if pictures else ())
        self._pictures = pictures

    def known(self, pks: Iterable[int]) -> list[int]:
        """Return which of these articles are public."""
        return [pk for pk in pks if pk in self._shown]

    def any_current(self, pks: Iterable[int]) -> bool:
        """Return whether one of these articles is of the current edition."""
        return any(self._shown[pk].is_current for pk in self.known(pks))

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
        shown = [self._shown[pk] for pk in self.known(pks)]
        pictured = 0 if not self._pictures else len(shown) if picture_of < 0 else picture_of
        return (
            *(self._pictured(each, tray) for each in shown[:pictured]),
            *(each.view for each in shown[pictured:]),
        )

    def _pictured(self, shown: _Shown, tray: Tray) -> TeaserView:
        picture = self._photos.picture(shown.photo, shown.alt, tray)
        return replace(shown.view, picture=picture) if picture else shown.view


def _shown(pks: Collection[int]) -> dict[int, _Shown]:
    rows = Teaser.objects.filter(pk__in=any_of(pks)).values_list(
        "pk", "photo_id", "alt", "is_current",
        "address", "lang", "kicker", "headline", "standfirst", "published_at",
    )  # fmt: skip
    return {
        pk: _Shown(
            TeaserView(
                address=Address(address),
                lang=lang,
                kicker=kicker,
                headline=headline,
                standfirst=standfirst,
                published_at=published_at,
            ),
            photo,
            alt,
            is_current,
        )
        for (
            pk, photo, alt, is_current,
            address, lang, kicker, headline, standfirst, published_at,
        ) in rows
    }  # fmt: skip
