"""``/corrections/`` of each language: the newest, a page for each month, and a feed."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings

from courant.design.dates import month_title
from courant.design.strings import text
from courant.newsroom import keys, views
from courant.newsroom.queries.corrections import (
    FIRST_PAGE,
    WITHDRAWAL,
    Entry,
    entries_of,
    months_with_entries,
    newest_entries,
)
from courant.newsroom.queries.paper import House, house
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.feeds import LONG_AGO
from courant.newsroom.recipes.lists import FEED
from courant.newsroom.recipes.pages import PageRecipe, surroundings
from courant.plant.addresses import Address
from courant.press.recipes import FEEDS, LISTS, Recipe, Tray, Trays

SEGMENT = "corrections"
PAGE = re.compile(rf"(?:/([A-Za-z-]+))?/{SEGMENT}/(?:(\d{{4}}-\d{{2}})/)?")


@dataclass(frozen=True, slots=True)
class ListOf:
    """A page of the list of one language."""

    lang: str
    home: Address  # of its newest page
    month: str = ""  # 2026-11, or empty for the newest page

    @property
    def address(self) -> Address:
        """Where this page of the list is."""
        return Address(f"{self.home}{self.month}/" if self.month else self.home)

    @property
    def feed(self) -> Address:
        """Where the feed is."""
        return Address(f"{self.home}{FEED}")


class CorrectionsRecipe(PageRecipe):
    """What was changed in the articles of a language, newest first."""

    name = "newsroom.corrections"
    rank = LISTS
    template = "corrections.html"
    variable = "corrections"

    def addresses(self) -> Iterable[Address]:
        """Yield the newest page and all months of every language."""
        for of in _lists(house()):
            yield of.address
            for month in months_with_entries(of.lang):
                yield ListOf(of.lang, of.home, month).address

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the pages of new languages, and the months in which something changed."""
        for of in _lists(house()):
            name = keys.corrections(of.lang)
            if keys.languages() in noted or name in noted:
                yield of.address
            for key in noted:
                month = key.removeprefix(f"{name}/")
                if month != key and PAGE.fullmatch(f"/{SEGMENT}/{month}/"):
                    yield ListOf(of.lang, of.home, month).address

    def subjects(self, addresses: Sequence[Address]) -> Sequence[ListOf]:
        """Return the pages at these addresses; a month without entries has none."""
        by_home = {of.home: of for of in _lists(house())}
        found = []
        for address in addresses:
            month = match[2] or "" if (match := PAGE.fullmatch(address)) else ""
            of = by_home.get(Address(address.removesuffix(f"{month}/") if month else address))
            if of and (not month or entries_of(of.lang, month)):
                found.append(ListOf(of.lang, of.home, month))
        return found

    def compose(self, subjects: Sequence[ListOf], trays: Trays) -> Iterator[views.CorrectionsView]:
        """Yield the views."""
        around = surroundings()
        for of in subjects:
            yield self._view(of, around, trays[of.address])

    def _view(self, of: ListOf, around: House, tray: Tray) -> views.CorrectionsView:
        name = keys.corrections(of.lang)
        tray.use(keys.masthead(of.lang), keys.month(name, of.month) if of.month else name)
        entries = entries_of(of.lang, of.month) if of.month else newest_entries(of.lang, FIRST_PAGE)
        title = text("Corrections", of.lang)
        return views.CorrectionsView(
            head=views.HeadView(of.address, title, feed=views.Link(title, of.feed)),
            paper=around.papers[of.lang],
            entries=correction_views(entries),
            months=() if of.month else tuple(_month_links(of)),
            feed=of.feed,
            month=date.fromisoformat(f"{of.month}-01") if of.month else None,
            newest=of.home if of.month else "",
        )


class CorrectionsFeedRecipe(Recipe):
    """The newest changes of a language, for who follows them."""

    name = "newsroom.corrections-feed"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield a feed per language."""
        return [of.feed for of in _lists(house())]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the feeds of new languages."""
        return self.addresses() if keys.languages() in noted else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[ListOf]:
        """Return the lists whose feeds are at these addresses."""
        return [of for of in _lists(house()) if of.feed in addresses]

    def compose(
        self, subjects: Sequence[ListOf], trays: Trays
    ) -> Iterator[views.CorrectionsFeedView]:
        """Yield the feeds' views."""
        around = surroundings()
        for of in subjects:
            tray = trays[of.feed]
            tray.use(keys.corrections(of.lang), keys.languages())
            entries = correction_views(newest_entries(of.lang, FIRST_PAGE))
            paper = around.papers[of.lang]
            yield views.CorrectionsFeedView(
                paper=paper,
                id=f"{settings.CONFIG.public_root}{of.home}",
                title=f"{paper.name}: {text('Corrections', of.lang)}",
                address=of.feed,
                page=of.home,
                updated_at=max((entry.at for entry in entries), default=LONG_AGO),
                entries=entries,
            )

    def render(self, view: views.CorrectionsFeedView) -> bytes:
        """Fill the feed's template."""
        return render("corrections-feed.xml", view.paper.lang, feed=view, paper=view.paper)


def correction_views(entries: Iterable[Entry]) -> tuple[views.CorrectionView, ...]:
    """Return entries as lists, fronts and feeds show them."""
    host = urlsplit(settings.CONFIG.public_root).hostname or "localhost"
    shown = []
    for entry in entries:
        is_gone = entry.kind == WITHDRAWAL
        noun = WITHDRAWAL if is_gone else "change"
        shown.append(
            views.CorrectionView(
                id=f"tag:{host},{entry.at:%Y-%m-%d}:{noun}:{entry.number}",
                kind=entry.kind,
                words=entry.words,
                at=entry.at,
                headline=entry.headline,
                address=Address(entry.address),
                anchor="" if is_gone else f"change-{entry.number}",
            )
        )
    return tuple(shown)


def _lists(around: House) -> Iterator[ListOf]:
    for lang, paper in around.papers.items():
        yield ListOf(lang, Address(f"{paper.home.href}{SEGMENT}/"))


def _month_links(of: ListOf) -> Iterator[views.Link]:
    for month in months_with_entries(of.lang):
        title = month_title(date.fromisoformat(f"{month}-01"), of.lang)
        yield views.Link(title, f"{of.home}{month}/")
