"""The list of everybody who is quoted."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from courant.design.strings import text
from courant.newsroom import keys as newsroom_keys
from courant.newsroom.queries.paper import house
from courant.newsroom.queries.people import People
from courant.newsroom.recipes.pages import PageRecipe, surroundings
from courant.newsroom.views import HeadView
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Trays
from courant.record import keys
from courant.record.places import place_of
from courant.record.queries import people_quoted
from courant.record.views import PeopleView, QuotedView


class PeopleRecipe(PageRecipe):
    """Everybody who is quoted in articles of a language; without anybody there is no page."""

    name = "record.people"
    rank = LISTS
    template = "record/people.html"
    variable = "people"

    def addresses(self) -> Iterable[Address]:
        """Yield the list of each language that has one."""
        around = house()
        return [_at(around.prefix(lang)) for lang in around.languages if people_quoted(lang)]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the lists that somebody entered."""
        around = house()
        everywhere = newsroom_keys.languages() in noted
        langs = [lang for lang in around.languages if everywhere or keys.people(lang) in noted]
        return [_at(around.prefix(lang)) for lang in langs]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[str]:
        """Return the languages of these lists."""
        around = house()
        places = {place for each in addresses if (place := place_of(each)) and not place.slug}
        prefixes = {place.prefix for place in places}
        wanted = [lang for lang in around.languages if around.prefix(lang) in prefixes]
        return [lang for lang in wanted if people_quoted(lang)]

    def compose(self, subjects: Sequence[str], trays: Trays) -> Iterator[PeopleView]:
        """Yield the lists' views."""
        around = surroundings()
        quoted = {lang: people_quoted(lang) for lang in subjects}
        people = People({pk for pks in quoted.values() for pk in pks})
        for lang in subjects:
            home = _at(around.prefix(lang))
            tray = trays[home]
            tray.use(keys.people(lang), newsroom_keys.masthead(lang))
            tray.use(*map(newsroom_keys.person_name, quoted[lang]))
            tray.use(*map(newsroom_keys.person, quoted[lang]))
            found = [person for pk in quoted[lang] if (person := people.get(pk))]
            entries = [
                QuotedView(one.name_in(lang), one.about_in(lang), f"{home}{one.slug}/")
                for one in found
            ]
            yield PeopleView(
                head=HeadView(home, text("People who are quoted", lang)),
                paper=around.papers[lang],
                people=tuple(sorted(entries, key=lambda one: (one.name.casefold(), one.href))),
            )


def _at(prefix: str) -> Address:
    return Address(f"{prefix}/people/")
