"""The sitemap: an index, one part for each language and month, and one for the rest."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from courant.newsroom import keys, views
from courant.newsroom.models import Listing, Teaser
from courant.newsroom.queries.paper import PAPER, House, house
from courant.newsroom.recipes.engine import render, settle_zone
from courant.plant.addresses import Address
from courant.press.recipes import FEEDS, Recipe, Trays

INDEX = Address("/sitemap.xml")
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


def _parts() -> list[Part]:
    rows = Listing.objects.filter(list__startswith=PAPER).order_by("list", "-month")
    pairs = rows.values_list("list", "month").distinct()
    return [Part(name.removeprefix(PAPER), month) for name, month in pairs]


@dataclass(frozen=True, slots=True)
class Addressed:
    """A sitemap with its address."""

    address: Address
    view: views.SitemapView | views.SitemapIndexView


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
            if Listing.objects.filter(list=f"{PAPER}{part.lang}", month=part.month).exists()
        ]

    def compose(self, parts: Sequence[Part], trays: Trays) -> Iterator[Addressed]:
        """Yield the parts' views."""
        settle_zone()
        for part in parts:
            trays[part.address].use(keys.sitemap(part.lang, part.month))
            rows = Teaser.objects.filter(
                article__listings__list=f"{PAPER}{part.lang}",
                article__listings__month=part.month,
            ).order_by("-published_at", "-pk")
            entries = tuple(
                views.SitemapEntryView(Address(address), updated_at)
                for address, updated_at in rows.values_list("address", "updated_at")
            )
            yield Addressed(part.address, views.SitemapView(entries))

    def render(self, view: Addressed) -> bytes:
        """Fill the template."""
        return render("sitemap.xml", "en", sitemap=view.view)


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
        parts = tuple(views.SitemapEntryView(part.address) for part in _parts())
        yield Addressed(INDEX, views.SitemapIndexView(parts))

    def render(self, view: Addressed) -> bytes:
        """Fill the template."""
        return render("sitemap-index.xml", "en", index=view.view)
