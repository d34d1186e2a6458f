"""Kiosk and works killed while readers write: what was acknowledged is stored, each reply once.

``COURANT_CRASH_AT`` visits the named points; ``DEATHS=500`` in the environment makes the random
part as long as the security design asks (S2), ``SEED=12`` another one.
"""

import os
import random
import re
import secrets
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from html import unescape
from pathlib import Path
from threading import Event, Thread

import httpx
import pytest

from courant.plant.config import Config
from courant.plant.crash import POINTS
from courant.plant.home import Home
from courant.plant.letterbox.collecting import Collector
from courant.project.keys import make_kiosk_keys
from courant.project.release import write_version
from courant.replies.digests import digest_of
from tests.crash.homes import paper_in
from tests.crash.test_kills import works
from tests.crash.yard import Yard
from tests.database import migrated_file
from tests.kiosk.servers import free_port, granian
from tests.project.house import eventually

pytestmark = pytest.mark.long

CROWDED = "tests.kiosk.letters.hasty:crowded"
DEATHS = int(os.environ.get("DEATHS", "30"))
SEED = int(os.environ.get("SEED", "11"))
WRITERS = 6
MINE = [point for point in POINTS if point.startswith("letterbox.") and point.endswith("-done")]
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@pytest.fixture
def yard(
    tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Yard]:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    migrated = migrated_file(pytestconfig.cache.mkdir("databases"))
    with paper_in(Home(tmp_path / "home"), migrated) as yard:
        write_version(Home(yard.home))
        make_kiosk_keys(Home(yard.home))
        yield yard


class Writer(Thread):
    """A reader who writes one reply after another, and sends each until it is acknowledged."""

    def __init__(self, port: int, page: str, thread: int) -> None:
        super().__init__(daemon=True)
        self.root, self.page = f"http://127.0.0.1:{port}", page
        self.address = f"/-/replies/{thread}"
        self.acknowledged: list[str] = []  # nonces
        self.enough = Event()

    def run(self) -> None:
        while not self.enough.is_set():
            fields = {"page": self.page, "text": secrets.token_hex(60), "name": "A", "answers": "0"}
            checked = self._post(self.address, fields, 200)
            if checked is not None:
                form = checked.text[: checked.text.index("</form>")]
                signed = {name: unescape(value) for name, value in FIELD.findall(form)}
                sent = self._post(f"{self.address}/send", signed, 303)
                if sent is not None:
                    receipt = sent.headers["location"]
                    self.acknowledged.append(receipt.split("/")[3].partition(".")[0])

    def _post(self, address: str, fields: dict[str, str], wanted: int) -> httpx.Response | None:
        """Send a form again and again, as somebody does who sees an error page."""
        while not self.enough.is_set():
            with suppress(httpx.HTTPError):
                answer = httpx.post(self.root + address, data=fields, timeout=10)
                assert answer.status_code in (wanted, 503), answer.text
                if answer.status_code == wanted:
                    return answer
            time.sleep(0.05)
        return None


def stored(home: Path) -> Counter[str]:
    """Return the digests of the letters that became replies."""
    with closing(sqlite3.connect(home / "courant.sqlite3", timeout=20)) as database:
        return Counter(row[0] for row in database.execute("SELECT nonce FROM replies_reply"))


def thread_of(home: Path) -> tuple[str, int]:
    """Return an article's address and number."""
    with closing(sqlite3.connect(home / "courant.sqlite3", timeout=20)) as database:
        query = "SELECT address, article_id FROM newsroom_teaser ORDER BY article_id LIMIT 1"
        address, number = database.execute(query).fetchone()
    return str(address), int(number)


def test_whoever_is_killed_what_was_acknowledged_is_stored_once(yard: Yard) -> None:
    config = Config(home=yard.home, port=free_port())
    chance = random.Random(SEED)
    page, number = thread_of(yard.home)
    writers = [Writer(config.port, page, number) for _ in range(WRITERS)]
    with ExitStack() as running:
        living = {"works": running.enter_context(works(yard.home)),
                  "kiosk": running.enter_context(granian(config, app=CROWDED))}  # fmt: skip
        for writer in writers:
            writer.start()
        for _ in range(DEATHS):
            time.sleep(chance.uniform(0.05, 0.5))
            victim = chance.choice(sorted(living))
            living[victim].kill()
            living[victim].wait()
            again = works(yard.home) if victim == "works" else granian(config, app=CROWDED)
            living[victim] = running.enter_context(again)
        for writer in writers:
            writer.enough.set()
            writer.join()
        collector = Collector(Home(yard.home).letterbox)
        assert eventually(lambda: collector.count()[0] == 0)

    found = stored(yard.home)
    acknowledged = {digest_of(nonce) for writer in writers for nonce in writer.acknowledged}
    print(f"{DEATHS} deaths, {len(acknowledged)} acknowledged, {len(found)} stored")
    assert len(acknowledged) > DEATHS
    assert acknowledged <= found.keys()
    assert set(found.values()) == {1}


@pytest.mark.parametrize("point", MINE)
def test_works_killed_at_their_points_store_every_letter_once(yard: Yard, point: str) -> None:
    config = Config(home=yard.home, port=free_port())
    page, number = thread_of(yard.home)
    writer = Writer(config.port, page, number)
    with granian(config, app=CROWDED):
        writer.start()
        assert eventually(lambda: len(writer.acknowledged) >= 5)
        for _ in range(3):
            with works(yard.home, crash_at=point) as armed:
                armed.wait(30)
        writer.enough.set()
        writer.join()
        with works(yard.home):
            collector = Collector(Home(yard.home).letterbox)
            assert eventually(lambda: collector.count()[0] == 0)

    found = stored(yard.home)
    assert {digest_of(nonce) for nonce in writer.acknowledged} <= found.keys()
    assert set(found.values()) == {1}
