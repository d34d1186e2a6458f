"""What is done with people: told to readers, and merged when two turn out to be one."""

from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models import Office, Person
from courant.newsroom.queries.people import People
from courant.newsroom.services.facts import note_facts


class PersonError(Exception):
    """Something that cannot be done with this person.  Editors see the message as it stands."""


@transaction.atomic
def merge_people(person: Person, *, into: Person) -> Person:
    """Make two records of one human being one.

    The first stays as a pointer, so that articles, drafts and old revisions which name it mean
    the other from now on.  Its offices go along; its names do not: one of them was the mistake.

    Args:
        person: Who is no person of their own any more.
        into: Who they are.

    Returns:
        The person that is left.

    Raises:
        PersonError: They are the same already, or the first was merged before.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    into = Person.objects.select_for_update().get(pk=into.pk)
    into = into.merged_into or into
    if into.pk == person.pk:
        raise PersonError(f"{person.name} cannot be merged into themselves. Choose somebody else.")
    if person.merged_into_id:
        raise PersonError(f"{person.name} was merged into {person.merged_into} before.")
    Office.objects.filter(person=person).update(person=into)
    Person.objects.filter(merged_into=person).update(merged_into=into)
    person.merged_into = into
    person.save(update_fields=["merged_into"])
    show_person(into.pk, because="person merged")
    return into


@transaction.atomic
def show_person(pk: int, *, because: str) -> set[str]:
    """Note what differs in what readers are told of a person."""
    facts = People([pk]).get(pk)
    if facts is None:
        return set()
    if facts.pk != pk:
        told: dict[str, object] = {keys.person_name(pk): ("merged into", facts.pk)}
        return note_facts(told | dict.fromkeys(_further(pk)), because=because)
    names = sorted((lang, name) for lang, (name, _) in facts.names.items())
    abouts = sorted((lang, about) for lang, (_, about) in facts.names.items() if about)
    return note_facts(
        {
            keys.person_name(pk): (facts.name, facts.slug, names),
            keys.person(pk): (facts.about, facts.wikidata, abouts),
            keys.person_offices(pk): facts.offices,
        },
        because=because,
    )


@transaction.atomic
def forget_person(pk: int, *, because: str) -> set[str]:
    """Take a person who is about to be deleted from readers' sight; articles keep the words."""
    return note_facts(dict.fromkeys((keys.person_name(pk), *_further(pk))), because=because)


def _further(pk: int) -> tuple[str, str]:
    return keys.person(pk), keys.person_offices(pk)
