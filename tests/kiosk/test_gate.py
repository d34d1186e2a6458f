"""The gate: what is let in, in which order it is asked, and that nothing breaks it."""

import json
import os
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.negotiate import accepted, has_tag
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from tests.kiosk.asking import ask
from tests.kiosk.editions import FRONT


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "NONSENSE", "get"]
)
def test_only_reading_is_served(kiosk: App, method: str) -> None:
    reply = ask(kiosk, method=method)

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")


def test_nothing_can_be_posted_to_a_page(kiosk: App) -> None:
    reply = ask(kiosk, method="POST", headers=[("Content-Length", "70000")])

    assert (reply.status, reply.headers["allow"]) == (405, "GET, HEAD")
    assert reply.headers["connection"] == "close"


@pytest.mark.parametrize("host", [None, "", "evil.example", "127.0.0.1:9000", "127.0.0.1", "\xff"])
def test_another_host_is_misdirected(kiosk: App, host: str | None) -> None:
    assert ask(kiosk, host=host).status == 421


def test_two_hosts_are_one_too_many(kiosk: App) -> None:
    assert ask(kiosk, headers=[("Host", "127.0.0.1:8000")]).status == 421


@pytest.mark.parametrize("host", ["localhost:8000", "LOCALHOST:8000", "[::1]:8000"])
def test_loopback_names_are_ours(kiosk: App, host: str) -> None:
    assert ask(kiosk, host=host).status == 200


def test_the_public_name_and_the_allowed_ones_are_ours(edition: Edition, config: Config) -> None:
    kiosk = make_app(
        edition.root,
        Config(
            home=config.home, public_url="https://paper.example", allowed_hosts=("mirror.example",)
        ),
    )
    for host in ("paper.example", "Paper.Example", "paper.example:443", "mirror.example"):
        assert ask(kiosk, host=host).status == 200
    assert ask(kiosk, host="paper.example.").status == 421


@pytest.mark.parametrize(
    "target",
    [
        *("/%00", "/a%5Cb/", "/a\\b/", "/a%0d%0ax/", "/a%7f/", "/%ff/", "/%c2%85/"),
        *("/" + "x/" * 512, "http://127.0.0.1:8000/", "*", ""),
    ],
)
def test_a_path_that_can_name_nothing_is_refused(kiosk: App, target: str) -> None:
    assert ask(kiosk, target).status == 400


def test_the_longest_path_is_let_in(kiosk: App) -> None:
    assert ask(kiosk, "/" + "x/" * 511 + "y").status == 404


def test_a_long_query_is_refused(kiosk: App) -> None:
    assert ask(kiosk, "/?" + "x" * 2048).status == 200
    assert ask(kiosk, "/?" + "x" * 2049).status == 414


@pytest.mark.parametrize(
    ("method", "host", "target", "status"),
    [
        ("PUT", "evil.example", "/%00?" + "x" * 3000, 405),
        ("POST", "evil.example", "/%00?" + "x" * 3000, 421),
        ("POST", "127.0.0.1:8000", "/%00?" + "x" * 3000, 400),
        ("POST", "127.0.0.1:8000", "/?" + "x" * 3000, 414),
        ("POST", "127.0.0.1:8000", "/", 405),
    ],
)
def test_the_questions_come_in_their_order(
    kiosk: App, method: str, host: str, target: str, status: int
) -> None:
    assert ask(kiosk, target, method=method, host=host).status == status


def test_a_body_is_not_read_and_ends_the_connection(kiosk: App) -> None:
    for header in (("Content-Length", "5"), ("Transfer-Encoding", "chunked")):
        reply = ask(kiosk, headers=[header])
        assert (reply.status, reply.headers["connection"]) == (200, "close")
    assert "connection" not in ask(kiosk, headers=[("Content-Length", "0")]).headers


def test_health_tells_of_the_edition_the_works_and_the_release(
    kiosk: App, edition: Edition, config: Config
) -> None:
    reply = ask(kiosk, "/-/health")
    told = json.loads(reply.body)
    assert (reply.status, reply.headers["cache-control"]) == (200, "no-store")
    assert (told["edition"], told["works_seen_seconds_ago"]) == ("readable", None)
    assert told["release"].count(".") == 2

    config.paths.run.mkdir()
    heartbeat = config.paths.run / "works.alive"
    heartbeat.touch()
    os.utime(heartbeat, (time.time() - 90, time.time() - 90))
    assert json.loads(ask(kiosk, "/-/health").body)["works_seen_seconds_ago"] >= 90


def test_health_is_503_without_an_edition(config: Config) -> None:
    assert ask(make_app(config.paths.edition, config), "/-/health").status == 503


@settings(deadline=None)  # how long it takes is not asked here
@given(some.binary(max_size=60) | some.text("brgzip*;q=0.15, \t", max_size=40).map(str.encode))
def test_any_accept_encoding_gives_a_plain_file_at_the_end(header: bytes) -> None:
    endings = accepted(header)

    assert endings[-1] == ""
    assert set(endings[:-1]) <= {".br", ".gz"}
    assert len(set(endings)) == len(endings)


@settings(deadline=None)  # how long it takes is not asked here
@given(
    some.permutations(["br", "gzip", "deflate", "zstd"]), some.sampled_from(["0", "0.0", "0.000"])
)
def test_weight_zero_refuses_wherever_it_stands(codings: list[str], zero: str) -> None:
    header = ", ".join(f"{coding};q={zero}" if coding == "br" else coding for coding in codings)

    assert accepted(header.encode()) == (".gz", "")


@settings(deadline=None)  # how long it takes is not asked here
@given(some.lists(some.text("abcdef0123456789-", min_size=1), max_size=5), some.booleans())
def test_a_tag_is_found_in_any_list_that_holds_it(tags: list[str], is_weak: bool) -> None:
    named = [f'W/"{tag}"' if is_weak else f'"{tag}"' for tag in tags]
    header = " , ".join(named).encode()

    assert all(has_tag(header, f'"{tag}"'.encode()) for tag in tags)
    assert not has_tag(header, b'"never there"')


ANYTHING = some.text(some.characters(min_codepoint=32, max_codepoint=126), max_size=80)


@settings(deadline=None)  # how long it takes is not asked here
@given(path=ANYTHING, query=ANYTHING, accept=ANYTHING, tag=ANYTHING)
def test_whatever_is_asked_is_answered_properly(
    tmp_path_factory: pytest.TempPathFactory, path: str, query: str, accept: str, tag: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "asked"
    Edition(root, durable=False).put(FRONT, b"<p>here</p>")
    kiosk = make_app(root, Config(home=root))
    headers = [("Accept-Encoding", accept), ("If-None-Match", tag)]

    reply = ask(kiosk, f"/{path}?{query}", headers=headers)

    assert reply.status in (200, 301, 304, 400, 404)
    if reply.status == 301:
        assert reply.location.startswith("/")
        assert not reply.location.startswith("//")
