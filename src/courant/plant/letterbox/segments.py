"""Segments: files that letters are appended to, each by one process, which holds its lock."""

import errno
import fcntl
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

MOST_SEGMENT_BYTES: Final = 4 * 1024 * 1024
NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LETTERS, DOUBTFUL, DONE = ".letters", ".doubtful", ".done"

# A number that grows, not a time: clocks jump, and readers' times are kept to the minute.
_NAME: Final = re.compile(r"(\d{12})-[0-9a-f]{8}\.(?:letters|doubtful)")


class Segment:
    """A segment that this process writes.  Nobody deletes it while it is open."""

    def __init__(self, path: str, file: int) -> None:
        """Take over a file whose lock is ours already; use ``begin``."""
        self.path = path
        self.size = 0
        self._file = file

    @property
    def name(self) -> str:
        """The file's name in the letterbox."""
        return os.path.basename(self.path)

    @classmethod
    def begin(cls, directory: Path) -> Self:
        """Make a new segment, the last of all, and wait until its name is on the disk.

        Raises:
            OSError: It cannot be made.
        """
        numbers = [_number(name) for name in segment_names(os.listdir(directory))]
        while True:
            name = f"{max(numbers, default=0) + 1:012}-{secrets.token_hex(4)}{LETTERS}"
            path = os.path.join(directory, name)
            file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                is_ours = _claimed(file, directory)
            except OSError:
                os.close(file)
                raise
            if is_ours:
                return cls(path, file)
            os.close(file)

    def append(self, frames: Sequence[bytes]) -> tuple[int, OSError | None]:
        """Write frames, and cut off again the one that was not written to its end.

        Return how many are in whole, and what kept the others out.

        Raises:
            OSError: Half a frame is in and cannot be cut off: write no more to this segment.
        """
        written, trouble = self._write(b"".join(frames))
        whole = 0
        for frame in frames:
            if written < len(frame):
                break
            written -= len(frame)
            self.size += len(frame)
            whole += 1
        if trouble:
            os.ftruncate(self._file, self.size)
        return whole, trouble

    def _write(self, content: bytes) -> tuple[int, OSError | None]:
        view = memoryview(content)
        try:
            while view:
                view = view[os.write(self._file, view) :]
        except OSError as error:
            return len(content) - len(view), error
        return len(content), None

    def sync(self) -> None:
        """Wait until all of it is on the disk.

        Raises:
            OSError: Nobody knows what is on the disk now.  The kernel forgets what it could not
                write, so a later sync may succeed and mean nothing.
        """
        os.fsync(self._file)

    def close(self) -> None:
        """Leave it to the collector."""
        os.close(self._file)

    def doubt(self) -> None:
        """Leave it to the collector, but let nobody take its letters for stored."""
        with suppress(OSError):
            os.rename(self.path, self.path.removesuffix(LETTERS) + DOUBTFUL)
        with suppress(OSError):
            os.close(self._file)


def _claimed(file: int, directory: Path) -> bool:
    os.fchmod(file, mode_in(directory))
    fcntl.flock(file, fcntl.LOCK_EX)
    # Before we had the lock the collector may have taken it for a dead one's and deleted it.
    is_there = os.fstat(file).st_nlink > 0
    if is_there:
        sync_directory(directory)
    return is_there


@contextmanager
def opened(path: str) -> Iterator[tuple[int, bool]]:
    """Open a segment for reading; yield its file and whether nobody writes to it any more.

    If so, it is locked for the length of the block and may be deleted in it.
    """
    file = os.open(path, os.O_RDONLY)
    try:
        yield file, _locked(file)
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read_from(file: int, offset: int) -> bytes:
    """Return what a file holds from ``offset`` on."""
    left = max(0, os.fstat(file).st_size - offset)
    parts = []
    while left and (part := os.pread(file, left, offset)):
        parts.append(part)
        offset += len(part)
        left -= len(part)
    return b"".join(parts)


def segment_names(names: Iterable[str]) -> list[str]:
    """Return those names that are segments', the oldest first."""
    return sorted(name for name in names if _NAME.fullmatch(name))


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def stem_of(name: str) -> str:
    """Return a segment's name without its ending, which may become another one."""
    return name.partition(".")[0]


def mode_in(directory: Path) -> int:
    """Return the mode of a file in a letterbox: whoever may enter may read and write."""
    return os.stat(directory).st_mode & 0o660


def sync_directory(directory: Path) -> None:
    """Wait until the names in a directory are on the disk."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
