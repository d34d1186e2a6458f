"""``courant work``: one loop that does what waits: a bake, a schedule, housekeeping.

A job is a function that does one thing if there is one and returns whether there was.  A job
that fails is logged with its reason and tried again; it never stops the others.
"""

import gc
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import Final

import structlog

from courant.plant.bell import Listener, ring
from courant.plant.home import Home
from courant.project.aside import Aside
from courant.project.locks import held

log = structlog.get_logger("courant.works")

Job = Callable[[], bool]

LOOK_EVERY_SECONDS = 1.0
LET_FINISH_SECONDS = 0.8  # what a job gets when we are told to stop; all of them survive a kill


def bake_what_changed() -> bool:
    """Run the press once."""
    from django.conf import settings

    from courant.press.run import PressBusyError, press_run
    from courant.ticker.strip import refill_under_lock

    def between_slices(done: int) -> None:
        beat(settings.HOME)
        refill_under_lock()  # a long bake must not hold up the ticker

    try:
        return press_run(progress=between_slices) is not None
    except PressBusyError:  # ``courant bake`` is at it
        return False


def refill_strips() -> bool:
    """Put the tickers' lines into the current edition's pages."""
    from courant.ticker import strip

    return strip.refill_strips()


def collect_letters() -> bool:
    """Take in what readers sent, as fast as it comes."""
    from courant.replies.collect import collect

    return collect()


def take_in_comments() -> bool:
    """Hand the comments of an imported site over to the replies, some at a time."""
    from courant.exchange.replies import hand_over_comments

    return hand_over_comments()


def keep_threads() -> bool:
    """Close threads, end raids, forget what is over."""
    from courant.replies import schedule

    return schedule.keep_threads()


def relay_ticker() -> bool:
    """Take what was done to the tickers to the kiosks."""
    from courant.ticker.relay import relay

    return relay()


def keep_the_schedule() -> bool:
    """Publish what is due, take down what has expired, turn the fronts' date at midnight."""
    from courant.newsroom import schedule

    return schedule.keep_the_schedule()


def make_renditions() -> bool:
    """Make one photo's missing files; slow, so one at a time."""
    from courant.newsroom.services.photos import make_missing_renditions

    return make_missing_renditions() > 0


def join_search_segments() -> bool:
    """Join what many publications left of the search index in pieces, while nothing else waits."""
    from courant.press.tidying import join_segments

    return join_segments()


def follow_the_house() -> bool:
    """Have every page baked again that was made with other templates, strings or encoders."""
    from courant.press.resolve import spoil_old_house

    return spoil_old_house() > 0


def sweep_at_night() -> bool:
    """Look at every page once a night, for what nobody noted."""
    from courant.newsroom.schedule import sweep_if_due

    return sweep_if_due()


def fetch_wires() -> bool:
    """Have the feed fetched that is due, aside: a host that drips takes 20 seconds.

    In a thread, not in a child process: nothing here decodes what could kill us, and what comes
    is bounded where it is read, in time, bytes, depth and number.
    """
    from courant.plant import clock
    from courant.ticker.queries.wires import due_wire

    if due_wire(clock.now()) is not None:
        _fetching.begin()
    return False  # the loop need not come back any sooner


def _fetch_due_wires() -> None:
    from courant.ticker.services.wires import fetch_due_wires

    while fetch_due_wires():
        pass


_fetching: Final = Aside(_fetch_due_wires)


def tell_of_late_work() -> bool:
    """Write to publishers of what is late, aside: a mail server may take 20 seconds to answer."""
    from courant.newsroom.services.late_mail import is_something_untold

    if time.monotonic() >= _told.again_at and is_something_untold():
        _told.again_at = time.monotonic() + TELL_AGAIN_AFTER_SECONDS
        _telling.begin()
    return False


class _Told:
    """When mail is tried next: a server that refuses it is not asked every second."""

    again_at = 0.0  # monotonic


_told: Final = _Told()
TELL_AGAIN_AFTER_SECONDS: Final = 30


def _tell_of_late_work() -> None:
    from courant.newsroom.services.late_mail import tell_of_late_work

    tell_of_late_work()


