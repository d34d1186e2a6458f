"""Readers while the edition changes under them: old or new, always whole, never stale after."""

import gzip
import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from courant.kiosk.asgi import App
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.edition.maps import Gone, Moved
from tests.kiosk.asking import Reply, ask
from tests.kiosk.editions import ARTICLE, make_edition, page, put_maps
from tests.kiosk.servers import fetch, free_port, granian

READINGS = 300
ACCEPTS = ("br", "gzip", "")
UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    "br": brotli.decompress,
    "gzip": gzip.decompress,
    None: bytes,
}
STATES = (page("old"), page("a new headline, and a longer one"), page("newest"))


def body_of(reply: Reply) -> bytes:
    assert len(reply.body) == int(reply.headers["content-length"])
    return UNPACK[reply.headers.get("content-encoding")](reply.body)


def test_a_page_replaced_while_it_is_read_is_old_or_new_and_whole(tmp_path: Path) -> None:
    config = Config(home=tmp_path, port=free_port())
    edition = make_edition(config.paths.edition)
    edition.put(ARTICLE, STATES[0])
    enough = threading.Event()

    def replace() -> None:
        for state in itertools.cycle(STATES):
            edition.put(ARTICLE, state)
            if enough.is_set():
                return

    seen = set()
    with granian(config):
        writer = threading.Thread(target=replace)
        writer.start()
        for number, accept in enumerate(itertools.cycle(ACCEPTS)):
            if number >= READINGS and seen == set(STATES):  # or the suite's patience ends
                break
            reply = fetch(config.port, ARTICLE, headers=[("Accept-Encoding", accept)])
            assert reply.status == 200
            assert body_of(reply) in STATES
            seen.add(body_of(reply))
        enough.set()
        writer.join()


@pytest.mark.parametrize("accept", ACCEPTS)
def test_a_condition_never_brings_back_the_old_page(
    kiosk: App, edition: Edition, accept: str
) -> None:
    said = [("Accept-Encoding", accept)]
    for state in itertools.islice(itertools.cycle(STATES), 9):
        tag = ask(kiosk, ARTICLE, headers=said).headers["etag"]
        edition.put(ARTICLE, state)
        reply = ask(kiosk, ARTICLE, headers=[*said, ("If-None-Match", tag)])
        assert (reply.status, body_of(reply)) == (200, state)


def test_a_withdrawn_page_is_never_served_again(kiosk: App, edition: Edition) -> None:
    for _ in range(5):
        edition.put(ARTICLE, STATES[0])
        for accept in ACCEPTS:
            assert ask(kiosk, ARTICLE, headers=[("Accept-Encoding", accept)]).status == 200

        edition.remove(ARTICLE)
        put_maps(edition, [Gone(ARTICLE, "en")])

        for accept in ACCEPTS:
            assert ask(kiosk, ARTICLE, headers=[("Accept-Encoding", accept)]).status == 410


def test_while_a_page_is_withdrawn_a_reader_gets_all_of_it_or_none(
    kiosk: App, edition: Edition
) -> None:
    edition.put(ARTICLE, STATES[0])
    done = threading.Event()

    def withdraw_and_publish() -> None:
        for _ in range(100):
            edition.put(ARTICLE, STATES[0])
            edition.remove(ARTICLE)
        done.set()

    writer = threading.Thread(target=withdraw_and_publish)
    writer.start()
    for accept in itertools.cycle(ACCEPTS):
        reply = ask(kiosk, ARTICLE, headers=[("Accept-Encoding", accept)])
        assert reply.status in (200, 404)
        if reply.status == 200:
            assert body_of(reply) == STATES[0]
        if done.is_set():
            break
    writer.join()


def test_a_map_replaced_again_and_again_is_read_at_once(kiosk: App, edition: Edition) -> None:
    for target in ("/about/", "/politics/", "/about/", "/"):
        put_maps(edition, [Moved("/was-here/", target)])
        assert ask(kiosk, "/was-here/").location == target
