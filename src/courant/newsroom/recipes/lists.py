"""Lists: a desk, a topic, a contributor; the newest, and one page for each month.

A month that is over is never baked again unless one of its own articles changes.
"""

import re
from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from courant.design.dates import month_title
from courant.newsroom import keys, views
from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import Contributor, DeskPage, Listing, Topic
from courant.newsroom.queries.addresses import current_addresses, pk_of
from courant.newsroom.queries.lists import (
    FIRST_PAGE,
    Teasers,
    months_among,
    months_of,
    newest,
    of_months,
)
from courant.newsroom.queries.paper import House, house, paper_at
from courant.newsroom.queries.stories import names_of
from courant.newsroom.queries.visible import in_tree_order, visible
from courant.newsroom.recipes.pages import PageRecipe, pks_in, surroundings
from courant.plant.addresses import Address
from courant.plant.html import Html, escape
from courant.press.recipes import LISTS, Tray, Trays

FEED = "feed.xml"  # below every list's newest page
WITH_PICTURE = 10  # of these, how many have one
MONTH = re.compile(r"(\d{4}-\d{2})/")


@dataclass(frozen=True, slots=True)
class ListOf:
    """What a list is of, and where."""

    pk: int
    lang: str
    list: str  # the name of its listings
    home: Address  # of its newest page
    title: str
    intro: Html
    month: str = ""  # 2026-11, or empty for the newest page

    @property
    def address(self) -> Address:
        """Where this page of the list is."""
        return Address(f"{self.home}{self.month}/" if self.month else self.home)


class ListRecipe(PageRecipe):
    """Everything that desks, topics and contributors have in common."""

    rank = LISTS
    template = "listing.html"
    variable = "listing"
    noun: ClassVar[str]
    where: ClassVar[str] = "name"  # the aspect that decides where its pages are

    @abstractmethod
    def lists(self, pks: Collection[int] | None = None) -> Iterable[ListOf]:
        """Return the newest pages: all, or those of some things."""

    @abstractmethod
    def lists_at(self, homes: Collection[Address]) -> Iterable[ListOf]:
        """Return what lists have their newest page at these addresses."""

    @abstractmethod
    def named_by(self, of: ListOf) -> tuple[str, ...]:
        """Return the keys of a list's name and of where it is."""

    @abstractmethod
    def told_by(self, of: ListOf) -> str:
        """Return the key of what a list's newest page says of it besides."""

    def addresses(self) -> Iterable[Address]:
        """Yield the newest page and all months of every list."""
        for of in self.lists():
            yield of.address
            yield from (Address(f"{of.home}{month}/") for month in months_of(of.list))

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the pages of lists that something entered, and all of those that are elsewhere."""
        pks = {pk_of(key) for key in noted if key.startswith(f"{self.noun}:")}
        moved = set(pks_in(noted, self.noun, self.where))
        for of in self.lists(pks) if pks else ():
            months = set(months_of(of.list)) if of.pk in moved else set()
            months |= _months_in(noted, of.list)
            if of.pk in moved or keys.listing(of.list) in noted:
                yield of.home
            yield from (Address(f"{of.home}{month}/") for month in sorted(months))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[ListOf]:
        """Return the lists at these addresses; a month without articles is none."""
        wanted: dict[Address, list[str]] = {}
        for address in addresses:
            home, month = _parted(address)
            wanted.setdefault(home, []).append(month)
        pages = [_at_month(of, month) for of in self.lists_at(wanted) for month in wanted[of.home]]
        known = months_among([(page.list, page.month) for page in pages if page.month])
        return [page for page in pages if not page.month or (page.list, page.month) in known]

    def compose(self, subjects: Sequence[ListOf], trays: Trays) -> Iterator[views.ListView]:
        """Yield the lists' views."""
        around = surroundings()
        by_month = of_months([(of.list, of.month) for of in subjects if of.month])
        shown = [
            by_month[of.list, of.month] if of.month else newest(of.list, FIRST_PAGE)
            for of in subjects
        ]
        teasers = Teasers({pk for pks in shown for pk in pks})
        for of, pks in zip(subjects, shown, strict=True):
            yield self._view(of, pks, teasers, around, trays[of.address])

    def drafts(self, page: DeskPage) -> Sequence[ListOf]:
        """Return what ``compose`` takes to preview a draft."""
        return list(self.lists([page.pk]))

    def _view(
        self, of: ListOf, pks: Sequence[int], teasers: Teasers, around: House, tray: Tray
    ) -> views.ListView:
        tray.use(*self.named_by(of), keys.masthead(of.lang))
        if not of.month:
            tray.use(self.told_by(of))
        tray.use(keys.month(of.list, of.month) if of.month else keys.listing(of.list))
        paper = paper_at(around.papers[of.lang], of.home)
        return views.ListView(
            head=views.HeadView(
                of.address,
                of.title,
                feed=self.feed(of, paper),
                is_current=not of.month and teasers.any_current(pks),
            ),
            paper=paper,
            kind=self.noun,
            title=of.title,
            intro=Html() if of.month else of.intro,
            teasers=teasers.views(pks, tray, picture_of=0 if of.month else WITH_PICTURE),
            desks=() if of.month else tuple(self.below(of, tray)),
            months=() if of.month else tuple(_month_links(of, tray)),
            month=date.fromisoformat(f"{of.month}-01") if of.month else None,
            newest=views.Link(of.title, of.home) if of.month else None,
        )

    def feed(self, of: ListOf, paper: views.PaperView) -> views.Link:
        """Return the feed that follows the list."""
        return views.Link(f"{paper.name}: {of.title}", f"{of.home}{FEED}")

    def below(self, of: ListOf, tray: Tray) -> Iterator[views.Link]:
        """Yield the lists below this one."""
        yield from ()


