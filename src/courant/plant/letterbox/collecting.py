"""Collecting letters: the works read each segment to its end and delete it when it has one."""

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from courant.plant import crash
from courant.plant.letterbox.aside import set_aside
from courant.plant.letterbox.frames import Frame, frames_in, is_torn
from courant.plant.letterbox.letters import Letter, parse_letter
from courant.plant.letterbox.marks import Mark, Marks
from courant.plant.letterbox.segments import (
    opened,
    read_from,
    segment_names,
    sync_directory,
)
from courant.plant.letterbox.survey import Survey

log = logging.getLogger(__name__)

LETTERS_A_PORTION = 200


class Portion:
    """Some letters, in the order in which they were put."""

    def __init__(self, letters: Sequence[Letter], finish: Callable[[], None]) -> None:
        """Keep the letters, and how to have done with them."""
        self.letters = letters
        self.is_done = False
        self._finish = finish

    def done(self) -> None:
        """Say that all these letters are safe elsewhere and shall not be handed out again.

        Raises:
            OSError: The disk does not take it, so they will be.
        """
        self._finish()
        self.is_done = True


class Collector:
    """Takes letters out of a letterbox.  One at a time; whoever writes needs no pause."""

    def __init__(self, directory: Path) -> None:
        """Name the letterbox, which need not be there yet."""
        self._directory = directory
        self._marks = Marks(directory)
        self._survey = Survey(directory)

    def waiting(self) -> Iterator[Portion]:
        """Yield the letters that wait now, up to 200 at a time.

        Letters of one process come in the order in which they were put; between processes that
        run at the same time none is promised.  Each comes at least once: again when whoever had
        it did not come to ``done``.  What is no letter is set aside and keeps nothing back.

        Iterating on without ``done`` ends it, so that no letter overtakes those before it.
        """
        for name in self._names():
            try:
                with opened(os.path.join(self._directory, name)) as (file, is_dead):
                    reading = _Reading(self._directory, name, self._marks, is_dead=is_dead)
                    for portion in reading.portions(file):
                        yield portion
                        if not portion.is_done:
                            return
            except FileNotFoundError:  # it has another name now; next time, then
                continue
            except OSError as error:
                log.error("Letters in %s cannot be collected: %s.", name, error.strerror)

    def count(self) -> tuple[int, int]:
        """Return how many letters wait, and how many bytes they take."""
        try:
            self._survey.refresh()
        except FileNotFoundError:  # no letter ever came
            return 0, 0
        return self._survey.letters, self._survey.bytes

    def _names(self) -> list[str]:
        try:
            names = os.listdir(self._directory)
        except FileNotFoundError:
            return []
        self._marks.clear_away(names)
        return segment_names(names)


class _Reading:
    """One segment being read."""

    def __init__(self, directory: Path, name: str, marks: Marks, *, is_dead: bool) -> None:
        """Name a segment, and say whether nobody writes to it any more."""
        self._directory = directory
        self._name = name
        self._marks = marks
        self._is_dead = is_dead

    def portions(self, file: int) -> Iterator[Portion]:
        """Yield what has not been collected of it; delete it if that is nothing.

        Raises:
            OSError: It cannot be read, or what is broken in it cannot be set aside.
        """
        mark = self._mark(file)
        data = read_from(file, mark.offset)
        frames = list(frames_in(data, offset=mark.offset))
        self._set_damage_aside(data, mark.offset, frames)
        if not frames and self._is_dead:
            self._remove()
        for first in range(0, len(frames), LETTERS_A_PORTION):
            some = frames[first : first + LETTERS_A_PORTION]
            upto = Mark(some[-1].end, mark.letters + first + len(some))
            finish = partial(self._finish, upto, is_last=some[-1] is frames[-1])
            if letters := self._letters(some):
                yield Portion(letters, finish)
            else:
                finish()

    def _mark(self, file: int) -> Mark:
        mark = self._marks.of(self._name)
        return mark if mark.offset <= os.fstat(file).st_size else Mark()

    def _letters(self, frames: Sequence[Frame]) -> list[Letter]:
        letters = []
        for frame in frames:
            if letter := parse_letter(frame.payload):
                letters.append(letter)
            else:
                set_aside(self._directory, self._name, frame.start, frame.payload)
        return letters

    def _set_damage_aside(self, data: bytes, offset: int, frames: Sequence[Frame]) -> None:
        ended = offset
        for frame in frames:
            if frame.start > ended:
                damaged = data[ended - offset : frame.start - offset]
                set_aside(self._directory, self._name, ended, damaged)
            ended = frame.end
        tail = data[ended - offset :]
        # While somebody writes, an unfinished end is about to be finished.
        if self._is_dead and tail and not is_torn(tail):
            set_aside(self._directory, self._name, ended, tail)

    def _finish(self, upto: Mark, *, is_last: bool) -> None:
        crash.point("letterbox.before-done")
        if is_last and self._is_dead:
            self._remove()
        else:
            self._marks.set(self._name, upto)
        crash.point("letterbox.after-done")

    def _remove(self) -> None:
        os.unlink(os.path.join(self._directory, self._name))
        self._marks.forget(self._name)
        sync_directory(self._directory)
