"""Real homes and real processes for the tests of this room."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

PATIENCE_SECONDS = 150  # far more than anything here takes; only a hang reaches it

Answer = TypeVar("Answer")


def eventually(ask: Callable[[], Answer], seconds: float = PATIENCE_SECONDS) -> Answer:
    """Ask until the answer is truthy, and return it; the last answer if it never is."""
    end = time.monotonic() + seconds
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environ(home: Path, **more: str) -> dict[str, str]:
    """The environment of a command for a home, with ports that nobody has."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COURANT_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    ports = {"COURANT_PORT": str(free_port()), "COURANT_NEWSROOM_PORT": str(free_port())}
    return {**kept, "COURANT_HOME": str(home), **ports, **more}


def courant(*words: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    command = [sys.executable, "-m", "courant.project.cli", *words]
    return subprocess.run(
        command,
        env=environ(home, **more),
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECONDS,
        check=False,
    )


def make_home(at: Path, migrated: Path) -> Path:
    """A home with an empty paper, made as the first start makes it, on tables made before."""
    at.mkdir()
    shutil.copy(migrated, at / "courant.sqlite3")
    program = (
        "import os; from courant.project import begin, commands;"
        "config = commands._config(); begin.make_directories(config.paths);"
        "commands._set_up_django(config); begin.begin(config, sample=False, say=print)"
    )
    subprocess.run(
        [sys.executable, "-c", program], env=environ(at), check=True, capture_output=True
    )
    return at


def copy_home(home: Path, to: Path) -> Path:
    return Path(shutil.copytree(home, to, ignore=shutil.ignore_patterns("bell", "lock", "*.lock")))


class House:
    """A running ``courant serve``."""

    def __init__(self, home: Path, *words: str, apart: bool = False) -> None:
        """Start it; ``apart`` from us, so that a signal to all its processes is not for us."""
        self.home = home
        self.environ = environ(home)
        self.log = home.with_name(home.name + ".log")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "courant.project.cli", "serve", *words],
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=apart,
            )

    @property
    def port(self) -> int:
        return int(self.environ["COURANT_PORT"])

    @property
    def newsroom_port(self) -> int:
        return int(self.environ["COURANT_NEWSROOM_PORT"])

    def said(self) -> str:
        return self.log.read_text()

    def processes(self) -> dict[int, str]:
        """Every process of this house but the supervisor: process id and command line."""
        mark = f"COURANT_HOME={self.home}".encode()
        found = {}
        for entry in Path("/proc").iterdir():
            if not entry.name.isdecimal() or int(entry.name) == self.process.pid:
                continue
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    words = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                    found[int(entry.name)] = words
            except OSError:
                continue
        return {pid: words for pid, words in found.items() if words}

    def wait_until_up(self) -> None:
        assert eventually(self._is_up), self.said()

    def _is_up(self) -> bool:
        ports = answers(self.port) and answers(self.newsroom_port)
        return ports and "works.ready" in self.said()

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(PATIENCE_SECONDS)


def answers(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


@contextmanager
def house(home: Path, *words: str) -> Iterator[House]:
    """A house that is up, and gone after the block whatever happened."""
    running = House(home, *words)
    try:
        running.wait_until_up()
        yield running
    finally:
        left = running.processes()
        running.process.kill()
        running.process.wait()
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
