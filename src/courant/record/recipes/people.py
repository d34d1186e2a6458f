"""The pages of people: the newest of what they said, and one page for each year and topic.

A year that is over is never baked again unless one of its own statements changes.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.models import Person, Topic
from courant.newsroom.queries.paper import House, house
from courant.newsroom.queries.people import People, PersonFacts
from courant.newsroom.recipes.pages import PageRecipe, pks_in, surroundings
from courant.newsroom.views import HeadView, Link
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Tray, Trays
from courant.press.values import any_of
from courant.record import keys
from courant.record.models import Quote
from courant.record.places import FEED, place_of
from courant.record.queries import NEWEST, Said, statements
from courant.record.showing import months, offices
from courant.record.views import CountedLink, PersonView


@dataclass(frozen=True, slots=True)
class PageOf:
    """One page of a person."""

    person: int
    slug: str
    lang: str
    prefix: str  # of the language: "" or "/fa"
    year: str = ""
    topic: int = 0
    topic_slug: str = ""
    topic_name: str = ""

    @property
    def home(self) -> Address:
        """Where their newest page is."""
        return Address(f"{self.prefix}/people/{self.slug}/")

    @property
    def address(self) -> Address:
        """Where this page is."""
        below = f"{self.year}/" if self.year else f"on/{self.topic_slug}/" if self.topic else ""
        return Address(f"{self.home}{below}")

    @property
    def is_first(self) -> bool:
        """Whether it is their newest page."""
        return not self.year and not self.topic

    @property
    def key(self) -> str:
        """What it shows."""
        if self.year:
            return keys.said_in(self.person, self.lang, self.year)
        if self.topic:
            return keys.said_about(self.person, self.lang, self.topic)
        return keys.said(self.person, self.lang)

    def among(self, said: Said) -> list[int]:
        """Return the statements on it."""
        if self.year:
            return said.in_year(self.person, self.lang, self.year)
        if self.topic:
            return said.about(self.person, self.lang, self.topic)
        return said.newest(self.person, self.lang)


class PersonRecipe(PageRecipe):
    """What somebody said in articles of one language."""

    name = "record.person"
    rank = LISTS
    template = "record/person.html"
    variable = "person"

    def addresses(self) -> Iterable[Address]:
        """Yield the pages of everybody who is quoted."""
        return (page.address for page in all_pages())

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the pages that come to be: said something new, are called otherwise."""
        return (page.address for page in pages_for(noted))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[PageOf]:
        """Return the people of these pages; where they said nothing there is no page."""
        pages = pages_at(addresses)
        said = Said({page.person for page in pages})
        return [page for page in pages if page.among(said)]

    def compose(self, pages: Sequence[PageOf], trays: Trays) -> Iterator[PersonView]:
        """Yield the pages' views."""
        batch = _Batch(pages)
        for page in pages:
            if person := batch.people.get(page.person):
                yield batch.view(page, person, trays[page.address])


def all_pages() -> Iterator[PageOf]:
    """Yield every page of everybody who is quoted."""
    quoted = Quote.objects.order_by("person").values_list("person_id", flat=True).distinct()
    return _pages_of(list(quoted))


def pages_for(noted: Collection[str]) -> Iterator[PageOf]:
    """Yield the pages that noted keys may bring to be."""
    if newsroom_keys.languages() in noted:
        return all_pages()
    topics, renamed = set(pks_in(noted, "topic", "name")), set(pks_in(noted, "person", "name"))
    people = renamed | {pk for key in noted if (pk := keys.person_of(key))}
    if topics:
        rows = Quote.objects.values_list("person_id", "topics")
        people |= {pk for pk, of in rows.iterator(chunk_size=2_000) if topics.intersection(of)}
    return (
        page
        for page in _pages_of(people)
        if page.key in noted or page.person in renamed or page.topic in topics
    )


def _pages_of(people: Collection[int]) -> Iterator[PageOf]:
    if not people:
        return
    said, around = Said(people), house()
    slugs = dict(Person.objects.filter(pk__in=any_of(list(people))).values_list("pk", "slug"))
    shelves = [(pk, lang) for pk in slugs for lang in said.languages(pk) if lang in around.papers]
    topics = Topic.objects.in_bulk({pk for each in shelves for pk, _ in said.topics(*each)})
    for pk, lang in shelves:
        first = PageOf(pk, slugs[pk], lang, around.prefix(lang))
        yield first
        yield from (replace(first, year=year) for year in said.years(pk, lang))
        for topic in (topics[number] for number, _ in said.topics(pk, lang) if number in topics):
            yield replace(first, topic=topic.pk, topic_slug=topic.slug, topic_name=topic.name)


