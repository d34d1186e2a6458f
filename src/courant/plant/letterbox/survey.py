"""A survey: what lies in a letterbox, learned by reading each segment's new frames once."""

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from courant.plant.letterbox.frames import frames_in
from courant.plant.letterbox.marks import read_mark
from courant.plant.letterbox.segments import DOUBTFUL, LETTERS, read_from, segment_names

# More than can wait, so that what was collected is remembered for a while.  About 15 MB.
MOST_DIGESTS = 100_000


@dataclass(slots=True)
class _Seen:
    size: int = 0
    read: int = 0
    letters: int = 0


class Survey:
    """How many letters wait in a letterbox, and whose nonces it has.  For one thread."""

    def __init__(self, directory: Path) -> None:
        """Begin knowing nothing; ``refresh`` reads."""
        self._directory = directory
        self._seen: dict[str, _Seen] = {}
        # The digest of each nonce, and the segment that still has to be vouched for, if any.
        self._where: dict[bytes, str] = {}
        self.letters = 0
        self.bytes = 0

    def refresh(self) -> None:
        """Read what has been written since the last time, by any process.

        Raises:
            OSError: The directory cannot be read.
        """
        names = segment_names(os.listdir(self._directory))
        for gone in self._seen.keys() - set(names):
            del self._seen[gone]
        self.letters = self.bytes = 0
        for name in names:
            with suppress(OSError):  # it has been collected this moment, or can be read later
                self._look_at(name)
                mark = read_mark(self._directory, name)
                seen = self._seen[name]
                self.letters += max(0, seen.letters - mark.letters)
                self.bytes += max(0, seen.size - mark.offset)

    def holds(self, digest: bytes) -> bool:
        """Say whether a nonce's letter is stored, and make sure that it is on the disk.

        Another process may have written it and not have synced it yet, or never.
        """
        name = self._where.get(digest)
        if name and self._vouch(os.path.join(self._directory, name)):
            self._where[digest] = name = ""
        return name == ""

    def learn(self, name: str, size: int, digests: Iterable[bytes]) -> None:
        """Take it from the writer of a segment what it has just written and synced."""
        seen = self._seen.setdefault(name, _Seen())
        self.bytes += size - seen.size
        seen.size = seen.read = size
        for digest in digests:
            seen.letters += 1
            self.letters += 1
            self._where.pop(digest, None)
            self._remember(digest, "")

    def _vouch(self, path: str) -> bool:
        try:
            file = os.open(path, os.O_RDONLY)
        except FileNotFoundError:  # collected, or its disk failed
            return not os.path.exists(path.removesuffix(LETTERS) + DOUBTFUL)
        try:
            os.fsync(file)
        except OSError:
            return False
        finally:
            os.close(file)
        return True

    def _look_at(self, name: str) -> None:
        path = os.path.join(self._directory, name)
        seen = self._seen.setdefault(name, _Seen())
        size = os.stat(path).st_size
        if size == seen.size:
            return
        file = os.open(path, os.O_RDONLY)
        try:
            data = read_from(file, seen.read)
        finally:
            os.close(file)
        seen.size = size
        for frame in frames_in(data, offset=seen.read):
            seen.read = frame.end
            seen.letters += 1
            if not name.endswith(DOUBTFUL):
                self._remember(frame.digest, name)

    def _remember(self, digest: bytes, name: str) -> None:
        self._where.setdefault(digest, name)
        if len(self._where) > MOST_DIGESTS:
            del self._where[next(iter(self._where))]
