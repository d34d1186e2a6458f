"""The archive: all articles of a language, by month and within it by day."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from courant.design.dates import day_of, month_title
from courant.design.strings import text
from courant.newsroom import keys, views
from courant.newsroom.queries.lists import Teasers, months_among, months_of, of_months
from courant.newsroom.queries.paper import PAPER, House, house, zone
from courant.newsroom.recipes.pages import PageRecipe, surroundings
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Tray, Trays


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of the archive: its first, or a month's."""

    lang: str
    home: Address  # of the language's archive
    month: str = ""  # 2026-11, or empty for the first page

    @property
    def list(self) -> str:
        """The name of the listings it shows."""
        return f"{PAPER}{self.lang}"

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address(f"{self.home}{self.month}/" if self.month else self.home)


class ArchiveRecipe(PageRecipe):
    """The archive's pages.  A month that is over is baked again only for an article of its own."""

    name = "newsroom.archive"
    rank = LISTS
    template = "archive.html"
    variable = "archive"

    def addresses(self) -> Iterable[Address]:
        """Yield the first page of each language and all months."""
        for first in _firsts(house()):
            yield first.address
            yield from (Address(f"{first.home}{month}/") for month in months_of(first.list))

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the months that an article entered, and the first pages of new languages."""
        for first in _firsts(house()):
            if keys.languages() in noted:
                yield first.address
            start = keys.month(first.list, "")
            months = {key.removeprefix(start) for key in noted if key.startswith(start)}
            known = months_among([(first.list, month) for month in months])
            yield from (Address(f"{first.home}{month}/") for _, month in sorted(known))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Shelf]:
        """Return the pages at these addresses; a month without articles is none."""
        wanted = [
            Shelf(first.lang, first.home, address.removeprefix(first.home).rstrip("/"))
            for first in _firsts(house())
            for address in addresses
            if address.startswith(first.home)
        ]
        known = months_among([(of.list, of.month) for of in wanted if of.month])
        return [of for of in wanted if not of.month or (of.list, of.month) in known]

    def compose(self, subjects: Sequence[Shelf], trays: Trays) -> Iterator[views.ArchiveView]:
        """Yield the pages' views."""
        around = surroundings()
        shown = of_months([(of.list, of.month) for of in subjects if of.month])
        teasers = Teasers({pk for pks in shown.values() for pk in pks}, pictures=False)
        for of in subjects:
            tray = trays[of.address]
            tray.use(keys.masthead(of.lang))
            pks = shown[of.list, of.month] if of.month else []
            yield _view(of, around.papers[of.lang], teasers.views(pks, tray), tray)


def _firsts(around: House) -> list[Shelf]:
    return [
        Shelf(lang, Address(f"{paper.home.href}archive/")) for lang, paper in around.papers.items()
    ]


def _view(
    of: Shelf, paper: views.PaperView, teasers: tuple[views.TeaserView, ...], tray: Tray
) -> views.ArchiveView:
    home = views.Link(text("Archive", of.lang), of.home)
    if not of.month:
        months = tuple(_months(of, tray))
        return views.ArchiveView(views.HeadView(of.address, home.label), paper, home, months)
    tray.use(keys.month(of.list, of.month))
    first = date.fromisoformat(f"{of.month}-01")
    head = views.HeadView(of.address, f"{home.label}: {month_title(first, of.lang)}")
    return views.ArchiveView(head, paper, home, month=first, days=tuple(_days(teasers)))


def _months(of: Shelf, tray: Tray) -> Iterator[views.Link]:
    tray.use(keys.months(of.list))
    for month in months_of(of.list):
        title = month_title(date.fromisoformat(f"{month}-01"), of.lang)
        yield views.Link(title, f"{of.home}{month}/")


def _days(teasers: Iterable[views.TeaserView]) -> Iterator[views.DayView]:
    here = zone()
    for day, of in groupby(teasers, key=lambda teaser: day_of(teaser.published_at, here)):
        yield views.DayView(day, tuple(of))
