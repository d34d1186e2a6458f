"""Slow and hostile clients: they are let go, and readers notice nothing."""

import resource
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from courant.kiosk.asgi import STALLED_SECONDS
from courant.kiosk.serve import HEADER_TIMEOUT_MS
from courant.plant.config import Config
from tests.kiosk.editions import ARTICLE, make_edition, page
from tests.kiosk.servers import fetch, free_port, granian

pytestmark = pytest.mark.long

HOSTILE = 1_000  # of each kind at once
PATIENCE_SECONDS = 30


@pytest.fixture
def config(tmp_path: Path) -> Iterator[Config]:
    config = Config(home=tmp_path, port=free_port())
    make_edition(config.paths.edition)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield config
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def opening(config: Config, kind: str) -> bytes:
    host = f"Host: 127.0.0.1:{config.port}\r\n"
    return {
        "silent": "",
        "half a header": f"GET / HTTP/1.1\r\n{host}X-Slow: ",
        "half a body": f"POST / HTTP/1.1\r\n{host}Content-Length: 60000\r\n\r\nname=",
        "never reading": f"GET /photos/0a1b-1920.avif HTTP/1.1\r\n{host}\r\n",
        "header without end": f"GET / HTTP/1.1\r\n{host}X: {'x' * 20_000}",
    }[kind].encode()


@contextmanager
def hostile(config: Config, kind: str, number: int) -> Iterator[list[socket.socket]]:
    with ExitStack() as lines:
        opened = []
        for _ in range(number):
            line = lines.enter_context(socket.create_connection(("127.0.0.1", config.port), 10))
            if kind == "never reading":
                line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            with suppress(OSError):
                line.sendall(opening(config, kind))
            opened.append(line)
        yield opened


KINDS = ["silent", "half a header", "half a body", "never reading", "header without end"]


@pytest.mark.parametrize("kind", KINDS)
def test_readers_are_served_beside_a_thousand_hostile_clients(config: Config, kind: str) -> None:
    with granian(config), hostile(config, kind, HOSTILE):
        for _ in range(200):
            assert fetch(config.port, ARTICLE).body == page(ARTICLE)


@pytest.mark.parametrize("kind", ["silent", "half a header", "half a body", "header without end"])
def test_a_client_that_does_not_say_what_it_wants_is_let_go(config: Config, kind: str) -> None:
    with granian(config), hostile(config, kind, 20) as lines:
        until = time.monotonic() + HEADER_TIMEOUT_MS / 1000 + PATIENCE_SECONDS
        for line in lines:
            line.settimeout(max(0.1, until - time.monotonic()))
            with suppress(ConnectionResetError):
                while line.recv(65536):
                    pass


def test_who_stops_reading_a_long_file_is_let_go(config: Config) -> None:
    # Longer than what the kernel takes in on behalf of a reader who does not read.
    video = config.paths.edition / "documents/0a1b.mp4"
    video.write_bytes(bytes(32 * 1024 * 1024))
    request = f"GET /documents/0a1b.mp4 HTTP/1.1\r\nHost: 127.0.0.1:{config.port}\r\n\r\n".encode()
    address = ("127.0.0.1", config.port)
    with granian(config), socket.create_connection(address, PATIENCE_SECONDS) as line:
        line.sendall(request)
        time.sleep(STALLED_SECONDS + 3)

        got = 0
        with suppress(ConnectionResetError):
            while part := line.recv(1 << 20):
                got += len(part)
        assert got < video.stat().st_size


def test_an_idle_line_is_let_go(config: Config) -> None:
    request = f"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1:{config.port}\r\n\r\n".encode()
    address = ("127.0.0.1", config.port)
    with granian(config), socket.create_connection(address, PATIENCE_SECONDS) as line:
        line.sendall(request)
        assert line.recv(65536).startswith(b"HTTP/1.1 200")
        assert line.recv(65536) == b""
