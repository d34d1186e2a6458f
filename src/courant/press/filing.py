"""Filing: the search index follows the edition, in the run that writes or removes the page.

The index is nobody's truth.  Whatever is wrong with it, pages are baked all the same; it is given
up and another is begun, filled as the pages are baked again, behind everything else that waits.
"""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from itertools import islice
from time import monotonic
from types import TracebackType
from typing import Final, Self

import structlog

from courant.plant import clock
from courant.plant.addresses import Address
from courant.plant.searching.errors import SearchError
from courant.plant.searching.filing import CardIndex
from courant.press.models import Baking, StaleAddress
from courant.press.recipes import all_recipes
from courant.press.remember import Baked

log = structlog.get_logger("courant.press")

AT_ONCE: Final = 5_000  # rows in a statement
# A full disk fails every try, and each try bakes the whole archive again.
TRY_AGAIN_AFTER_SECONDS: Final = 600.0

_failed_at: list[float] = []  # on the clock that never goes back; at most one


class Filing(AbstractContextManager["Filing"]):
    """What a press run does to the search index; nothing at all without one."""

    def __init__(self, index: CardIndex | None) -> None:
        """Follow with this index."""
        self._index = index

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the index: the next run may be another process's."""
        if self._index is not None:
            self._index.close()

    def begin_if_needed(self) -> None:
        """Begin another index, and have all of it filed, where there is none of this release."""
        if self._index is None or self._index.is_usable() or _failed_lately():
            return
        try:
            self._index.begin()
        except SearchError as error:
            self._give_up(error)
            return
        waiting = _spoil_all_with_cards()
        log.info("search.begun", pages=waiting)

    def follow(self, baked: Iterable[Baked], gone: Iterable[Address]) -> None:
        """File what was baked and take out what is gone; on the disk when this returns."""
        if self._index is None or not self._index.is_usable():
            return
        cards = {page.address: page.card for page in baked} | dict.fromkeys(gone)
        try:
            self._index.put(cards)
        except SearchError as error:
            self._give_up(error)

    def complete(self) -> None:
        """Say that all there is has been filed: nothing waits any more."""
        if self._index is None or not self._index.is_usable():
            return
        try:
            self._index.complete()
        except SearchError as error:
            self._give_up(error)

    def _give_up(self, error: SearchError) -> None:
        _failed_at[:] = [monotonic()]
        log.error("search.failed", because=str(error))
        if self._index is not None:
            self._index.give_up()


def check_cards(index: CardIndex) -> tuple[list[Address], list[Address]]:
    """Compare the index with what was baked.

    Returns:
        Which pages have no card though their kind has them, and which cards have no page.

    Raises:
        SearchError: The index cannot be read.
    """
    names = [recipe.name for recipe in all_recipes() if recipe.has_cards]
    rows = Baking.objects.filter(recipe__in=names).values_list("address", flat=True)
    pages, filed = set(map(Address, rows)), set(map(Address, index.addresses()))
    return sorted(pages - filed), sorted(filed - pages)


def _failed_lately() -> bool:
    return bool(_failed_at) and monotonic() - _failed_at[0] < TRY_AGAIN_AFTER_SECONDS


def _spoil_all_with_cards() -> int:
    """Have every page with a card baked again, behind everything else.  Return how many."""
    count, since = 0, clock.now()
    for recipe in all_recipes():
        if not recipe.has_cards:
            continue
        facts = {"recipe": recipe.name, "rank": recipe.rank, "claim": 0, "since": since}
        # What is entered last is baked first: the newest, which recipes name first.
        addresses = list(recipe.addresses())[::-1]
        rows = (StaleAddress(address=address, **facts) for address in addresses)
        while some := list(islice(rows, AT_ONCE)):
            StaleAddress.objects.bulk_create(some, ignore_conflicts=True, batch_size=200)
            count += len(some)
    return count
