"""Baking a slice: from stale addresses to files, in the order that never shows a reader a hole.

New and changed pages first, then the lists that link to them, then the maps of what moved and
what is gone, and only then are the files of withdrawn pages taken away.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Protocol

import structlog

from courant.plant import crash
from courant.plant.addresses import Address, file_of
from courant.plant.digests import digest
from courant.plant.edition.files import Edition, data_file
from courant.press.live import settled
from courant.press.recipes import (
    FEEDS,
    PAGES,
    Recipe,
    RecipeError,
    Tray,
    Trays,
    all_fragments,
    recipe_named,
)
from courant.press.remember import Baked
from courant.press.slices import one_slice

log = structlog.get_logger("courant.press")

AFTER_RANK = {PAGES: "press.after-pages", FEEDS: "press.after-lists"}


class Stale(Protocol):
    """An address to bake: a row, or a value like one."""

    @property
    def address(self) -> str:
        """Of the page."""

    @property
    def recipe(self) -> str:
        """The name of the recipe that bakes it."""


@dataclass(slots=True)
class Outcome:
    """What came of a slice."""

    baked: list[Baked] = field(default_factory=list)
    absent: list[Address] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # address: reason

    def add(self, other: "Outcome") -> None:
        """Put another slice's outcome to this one."""
        self.baked += other.baked
        self.absent += other.absent
        self.failed |= other.failed


def bake(stale: Iterable[Stale], edition: Edition) -> Outcome:
    """Bake some addresses into an edition.  Pages that are no more are named, not removed.

    A page that fails does not stop the others; what readers had stays where it is.
    """
    with _undisturbed(), one_slice():
        return _bake(stale, edition)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Keep the garbage collector out: a slice makes many objects and next to no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bake(stale: Iterable[Stale], edition: Edition) -> Outcome:
    outcome = Outcome()
    by_recipe: dict[str, list[Address]] = defaultdict(list)
    for row in stale:
        by_recipe[row.recipe].append(Address(row.address))
    known = _known_recipes(by_recipe, outcome)
    for rank, recipes in groupby(known, key=lambda recipe: recipe.rank):
        for recipe in recipes:
            _bake_recipe(recipe, by_recipe[recipe.name], edition, outcome)
        if point := AFTER_RANK.get(rank):
            crash.point(point)
    crash.point("press.after-maps")
    return outcome


def _known_recipes(by_recipe: dict[str, list[Address]], outcome: Outcome) -> list[Recipe]:
    known = []
    for name, addresses in by_recipe.items():
        try:
            known.append(recipe_named(name))
        except RecipeError:
            # Its room is gone, and so are its pages.
            outcome.absent.extend(addresses)
    return sorted(known, key=lambda recipe: (recipe.rank, recipe.name))


def _bake_recipe(
    recipe: Recipe, addresses: Sequence[Address], edition: Edition, outcome: Outcome
) -> None:
    done: set[str] = set()
    try:
        _bake_batch(recipe, addresses, edition, outcome, done)
    except Exception as error:  # noqa: BLE001  # whatever one page does, the others must go on
        if len(addresses) > 1:
            log.info("bake.one-by-one", recipe=recipe.name, because=_reason(error))
            for address in addresses:
                if address not in done:
                    _bake_recipe(recipe, [address], edition, outcome)
            return
        outcome.failed[addresses[0]] = _reason(error)
        log.error("bake.failed", address=addresses[0], recipe=recipe.name, because=_reason(error))


def _bake_batch(
    recipe: Recipe,
    addresses: Sequence[Address],
    edition: Edition,
    outcome: Outcome,
    done: set[str],
) -> None:
    made = list(composed(recipe, recipe.subjects(addresses)))
    bodies = [recipe.render(view) for view, _ in made]
    for baked in put(recipe, made, bodies, edition):
        outcome.baked.append(baked)
        done.add(baked.address)
    absent = [address for address in addresses if address not in done]
    outcome.absent.extend(absent)
    done.update(absent)


def composed(recipe: Recipe, subjects: Sequence[Any]) -> Iterator[tuple[Any, Tray]]:
    """Yield each view with its tray.

    Raises:
        RecipeError: A page used no ingredients, so no change could ever refresh it.
    """
    if not subjects:
        return
    trays = Trays()
    views = list(recipe.compose(subjects, trays))
    fragments = all_fragments().values()
    for fragment in fragments:
        fragment.settle(views)
    for view in views:
        tray = trays.pop(view.address, None)
        if tray is None or not tray.keys:
            raise RecipeError(
                f"{recipe.name} baked {view.address} from no ingredients, so no change "
                "could ever refresh it. Call tray.use(...) for each key it reads."
            )
        for fragment in fragments:
            tray.use(*fragment.keys(view))
        yield view, tray


def put(
    recipe: Recipe, made: Sequence[tuple[Any, Tray]], bodies: Sequence[bytes], edition: Edition
) -> Iterator[Baked]:
    """Put pages, with the files they show, into an edition; yield each when it is there."""
    for _, tray in made:
        for filename, source in tray.files.items():
            edition.link_file(filename, source)
    data = [recipe.data(view) for view, _ in made]
    files = []
    for (view, _), body, beside in zip(made, bodies, data, strict=True):
        files.append((file_of(view.address), body))
        if beside is not None:
            files.append((data_file(view.address), beside))
    are_new = edition.put_files(files)
    for (view, tray), body, beside in zip(made, bodies, data, strict=True):
        written = next(are_new)
        if beside is not None:
            written |= next(are_new)
        yield Baked(
            address=view.address,
            recipe=recipe.name,
            rank=recipe.rank,
            digest=digest(settled(body) + (beside or b"")),
            keys=frozenset(tray.keys),
            written=written,
            card=recipe.card(view) if recipe.has_cards else None,
        )


def _reason(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:1000]
