"""Letters over real servers: what is refused, what is kept, what survives a kill."""

import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from courant.kiosk.letters.body import MAX_BYTES
from courant.plant.config import Config
from courant.plant.home import Home
from tests.kiosk.asking import Reply
from tests.kiosk.editions import make_edition
from tests.kiosk.letters.papers import ARTICLE, put_article, put_rules
from tests.kiosk.letters.writers import (
    FORM_TYPE,
    REPLIES,
    Page,
    encoded,
    letters_in,
    put_keys,
    typed,
)
from tests.kiosk.servers import NGINX_CONF, free_port, granian, nginx, parse, uvicorn
from tests.project.house import eventually

SERVERS = {"granian": granian, "uvicorn": uvicorn}
HASTY, BRIEF = "tests.kiosk.letters.hasty:app", "tests.kiosk.letters.hasty:brief"
TESTS = Path(__file__).parents[3]

Server = Callable[..., AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def _servers_find_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(TESTS))


@pytest.fixture
def config(tmp_path: Path) -> Config:
    config = Config(home=tmp_path, port=free_port())
    edition = make_edition(config.paths.edition)
    put_article(edition)
    put_rules(edition)
    put_keys(config.paths)
    return config


@pytest.fixture(params=SERVERS)
def server(request: pytest.FixtureRequest) -> Server:
    return SERVERS[request.param]


def said(config: Config, *parts: bytes) -> Reply:
    """Write bytes to the kiosk as they are and read its answer to the end."""
    with socket.create_connection(("127.0.0.1", config.port), timeout=20) as line:
        answer = b""
        try:
            for part in parts:
                line.sendall(part)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it has heard enough
        try:
            while part := line.recv(65536):
                answer += part
        except ConnectionResetError:
            pass
    return parse(answer)


def head(config: Config, *lines: str, target: str = REPLIES) -> bytes:
    host = f"Host: 127.0.0.1:{config.port}"
    kind = ": ".join(FORM_TYPE)
    return "\r\n".join([f"POST {target} HTTP/1.1", host, kind, *lines, "", ""]).encode()


def send(config: Config, target: str, fields: dict[str, Any], *lines: str) -> Reply:
    body = encoded(fields)
    length = f"Content-Length: {len(body)}"
    return said(config, head(config, length, "Connection: close", *lines, target=target), body)


def test_a_reply_is_checked_sent_and_received(config: Config, server: Server) -> None:
    with server(config, app=HASTY):
        checked = send(config, REPLIES, typed(answers=12))
        form = Page(checked).form(f"{REPLIES}/send")
        taken = [send(config, form.action, form.fields) for _ in range(2)]
        receipt = said(
            config,
            f"GET {taken[0].location} HTTP/1.1\r\nHost: 127.0.0.1:{config.port}\r\n"
            "Connection: close\r\n\r\n".encode(),
        )

    assert checked.status == 200
    assert [reply.status for reply in taken] == [303, 303]
    assert taken[0].location == taken[1].location
    assert "We have your reply" in Page(receipt).text
    assert [letter["text"] for letter in letters_in(config.paths)] == [form.fields["text"]]


def kill(process: subprocess.Popen[bytes], port: int) -> None:
    """Kill a server and wait for its worker, which ends a moment later and holds the port."""
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert eventually(lambda: not is_open(port))


def is_open(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1).close()
    except OSError:
        return False
    return True


def test_another_kiosk_takes_what_a_killed_one_checked(config: Config) -> None:
    with granian(config, app=HASTY) as process:
        form = Page(send(config, REPLIES, typed())).form(f"{REPLIES}/send")
        kill(process, config.port)
    with granian(config, app=HASTY) as process:
        first = send(config, form.action, form.fields)
        kill(process, config.port)
    with granian(config, app=HASTY):
        again = send(config, form.action, form.fields)

    assert first.status == again.status == 303
    assert first.location == again.location
    assert len(letters_in(config.paths)) == 1


def test_letters_go_through_nginx_and_leave_nothing_there(config: Config, tmp_path: Path) -> None:
    front = replace(config, port=free_port())
    behind = replace(config, allowed_hosts=(f"127.0.0.1:{front.port}",))
    under = tmp_path / "nginx"
    under.mkdir()
    fields = typed(text="word " * 590, website="x" * 40_000)
    with nginx(behind, port=front.port, under=under), granian(behind, app=HASTY):
        checked = send(front, REPLIES, fields, "Origin: https://evil.example")
        assert checked.status == 403
        checked = send(front, REPLIES, fields, f"Origin: http://127.0.0.1:{front.port}")
        form = Page(checked).form(f"{REPLIES}/send")
        taken = send(front, form.action, form.fields)
        long = said(front, head(front, length(10_000_000)), b"text=" + b"x" * 100_000)
        paths = [path for path in under.rglob("*") if path.is_file()]

    assert (checked.status, taken.status, long.status) == (200, 303, 413)
    assert checked.headers["x-robots-tag"] == "noindex"
    assert checked.headers["cache-control"] == "no-store"
    assert {path.name for path in paths} <= {"nginx.conf", "nginx.pid", "error.log"}
    assert "client_body_buffer_size 64k;" in NGINX_CONF.read_text()  # or it writes bodies down
    assert [letter["marks"] for letter in letters_in(config.paths)] == [["trap"]]


