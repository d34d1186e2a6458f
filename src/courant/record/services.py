"""What the record does: tell readers what differs, and follow people who are somebody else now."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import transaction

from courant.newsroom.models import Person
from courant.newsroom.queries.paper import house
from courant.newsroom.services.facts import note_facts
from courant.newsroom.services.lists import lead_on
from courant.record import keys
from courant.record.models import Quote
from courant.record.places import pages_of
from courant.record.queries import Said, newest_sayings, people_quoted, statements

# What readers see of a statement, wherever it stands.
SHOWN = (
    "number", "anchor", "headline", "address", "published_at", "withdrawn_at", "on", "words",
    "words_lang", "original", "original_lang", "translator", "said_on", "precision", "place",
    "source", "is_told",
)  # fmt: skip


class Change(NamedTuple):
    """Where a statement stands that is there no more, or only now, or otherwise."""

    person: int
    lang: str
    year: str
    topics: tuple[int, ...]

    @classmethod
    def of(cls, quote: Quote) -> "Change":
        """Return where a statement stands."""
        return cls(quote.person_id, quote.lang, f"{quote.on.year:04}", tuple(quote.topics))


@transaction.atomic
def show_record(changes: Iterable[Change], *, because: str) -> set[str]:
    """Note what differs in what readers are told of what people said.

    Returns the keys that were noted.
    """
    changes = set(changes)
    said = Said({change.person for change in changes})
    pages: dict[str, list[int]] = {}
    for person, lang, year, topics in changes:
        pages[keys.said(person, lang)] = said.newest(person, lang)
        pages[keys.said_in(person, lang, year)] = said.in_year(person, lang, year)
        for topic in topics:
            pages[keys.said_about(person, lang, topic)] = said.about(person, lang, topic)
    rows = statements(pk for of in pages.values() for pk in of)
    facts: dict[str, object] = {
        key: [_shown(rows[pk]) for pk in of] or None for key, of in pages.items()
    }
    for person, lang in {(change.person, change.lang) for change in changes}:
        if facts[keys.said(person, lang)]:
            shelves = (said.count(person, lang), said.years(person, lang))
            further = (*shelves, said.topics(person, lang))
            facts[keys.said(person, lang)] = (facts[keys.said(person, lang)], further)
    awaited = set(facts)
    for person in {change.person for change in changes}:
        facts[keys.languages(person)] = said.languages(person) or None
    for lang in {change.lang for change in changes}:
        facts[keys.people(lang)] = people_quoted(lang) or None
        facts[keys.sayings(lang)] = [_on_front(row) for row in newest_sayings(lang)] or None
        awaited |= {keys.people(lang), keys.sayings(lang)}
    return note_facts(facts, because=because, awaited=awaited)


def _shown(quote: Quote) -> tuple[Any, ...]:
    return tuple(getattr(quote, name) for name in SHOWN)


def _on_front(quote: Quote) -> tuple[Any, ...]:
    return (quote.person_id, quote.words, quote.words_lang, quote.address, quote.anchor)


@transaction.atomic
def lead_on_from(person: Person) -> None:
    """Send readers on from where a person's pages are.  Called before they are saved elsewhere."""
    before = Person.objects.filter(pk=person.pk).first()
    into = person.merged_into or person
    if before is None or (before.slug == into.slug and before.merged_into_id is None):
        return
    said, around = Said([person.pk]), house()
    for lang in said.languages(person.pk):
        if lang in around.papers:
            above = f"{around.prefix(lang)}/people"
            for page in pages_of(said, person.pk, lang):
                lead_on(f"{above}/{before.slug}/{page}", f"{above}/{into.slug}/{page}", lang)


@transaction.atomic
def give_to(person: Person) -> None:
    """Let what somebody said be said by the person into whom they were merged."""
    if person.merged_into_id is not None:
        _move(list(person.quotes.all()), to=person.merged_into_id)


def _move(quotes: list[Quote], *, to: int) -> None:
    changes = set(map(Change.of, quotes))
    Quote.objects.filter(pk__in=[quote.pk for quote in quotes]).update(person=to)
    changes |= {change._replace(person=to) for change in changes}
    if changes:
        show_record(changes, because="person merged")


@transaction.atomic
def forget_what_was_said_by(person: Person) -> None:
    """Take a person who is about to be deleted out of the record."""
    changes = set(map(Change.of, person.quotes.all()))
    person.quotes.all().delete()
    if changes:
        show_record(changes, because="person deleted")


@transaction.atomic
def lead_on_topic(topic: int, *, before: str, after: str, lang: str) -> None:
    """Send readers on from the pages of a topic whose slug changes."""
    around = house()
    if before == after or lang not in around.papers:
        return
    rows = Quote.objects.filter(lang=lang).values_list("person__slug", "topics")
    slugs = {slug for slug, topics in rows.iterator(chunk_size=2_000) if topic in topics}
    for slug in sorted(slugs):
        above = f"{around.prefix(lang)}/people/{slug}/on"
        lead_on(f"{above}/{before}/", f"{above}/{after}/", lang)
