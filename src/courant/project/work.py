"""``courant work``: one loop that does what waits: a bake, a schedule, housekeeping.

A job is a function that does one thing if there is one and returns whether there was.  A job
that fails is logged with its reason and tried again; it never stops the others.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Final

import structlog

from courant.plant.bell import Listener, ring
from courant.plant.home import Home
from courant.project.locks import held

log = structlog.get_logger("courant.works")

Job = Callable[[], bool]

LOOK_EVERY_SECONDS = 1.0
LET_FINISH_SECONDS = 0.8  # what a job gets when we are told to stop; all of them survive a kill


def bake_what_changed() -> bool:
    """Run the press once."""
    from django.conf import settings

    from courant.press.run import PressBusyError, press_run

    try:
        return press_run(progress=lambda _: beat(settings.HOME)) is not None
    except PressBusyError:  # ``courant bake`` is at it
        return False


def keep_the_schedule() -> bool:
    """Publish what is due, take down what has expired, turn the fronts' date at midnight."""
    from courant.newsroom import schedule

    return schedule.keep_the_schedule()


def make_renditions() -> bool:
    """Make one photo's missing files; slow, so one at a time."""
    from courant.newsroom.services.photos import make_missing_renditions

    return make_missing_renditions() > 0


def follow_the_house() -> bool:
    """Have every page baked again that was made with other templates, strings or encoders."""
    from courant.press.resolve import spoil_old_house

    return spoil_old_house() > 0


def sweep_at_night() -> bool:
    """Look at every page once a night, for what nobody noted."""
    from courant.newsroom.schedule import sweep_if_due

    return sweep_if_due()


# In this order, round after round.
WORKS: Final[tuple[Job, ...]] = (
    keep_the_schedule,
    bake_what_changed,
    make_renditions,
    sweep_at_night,
)
# Once, when the works begin; until it succeeds.
FIRST: Final[tuple[Job, ...]] = (follow_the_house,)


class Works:
    """The loop, and what it remembers between rounds."""

    def __init__(self, home: Home, jobs: tuple[Job, ...], first: tuple[Job, ...] = ()) -> None:
        """Take the home, the jobs, and those to do once before."""
        self._home = home
        self._jobs = jobs
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
            log.info("works.ready", jobs=[job.__name__ for job in self._jobs])
            while not self._ending:
                if not self.round():
                    bell.wait(LOOK_EVERY_SECONDS)

    def round(self) -> bool:
        """Give every job its turn.  Return whether one of them did something."""
        from django.db import close_old_connections

        close_old_connections()
        beat(self._home)
        self._first = [job for job in self._first if self._try(job) is None]
        # All of them, always: ``any`` would skip those behind a busy one.
        done = [self._try(job) for job in self._jobs if not self._ending]
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