@pytest.fixture(scope="module", params=SERVERS)
def running(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Config]:
    """A kiosk that waits only a moment for forms."""
    config = Config(home=tmp_path_factory.mktemp("home"), port=free_port())
    edition = make_edition(config.paths.edition)
    put_article(edition)
    put_rules(edition)
    put_keys(config.paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(TESTS))
        with SERVERS[request.param](config, app=BRIEF):
            yield config


def length(of: int) -> str:
    return f"Content-Length: {of}"


THIRTEEN = b"&".join(b"f%d=1" % at for at in range(13))
BAD_BODIES: dict[str, tuple[Sequence[str], Sequence[bytes], int, str]] = {
    "ten megabytes": ([length(10_000_000)], [b"text=" + b"x" * 9_999_995], 413, "64 KB"),
    "ten megabytes, said in pieces": (
        ["Transfer-Encoding: chunked"],
        [b"10000\r\n" + b"x" * 65536 + b"\r\n"] * 160 + [b"0\r\n\r\n"],
        413,
        "64 KB",
    ),
    "one byte too many": ([length(MAX_BYTES + 1)], [b"x" * (MAX_BYTES + 1)], 413, "64 KB"),
    "thirteen fields": ([length(len(THIRTEEN))], [THIRTEEN], 400, "more than 12 fields"),
    "a field twice": ([length(13)], [b"text=1&text=2"], 400, "twice"),
    "no UTF-8": ([length(8)], [b"text=%ff"], 400, "UTF-8"),
    "half a body": ([length(100)], [b"text=1"], 408, "in time"),
    "no body": ([length(100)], [], 408, "in time"),
    "packed": (["Content-Encoding: gzip", length(6)], [b"text=1"], 415, "Only a form"),
}


@pytest.mark.parametrize("case", BAD_BODIES)
def test_a_bad_body_is_refused_in_plain_words(running: Config, case: str) -> None:
    lines, parts, status, told = BAD_BODIES[case]

    reply = said(running, head(running, *lines), *parts)

    assert reply.status == status
    assert told in reply.body.decode()
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert reply.headers["connection"] == "close"
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=x", "text/plain", "application/json"]
)
def test_another_type_is_refused(running: Config, kind: str) -> None:
    whole = head(running, length(6)).replace(FORM_TYPE[1].encode(), kind.encode())

    reply = said(running, whole, b"text=1")

    assert (reply.status, reply.headers["connection"]) == (415, "close")


def test_two_hosts_are_one_too_many(running: Config) -> None:
    body = encoded(typed())

    reply = said(running, head(running, "Host: evil.example", length(len(body))), body)

    assert reply.status in (400, 421)  # a server may see to it before we can


def test_who_leaves_in_the_middle_leaves_nothing_behind(running: Config) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", running.port), timeout=10) as line:
            line.sendall(head(running, length(100)) + b"text=")

    reply = send(running, REPLIES, typed())

    assert reply.status == 200
    assert not running.paths.letterbox.exists()


def test_the_longest_form_is_read(running: Config) -> None:
    filler = MAX_BYTES - len(encoded(typed(website="")))

    reply = send(running, REPLIES, typed(website="x" * filler))

    assert reply.status == 200


def test_nothing_of_a_letter_is_in_what_a_kiosk_says(config: Config, capfd: Any) -> None:
    home: Home = config.paths
    secret = "canary-7f3a"
    with granian(config, app=HASTY):
        for fields in (typed(text=secret), typed(text=secret, page=f"/{secret}/"), {}):
            checked = send(config, REPLIES, fields, f"X-Real-IP: 203.0.113.{len(fields)}")
            for form in Page(checked).forms[:1]:
                send(config, form.action, form.fields, f"Referer: http://x/{secret}")
        home.form_key.write_text("")
        send(config, f"{REPLIES}/send", typed(text=secret))

    out, err = capfd.readouterr()
    assert secret not in out + err
    assert "203.0.113" not in out + err
    assert ARTICLE not in out + err
