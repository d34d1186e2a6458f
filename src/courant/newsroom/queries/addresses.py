"""Where things are, for the public."""

from collections.abc import Collection

from django.db.models import Model

from courant.newsroom.models.addresses import Address
from courant.plant import addresses as plant
from courant.press.values import any_of

NOUNS = {
    "articlepage": "article",
    "deskpage": "desk",
    "frontpage": "front",
    "standingpage": "standing",
    "topic": "topic",
}


def subject_of(thing: Model) -> str:
    """Return a thing's name as a subject: ``article:42``."""
    return f"{NOUNS[thing._meta.model_name or '']}:{thing.pk}"


def current_address(thing: Model) -> plant.Address | None:
    """Return a thing's public address, or None while it has none."""
    if thing.pk is None or thing._meta.model_name not in NOUNS:
        return None
    return current_addresses([subject_of(thing)]).get(subject_of(thing))


def current_addresses(subjects: Collection[str]) -> dict[str, plant.Address]:
    """Return the address of each subject that has one."""
    rows = Address.objects.filter(subject__in=any_of(subjects), kind=Address.Kind.CURRENT)
    return {subject: plant.Address(path) for subject, path in rows.values_list("subject", "path")}


def current_rows(subjects: Collection[str]) -> dict[str, Address]:
    """Return the row of each subject that has an address: it knows the slug it came from."""
    rows = Address.objects.filter(subject__in=subjects, kind=Address.Kind.CURRENT)
    return {row.subject: row for row in rows}


def subjects_at(paths: Collection[str]) -> dict[str, str]:
    """Return what is at each of these paths, by path."""
    rows = Address.objects.filter(path__in=any_of(paths), kind=Address.Kind.CURRENT)
    return dict(rows.values_list("path", "subject"))


def pk_of(subject: str) -> int:
    """Return the number in a subject: 42 of ``article:42``, 5 of ``contributor:5/fa``."""
    return int(subject.partition(":")[2].partition("/")[0])
