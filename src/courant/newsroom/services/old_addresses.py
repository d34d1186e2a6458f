"""Addresses that come with what was published elsewhere before: many at once, kept as they are."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import NamedTuple

from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models.addresses import Address
from courant.newsroom.queries.addresses import current_addresses
from courant.plant import addresses as plant
from courant.press.changes import note_changed
from courant.press.rows import insert_values

AT_ONCE = 500  # paths asked for in one query


@dataclass(frozen=True, slots=True)
class Arrival:
    """A subject that comes with addresses of its own."""

    subject: str
    lang: str
    wanted: str = ""  # its old address, if it can be one here
    otherwise: str = ""  # where it goes if that is taken or empty; numbered until it is free
    former: tuple[str, ...] = ()  # further old ones, perhaps with a query
    slug: str = ""  # of its page: when an editor changes that, the address follows
    is_public: bool = True  # False: it has no address yet, and its old ones answer nothing


@transaction.atomic
def take_addresses(arrivals: Sequence[Arrival]) -> dict[str, str]:
    """Give subjects their addresses and let their former ones lead there.

    A path that is somebody's already stays theirs.  Who has an address keeps it.

    Returns:
        By subject the address, of all that have one.
    """
    where: dict[str, str] = dict(current_addresses([a.subject for a in arrivals]))
    taken = _taken({path for a in arrivals for path in (a.wanted, a.otherwise, *a.former) if path})
    rows: list[_Row] = []
    for arrival in arrivals:
        if (
            arrival.is_public
            and arrival.subject not in where
            and (arrival.wanted or arrival.otherwise)
        ):
            path = _free(arrival, taken)
            where[arrival.subject] = path
            taken.add(path)
            rows.append(_row(arrival, path, Address.Kind.CURRENT, ""))
    for arrival in arrivals:
        answer = (
            f"301 {where[arrival.subject]}"
            if arrival.is_public and arrival.subject in where
            else ""
        )
        for path in arrival.former:
            if path not in taken:
                taken.add(path)
                rows.append(_row(arrival, path, Address.Kind.FORMER, answer))
    insert_values(Address, _Row._fields, rows)
    shards = {keys.shard(row.shard) for row in rows if row.answer}
    note_changed(*shards, because="old addresses entered")
    return where


class _Row(NamedTuple):
    """The columns of an address of a subject."""

    path: str
    kind: str
    subject: str
    lang: str
    slug: str
    shard: str
    answer: str
    target: str = ""
    headline: str = ""


def _row(arrival: Arrival, path: str, kind: str, answer: str) -> _Row:
    slug = arrival.slug if kind == Address.Kind.CURRENT else ""
    shard = plant.shard_of(path)
    return _Row(path, kind, arrival.subject, arrival.lang, slug, shard, answer)


def _free(arrival: Arrival, taken: set[str]) -> str:
    if arrival.wanted and arrival.wanted not in taken:
        return arrival.wanted
    stem = (arrival.otherwise or arrival.wanted).rstrip("/")
    for number in count(1):
        path = f"{stem}/" if number == 1 else f"{stem}-{number}/"
        if path not in taken and (number == 1 or not Address.objects.filter(path=path).exists()):
            return path
    raise AssertionError("count() does not end")


def _taken(paths: Collection[str]) -> set[str]:
    wanted = sorted(paths)
    found: set[str] = set()
    for start in range(0, len(wanted), AT_ONCE):
        rows = Address.objects.filter(path__in=wanted[start : start + AT_ONCE])
        found.update(rows.values_list("path", flat=True))
    return found


@transaction.atomic
def lead_to_files(files: Mapping[str, str]) -> set[str]:
    """Let the old addresses of photos lead to their published files.

    Called when the files are made, and again when they are made anew under other names.

    Args:
        files: By subject (``photo:7``) the path of a file; "" while there is none.
    """
    changed: list[Address] = []
    for row in Address.objects.filter(subject__in=files, kind=Address.Kind.FORMER):
        answer = f"301 {files[row.subject]}" if files[row.subject] else ""
        if row.answer != answer:
            row.answer = answer
            changed.append(row)
    Address.objects.bulk_update(changed, ["answer"], batch_size=200)
    shards = {keys.shard(row.shard) for row in changed}
    note_changed(*shards, because="a photo's files are made")
    return shards


def published_file(renditions: Iterable[Sequence[object]]) -> str:
    """Return the path of a photo's largest plain file, or "" while it has none.

    Args:
        renditions: As ``Photo.renditions_made``: format, width, height, name.
    """
    plain = [row for row in renditions if row[0] in ("jpeg", "png")]
    return f"/photos/{max(plain, key=lambda row: int(str(row[1])))[3]}" if plain else ""
