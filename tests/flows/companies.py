"""The three processes of a house, each started alone, so that each can be lost alone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.project.house import answers, environ, eventually


class Company:
    """A home with its kiosk, newsroom and works running, or some of them."""

    program: Sequence[str] = (sys.executable, "-m", "courant.project.cli")

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = environ(home)
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    @property
    def port(self) -> int:
        return int(self.environ["COURANT_PORT"])

    @property
    def newsroom_port(self) -> int:
        return int(self.environ["COURANT_NEWSROOM_PORT"])

    def said(self, command: str) -> str:
        return self._log(command).read_text()

    def start(self, *commands: str) -> None:
        """Start ``kiosk``, ``newsroom`` or ``work`` and wait until they are at work."""
        for command in commands:
            self._start(command)
        for command in commands:
            assert eventually(lambda name=command: self._is_up(name)), self.said(command)

    def _start(self, command: str) -> None:
        with self._log(command).open("wb") as log:
            self._running[command] = subprocess.Popen(
                [*self.program, command],
                env=self.environ,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def kill(self, command: str) -> None:
        """Kill one with all its workers: no goodbye."""
        process = self._running.pop(command)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        # Its workers are dying too, and one may take a last connection: gone means port closed.
        if command != "work":
            assert eventually(lambda: not self._is_up(command))

    def end(self) -> None:
        for command in list(self._running):
            self.kill(command)

    def _is_up(self, command: str) -> bool:
        if command == "work":
            return "works.ready" in self.said("work")
        return answers(self.port if command == "kiosk" else self.newsroom_port)

    def _log(self, command: str) -> Path:
        return self.home.with_name(f"{self.home.name}.{command}.log")


@contextmanager
def company(home: Path, *commands: str) -> Iterator[Company]:
    """Processes that are up, and gone after the block whatever happened."""
    running = Company(home)
    try:
        running.start(*commands)
        yield running
    finally:
        running.end()
