"""One at a time: a lock on a file of the home, let go by the kernel when its holder ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedError(Exception):
    """Another process holds the lock.  ``pid`` is its process id, or 0 if it did not say."""

    def __init__(self, path: Path, pid: int) -> None:
        """Keep which lock and who holds it."""
        super().__init__(f"{path} is held by process {pid or 'unknown'}.")
        self.pid = pid


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a lock for the length of a block, our process id written in it.

    Raises:
        LockedError: Another process holds it.
        OSError: The directory cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            written = file.read().strip()
            raise LockedError(path, int(written) if written.isdecimal() else 0) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
        file.truncate(0)
