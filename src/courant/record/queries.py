"""What people said, asked for in batches."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from courant.press.values import any_of
from courant.record.models import Quote

NEWEST = 60  # statements on a person's newest page
ON_TOPIC = 300  # on the page of one topic
IN_FEED = 40
ON_FRONT = 4


class _Place(NamedTuple):
    """One statement, as much of it as says on which pages it stands."""

    pk: int
    on: date
    topics: list[int]


class Said:
    """What some people said, by language, newest first.  One query."""

    def __init__(self, people: Collection[int]) -> None:
        """Read where everything they said stands."""
        self._places: dict[tuple[int, str], list[_Place]] = defaultdict(list)
        if people:
            rows = Quote.objects.filter(person__in=any_of(list(people)))
            columns = ("person_id", "lang", "pk", "on", "topics")
            for person, lang, *place in rows.values_list(*columns):
                self._places[person, lang].append(_Place(*place))

    def languages(self, person: int) -> list[str]:
        """Return the languages of the articles in which somebody is quoted."""
        return sorted(lang for pk, lang in self._places if pk == person)

    def count(self, person: int, lang: str) -> int:
        """Return how often."""
        return len(self._places.get((person, lang), ()))

    def newest(self, person: int, lang: str) -> list[int]:
        """Return the statements on their newest page."""
        return [place.pk for place in self._places.get((person, lang), ())[:NEWEST]]

    def in_year(self, person: int, lang: str, year: str) -> list[int]:
        """Return the statements of one year."""
        places = self._places.get((person, lang), ())
        return [place.pk for place in places if f"{place.on.year:04}" == year]

    def about(self, person: int, lang: str, topic: int) -> list[int]:
        """Return the statements in articles on one topic."""
        places = self._places.get((person, lang), ())
        return [place.pk for place in places if topic in place.topics][:ON_TOPIC]

    def years(self, person: int, lang: str) -> list[str]:
        """Return the years in which they said something, newest first."""
        places = self._places.get((person, lang), ())
        return list(dict.fromkeys(f"{place.on.year:04}" for place in places))

    def topics(self, person: int, lang: str) -> list[tuple[int, int]]:
        """Return the topics on which they are quoted and how often, most often first."""
        places = self._places.get((person, lang), ())
        counts = Counter(topic for place in places for topic in place.topics)
        return sorted(counts.items(), key=lambda each: (-each[1], each[0]))


def statements(pks: Iterable[int]) -> dict[int, Quote]:
    """Return statements by primary key.  One query."""
    return Quote.objects.in_bulk(set(pks))


def people_quoted(lang: str) -> list[int]:
    """Return who is quoted in articles of a language."""
    rows = Quote.objects.filter(lang=lang).order_by("person")
    return list(rows.values_list("person_id", flat=True).distinct())


def newest_sayings(lang: str) -> list[Quote]:
    """Return what was said last in public articles of a language, one line a person."""
    rows = Quote.objects.filter(lang=lang, withdrawn_at=None)
    found: dict[int, Quote] = {}
    for quote in rows.order_by("-published_at", "-number", "position")[: 5 * ON_FRONT]:
        found.setdefault(quote.person_id, quote)
    return list(found.values())[:ON_FRONT]
