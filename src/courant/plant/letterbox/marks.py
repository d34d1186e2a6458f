"""Marks: how far each segment has been collected, in a small file beside it."""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from courant.plant.letterbox.segments import DONE, NO_ROOM, mode_in, segment_names, stem_of

_CONTENT: Final = re.compile(r"(\d{1,10}) (\d{1,10})\n")
_MARK: Final = re.compile(r"\d{12}-[0-9a-f]{8}\.done")
_HALF: Final = re.compile(r"\d{12}-[0-9a-f]{8}(\.done|-\d+\.broken)\.tmp")


@dataclass(frozen=True, slots=True)
class Mark:
    """The first ``offset`` bytes of a segment are done with; they held so many ``letters``."""

    offset: int = 0
    letters: int = 0


def read_mark(directory: Path, segment: str) -> Mark:
    """Return a segment's mark; the beginning if it has none or none that can be read.

    To hand a letter out twice does no harm, to leave one out does.
    """
    try:
        with open(_path(directory, segment), encoding="ascii") as file:
            found = _CONTENT.fullmatch(file.read(64))
    except (OSError, UnicodeDecodeError):
        return Mark()
    return Mark(*map(int, found.groups())) if found else Mark()


class Marks:
    """The marks of a letterbox's segments, for who collects."""

    def __init__(self, directory: Path) -> None:
        """Name the letterbox."""
        self._directory = directory
        self._unwritten: dict[str, Mark] = {}  # by stem

    def of(self, segment: str) -> Mark:
        """Return a segment's mark."""
        return self._unwritten.get(stem_of(segment)) or read_mark(self._directory, segment)

    def set(self, segment: str, mark: Mark) -> None:
        """Remember a segment's mark: as long as we live if the disk is full, else for good.

        Else a full disk would keep letters from being collected, and they it from being less full.

        Raises:
            OSError: It cannot be written for another reason; the old one stands.
        """
        try:
            write_whole(_path(self._directory, segment), f"{mark.offset} {mark.letters}\n".encode())
        except OSError as error:
            if error.errno not in NO_ROOM:
                raise
            self._unwritten[stem_of(segment)] = mark
        else:
            self._unwritten.pop(stem_of(segment), None)

    def forget(self, segment: str) -> None:
        """Forget a segment's mark, if there is one."""
        self._unwritten.pop(stem_of(segment), None)
        with suppress(FileNotFoundError):
            os.unlink(_path(self._directory, segment))

    def clear_away(self, names: Collection[str]) -> None:
        """Clear away what a collector left that died while it wrote, or between two deletions.

        Args:
            names: All names in the letterbox.
        """
        living = {stem_of(name) for name in segment_names(names)}
        for name in names:
            if _HALF.fullmatch(name) or (_MARK.fullmatch(name) and stem_of(name) not in living):
                with suppress(FileNotFoundError):
                    os.unlink(os.path.join(self._directory, name))


def write_whole(path: str, content: bytes) -> None:
    """Write a file so that it has its name only when all of it is on the disk.

    Raises:
        OSError: It cannot be written; what was there before still is.
    """
    temp = f"{path}.tmp"
    file = os.open(temp, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.fchmod(file, mode_in(Path(path).parent))
        view = memoryview(content)
        while view:
            view = view[os.write(file, view) :]
        os.fsync(file)
    except OSError:
        os.unlink(temp)
        raise
    finally:
        os.close(file)
    os.rename(temp, path)


def _path(directory: Path, segment: str) -> str:
    return os.path.join(directory, stem_of(segment) + DONE)
