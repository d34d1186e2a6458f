"""Baking in several processes, for a bake of everything.

Each process composes, renders, compresses and writes portions of the work; only the parent
touches what the press remembers, so the database sees one writer.
"""

import gc
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from django.db import connections

from courant.plant.edition.files import Edition
from courant.plant.lifeline import serve_parent
from courant.press.bake import Outcome, bake
from courant.press.slices import one_slice_for_life

LARGEST_PORTION, SMALLEST_PORTION = 400, 25  # addresses that a process takes at a time

_opened: list[Edition] = []  # in an oven process, its edition


@dataclass(frozen=True, slots=True)
class Row:
    """A stale address as it travels to another process."""

    address: str
    recipe: str
    rank: int
    claim: int


def baked_in_parallel(
    ranks: Iterable[Sequence[Row]], edition: Path, jobs: int
) -> Iterator[tuple[Sequence[Row], Outcome]]:
    """Yield portions with their outcomes, as they are done.  Nothing is synced or remembered.

    A rank is begun when all of the one before lies in the edition.  Its last outcomes are held
    back until the next is under way: the ovens do not wait while the parent remembers.

    Args:
        ranks: What to bake: rank after rank, each in order.
        edition: Where to.
        jobs: How many processes.
    """
    connections.close_all()  # a connection must not be shared over a fork
    with ProcessPoolExecutor(
        jobs,
        mp_context=get_context("fork"),
        initializer=_open_edition,
        initargs=(edition, os.getpid()),
    ) as pool:
        held: list[tuple[Sequence[Row], Outcome]] = []
        for rows in ranks:
            waiting: dict[Future[Outcome], Sequence[Row]] = {}
            for portion in _portions(rows, jobs):
                waiting[pool.submit(_bake, portion)] = portion
                if len(waiting) > 4 * jobs:
                    yield from held
                    held = list(_done(waiting))
            yield from held
            held = []
            while waiting:
                held += _done(waiting)
        yield from held


def _portions(rows: Sequence[Row], jobs: int) -> Iterator[Sequence[Row]]:
    """Part the work: large portions first, small ones last, so that nobody waits at the end."""
    start = 0
    while start < len(rows):
        size = (len(rows) - start) // (4 * jobs)
        size = min(LARGEST_PORTION, max(SMALLEST_PORTION, size))
        yield rows[start : start + size]
        start += size


def _done(
    waiting: dict[Future[Outcome], Sequence[Row]],
) -> Iterator[tuple[Sequence[Row], Outcome]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        yield waiting.pop(future), future.result()


def _open_edition(root: Path, parent: int) -> None:
    # An oven left behind would hold the press, whose lock it got over the fork, for ever.
    serve_parent(parent)
    gc.freeze()  # what came over the fork is never garbage; looking at it would copy its pages
    one_slice_for_life()
    _opened.append(Edition(root, durable=False))  # the parent syncs for all


def _bake(portion: Sequence[Row]) -> Outcome:
    return bake(portion, _opened[0])
