"""Remembering what pages were baked from."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from courant.plant.searching.cards import Card
from courant.press.models import Baking, Ingredient, StaleAddress
from courant.press.recipes import FILES
from courant.press.rows import insert_values
from courant.press.values import any_of

ROWS_AT_ONCE = 300
AFTER_FILES = FILES[:-1] + chr(ord(FILES[-1]) + 1)  # the first text behind all that start so


@dataclass(frozen=True, slots=True)
class Baked:
    """A page that now lies in the edition."""

    address: str
    recipe: str
    rank: int
    digest: str
    keys: frozenset[str]
    written: bool  # whether its bytes are new
    card: Card | None = None  # what the search index shall hold of it


def remember(pages: Sequence[Baked], *, gone: Collection[str], edition: int, house: str) -> None:
    """Replace what is known of some pages, and cross their addresses off.

    Short transactions: the editors' writes wait for it.
    """
    with transaction.atomic():
        for start in range(0, len(pages), ROWS_AT_ONCE):
            _remember_some(pages[start : start + ROWS_AT_ONCE], edition, house)
        if gone:
            Baking.objects.filter(address__in=gone).delete()
        _cross_off([*(page.address for page in pages), *gone])


# Plain statements: ten rows a page as model instances would cost more than the page.
def _remember_some(pages: Sequence[Baked], edition: int, house: str) -> None:
    _upsert(pages, edition, house)
    pk_of = dict(
        Baking.objects.filter(address__in=any_of([page.address for page in pages])).values_list(
            "address", "pk"
        )
    )
    ids = [pk_of[page.address] for page in pages]
    known: dict[int, dict[str, int]] = defaultdict(dict)
    held = Ingredient.objects.filter(baking__in=any_of(ids))
    for pk, baking, key in held.values_list("pk", "baking_id", "key"):
        known[baking][key] = pk
    surplus: list[int] = []
    missing: list[tuple[int, str]] = []
    for baking, page in zip(ids, pages, strict=True):
        had = known[baking]
        surplus += [pk for key, pk in had.items() if key not in page.keys]
        missing += [(baking, key) for key in sorted(page.keys - had.keys())]
    if surplus:
        Ingredient.objects.filter(pk__in=surplus).delete()
    insert_values(Ingredient, ("baking_id", "key"), missing)


def _upsert(pages: Sequence[Baked], edition: int, house: str) -> None:
    columns = ("address", "recipe", "rank", "edition", "house", "digest")
    news = ", ".join(f"{column} = excluded.{column}" for column in columns[1:])
    rows = [(p.address, p.recipe, p.rank, edition, house, p.digest) for p in pages]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Baking._meta.db_table} ({', '.join(columns)}) "
            "VALUES (%s, %s, %s, %s, %s, %s) "
            f"ON CONFLICT (address) DO UPDATE SET {news}",
            rows,
        )


def _cross_off(addresses: Sequence[str]) -> None:
    for start in range(0, len(addresses), ROWS_AT_ONCE):
        StaleAddress.objects.filter(address__in=addresses[start : start + ROWS_AT_ONCE]).delete()


def owners_let_go(pages: Sequence[Baked], gone: Collection[str]) -> list[str]:
    """Return whose files no page will show any more once these pages are remembered.

    Asked before ``remember``: the files go first, so a crash in between leaves none behind.
    Of pages that are baked meanwhile it knows nothing: see ``owners_of_no_page``.
    """
    kept = {key for page in pages for key in page.keys if key.startswith(FILES)}
    touched = {page.address for page in pages} | set(gone)
    # A range, not a prefix: a prefix is no use to an index.
    shown = Ingredient.objects.filter(key__gt=FILES, key__lt=AFTER_FILES)
    before = set(shown.filter(baking__address__in=any_of(touched)).values_list("key", flat=True))
    doubtful = before - kept
    if not doubtful:
        return []
    elsewhere = set(
        shown.filter(key__in=doubtful)
        .exclude(baking__address__in=any_of(touched))
        .values_list("key", flat=True)
    )
    return sorted(key.removeprefix(FILES) for key in doubtful - elsewhere)


def owners_of_no_page(owners: Collection[str]) -> list[str]:
    """Return those whose files no remembered page shows."""
    keys = sorted(FILES + owner for owner in owners)
    shown: set[str] = set()
    for start in range(0, len(keys), ROWS_AT_ONCE):
        held = Ingredient.objects.filter(key__in=keys[start : start + ROWS_AT_ONCE])
        shown.update(held.values_list("key", flat=True))
    return [key.removeprefix(FILES) for key in keys if key not in shown]
