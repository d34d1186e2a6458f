"""The first start: an empty directory becomes a paper.

The ``version`` file is written last, so a first start that was cut off begins again where it
stood.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from courant.plant.config import Config
from courant.plant.home import Home
from courant.project.errors import HomeError
from courant.project.release import read_version, write_version

FIRST_EDITOR = "editor"
GROUP_READS = 0o050
INTERRUPTED = 130  # as shells say it: 128 + SIGINT
CUT_OFF = "Stopped before the paper was ready. The same command begins again.\n"

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class FirstEditor:
    """Who signs in first, and where the one-time password is: here, or in the home's keys."""

    name: str
    password: str  # empty when it was written to ``keys/first-password``


def is_new(home: Home) -> bool:
    """Say whether there is no paper in a home yet.

    Raises:
        HomeError: The directory holds other things, or cannot be written.
    """
    if read_version(home) is not None:
        return False
    ours = {"courant.toml", "courant.sqlite3", "keys", "run", "media", "edition", "letterbox"}
    found = {path.name for path in home.root.iterdir()} if home.root.is_dir() else set()
    if strangers := sorted(name for name in found - ours if not name.startswith("courant.sqlite3")):
        raise HomeError(
            f"{home.root} is not a paper and not empty: it holds {strangers[0]!r}. A paper needs "
            "a directory of its own; name another one with --home."
        )
    return True


def make_directories(home: Home) -> None:
    """Make what a home consists of.

    Raises:
        HomeError: It cannot be written.
    """
    was_there = home.run.is_dir()
    try:
        for path in (home.root, home.media, home.edition, home.run):
            path.mkdir(parents=True, exist_ok=True)
        for path in (home.keys, home.letterbox):
            path.mkdir(mode=0o700, exist_ok=True)
        home.keys.chmod(0o700)
        # A group that the operator lets in stays: the kiosk may be another user (running.md).
        home.run.chmod(0o700 | home.run.stat().st_mode & (GROUP_READS if was_there else 0))
        probe = home.run / "probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise HomeError(
            f"{error.filename or home.root} cannot be written: {error.strerror}. The home must "
            "belong to the user who runs Courant; name another directory with --home."
        ) from error


def begin(config: Config, *, sample: bool, say: Say) -> FirstEditor:
    """Make a paper: tables, a first editor, the sample paper if wanted, the first edition.

    Django must be set up.

    Args:
        config: The settings.
        sample: Whether to fill it with the sample paper.
        say: Told what is being done, for who waits.
    """
    from django.core.management import call_command

    say("Making the tables")
    _quick_sqlite()
    call_command("migrate", verbosity=0, interactive=False)
    editor = _first_editor(config.paths)
    if not _has_fronts():  # a start that was cut off later left them
        if sample:
            say("Setting up the sample paper")
            call_command("set_up_sample")
        else:
            _found_empty_paper()
    _open_tickers()
    say("Baking the first edition")
    bake_everything()
    write_version(config.paths)
    return editor


@contextmanager
def cut_off_at_once() -> Iterator[None]:
    """End the process at Ctrl-C, for the length of a block that may be cut off anywhere.

    An exception would not do: raised in a finalizer it is dropped, and raised beside a pool it
    waits for all that the pool still has to do.  Children see that their parent is gone.
    """

    def end(_number: int, _frame: object) -> None:
        if os.getpid() == ours:  # and not a child that is just being forked
            os.write(sys.stdout.fileno(), CUT_OFF.encode())
        os._exit(INTERRUPTED)

    ours = os.getpid()
    before = signal.signal(signal.SIGINT, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _has_fronts() -> bool:
    from courant.newsroom.models import FrontPage

    return bool(FrontPage.objects.exists())


def _found_empty_paper() -> None:
    from courant.newsroom.services.beginning import EMPTY_PAPER, found_paper

    found_paper(EMPTY_PAPER)


def _open_tickers() -> None:
    from courant.ticker.services.tickers import open_missing_tickers

    open_missing_tickers()


def bake_everything() -> None:
    """Bake every page; what fails is reported by the command and does not stop us."""
    from django.core.management import call_command

    with suppress(SystemExit):
        call_command("bake", all=True, jobs=os.cpu_count() or 1)


def _quick_sqlite() -> None:
    """Skip waiting for the disk while there is nothing to lose; the next connection waits."""
    from django.db import connection

    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def _first_editor(home: Home) -> FirstEditor:
    from courant.staff.models import Staff
    from courant.staff.services import add_staff, reset_password

    editor = Staff.objects.filter(username=FIRST_EDITOR).first()
    if editor is None and Staff.objects.exists():
        return FirstEditor("", "")  # a database that was somebody's before this home was made
    if editor is not None and editor.last_login is not None:
        return FirstEditor("", "")
    password = reset_password(FIRST_EDITOR) if editor else add_staff(FIRST_EDITOR, chief=True)
    if sys.stdout.isatty():
        return FirstEditor(FIRST_EDITOR, password)
    write_first_password(home, password)
    return FirstEditor(FIRST_EDITOR, "")


def write_first_password(home: Home, password: str) -> None:
    """Leave the first password where only the owner of the home can read it (0600)."""
    path = home.keys / "first-password"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(password + "\n")