def _months_in(noted: Collection[str], name: str) -> set[str]:
    """Return the months of a list in which something changed."""
    aspects = {key.removeprefix(f"{name}/") for key in noted if key.startswith(f"{name}/")}
    return {aspect for aspect in aspects if MONTH.fullmatch(f"{aspect}/")}


def is_months(address: Address) -> bool:
    """Return whether an address is that of one month of a list."""
    return bool(_parted(address)[1])


def _parted(address: Address) -> tuple[Address, str]:
    """Part the address of a month's page into that of its list and the month."""
    home, _, last = address.rstrip("/").rpartition("/")
    if MONTH.fullmatch(f"{last}/"):
        return Address(f"{home}/"), last
    return address, ""


def _at_month(of: ListOf, month: str) -> ListOf:
    return ListOf(of.pk, of.lang, of.list, of.home, of.title, of.intro, month)


def _month_links(of: ListOf, tray: Tray) -> Iterator[views.Link]:
    tray.use(keys.months(of.list))
    for month in months_of(of.list):
        title = month_title(date.fromisoformat(f"{month}-01"), of.lang)
        yield views.Link(title, f"{of.home}{month}/")


class DeskRecipe(ListRecipe):
    """A desk's lists."""

    name = "newsroom.desk"
    noun = "desk"
    where = "address"

    def lists(self, pks: Collection[int] | None = None) -> Iterable[ListOf]:
        """Return the public desks."""
        rows = DeskPage.objects.select_related("locale")
        pages = visible().among(in_tree_order(rows if pks is None else rows.filter(pk__in=pks)))
        where = current_addresses([f"desk:{page.pk}" for page in pages])
        for page in pages:
            if address := where.get(f"desk:{page.pk}"):
                intro = escape(page.intro)
                lang = page.locale.language_code
                yield ListOf(page.pk, lang, f"desk:{page.pk}", address, page.title, intro)

    def lists_at(self, homes: Collection[Address]) -> Iterable[ListOf]:
        """Return the public desks at these addresses."""
        rows = AddressRow.objects.filter(
            path__in=homes, kind=AddressRow.Kind.CURRENT, subject__startswith="desk:"
        )
        return self.lists([pk_of(subject) for subject in rows.values_list("subject", flat=True)])

    def named_by(self, of: ListOf) -> tuple[str, ...]:
        """A desk's name and address."""
        return keys.desk_name(of.pk), keys.address(of.list)

    def told_by(self, of: ListOf) -> str:
        """A desk's intro and the desks below it."""
        return keys.desk(of.pk)

    def below(self, of: ListOf, tray: Tray) -> Iterator[views.Link]:
        """Yield the desks below this one."""
        parent = DeskPage.objects.get(pk=of.pk)
        children = visible().among(in_tree_order(DeskPage.objects.child_of(parent)))
        where = current_addresses([f"desk:{child.pk}" for child in children])
        for child in children:
            tray.use(keys.desk_name(child.pk))
            if address := where.get(f"desk:{child.pk}"):
                yield views.Link(child.title, address)