def pages_at(addresses: Collection[str], *, feeds: bool = False) -> list[PageOf]:
    """Return which page of whom is at each of these addresses, whether they said anything or not.

    Args:
        addresses: Any.
        feeds: Whether the feeds are wanted, rather than the pages.
    """
    places = [place for each in addresses if (place := place_of(each)) and place.slug]
    around = house()
    langs = {around.prefix(lang): lang for lang in around.languages}
    slugs = any_of({place.slug for place in places})
    people = Person.objects.filter(slug__in=slugs, merged_into=None) if places else ()
    by_slug = {person.slug: person.pk for person in people}
    topics = _topics({place.topic for place in places if place.topic})
    pages = []
    for place in places:
        lang, person = langs.get(place.prefix), by_slug.get(place.slug)
        topic = topics.get((lang or "", place.topic))
        if lang and person and place.is_feed == feeds and (topic or not place.topic):
            page = PageOf(person, place.slug, lang, place.prefix, place.year)
            if topic:
                page = replace(page, topic=topic.pk, topic_slug=topic.slug, topic_name=topic.name)
            pages.append(page)
    return pages


def _topics(slugs: Collection[str]) -> dict[tuple[str, str], Topic]:
    rows = Topic.objects.filter(slug__in=slugs).select_related("locale") if slugs else ()
    return {(topic.locale.language_code, topic.slug): topic for topic in rows}


class _Batch:
    """Some pages and everything they show."""

    def __init__(self, pages: Sequence[PageOf]) -> None:
        self.around: House = surroundings()
        pks = {page.person for page in pages}
        self.people, self.said = People(pks), Said(pks)
        self.rows = statements(pk for page in pages for pk in page.among(self.said))
        self.topics = Topic.objects.in_bulk(
            {topic for page in pages for topic, _ in self.said.topics(page.person, page.lang)}
        )

    def view(self, page: PageOf, person: PersonFacts, tray: Tray) -> PersonView:
        lang, name = page.lang, person.name_in(page.lang)
        tray.use(page.key, newsroom_keys.masthead(lang))
        tray.use(newsroom_keys.person_name(person.pk), newsroom_keys.person_offices(person.pk))
        paper, feed = self.around.papers[lang], f"{page.home}{FEED}"
        quotes = [self.rows[pk] for pk in page.among(self.said)]
        about = person.about_in(lang) if page.is_first else ""
        view = PersonView(
            head=HeadView(page.address, name, about, feed=Link(f"{paper.name}: {name}", feed)),
            paper=paper,
            name=name,
            months=months(quotes, person),
            count=self.said.count(page.person, lang),
            feed=feed,
        )
        if page.is_first:
            return self._first(view, page, person, tray)
        if page.topic:
            tray.use(newsroom_keys.topic_name(page.topic))
        return replace(
            view,
            year=date(int(page.year), 1, 1) if page.year else None,
            topic=page.topic_name,
            newest=Link(name, page.home),
        )

    def _first(self, view: PersonView, page: PageOf, person: PersonFacts, tray: Tray) -> PersonView:
        """Add what only the newest page says."""
        tray.use(newsroom_keys.person(person.pk), keys.languages(person.pk))
        entity = f"https://www.wikidata.org/wiki/{person.wikidata}" if person.wikidata else ""
        return replace(
            view,
            about=person.about_in(page.lang),
            wikidata=entity,
            offices=offices(person, page.lang),
            years=tuple(self._years(page)),
            topics=tuple(self._topics(page, tray)),
            languages=tuple(self._languages(page)),
        )

    def _years(self, page: PageOf) -> Iterator[Link]:
        """Yield the years, when there are several."""
        years = self.said.years(page.person, page.lang)
        if len(years) > 1 or self.said.count(page.person, page.lang) > NEWEST:
            yield from (Link(year, f"{page.home}{year}/") for year in years)

    def _topics(self, page: PageOf, tray: Tray) -> Iterator[CountedLink]:
        for pk, count in self.said.topics(page.person, page.lang):
            if topic := self.topics.get(pk):
                tray.use(newsroom_keys.topic_name(pk))
                yield CountedLink(topic.name, f"{page.home}on/{topic.slug}/", count)

    def _languages(self, page: PageOf) -> Iterator[Link]:
        quoted = self.said.languages(page.person)
        for link in self.around.papers[page.lang].languages:
            if link.lang != page.lang and link.lang in quoted:
                href = f"{self.around.prefix(link.lang)}/people/{page.slug}/"
                yield Link(link.label, href, link.lang)
