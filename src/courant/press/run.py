"""A press run: everything that changed is baked, slice by slice, until nothing is stale."""

import fcntl
import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from time import perf_counter

import structlog
from django.conf import settings
from django.db.models import Q, QuerySet

from courant.plant import clock, crash
from courant.plant.addresses import Address
from courant.plant.edition.files import Edition
from courant.plant.searching.filing import CardIndex
from courant.press.bake import Outcome, bake
from courant.press.filing import Filing
from courant.press.models import Change, PressRun, StaleAddress
from courant.press.parallel import Row, baked_in_parallel
from courant.press.recipes import MAPS, REMOVALS, house_hash
from courant.press.remember import owners_let_go, owners_of_no_page, remember
from courant.press.resolve import claim_changes
from courant.press.slices import one_slice

log = structlog.get_logger("courant.press")

SLICE = 200  # addresses; between slices the press looks whether something newer waits
REMEMBERED_AT_ONCE = 5_000  # pages, when baking in parallel
TRY_AGAIN_AFTER = timedelta(seconds=30)


class PressBusyError(Exception):
    """Another process bakes this home's edition right now."""


@contextmanager
def press_lock(run: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the home's press: there is one.

    Args:
        run: The home's ``run`` directory.
        wait: Whether to wait for who holds it, instead of raising.

    Raises:
        PressBusyError: Another process holds it.
    """
    run.mkdir(parents=True, exist_ok=True)
    with (run / "press.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise PressBusyError("Another process is baking this paper.") from None
        yield


def press_run(
    edition: Edition | None = None,
    *,
    index: CardIndex | None = None,
    jobs: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> PressRun | None:
    """Bake all that is stale.  Return the run, or None if there was nothing to do.

    Args:
        edition: Where to; usually the home's.
        index: Which search index follows it.  The home's edition has the home's; another none.
        jobs: In how many processes.  With more than one, what is noted meanwhile waits longer.
        progress: Called now and then with how many more addresses have been dealt with.

    Raises:
        PressBusyError: Another process bakes this home's edition right now.
    """
    with press_lock(settings.HOME.run):
        if edition is None:
            edition, index = (
                Edition(settings.HOME.edition),
                index or CardIndex(settings.HOME.search),
            )
        with Filing(index) as filing:
            filing.begin_if_needed()
            if not Change.objects.exists() and not _waiting().exists():
                return None
            with _long_lived_left_alone():
                run = _Run(edition, progress, filing)
                if jobs > 1:
                    run.bake_in_parallel(jobs)
                run.bake_slices()
                filing.complete()
                return run.close()


@contextmanager
def _long_lived_left_alone() -> Iterator[None]:
    """Keep the garbage collector off what was there before: looking cost a tenth of a bake.

    Not where nothing is baked: this sets the collector's counts back, and done every second it
    would never look at what is old.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _waiting() -> QuerySet[StaleAddress, tuple[str, str, int, int]]:
    """Return what may be tried now: never tried, or failed a while ago.  Columns as of ``Row``."""
    long_ago = clock.now() - TRY_AGAIN_AFTER
    ready = StaleAddress.objects.filter(Q(error="") | Q(tried_at__lt=long_ago))
    ordered = ready.order_by("-claim", "rank", "-pk")
    return ordered.values_list("address", "recipe", "rank", "claim")


class _Run:
    """One run, while it lasts."""

    def __init__(
        self,
        edition: Edition,
        progress: Callable[[int], None],
        filing: Filing,
    ) -> None:
        self.row = PressRun(started_at=clock.now(), keys=[])
        self.edition = edition
        self.progress = progress
        self.filing = filing
        self.house = house_hash()
        self.started = perf_counter()

    def bake_slices(self) -> None:
        """Bake slice after slice, what went stale last first."""
        while self._bake_slice():
            pass

    def _bake_slice(self) -> bool:
        """Claim what was noted, and bake a slice; return whether there was one to bake.

        Both belong to one slice, so that what both must know of the house is read once: what
        changes after that is noted after it, and claimed with the next.
        """
        with one_slice():
            self._claim()
            rows = [Row(*values) for values in _waiting()[:SLICE]]
            outcome = bake(rows, self.edition)
        if rows:
            self.finish(rows, outcome)
        return bool(rows)

    def _claim(self) -> None:
        """Claim what was noted.  The run is written down once that has succeeded, not before."""
        self.row.keys += claim_changes()
        if self.row._state.adding:
            self.row.save()

    def bake_in_parallel(self, jobs: int) -> None:
        """Bake all that waits now in several processes, rank after rank."""
        self._claim()
        rows = sorted((Row(*values) for values in _waiting()), key=lambda row: row.rank)
        ranks = [list(of_rank) for _, of_rank in groupby(rows, key=lambda row: row.rank)]
        let_go: set[str] = set()
        done: list[Row] = []
        together = Outcome()
        for portion, outcome in baked_in_parallel(ranks, self.edition.root, jobs):
            done += portion
            together.add(outcome)
            if len(done) >= REMEMBERED_AT_ONCE:
                self.finish(done, together, let_go)
                done, together = [], Outcome()
        self.finish(done, together, let_go)
        for owner in owners_of_no_page(let_go):
            self.edition.remove_shown(owner)

    def finish(self, rows: Sequence[Row], outcome: Outcome, let_go: set[str] | None = None) -> None:
        """Take away what is no more, wait for the disk, and remember.

        Args:
            rows: The addresses.
            outcome: What came of them.
            let_go: Where to put the owners of files that may go, when another process may
                show them this moment on a page that is not remembered yet.
        """
        _hold_back_removals(rows, outcome)
        gone, later = _part_removals(rows, outcome)
        owners = owners_let_go(outcome.baked, gone)
        if let_go is not None:
            let_go.update(owners)
        else:
            for owner in owners:
                self.edition.remove_shown(owner)
        self.row.removed += sum([self.edition.remove(address) for address in gone])
        self.edition.sync(at_least=sum(page.written for page in outcome.baked))
        crash.point("press.before-filing")
        self.filing.follow(outcome.baked, gone)
        crash.point("press.before-remember")
        remember(outcome.baked, gone=gone, edition=self.row.pk, house=self.house)
        StaleAddress.objects.filter(address__in=later).update(rank=REMOVALS)
        for address, reason in outcome.failed.items():
            StaleAddress.objects.filter(address=address).update(error=reason, tried_at=clock.now())
        self.row.baked += len(outcome.baked)
        self.row.written += sum(page.written for page in outcome.baked)
        self.row.failed += len(outcome.failed)
        crash.point("press.after-remember")
        self.progress(len(rows))

    def close(self) -> PressRun:
        """Write down what the run did."""
        row = self.row
        row.ended_at = clock.now()
        row.save()
        log.info(
            "press.run",
            edition=row.pk,
            keys=row.keys[:50],
            baked=row.baked,
            written=row.written,
            removed=row.removed,
            failed=row.failed,
            milliseconds=round((perf_counter() - self.started) * 1000),
        )
        return row


def _hold_back_removals(rows: Sequence[Row], outcome: Outcome) -> None:
    """Keep a page as long as the map cannot be written that says where it went."""
    if not outcome.absent:
        return
    known = {row.address: row for row in rows}
    failed = StaleAddress.objects.filter(rank=MAPS).exclude(error="").exclude(address__in=known)
    claims = set(failed.values_list("claim", flat=True))
    claims |= {known[a].claim for a in outcome.failed if known[a].rank == MAPS}
    held = [address for address in outcome.absent if known[address].claim in claims]
    outcome.failed |= dict.fromkeys(held, "It can be taken away when its map can be written.")
    outcome.absent = [address for address in outcome.absent if address not in outcome.failed]


def _part_removals(rows: Sequence[Row], outcome: Outcome) -> tuple[list[Address], list[Address]]:
    """Part what can be taken away now from what must wait until its claim's maps are new."""
    if not outcome.absent:
        return [], []
    known = {row.address: row for row in rows}
    unfinished = set(
        StaleAddress.objects.filter(rank__lt=REMOVALS, error="")
        .exclude(address__in=list(known) if len(known) <= SLICE else [])
        .values_list("claim", flat=True)
        .distinct()
    )
    later = {
        address
        for address in outcome.absent
        if known[address].rank < REMOVALS and known[address].claim in unfinished
    }
    return [address for address in outcome.absent if address not in later], sorted(later)
