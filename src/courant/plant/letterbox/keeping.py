"""Keeping letters: what the letterbox's thread does for all who wait, in one write and one sync."""

import logging
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TypeAlias

from courant.plant import crash
from courant.plant.letterbox.letters import DiskError, FullError, LetterboxError
from courant.plant.letterbox.segments import MOST_SEGMENT_BYTES, NO_ROOM, Segment, sync_directory
from courant.plant.letterbox.survey import Survey

log = logging.getLogger(__name__)

SURVEY_EVERY_SECONDS = 1.0

# True: stored now.  False: it was stored already.
Outcome: TypeAlias = bool | LetterboxError


class Keeper:
    """Writes one segment after another, within what may wait.  For one thread."""

    def __init__(
        self, directory: Path, *, most_letters: int, most_bytes: int, seal_after_seconds: float
    ) -> None:
        """As ``Letterbox``."""
        self._directory = directory
        self._most_letters = most_letters
        self._most_bytes = most_bytes
        self._seal_after_seconds = seal_after_seconds
        self.survey = Survey(directory)
        self._survey_at = float("-inf")
        self._segment: Segment | None = None
        self._seal_at = 0.0
        self._trouble = ""

    def store(self, frames: Mapping[bytes, bytes]) -> dict[bytes, Outcome]:
        """Put frames on the disk; return what became of each.

        Args:
            frames: By the digest of their nonce.  At most 1 MiB in all.
        """
        try:
            self._look_around()
            outcomes, fresh = self._sorted(frames)
            if fresh:
                outcomes |= self._write(fresh)
        except OSError as error:
            return dict.fromkeys(frames, self._refusal(error))
        return outcomes

    def seal_in_seconds(self) -> float | None:
        """Return after what time the segment ought to be sealed, None if there is none."""
        return max(0.0, self._seal_at - time.monotonic()) if self._segment else None

    def seal(self) -> None:
        """Leave the segment to the collector.  The next letter begins a new one."""
        if self._segment:
            self._segment.close()
            self._segment = None

    def _look_around(self) -> None:
        if time.monotonic() < self._survey_at:
            return
        if not self._directory.is_dir():
            self._directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_directory(self._directory.parent)
        self.survey.refresh()
        self._survey_at = time.monotonic() + SURVEY_EVERY_SECONDS

    def _sorted(
        self, frames: Mapping[bytes, bytes]
    ) -> tuple[dict[bytes, Outcome], dict[bytes, bytes]]:
        """Return what is decided already, and the frames that are to be written."""
        decided: dict[bytes, Outcome] = {}
        fresh: dict[bytes, bytes] = {}
        letters, size = self.survey.letters, self.survey.bytes
        for digest, frame in frames.items():
            if self.survey.holds(digest):
                decided[digest] = False
            elif letters >= self._most_letters or size + len(frame) > self._most_bytes:
                decided[digest] = FullError(
                    f"{letters:,} letters of {size:,} bytes wait; the limits are "
                    f"{self._most_letters:,} and {self._most_bytes:,}. See that the works run."
                )
            else:
                fresh[digest] = frame
                letters += 1
                size += len(frame)
        return decided, fresh

    def _write(self, frames: Mapping[bytes, bytes]) -> dict[bytes, Outcome]:
        segment = self._segment_for(sum(map(len, frames.values())))
        try:
            whole, trouble = segment.append(list(frames.values()))
            crash.point("letterbox.before-sync")
            if whole:
                segment.sync()
        except OSError:
            self._segment = None
            segment.doubt()
            raise
        crash.point("letterbox.after-sync")
        stored = list(frames)[:whole]
        self.survey.learn(segment.name, segment.size, stored)
        outcomes: dict[bytes, Outcome] = {}
        if trouble:
            outcomes |= dict.fromkeys(frames, self._refusal(trouble))
            if stored:
                self.seal()  # once it is collected there is room again
        else:
            self._trouble = ""
        return outcomes | dict.fromkeys(stored, True)

    def _segment_for(self, more_bytes: int) -> Segment:
        if self._segment and self._segment.size + more_bytes > MOST_SEGMENT_BYTES:
            self.seal()
        if not self._segment:
            self._segment = Segment.begin(self._directory)
            self._seal_at = time.monotonic() + self._seal_after_seconds
        return self._segment

    def _refusal(self, error: OSError) -> LetterboxError:
        words = error.strerror or type(error).__name__
        if words != self._trouble:  # once, not for every letter of a flood
            log.error("The letterbox %s cannot be written: %s.", self._directory, words)
        self._trouble = words
        if error.errno in NO_ROOM:
            return FullError(f"There is no room for a letter: {words}. Make room on the disk.")
        return DiskError(f"A letter cannot be stored: {words}. See to the disk of the letterbox.")
