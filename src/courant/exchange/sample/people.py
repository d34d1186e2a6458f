"""The sample's people, and the words that its articles give them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from wagtail.models import Locale

from courant.exchange.sample import paper as sample
from courant.newsroom.models import Office, OfficeTitle, Person, PersonName
from courant.plant import clock
from courant.plant.addresses import slug_of

MARKED = re.compile(r'data-person="([a-z]+)"')


def make_people(told: Iterable[sample.Person], languages: tuple[str, ...]) -> dict[str, Person]:
    """Make the people who are quoted; return them by the sample's keys."""
    first, *others = [Locale.objects.get(language_code=lang) for lang in languages]
    made = {}
    for each in told:
        name = each.names[first.language_code]
        person = Person.objects.create(
            name=name, slug=slug_of(name), about=each.abouts.get(first.language_code, "")
        )
        for locale in others:
            lang = locale.language_code
            if lang in each.names or lang in each.abouts:
                PersonName.objects.create(
                    person=person,
                    locale=locale,
                    name=each.names.get(lang, name),
                    about=each.abouts.get(lang, ""),
                )
        for office in each.offices:
            _office(office, person, first, others)
        made[each.key] = person
    return made


def _office(told: sample.Office, person: Person, first: Locale, others: list[Locale]) -> None:
    office = Office.objects.create(
        person=person,
        title=told.titles[first.language_code],
        began=date(clock.now().year - told.years, 1, 1),
        began_precision="year",
    )
    for locale in others:
        if title := told.titles.get(locale.language_code):
            OfficeTitle.objects.create(office=office, locale=locale, title=title)


class Sayings:
    """Puts the people of one article into its quotations."""

    def __init__(
        self,
        told: Iterable[sample.Person],
        people: Mapping[str, Person],
        lang: str,
        at: datetime | None,
    ) -> None:
        """Know everybody by how they are written in the article's language."""
        self._people = people
        self._names = {
            each.names.get(lang) or next(iter(each.names.values())): each for each in told
        }
        self._at = at

    def value(self, kind: str, value: Any) -> Any:
        """Return a block's value with people by their numbers."""
        if kind == "quotation":
            return self._quotation(value)
        if kind in ("paragraph", "list"):
            return MARKED.sub(lambda key: f'data-person="{self._people[key[1]].pk}"', value)
        return value

    def _quotation(self, value: sample.Raw) -> dict[str, Any]:
        facts = dict(value)
        if self._at and "said" in facts:
            day = self._at.date() + timedelta(days=int(facts.pop("said")))
            facts |= {"said_on": day.isoformat(), "said_precision": "day"}
        for name, each in self._names.items():
            if name in facts["speaker"]:
                facts["person"] = self._people[each.key].pk
        return facts
