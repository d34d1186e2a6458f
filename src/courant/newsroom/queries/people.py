"""Who is quoted: names, addresses and offices, asked for in batches."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from courant.design.languages import first_subtag
from courant.newsroom.models import Office, OfficeTitle, Person, PersonName
from courant.press.values import any_of


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """One office of a person, in every language it is written in."""

    title: str
    organisation: str
    began: date | None
    began_precision: str
    ended: date | None
    ended_precision: str
    titles: Mapping[str, tuple[str, str]]  # title and organisation by language

    def held_on(self, day: date) -> bool:
        """Return whether it may have been held on a day."""
        return (not self.began or self.began <= day) and (not self.ended or day <= self.ended)

    def words(self, lang: str) -> str:
        """Return what a person with it is called in a language: ``mayor, Wendelhaven``."""
        title, organisation = self.titles.get(lang, (self.title, self.organisation))
        comma = "، " if first_subtag(lang) in COMMAS else ", "
        return comma.join(filter(None, (title, organisation or self.organisation)))


COMMAS = frozenset({"ar", "ckb", "fa", "prs", "ps", "ur"})  # languages with an Arabic comma


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person, in every language they are written in."""

    pk: int
    name: str
    slug: str
    about: str
    wikidata: str
    names: Mapping[str, tuple[str, str]]  # name and description by language
    offices: Sequence[OfficeFacts]

    def name_in(self, lang: str) -> str:
        """Return how they are written in a language."""
        return self.names.get(lang, (self.name, ""))[0]

    def about_in(self, lang: str) -> str:
        """Return what is said of them in a language."""
        return self.names.get(lang, ("", ""))[1] or self.about

    def office_on(self, day: date | None, lang: str) -> str:
        """Return what they were on a day; empty when nothing is known."""
        if day is None:
            return ""
        held = (office.words(lang) for office in self.offices if office.held_on(day))
        return "; ".join(held)


class People:
    """Some people, each under their own number and under those that were merged into them."""

    def __init__(self, pks: Collection[int]) -> None:
        """Read them in four queries; in none when there are none."""
        self._person_of: dict[int, int] = {}
        self._facts: dict[int, PersonFacts] = {}
        if pks:
            self._read(pks)

    def get(self, pk: int) -> PersonFacts | None:
        """Return a person, or the one into whom they were merged."""
        return self._facts.get(self._person_of.get(pk, 0))

    def _read(self, pks: Collection[int]) -> None:
        rows = Person.objects.filter(pk__in=any_of(list(pks))).values_list("pk", "merged_into_id")
        self._person_of = {pk: merged_into or pk for pk, merged_into in rows}
        found = set(self._person_of.values())
        if not found:
            return
        names = _names(found)
        offices = _offices(found)
        columns = ("pk", "name", "slug", "about", "wikidata")
        for row in Person.objects.filter(pk__in=any_of(found)).values(*columns):
            pk = row["pk"]
            self._facts[pk] = PersonFacts(**row, names=names[pk], offices=offices[pk])


def _names(pks: Collection[int]) -> dict[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = PersonName.objects.filter(person__in=any_of(pks)).order_by("pk")
    for pk, lang, *words in rows.values_list("person_id", "locale__language_code", "name", "about"):
        found[pk][lang] = (words[0], words[1])
    return found


def _offices(pks: Collection[int]) -> dict[int, list[OfficeFacts]]:
    titles: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = OfficeTitle.objects.filter(office__person__in=any_of(pks)).order_by("pk")
    for pk, lang, *words in rows.values_list(
        "office_id", "locale__language_code", "title", "organisation"
    ):
        titles[pk][lang] = (words[0], words[1])
    found: dict[int, list[OfficeFacts]] = defaultdict(list)
    for office in Office.objects.filter(person__in=any_of(pks)).order_by("sort_order", "pk"):
        found[office.person_id].append(
            OfficeFacts(
                office.title,
                office.organisation,
                office.began,
                office.began_precision,
                office.ended,
                office.ended_precision,
                titles[office.pk],
            )
        )
    return found
