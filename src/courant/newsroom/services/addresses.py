"""Giving addresses, changing them, and saying what the old ones answer."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import NamedTuple

from django.conf import settings

from courant.newsroom import keys
from courant.newsroom.models.addresses import Address
from courant.plant import addresses as plant
from courant.press.changes import note_changed
from courant.press.rows import insert_values, update_rows

PUBLIC, GONE, HIDDEN = "public", "gone", "hidden"

Kind = Address.Kind


MONTH = re.compile(r"/\d{4}-\d{2}/\Z")


class AddressError(Exception):
    """An address that cannot be given.  Editors see the message as it stands."""


def mint(subject: str, *, wanted: str, lang: str, slug: str = "") -> plant.Address:
    """Give a subject its address: the wanted one, or with ``-2`` if that is taken or reserved.

    A subject that had this address before gets it back.  Its present address, if it has one,
    becomes a former one.

    Args:
        subject: What is to be there.
        wanted: Where.
        lang: Its language, BCP 47.
        slug: The slug that the editors gave it, so that we see when they change it.

    Raises:
        AddressError: The wanted address cannot be one.
    """
    try:
        path = plant.parse_address(wanted)
    except plant.BadAddressError as error:
        raise AddressError(str(error)) from error
    path = _free(path, subject)
    Address.objects.filter(subject=subject, kind=Kind.CURRENT).exclude(path=path).update(
        kind=Kind.FORMER
    )
    Address.objects.update_or_create(
        path=path,
        defaults={
            "kind": Kind.CURRENT,
            "subject": subject,
            "lang": lang,
            "slug": slug,
            "target": "",
            "headline": "",
            "shard": plant.shard_of(path),
        },
    )
    return path


def follow_slug(
    subject: str, row: Address | None, *, slug: str, part: str, under: str, lang: str
) -> plant.Address:
    """Return where a public page is; its address is minted, or follows a slug that was changed.

    Only the last part changes then: wherever the page has been moved since, the rest stays.

    Args:
        subject: The page.
        row: Of its present address; None when it is public for the first time.
        slug: As the editors have it now.
        part: What the slug gives, as the last part of an address.
        under: Where it goes if it has no address yet; ends with a slash.
        lang: Its language, BCP 47.
    """
    if row is None:
        return mint(subject, wanted=f"{under}{part}/", lang=lang, slug=slug)
    if row.slug and row.slug != slug:
        above = row.path.rstrip("/").rpartition("/")[0]
        return mint(subject, wanted=f"{above}/{part}/", lang=lang, slug=slug)
    if not row.slug:  # it came with an address of its own
        Address.objects.filter(pk=row.pk).update(slug=slug)
    return plant.Address(row.path)


class Wish(NamedTuple):
    """Where a subject that has no address yet would like to be; see ``mint``."""

    wanted: str
    lang: str
    slug: str


def mint_many(wishes: Mapping[str, Wish]) -> dict[str, plant.Address]:
    """Give subjects that have no address their first: by subject, in a few queries.

    Those whose wish is free get it with one statement; the others, one by one, a numbered one.

    Raises:
        AddressError: A wanted address cannot be one.
    """
    taken = set(
        Address.objects.filter(path__in={wish.wanted for wish in wishes.values()}).values_list(
            "path", flat=True
        )
    )
    where: dict[str, plant.Address] = {}
    for subject, wish in wishes.items():
        try:
            path = plant.parse_address(wish.wanted)
        except plant.BadAddressError as error:
            raise AddressError(str(error)) from error
        # One that is spelled otherwise was not asked about.
        if path == wish.wanted and path not in taken and not _is_kept_free(path, subject):
            taken.add(path)
            where[subject] = path
    rows = [
        (path, Kind.CURRENT, subject, wishes[subject].lang, wishes[subject].slug,
         plant.shard_of(path), "", "", "")
        for subject, path in where.items()
    ]  # fmt: skip
    names = ("path", "kind", "subject", "lang", "slug", "shard", "answer", "target", "headline")
    insert_values(Address, names, rows)
    for subject, wish in wishes.items():
        if subject not in where:
            where[subject] = mint(subject, wanted=wish.wanted, lang=wish.lang, slug=wish.slug)
    return where


def _free(wanted: plant.Address, subject: str) -> plant.Address:
    """Return the wanted path or the first numbered one that nobody else has."""
    stem = wanted.rstrip("/")
    end = wanted[len(stem) :]
    for number in count(1):
        path = wanted if number == 1 else plant.Address(f"{stem}-{number}{end}")
        if _is_kept_free(path, subject):
            continue
        if not Address.objects.filter(path=path).exclude(subject=subject).exists():
            return path
    raise AssertionError("count() does not end")


def _is_kept_free(path: plant.Address, subject: str) -> bool:
    """Return whether something of the house stands there, or may stand there one day."""
    first = plant.first_segment(path)
    is_front = subject.startswith("front:")
    is_language = not is_front and first in dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    is_a_fronts = is_language and path.strip("/") == first  # /fa/, while /fa/news/ is a desk's
    second = plant.first_segment(path.removeprefix(f"/{first}")) if is_language else ""
    if {first, second} & plant.RESERVED:
        return True
    return is_a_fronts or bool(MONTH.search(path))


def settle(states: Mapping[str, str]) -> set[str]:
    """Write what the addresses of some subjects answer now; return the keys that changed.

    Args:
        states: For each subject whether it is ``PUBLIC``, ``GONE`` (was withdrawn) or
            ``HIDDEN`` (never was public, or is protected: nobody shall know that it exists).
    """
    rows: dict[str, list[_Answered]] = defaultdict(list)
    for found in Address.objects.filter(subject__in=states).values_list(*_Answered._fields):
        row = _Answered(*found)
        rows[row.subject].append(row)
    changed: list[tuple[str, int]] = []
    notes: set[str] = set()
    for subject, of_subject in rows.items():
        current = next((row.path for row in of_subject if row.kind == Kind.CURRENT), None)
        for row in of_subject:
            answer = _answer(row, current, states[subject])
            if answer != row.answer:
                if "410 " in (answer[:4], row.answer[:4]):
                    notes.add(keys.gone(subject))
                notes.add(keys.shard(row.shard))
                changed.append((answer, row.pk))
    update_rows(Address, ["answer"], changed)
    return notes


class _Answered(NamedTuple):
    """What an address answers and why."""

    pk: int
    path: str
    kind: str
    subject: str
    lang: str
    shard: str
    answer: str


def _answer(row: _Answered, current: str | None, state: str) -> str:
    if row.kind == Kind.GONE or (row.kind == Kind.CURRENT and state == GONE):
        return f"410 {row.lang}"
    if row.kind == Kind.FORMER and state != HIDDEN and current is not None:
        return f"301 {current}"
    return ""


def add_former(rows: Iterable[tuple[str, str, str]]) -> set[str]:
    """Enter old addresses of subjects: (path, subject, language).  Taken paths are left alone.

    Call ``settle`` for the subjects afterwards.  Returns the paths that were entered.
    """
    wanted = {path: (subject, lang) for path, subject, lang in rows}
    taken = set(Address.objects.filter(path__in=wanted).values_list("path", flat=True))
    fresh = {path: value for path, value in wanted.items() if path not in taken}
    Address.objects.bulk_create(
        Address(
            path=path,
            kind=Kind.FORMER,
            subject=subject,
            lang=lang,
            shard=plant.shard_of(path),
        )
        for path, (subject, lang) in fresh.items()
    )
    return set(fresh)


def add_fixed(rows: Iterable[tuple[str, str, str]]) -> set[str]:
    """Enter old addresses that lead to a path of ours: (path, target, language).

    Returns the paths that were entered; those already taken are left alone.
    """
    wanted = {path: (target, lang) for path, target, lang in rows}
    taken = set(Address.objects.filter(path__in=wanted).values_list("path", flat=True))
    fresh = [
        Address(
            path=path,
            kind=Kind.FORMER,
            subject="",
            lang=lang,
            target=target,
            shard=plant.shard_of(path),
            answer=f"301 {target}",
        )
        for path, (target, lang) in wanted.items()
        if path not in taken
    ]
    Address.objects.bulk_create(fresh)
    note_changed(*{keys.shard(row.shard) for row in fresh}, because="old addresses entered")
    return {row.path for row in fresh}


def add_gone(rows: Iterable[tuple[str, str, str, str]]) -> set[str]:
    """Enter old addresses of what is no more: (path, subject, language, what it was).

    Returns the paths that were entered; those already taken are left alone.
    """
    wanted = {row[0]: row for row in rows}
    taken = set(Address.objects.filter(path__in=wanted).values_list("path", flat=True))
    fresh = [
        Address(
            path=path,
            kind=Kind.GONE,
            subject=subject,
            lang=lang,
            headline=headline[:500],
            shard=plant.shard_of(path),
            answer=f"410 {lang}",
        )
        for path, subject, lang, headline in wanted.values()
        if path not in taken
    ]
    Address.objects.bulk_create(fresh)
    notes = {keys.shard(row.shard) for row in fresh} | {keys.gone(row.subject) for row in fresh}
    note_changed(*notes, because="old addresses entered")
    return {row.path for row in fresh}


def bury(subjects: Collection[str], *, public: Collection[str]) -> set[str]:
    """Turn the addresses of deleted subjects into gone ones; return the keys that changed.

    Former addresses answer 410 too from now on; nothing says any more what was there.  What
    never was public, or was hidden when it was deleted, leaves no address behind.

    Args:
        subjects: What is deleted.
        public: Of these, what was public until now.  What was withdrawn before, we know.
    """
    known = Address.objects.filter(subject__in=subjects)
    withdrawn = known.filter(kind=Kind.CURRENT, answer__startswith="410 ")
    told = {*public, *withdrawn.values_list("subject", flat=True)}
    known.exclude(subject__in=told).delete()
    rows = list(known)
    shards = {keys.shard(row.shard) for row in rows if row.answer != f"410 {row.lang}"}
    for row in rows:
        row.kind, row.answer, row.headline = Kind.GONE, f"410 {row.lang}", ""
    Address.objects.bulk_update(rows, ["kind", "answer", "headline"], batch_size=200)
    return shards | {keys.gone(row.subject) for row in rows}
