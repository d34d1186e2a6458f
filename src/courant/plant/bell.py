"""The bell: a named pipe that wakes the works.  Whoever rings never waits and never fails.

A row is the message; the bell only saves the collector from looking once a second.
"""

import os
import select
from contextlib import suppress
from pathlib import Path
from typing import Self


def ring(bell: Path) -> None:
    """Wake whoever listens.  A missing pipe, a full pipe and no listener are all fine."""
    with suppress(OSError):
        pipe = os.open(bell, os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(pipe, b"\x07")
        finally:
            os.close(pipe)


class Listener:
    """The collector's end of the bell.  Use as a context manager."""

    def __init__(self, bell: Path) -> None:
        """Make the pipe if it is not there and hold it open (both ends, so it never hangs up)."""
        with suppress(FileExistsError):
            os.mkfifo(bell, 0o600)
        self._pipe = os.open(bell, os.O_RDWR | os.O_NONBLOCK)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        os.close(self._pipe)

    def wait(self, seconds: float) -> bool:
        """Return as soon as the bell rings (True) or after ``seconds`` (False)."""
        heard, _, _ = select.select([self._pipe], [], [], seconds)
        if heard:
            with suppress(BlockingIOError):
                while os.read(self._pipe, 4096):
                    pass
        return bool(heard)