_telling: Final = Aside(_tell_of_late_work)

# In this order, round after round.  The press comes first, for an editor who has just clicked
# waits for it; what the others note, it bakes in the next round, which begins at once.
WORKS: Final[tuple[Job, ...]] = (
    bake_what_changed,
    refill_strips,
    keep_the_schedule,
    collect_letters,
    keep_threads,
    take_in_comments,
    make_renditions,
    join_search_segments,
    sweep_at_night,
    fetch_wires,
    tell_of_late_work,
)
# Beside them, in a thread: a line must not wait for a bake or a photo.
BESIDE: Final[Job] = relay_ticker
# Once, when the works begin; until it succeeds.
FIRST: Final[tuple[Job, ...]] = (follow_the_house,)


class Works:
    """The loop, and what it remembers between rounds."""

    def __init__(
        self,
        home: Home,
        jobs: tuple[Job, ...],
        first: tuple[Job, ...] = (),
        beside: Job | None = None,
    ) -> None:
        """Take the home, the jobs, those to do once before, and one to do beside them."""
        self._home = home
        self._jobs = jobs
        self._beside = beside
        self._first = list(first)
        self._complaints: dict[str, str] = {}
        self._ending = False

    def run(self) -> None:
        """Work until a signal says to stop.

        Raises:
            LockedError: Another process works for this home.
        """
        with held(self._home.run / "works.lock"), Listener(self._home.bell) as bell:
            signal.signal(signal.SIGTERM, self._end)
            signal.signal(signal.SIGINT, self._end)
            if self._beside:
                Thread(target=self._run_beside, args=[self._beside], daemon=True).start()
            log.info("works.ready", jobs=[job.__name__ for job in self._jobs])
            while not self._ending:
                if not self.round():
                    bell.wait(LOOK_EVERY_SECONDS)

    def _run_beside(self, job: Job) -> None:
        """Do one job in a thread of its own, each time its own bell rings."""
        from django.db import close_old_connections

        with Listener(self._home.ticker_bell) as bell:
            while not self._ending:
                close_old_connections()
                if not self._try(job):
                    bell.wait(LOOK_EVERY_SECONDS)

    def round(self) -> bool:
        """Give every job its turn.  Return whether one of them did something."""
        from django.db import close_old_connections

        close_old_connections()
        beat(self._home)
        self._first = [job for job in self._first if self._try(job) is None]
        # All of them, always: ``any`` would skip those behind a busy one.
        done = [self._try(job) for job in self._jobs if not self._ending]
        if None in done:
            # An error and the frames that it went through are a circle, which holds what they
            # held: letters by the thousand, every second that the database is away.
            gc.collect()
        return any(done)

    def _try(self, job: Job) -> bool | None:
        """Return what a job says it did, or None if it failed."""
        from django.db import DatabaseError, InterfaceError, connections

        name = job.__name__
        try:
            did = job()
        except (DatabaseError, InterfaceError) as error:
            connections.close_all()
            self._complain("database", f"{type(error).__name__}: {error}".strip(), job=name)
            return None
        except Exception as error:  # noqa: BLE001  # whatever it is, the others must go on
            self._complain(name, f"{type(error).__name__}: {error}", job=name, exc_info=True)
            return None
        for what in {name, "database"} & self._complaints.keys():
            del self._complaints[what]
            log.info("works.well_again", what=what)
        return did

    def _complain(self, what: str, reason: str, *, job: str, exc_info: bool = False) -> None:
        """Log a failure once, until it changes or is over: a loop would fill the disk."""
        if self._complaints.get(what) != reason:
            self._complaints[what] = reason
            log.error("works.failed", what=what, job=job, reason=reason, exc_info=exc_info)

    def _end(self, signum: int, frame: FrameType | None) -> None:
        self._ending = True
        signal.signal(signal.SIGALRM, lambda *_: os._exit(0))
        signal.setitimer(signal.ITIMER_REAL, LET_FINISH_SECONDS)
        ring(self._home.bell)  # so that a waiting loop sees it


def beat(home: Home) -> None:
    """Show that the works are alive: the kiosk's health page tells the age of this file."""
    path: Path = home.run / "works.alive"
    path.touch()
