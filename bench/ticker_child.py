"""The readers of ``bench.ticker``: thousands of streams on raw sockets, in a process of their own.

Told what to do on standard input, a JSON list a line; answers in JSON on standard output.  Every
event of every stream is looked at: numbers must follow one another without a gap.
"""

import json
import re
import select
import socket
import sys
import time
from collections.abc import Iterable

AT_ONCE = 256  # connections being opened at one time
PATIENCE_SECONDS = 30.0
NUMBER = re.compile(rb'"number": ?(\d+)')
ID = re.compile(rb"^id: ?(\S+)", re.M)


class Stream:
    """One reader: what it knows, and what the server called it."""

    __slots__ = ("event_id", "line", "number", "rest")

    def __init__(self, line: socket.socket, number: int = 0) -> None:
        self.line = line
        self.number = number
        self.event_id = b""
        self.rest = b""


class Readers:
    """All readers of one server."""

    def __init__(self, port: int, path: str) -> None:
        self._port = port
        self._path = path
        self._poll = select.epoll()
        self._streams: dict[int, Stream] = {}
        self._idle: list[socket.socket] = []
        self.faults = 0  # events out of order or missing, and streams that ended

    def open(self, count: int) -> dict[str, float]:
        """Open streams; each has to get its first event."""
        began = time.monotonic()
        self._open([Stream(socket.socket()) for _ in range(count)], 1)
        return {"seconds": time.monotonic() - began}

    def idle(self, count: int) -> dict[str, float]:
        """Open streams that nobody ever reads."""
        for _ in range(count):
            line = socket.create_connection(("127.0.0.1", self._port))
            line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            line.sendall(self._request(b""))
            self._idle.append(line)
        return {"idle": len(self._idle)}

    def wait(self, number: int) -> dict[str, float]:
        """Read until everyone has the event with this number; say when the last one got it."""
        return {"at": self._read_until(self._streams.values(), number)}

    def leave(self, count: int) -> dict[str, float]:
        """Close some streams, to come back to."""
        self._left = list(self._streams.values())[:count]
        for stream in self._left:
            del self._streams[stream.line.fileno()]
            stream.line.close()
        return {"left": count}

    def come_back(self, number: int) -> dict[str, float]:
        """Open the closed streams again, with their last ids, all at once."""
        began = time.monotonic()
        for stream in self._left:
            stream.line = socket.socket()
        self._open(self._left, number, at_once=len(self._left))
        return {"seconds": time.monotonic() - began}

    def _request(self, event_id: bytes) -> bytes:
        last = b"Last-Event-ID: " + event_id + b"\r\n" if event_id else b""
        host = f"GET {self._path} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n".encode()
        return host + b"Accept: text/event-stream\r\n" + last + b"\r\n"

    def _open(self, streams: list[Stream], number: int, *, at_once: int = AT_ONCE) -> None:
        for at in range(0, len(streams), at_once):
            for stream in streams[at : at + at_once]:
                stream.line.setblocking(False)
                stream.line.connect_ex(("127.0.0.1", self._port))
                self._streams[stream.line.fileno()] = stream
                self._poll.register(stream.line, select.EPOLLOUT)
            self._read_until(streams[at : at + at_once], number)

    def _read_until(self, streams: Iterable[Stream], number: int) -> float:
        waiting = sum(stream.number < number for stream in streams)
        until, at = time.monotonic() + PATIENCE_SECONDS, time.monotonic()
        while waiting and (now := time.monotonic()) < until:
            for file, what in self._poll.poll(until - now, 4096):
                stream = self._streams[file]
                if what & select.EPOLLOUT:
                    stream.line.send(self._request(stream.event_id))
                    self._poll.modify(file, select.EPOLLIN)
                    continue
                before = stream.number
                self._read(stream)
                if before < number <= stream.number:
                    waiting -= 1
            at = time.monotonic()
        self.faults += waiting
        return at

    def _read(self, stream: Stream) -> None:
        try:
            got = stream.line.recv(65536)
        except OSError:
            got = b""
        if not got:
            self.faults += 1
            self._poll.unregister(stream.line)
            return
        whole, end, stream.rest = (stream.rest + got).rpartition(b"\n\n")
        if not end:
            return
        for found in NUMBER.findall(whole):
            number = int(found)
            if stream.number and number != stream.number + 1:
                self.faults += 1
            stream.number = number
        if ids := ID.findall(whole):
            stream.event_id = ids[-1]


def main(words: list[str]) -> None:
    """Do what is asked until standard input ends."""
    readers = Readers(int(words[0]), words[1])
    for order in sys.stdin:
        verb, *arguments = json.loads(order)
        told = getattr(readers, verb)(*arguments)
        print(json.dumps({**told, "faults": readers.faults}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
