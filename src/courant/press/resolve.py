"""From what changed to which addresses are stale."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection, transaction

from courant.plant import clock, crash
from courant.plant.addresses import Address
from courant.press.models import Baking, Change, Ingredient, StaleAddress
from courant.press.recipes import HOUSE, Recipe, all_recipes, house_hash
from courant.press.slices import one_slice

KEYS_AT_ONCE = 500  # a database allows only so many parameters in a query


def claim_changes() -> list[str]:
    """Turn every change noted so far into stale addresses and cross the changes off.

    One short transaction; what is noted meanwhile waits for the next call.  Returns the keys.
    """
    changes = list(Change.objects.order_by("pk").values_list("pk", "key", "noted_at"))
    if not changes:
        return []
    keys = sorted({key for _, key, _ in changes})
    since = min(noted_at for _, _, noted_at in changes)
    with one_slice():
        born = [(recipe, list(recipe.addresses_for(keys))) for recipe in all_recipes()]
    with transaction.atomic():
        claim = next_claim()
        for start in range(0, len(keys), KEYS_AT_ONCE):
            _spoil_holders(keys[start : start + KEYS_AT_ONCE], claim, since)
        for recipe, addresses in born:
            spoil(recipe, addresses, claim=claim, since=since)
        if HOUSE in keys:
            _spoil_house(house_hash(), claim, since)
        done = [pk for pk, _, _ in changes]
        for start in range(0, len(done), KEYS_AT_ONCE):
            Change.objects.filter(pk__in=done[start : start + KEYS_AT_ONCE]).delete()
    crash.point("press.after-claim")
    return keys


def spoil(recipe: Recipe, addresses: Iterable[Address], *, claim: int, since: datetime) -> None:
    """Mark some addresses of one recipe stale."""
    if not (found := set(addresses)):
        return
    adapted = connection.ops.adapt_datetimefield_value(since)
    rows = [(a, recipe.name, recipe.rank, claim, adapted) for a in sorted(found)]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {StaleAddress._meta.db_table} "
            "(address, recipe, rank, claim, since, error) VALUES (%s, %s, %s, %s, %s, '') "
            "ON CONFLICT (address) DO UPDATE SET recipe = excluded.recipe, "
            "rank = excluded.rank, claim = excluded.claim, error = ''",
            rows,
        )


def spoil_everything() -> None:
    """Mark every page stale that is in the edition or should be: the start of a full bake."""
    since = clock.now()
    with transaction.atomic():
        claim = next_claim()
        _spoil_bakings("1 = 1", [], claim, since)
        for recipe in all_recipes():
            spoil(recipe, recipe.addresses(), claim=claim, since=since)


def spoil_old_house() -> int:
    """Mark every page stale that was baked with other templates, strings, assets or encoders.

    Fronts come first, because they are what most readers see.  Returns how many there were.
    """
    house = house_hash()
    old = Baking.objects.exclude(house=house)
    if not (count := old.count()):
        return 0
    with transaction.atomic():
        _spoil_house(house, next_claim(), clock.now())
    return count


def _spoil_house(house: str, claim: int, since: datetime) -> None:
    _spoil_bakings("b.house <> %s", [house], claim, since)
    for recipe in all_recipes():
        if recipe.comes_first:
            spoil(recipe, recipe.addresses(), claim=claim, since=since)
            StaleAddress.objects.filter(recipe=recipe.name, claim=claim).update(rank=0)


def next_claim() -> int:
    """Return a number above every claim that is waiting."""
    last = StaleAddress.objects.order_by("-claim").values_list("claim", flat=True).first()
    return (last or 0) + 1


def _spoil_holders(keys: Sequence[str], claim: int, since: datetime) -> None:
    marks = ", ".join(["%s"] * len(keys))
    held = Ingredient._meta.db_table
    _spoil_bakings(
        f"b.id IN (SELECT baking_id FROM {held} WHERE key IN ({marks}))", keys, claim, since
    )


def _spoil_bakings(which: str, values: Sequence[str], claim: int, since: datetime) -> None:
    # One statement, so that 100,000 pages go stale in a second and not in a minute.
    stale, baking = StaleAddress._meta.db_table, Baking._meta.db_table
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {stale} (address, recipe, rank, claim, since, error) "
            f"SELECT b.address, b.recipe, b.rank, %s, %s, '' FROM {baking} b WHERE {which} "
            "ON CONFLICT (address) DO UPDATE SET claim = excluded.claim, error = '', "
            "rank = excluded.rank",
            [claim, adapt(since), *values],
        )
