"""Being woken when a file is replaced, where the system can do that."""

import asyncio
import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

IN_MOVED_TO, IN_DELETE = 0x80, 0x200  # inotify(7)


@contextmanager
def woken_by(directory: Path) -> Iterator[asyncio.Event]:
    """Set an event each time a file of the directory is renamed into place or removed.

    A wish, not a promise: only Linux tells, only of what was done on the same machine, and only
    while the directory itself stays.  Whoever waits must look for himself now and then.
    """
    changed = asyncio.Event()
    file = _inotify(directory) if sys.platform == "linux" else -1
    if file < 0:
        yield changed
        return

    def read() -> None:
        os.read(file, 65536)
        changed.set()

    loop = asyncio.get_running_loop()
    loop.add_reader(file, read)
    try:
        yield changed
    finally:
        loop.remove_reader(file)
        os.close(file)


def _inotify(directory: Path) -> int:
    """Return a descriptor that tells of changes; -1 where there is none to be had."""
    libc = ctypes.CDLL(None)
    file: int = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    if (
        file < 0
        or libc.inotify_add_watch(file, os.fsencode(directory), IN_MOVED_TO | IN_DELETE) >= 0
    ):
        return file
    os.close(file)
    return -1
