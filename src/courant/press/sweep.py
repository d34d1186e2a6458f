"""The sweep: a nightly look at every page, for what nobody noted and what somebody moved."""

from collections.abc import Iterator
from pathlib import Path

import structlog
from django.conf import settings

from courant.plant import clock
from courant.plant.addresses import Address, file_of
from courant.plant.digests import digest
from courant.plant.edition.files import Edition, data_file
from courant.plant.edition.variants import are_of, is_compressed
from courant.plant.searching.errors import SearchError
from courant.plant.searching.filing import CardIndex
from courant.press.filing import check_cards
from courant.press.live import settled
from courant.press.models import Baking, Ingredient, StaleAddress
from courant.press.recipes import FILES, all_audits, all_recipes
from courant.press.run import press_lock

log = structlog.get_logger("courant.press")

AT_ONCE = 300  # keys in a query


def sweep(edition: Edition, index: CardIndex | None = None) -> dict[str, int]:
    """Find pages that are not what they should be and mark them stale; remove strange files.

    Returns how many of each were found: ``audited`` (facts that the rooms put right),
    ``missing`` (no page where one should be), ``surplus`` (a page where none should be),
    ``damaged`` (other bytes on disk than were baked, or no photo where one is shown),
    ``strange`` (files of nobody); with an index also ``misfiled`` (in it without a page, or a page
    that is not in it).

    Args:
        edition: To look at.
        index: The search index that follows it, if one does.
    """
    with press_lock(settings.HOME.run, wait=True):
        found = _swept(edition)
        if index is not None:
            found["misfiled"] = _check_cards(index)
    log.info("press.sweep", **found)
    return found


def _swept(edition: Edition) -> dict[str, int]:
    found = {"audited": sum(audit() for audit in all_audits())}
    baked = {row.address: row for row in Baking.objects.iterator(chunk_size=5_000)}
    wanted: set[str] = set()
    missing = 0
    for recipe in all_recipes():
        addresses = set(recipe.addresses())
        wanted |= addresses
        lost = [address for address in addresses if address not in baked]
        _spoil(recipe.name, lost)
        missing += len(lost)
    surplus = [row for address, row in baked.items() if address not in wanted]
    bare = _pages_without_files(edition)
    damaged = [a for a, row in baked.items() if not _is_whole(edition, row) or a in bare]
    edition.sync()
    for row in surplus + [baked[address] for address in damaged]:
        _spoil(row.recipe, [Address(row.address)], rank=row.rank)
    strange = list(_strange_files(edition, set(baked)))
    for filename in strange:
        (edition.root / filename).unlink(missing_ok=True)
    found |= {"missing": missing, "surplus": len(surplus), "damaged": len(damaged)}
    found["strange"] = len(strange)
    return found


def _check_cards(index: CardIndex) -> int:
    if not index.is_usable():
        return 0  # the next run begins another
    try:
        unfiled, pageless = check_cards(index)
        index.put(dict.fromkeys(pageless))
    except SearchError as error:
        log.error("search.failed", because=str(error))
        index.give_up()
        return 0
    finally:
        index.close()
    for address in unfiled:
        _spoil(Baking.objects.get(address=address).recipe, [address])
    return len(unfiled) + len(pageless)


def _spoil(recipe_name: str, addresses: list[Address], rank: int | None = None) -> None:
    rows = [
        StaleAddress(
            address=address,
            recipe=recipe_name,
            rank=_rank_of(recipe_name) if rank is None else rank,
            claim=0,
            since=clock.now(),
        )
        for address in addresses
    ]
    StaleAddress.objects.bulk_create(rows, ignore_conflicts=True, batch_size=200)


def _rank_of(recipe_name: str) -> int:
    return next(recipe.rank for recipe in all_recipes() if recipe.name == recipe_name)


def _is_whole(edition: Edition, row: Baking) -> bool:
    """Return whether a page lies there as it was baked; wrong variants are made again here."""
    path = edition.root / file_of(Address(row.address))
    try:
        body = path.read_bytes()
        if digest(settled(body) + _data_beside(edition, row)) != row.digest:
            return False
    except OSError:
        return False
    if not is_compressed(path.name):
        return True
    try:
        gzipped, brotlied = (Path(f"{path}{end}").read_bytes() for end in (".gz", ".br"))
        whole = are_of(body, gzipped, brotlied)
    except OSError:
        whole = False
    if not whole:
        edition.put_file(file_of(Address(row.address)), body, again=True)
    return whole


def _data_beside(edition: Edition, row: Baking) -> bytes:
    try:
        return (edition.root / data_file(Address(row.address))).read_bytes()
    except FileNotFoundError:
        return b""


def _owners() -> set[str]:
    """Return whose files the baked pages show."""
    shown = Ingredient.objects.filter(key__startswith=FILES)
    return {key.removeprefix(FILES) for key in shown.values_list("key", flat=True).distinct()}


def _pages_without_files(edition: Edition) -> set[str]:
    """Return the addresses of pages that show what no file is there for."""
    owners = _owners()
    lengths = set(map(len, owners))
    there: set[str] = set()
    for directory in {owner.rpartition("/")[0] for owner in owners}:
        for path in (edition.root / directory).glob("*"):
            name = path.relative_to(edition.root).as_posix()
            there.update(name[:length] for length in lengths)
    lost = sorted(FILES + owner for owner in owners - there)
    bare: set[str] = set()
    for start in range(0, len(lost), AT_ONCE):
        holders = Ingredient.objects.filter(key__in=lost[start : start + AT_ONCE])
        bare.update(holders.values_list("baking__address", flat=True))
    return bare


def _strange_files(edition: Edition, addresses: set[str]) -> Iterator[str]:
    """Yield files that belong to no baked page and are shown by none."""
    waiting = StaleAddress.objects.values_list("address", flat=True)  # baked perhaps, not yet known
    known = {*map(Address, addresses), *map(Address, waiting)}
    pages = {*map(file_of, known), *map(data_file, known)}
    owners = _owners()
    lengths = set(map(len, owners))
    for filename in edition.files():
        plain = filename.removesuffix(".br").removesuffix(".gz")
        if plain in pages and not filename.endswith(".tmp"):
            continue
        if any(filename[:length] in owners for length in lengths):
            continue
        yield filename
