"""A reader who asks for the same addresses over and over and remembers everything they got."""

from collections.abc import Iterable
from http.client import HTTPConnection
from threading import Condition, Event, Thread
from types import TracebackType
from typing import Self

ENCODINGS = ("identity", "gzip", "br")

Question = tuple[str, str]  # address, accepted encoding
Answer = tuple[int, bytes]


def ask(port: int, questions: Iterable[Question]) -> dict[Question, Answer]:
    """Ask once and return each answer."""
    line = HTTPConnection("127.0.0.1", port, timeout=20)
    answers = {}
    for address, encoding in questions:
        line.request("GET", address, headers={"Accept-Encoding": encoding})
        reply = line.getresponse()
        answers[address, encoding] = (reply.status, reply.read())
    line.close()
    return answers


class Reader:
    """Reads in a thread of its own for the length of a block, one whole round at least."""

    def __init__(self, port: int, addresses: Iterable[str]) -> None:
        self.seen: set[tuple[Question, Answer]] = set()
        self._port = port
        self._questions = [(address, encoding) for address in addresses for encoding in ENCODINGS]
        self._enough = Event()
        self._rounds = 0
        self._round_ended = Condition()
        self._thread = Thread(target=self._read)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._enough.set()
        self._thread.join()

    def look_around(self) -> None:
        """Wait until every address has been asked for once more."""
        with self._round_ended:
            enough = self._rounds + 2  # the round that is going on began too early
            self._round_ended.wait_for(lambda: self._rounds >= enough, timeout=60)

    def _read(self) -> None:
        while True:
            last = self._enough.is_set()
            self.seen |= set(ask(self._port, self._questions).items())
            with self._round_ended:
                self._rounds += 1
                self._round_ended.notify()
            if last:
                return
