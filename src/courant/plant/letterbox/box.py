"""Putting letters in: callers wait in asyncio, one thread writes for all of them."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Final

from courant.plant.letterbox.frames import encode_frame
from courant.plant.letterbox.keeping import Keeper, Outcome
from courant.plant.letterbox.letters import (
    DiskError,
    FullError,
    LetterboxError,
    digest_of,
    encode_letter,
)

log = logging.getLogger(__name__)

MOST_LETTERS, MOST_BYTES = 20_000, 200 * 1024 * 1024
# What was collected lies on in a segment that is being written, so none is for long.
SEAL_AFTER_SECONDS = 60.0
_MOST_IN_HAND: Final = 4_096  # letters that wait for a disk that does not answer
_ENOUGH_BYTES: Final = 512 * 1024  # for one write


@dataclass(eq=False, slots=True)
class _Waiting:
    """A letter on its way, and who waits for it."""

    digest: bytes
    frame: bytes
    future: "asyncio.Future[bool]"


class Letterbox:
    """Where a process puts letters.  Others may use the same directory at the same time."""

    def __init__(
        self,
        directory: Path,
        *,
        most_letters: int = MOST_LETTERS,
        most_bytes: int = MOST_BYTES,
        seal_after_seconds: float = SEAL_AFTER_SECONDS,
    ) -> None:
        """Name the letterbox.  Nothing is made or read before the first letter.

        Args:
            directory: Where the letters lie.  Made, for us alone, when it is not there.
            most_letters: How many may wait, those of all processes together.
            most_bytes: How long they may be in all.
            seal_after_seconds: How long one segment is written to.
        """
        self._keeper = Keeper(
            directory,
            most_letters=most_letters,
            most_bytes=most_bytes,
            seal_after_seconds=seal_after_seconds,
        )
        self._hand: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread: Thread | None = None
        self._closed = False
        self._lock = Lock()

    async def put(self, nonce: str, letter: Mapping[str, Any]) -> bool:
        """Store a letter and return when it is on the disk.

        If the caller is cancelled, the letter may be stored all the same.

        Args:
            nonce: Names this letter among all; the same again is the same letter again.
            letter: What JSON can say, with a ``kind``.  Its ``nonce`` is set here.

        Returns:
            True if it was stored now, False if one with this nonce had been stored already.
            A letter that another process stored within the last second may go unnoticed and be
            stored twice; the works know nonces again too.

        Raises:
            LetterError: It has no kind, is not JSON, or is longer than 64 KiB.
            FullError: Too many letters wait, or the disk is full.
            DiskError: The disk failed.
            LetterboxError: The letterbox is closed.
        """
        digest = digest_of(nonce)
        frame = encode_frame(digest, encode_letter(nonce, letter))
        waiting = _Waiting(digest, frame, asyncio.get_running_loop().create_future())
        self._hand_over(waiting)
        return await waiting.future

    def count(self) -> tuple[int, int]:
        """Return how many letters waited when the last one was put in here, and their bytes."""
        return self._keeper.survey.letters, self._keeper.survey.bytes

    def close(self) -> None:
        """Store what is in hand and end.  Takes as long as the disk does."""
        with self._lock:
            self._closed = True
            thread = self._thread
            self._hand.put(None)
        if thread:
            thread.join()

    def _hand_over(self, waiting: _Waiting) -> None:
        with self._lock:
            if self._closed:
                raise LetterboxError("The letterbox is closed. Put letters in before that.")
            if self._hand.qsize() >= _MOST_IN_HAND:
                raise FullError(f"{_MOST_IN_HAND:,} letters wait for the disk. Try again later.")
            if not self._thread:
                self._thread = Thread(target=self._work, name="letterbox", daemon=True)
                self._thread.start()
            self._hand.put(waiting)

    def _work(self) -> None:
        going_on = True
        while going_on:
            batch, going_on = self._take()
            if batch:
                _answer(batch, self._store(batch))
            if not going_on or self._keeper.seal_in_seconds() == 0:
                self._keeper.seal()

    def _take(self) -> tuple[list[_Waiting], bool]:
        """Return all that wait, as soon as one does, and whether more may come."""
        batch: list[_Waiting] = []
        size = 0
        try:
            waiting = self._hand.get(timeout=self._keeper.seal_in_seconds())
            while waiting:
                batch.append(waiting)
                size += len(waiting.frame)
                if size >= _ENOUGH_BYTES:
                    return batch, True
                waiting = self._hand.get_nowait()
        except Empty:
            return batch, True
        return batch, False

    def _store(self, batch: Sequence[_Waiting]) -> dict[bytes, Outcome]:
        frames: dict[bytes, bytes] = {}
        for waiting in batch:
            frames.setdefault(waiting.digest, waiting.frame)
        try:
            return self._keeper.store(frames)
        except Exception as error:  # noqa: BLE001  # a dead thread would leave all waiting for ever
            log.error("Letters could not be stored: %s.", type(error).__name__)
            failed = DiskError("A letter cannot be stored. This is a fault in Courant: report it.")
            return dict.fromkeys(frames, failed)


def _answer(batch: Sequence[_Waiting], outcomes: dict[bytes, Outcome]) -> None:
    """Tell each what became of its letter, with one wake-up a loop."""
    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[bool], Outcome]]] = {}
    for waiting in batch:
        outcome = outcomes[waiting.digest]
        by_loop.setdefault(waiting.future.get_loop(), []).append((waiting.future, outcome))
        if outcome is True:
            outcomes[waiting.digest] = False  # to whoever sent the same again
    for loop, answers in by_loop.items():
        try:
            loop.call_soon_threadsafe(_settle, answers)
        except RuntimeError:  # the loop is closed, nobody waits any more
            continue


def _settle(answers: Sequence[tuple["asyncio.Future[bool]", Outcome]]) -> None:
    for future, outcome in answers:
        if future.done():  # cancelled: the reader has gone
            continue
        if isinstance(outcome, bool):
            future.set_result(outcome)
        else:
            future.set_exception(copy(outcome))
