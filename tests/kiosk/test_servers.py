"""The kiosk under real servers: the same answers, no secrets, a clean stop, no orphan."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.serve import config_from, environment_for
from courant.plant.addresses import url_path
from courant.plant.config import Config, ConfigError
from tests.kiosk.asking import ask
from tests.kiosk.editions import ARTICLE, LONG_PHOTO_BYTES, PERSIAN, make_edition
from tests.kiosk.servers import fetch, free_port, granian, parse, uvicorn

Server = Callable[[Config], AbstractContextManager[subprocess.Popen[bytes]]]
OWN = {"date", "server", "connection"}


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(home=tmp_path, port=free_port(), database_url="postgresql://secret@db/paper")
    make_edition(config.paths.edition)
    return config


@pytest.mark.parametrize("server", [granian, uvicorn])
def test_every_server_gives_the_kiosks_answers(server: Server, config: Config) -> None:
    kiosk = make_app(config.paths.edition, config)
    host = f"127.0.0.1:{config.port}"
    with server(config):
        for target in ("/", ARTICLE, url_path(PERSIAN), "/feed.xml", "/photos/0a1b-640.jpg"):
            for method in ("GET", "HEAD"):
                reply = fetch(config.port, target, method=method)
                direct = ask(kiosk, target, method=method, host=host)
                assert (reply.status, reply.body) == (direct.status, direct.body)
                headers = {name: reply.headers[name] for name in reply.headers.keys() - OWN}
                assert headers == direct.headers
        assert fetch(config.port, "/photos/0a1b-1920.avif").body == bytes(LONG_PHOTO_BYTES)
        assert fetch(config.port, "/2019/05/budget/").location == ARTICLE
        assert fetch(config.port, "/politics/withdrawn/").status == 410
        assert fetch(config.port, "/%252e%252e/etc/passwd").status == 404
        assert fetch(config.port, "/-/health").status == 200
        assert fetch(config.port, method="POST").status == 405
        assert fetch(config.port, host="evil.example").status == 421


@pytest.mark.parametrize("server", [granian, uvicorn])
def test_a_body_that_never_comes_holds_nothing_up(server: Server, config: Config) -> None:
    with server(config):
        reply = fetch(config.port, headers=[("Content-Length", "5000000")])

        assert (reply.status, reply.headers["connection"]) == (200, "close")


def test_a_line_serves_many_requests(config: Config) -> None:
    host = f"Host: 127.0.0.1:{config.port}".encode()
    get = b"GET /robots.txt HTTP/1.1\r\n" + host + b"\r\n\r\n"
    with granian(config), socket.create_connection(("127.0.0.1", config.port), timeout=5) as line:
        for _ in range(3):
            line.sendall(get)
            assert parse(line.recv(65536)).body.startswith(b"User-agent")


def test_the_kiosk_is_told_no_secret_and_asks_for_none(config: Config) -> None:
    environ = environment_for(config, {**os.environ, "COURANT_DATABASE_URL": "postgresql://x"})
    assert config_from(environ) == Config(
        home=config.home, port=config.port, public_url=config.public_root
    )
    with granian(config) as process:
        for pid in (process.pid, *children_of(process.pid)):
            known = Path(f"/proc/{pid}/environ").read_bytes()
            assert b"DATABASE" not in known
            assert b"secret" not in known


def test_a_settings_file_that_cannot_be_read_does_not_stop_the_kiosk(config: Config) -> None:
    config.paths.settings.write_text("database_url = ][")

    assert config_from(environment_for(config, {})).home == config.home


def test_a_setting_of_the_wrong_form_is_said() -> None:
    with pytest.raises(ConfigError, match="COURANT_PORT is 'x'"):
        config_from({"COURANT_PORT": "x"})


def test_the_kiosk_knows_neither_django_nor_wagtail() -> None:
    asked = (
        "import sys, courant.kiosk.app, courant.kiosk.serve;"
        "print([name for name in sys.modules if name.split('.')[0] in ('django', 'wagtail')])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)

    assert told.stdout.strip() == b"[]"


def test_a_stop_does_not_wait_for_open_lines(config: Config) -> None:
    address = ("127.0.0.1", config.port)
    with granian(config) as process, socket.create_connection(address) as line:
        line.sendall(b"GET / HTTP/1.1\r\n")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a child with its parent")
def test_a_killed_server_leaves_no_worker(config: Config) -> None:
    with granian(config) as process:
        workers = children_of(process.pid)
        assert workers
        process.kill()
        process.wait()

        until = time.monotonic() + 10
        while any(Path(f"/proc/{worker}").exists() for worker in workers):
            assert time.monotonic() < until, "a worker outlived its server"
            time.sleep(0.02)


def children_of(pid: int) -> list[int]:
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in told.split()]
