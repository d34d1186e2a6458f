"""A ticker's file as the works write it, and a reader who follows the stream."""

import json
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from courant.plant.config import Config

PATIENCE_SECONDS = 20
HELD_EVENTS = 200


@dataclass(frozen=True)
class Told:
    """One event of a stream."""

    number: int
    kind: str
    data: dict[str, Any]


class TickerFile:
    """``run/ticker/<lang>``, written whole and renamed into place."""

    def __init__(self, config: Config, lang: str = "en", *, text: str = "Headline") -> None:
        self.path = config.paths.run / "ticker" / lang
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.text = text
        self.turn_to(0)

    def file_lines(self, count: int = 1) -> None:
        """File lines one after another; kiosks see all, some, or the last of these files."""
        for _ in range(count):
            self.number += 1
            self._events.append(f"{self.number}\t{json.dumps(event(self.number, self.text))}\n")
            self._write()

    def turn_to(self, number: int) -> None:
        """Write a ticker at this number that holds no events."""
        self.number, self._events = number, list[str]()
        self._write()

    def write(self, rubbish: bytes) -> None:
        """Put anything in the file's place."""
        temp = self.path.with_suffix(".tmp")
        temp.write_bytes(rubbish)
        temp.rename(self.path)

    def _write(self) -> None:
        held = "".join(self._events[-HELD_EVENTS:])
        self.write(f"state\t{json.dumps(state(self.number, self.text))}\n{held}".encode())


def line(number: int, text: str = "Headline") -> dict[str, Any]:
    return {"id": number, "text": f"{text} {number}", "href": "/a/", "level": "normal"}


def event(number: int, text: str = "Headline") -> dict[str, Any]:
    return {"number": number, "order": [number], "lines": [line(number, text)]}


def state(number: int, text: str = "Headline") -> dict[str, Any]:
    return {"number": number, "lines": [line(number, text)] if number else []}


class Follower:
    """A reader who has opened a stream and reads it off the socket."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._got = self._text = b""
        head = self._up_to(b"\r\n\r\n").decode()
        status, *headers = head.rstrip().split("\r\n")
        self.status = int(status.split()[1])
        self.headers = dict(header.lower().split(": ", 1) for header in headers)

    def blocks(self) -> Iterator[str]:
        """Yield what stands between empty lines, until the server ends the stream."""
        while True:
            while b"\n\n" in self._text:
                block, _, self._text = self._text.partition(b"\n\n")
                yield block.decode()
            if not (part := self._chunk()):
                return
            self._text += part

    def events(self) -> Iterator[Told]:
        """Yield the events."""
        for block in self.blocks():
            named = dict(field.split(": ", 1) for field in block.splitlines() if field != ":")
            if "data" in named:
                yield Told(int(named["id"]), named["event"], json.loads(named["data"]))

    def read_to(self, number: int) -> list[Told]:
        """Return the events up to the one with this number."""
        told = []
        for one in self.events():
            told.append(one)
            if one.number == number:
                return told
        raise AssertionError(f"the stream ended before {number}: {told}")

    def cut(self) -> None:
        self._line.close()

    def _chunk(self) -> bytes:
        size = int(self._up_to(b"\r\n"), 16)
        while len(self._got) < size + 2:
            self._more()
        chunk, self._got = self._got[:size], self._got[size + 2 :]
        return chunk

    def _up_to(self, end: bytes) -> bytes:
        while end not in self._got:
            self._more()
        found, _, self._got = self._got.partition(end)
        return found

    def _more(self) -> None:
        part = self._line.recv(65536)
        if not part:
            raise ConnectionError("the server cut the stream")
        self._got += part


@contextmanager
def following(
    port: int,
    query: str = "",
    *,
    lang: str = "en",
    headers: Sequence[tuple[str, str]] = (),
    buffer: int | None = None,
) -> Iterator[Follower]:
    """Open a stream.  ``buffer``: bytes the kernel holds for a reader who does not read."""
    said = [("Host", f"127.0.0.1:{port}"), *headers]
    lines = [f"GET /-/ticker/{lang}{query} HTTP/1.1", *(f"{name}: {said}" for name, said in said)]
    with socket.socket() as opened:
        if buffer is not None:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        opened.settimeout(PATIENCE_SECONDS)
        opened.connect(("127.0.0.1", port))
        opened.sendall("\r\n".join([*lines, "", ""]).encode())
        yield Follower(opened)
