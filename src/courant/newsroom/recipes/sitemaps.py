"""The sitemap: an index, a part for each language and month, one for each language's news."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from courant.newsroom import keys, views
from courant.newsroom.models import Listing, Teaser
from courant.newsroom.queries.lists import Teasers
from courant.newsroom.queries.paper import PAPER, House, house
from courant.newsroom.recipes.engine import render, settle_zone
from courant.plant.addresses import Address
from courant.press.recipes import FEEDS, Recipe, Tray, Trays

INDEX = Address("/sitemap.xml")
MOST_NEWS = 1000  # entries; Google reads no more of a news sitemap
PART = re.compile(r"/sitemaps/([A-Za-z-]+)-(\d{4}-\d{2})\.xml")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the sitemap."""

    lang: str
    month: str  # 2026-11

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address(f"/sitemaps/{self.lang}-{self.month}.xml")


@dataclass(frozen=True, slots=True)
class NewsPart:
    """One language's part with the news."""

    lang: str

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address(f"/sitemaps/news-{self.lang}.xml")


def _news_parts() -> list[NewsPart]:
    rows = Teaser.objects.filter(is_news=True).order_by()
    with_news = set(rows.values_list("lang", flat=True).distinct())
    return [NewsPart(lang) for lang in house().languages if lang in with_news]


def _listed() -> QuerySet[Listing]:
    """Return the places in lists of what search engines may know."""
    return Listing.objects.filter(article__teaser__is_unlisted=False)


def _parts() -> list[Part]:
    rows = _listed().filter(list__startswith=PAPER).order_by("list", "-month")
    pairs = rows.values_list("list", "month").distinct()
    return [Part(name.removeprefix(PAPER), month) for name, month in pairs]


@dataclass(frozen=True, slots=True)
class Addressed:
    """A sitemap with its address."""

    address: Address
    view: views.SitemapView | views.SitemapIndexView


@dataclass(frozen=True, slots=True)
class AddressedNews:
    """A news sitemap with its address."""

    address: Address
    view: views.NewsSitemapView


class SitemapRecipe(Recipe):
    """The articles of one language and month."""

    name = "newsroom.sitemap"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield every part."""
        return [part.address for part in _parts()]

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield the parts in which something changed."""
        for key in keys:
            if key.startswith("sitemap:"):
                lang, _, month = key.removeprefix("sitemap:").partition("/")
                yield Part(lang, month).address

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Part]:
        """Return the parts that have articles."""
        parts = [Part(*match.groups()) for a in addresses if (match := PART.fullmatch(a))]
        return [
            part
            for part in parts
            if _listed().filter(list=f"{PAPER}{part.lang}", month=part.month).exists()
        ]

    def compose(self, parts: Sequence[Part], trays: Trays) -> Iterator[Addressed]:
        """Yield the parts' views."""
        settle_zone()
        for part in parts:
            trays[part.address].use(keys.sitemap(part.lang, part.month))
            rows = Teaser.objects.filter(
                article__listings__list=f"{PAPER}{part.lang}",
                article__listings__month=part.month,
                is_unlisted=False,
            ).order_by("-published_at", "-pk")
            entries = tuple(
                views.SitemapEntryView(Address(address), updated_at)
                for address, updated_at in rows.values_list("address", "updated_at")
            )
            yield Addressed(part.address, views.SitemapView(entries))

    def render(self, view: Addressed) -> bytes:
        """Fill the template."""
        return render("sitemap.xml", "en", sitemap=view.view)


class NewsSitemapRecipe(Recipe):
    """The articles of one language's last two days; without any there is no such part."""

    name = "newsroom.news-sitemap"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield the part of every language that has news."""
        return [part.address for part in _news_parts()]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the parts in which something changed."""
        start = keys.news_sitemap("")
        langs = (key.removeprefix(start) for key in noted if key.startswith(start))
        return [NewsPart(lang).address for lang in sorted(langs)]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[NewsPart]:
        """Return the parts at these addresses that have news."""
        return [part for part in _news_parts() if part.address in addresses]

    def compose(self, parts: Sequence[NewsPart], trays: Trays) -> Iterator[AddressedNews]:
        """Yield the parts' views."""
        settle_zone()
        papers = house().papers
        for part in parts:
            trays[part.address].use(keys.news_sitemap(part.lang), keys.languages())
            rows = Teaser.objects.filter(lang=part.lang, is_news=True)
            pks = rows.order_by("-published_at", "-pk").values_list("pk", flat=True)[:MOST_NEWS]
            entries = Teasers(pks, pictures=False).views(list(pks), Tray())
            yield AddressedNews(part.address, views.NewsSitemapView(papers[part.lang], entries))

    def render(self, view: AddressedNews) -> bytes:
        """Fill the template."""
        return render("news-sitemap.xml", "en", sitemap=view.view)


class SitemapIndexRecipe(Recipe):
    """The list of the sitemap's parts."""

    name = "newsroom.sitemap-index"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield the one address."""
        return [INDEX]

    def addresses_for(self, keys_: Collection[str]) -> Iterable[Address]:
        """Yield the index when a part came to be."""
        return [INDEX] if keys.sitemaps() in keys_ else []

    def subjects(self, addresses: Sequence[Address]) -> Sequence[House]:
        """Return the paper."""
        return [house()] if addresses else []

    def compose(self, subjects: Sequence[House], trays: Trays) -> Iterator[Addressed]:
        """Yield the index."""
        settle_zone()
        trays[INDEX].use(keys.sitemaps())
        addresses = [part.address for part in _news_parts()]
        addresses += [part.address for part in _parts()]
        parts = tuple(map(views.SitemapEntryView, addresses))
        yield Addressed(INDEX, views.SitemapIndexView(parts))

    def render(self, view: Addressed) -> bytes:
        """Fill the template."""
        return render("sitemap-index.xml", "en", index=view.view)