class TopicRecipe(ListRecipe):
    """A topic's lists.  A topic without articles has no page."""

    name = "newsroom.topic"
    noun = "topic"

    def lists(self, pks: Collection[int] | None = None) -> Iterable[ListOf]:
        """Return the topics that have articles."""
        around = house()
        rows = Topic.objects.select_related("locale").order_by("pk")
        for topic in rows if pks is None else rows.filter(pk__in=pks):
            name, lang = f"topic:{topic.pk}", topic.locale.language_code
            if lang in around.papers and Listing.objects.filter(list=name).exists():
                home = Address(f"{around.prefix(lang)}/topics/{topic.slug}/")
                yield ListOf(topic.pk, lang, name, home, topic.name, escape(topic.about))

    def lists_at(self, homes: Collection[Address]) -> Iterable[ListOf]:
        """Return the topics at these addresses."""
        slugs = {home.rstrip("/").rpartition("/")[2] for home in homes}
        pks = Topic.objects.filter(slug__in=slugs).values_list("pk", flat=True)
        return [of for of in self.lists(list(pks)) if of.home in homes]

    def named_by(self, of: ListOf) -> tuple[str, ...]:
        """A topic's name, of which its address is made."""
        return (keys.topic_name(of.pk),)

    def told_by(self, of: ListOf) -> str:
        """What is said of a topic."""
        return keys.topic(of.pk)


class ContributorRecipe(ListRecipe):
    """A contributor's lists, one for each language they are published in."""

    name = "newsroom.contributor"
    noun = "contributor"

    def lists(self, pks: Collection[int] | None = None) -> Iterable[ListOf]:
        """Return the contributors that have articles, once for each language."""
        around = house()
        rows = Contributor.objects.order_by("pk")
        people = list(rows if pks is None else rows.filter(pk__in=pks))
        names = names_of([person.pk for person in people])
        for person in people:
            for lang in around.languages:
                of = f"contributor:{person.pk}/{lang}"
                if Listing.objects.filter(list=of).exists():
                    home = Address(f"{around.prefix(lang)}/by/{person.slug}/")
                    name, about = names.get((person.pk, lang), (person.name, person.about))
                    intro = escape(about or person.about)
                    yield ListOf(person.pk, lang, of, home, name, intro)

    def lists_at(self, homes: Collection[Address]) -> Iterable[ListOf]:
        """Return the contributors at these addresses."""
        slugs = {home.rstrip("/").rpartition("/")[2] for home in homes}
        pks = Contributor.objects.filter(slug__in=slugs).values_list("pk", flat=True)
        return [of for of in self.lists(list(pks)) if of.home in homes]

    def named_by(self, of: ListOf) -> tuple[str, ...]:
        """A contributor's name, of which their address is made."""
        return (keys.contributor_name(of.pk),)

    def told_by(self, of: ListOf) -> str:
        """What is said of a contributor."""
        return keys.contributor(of.pk)
