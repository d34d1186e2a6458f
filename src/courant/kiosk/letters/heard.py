"""What was heard lately: which letters, which texts in which thread, which passes.  In memory."""

import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from courant.plant.writing.likeness import are_alike

KEPT_LETTERS: Final = 20_000
KEPT_THREADS: Final = 1_000
KEPT_TEXTS: Final = 200  # of a thread
KEPT_PASSES: Final = 20_000
TEXTS_SECONDS: Final = 6 * 3600
SAME_BITS: Final = 3  # a text as good as the same is refused; what is only alike editors fold

K = TypeVar("K")
V = TypeVar("V")


class Heard:
    """Remembers what was sent, so that it need not be taken twice.  All of it is bounded.

    What it forgets is still met once only: the letterbox and the works know each nonce.
    """

    def __init__(self, between_seconds: float) -> None:
        """Begin with nothing; a pass may send again after ``between_seconds``."""
        self._between = between_seconds
        self._letters: OrderedDict[str, None] = OrderedDict()
        self._texts: OrderedDict[int, deque[tuple[float, int]]] = OrderedDict()
        self._passes: OrderedDict[str, float] = OrderedDict()

    def has_letter(self, nonce: str) -> bool:
        """Return whether a letter is in the letterbox, or on its way there."""
        return nonce in self._letters

    def has_text(self, thread: int, print_of_text: int) -> bool:
        """Return whether nearly the same was said in a thread in the last hours."""
        since = time.monotonic() - TEXTS_SECONDS
        said = self._texts.get(thread, ())
        return any(
            at >= since and are_alike(print_of_text, other, most_bits=SAME_BITS)
            for at, other in said
        )

    def wait_seconds(self, pass_digest: str) -> float:
        """Return how long a pass has to wait before its next reply; 0 if it has not."""
        if not pass_digest or pass_digest not in self._passes:
            return 0.0
        return max(0.0, self._passes[pass_digest] + self._between - time.monotonic())

    @contextmanager
    def hearing(
        self, nonce: str, *, thread: int = 0, print_of_text: int | None = None, by: str = ""
    ) -> Iterator[None]:
        """Remember a letter while it is put into the letterbox; forget it if that fails.

        Args:
            nonce: Of the letter.
            thread: In which something is said.
            print_of_text: The fingerprint of what is said, if anything is.
            by: The digest of the pass it was given; empty without one.
        """
        now, before = time.monotonic(), self._passes.get(by)
        said = (now, print_of_text or 0)
        _keep(self._letters, nonce, None, KEPT_LETTERS)
        if by:
            _keep(self._passes, by, now, KEPT_PASSES)
        if print_of_text is not None:
            texts = self._texts.get(thread, deque(maxlen=KEPT_TEXTS))
            texts.append(said)
            _keep(self._texts, thread, texts, KEPT_THREADS)
        try:
            yield
        except BaseException:
            self._letters.pop(nonce, None)
            if by and before is None:
                self._passes.pop(by, None)
            if print_of_text is not None and said in self._texts.get(thread, ()):
                self._texts[thread].remove(said)
            raise


def _keep(kept: OrderedDict[K, V], key: K, value: V, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    if len(kept) > most:
        kept.popitem(last=False)
