"""The database is away while readers write: their replies are taken, and collected afterwards.

``OUTAGE=300`` in the environment is how many seconds it is away where that is long (S3).
"""

import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from courant.plant.config import Config
from courant.plant.home import Home
from courant.plant.letterbox.collecting import Collector
from courant.project.keys import make_kiosk_keys
from courant.replies.digests import digest_of
from tests.crash.clusters import cluster
from tests.crash.crowds import Crowd, Outcome, Place
from tests.crash.homes import paper_in
from tests.crash.test_kills import works
from tests.crash.yard import Yard
from tests.database import migrated_file
from tests.flows.companies import company
from tests.flows.editors import Editor
from tests.flows.readers import Reader
from tests.kiosk.servers import free_port, granian
from tests.project.house import environ, eventually

LONG_SECONDS = int(os.environ.get("OUTAGE", "300"))
BRIEF_SECONDS = 4
A_SECOND = 6  # readers; within what the kiosk takes of two threads in the long run
TAKEN = 0.999  # of valid replies
COLLECT_SECONDS = 900  # at most, for what came in a long outage
STORED = "SELECT nonce FROM replies_reply"
PLACES = "SELECT address, article_id FROM newsroom_teaser ORDER BY article_id"


@pytest.fixture
def yard(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Yard]:
    migrated = migrated_file(pytestconfig.cache.mkdir("databases"))
    with paper_in(Home(tmp_path / "home"), migrated) as yard:
        make_kiosk_keys(Home(yard.home))
        yield yard


@pytest.mark.parametrize(
    "seconds", [BRIEF_SECONDS, pytest.param(LONG_SECONDS, marks=pytest.mark.long)]
)
def test_replies_are_taken_while_the_file_of_the_database_is_away(yard: Yard, seconds: int) -> None:
    database = Home(yard.home).database
    elsewhere = database.with_name("elsewhere")
    config = Config(home=yard.home, port=free_port())
    with granian(config), works(yard.home):
        places = [Place(*row) for row in ask_sqlite(database, PLACES)]
        said = yard.home.with_name("works.log")

        def away() -> None:
            database.rename(elsewhere)
            assert eventually(lambda: "works.failed" in said.read_text())

        got = hold_an_outage(
            config.port, places, seconds, away=away, back=lambda: elsewhere.rename(database)
        )
        check_collected(got, yard.home, lambda: ask_sqlite(database, STORED))


@pytest.mark.long
def test_replies_are_taken_while_postgresql_is_away(tmp_path: Path) -> None:
    home = Home(tmp_path / "paper")
    with cluster() as server:
        begin(home, server.url)

        def ask(question: str) -> list[tuple[str, int]]:
            with psycopg.connect(server.url) as connection:
                return connection.execute(question).fetchall()  # type: ignore[arg-type]

        with company(home.root, "kiosk", "newsroom", "work") as at_work:
            write_articles(home, at_work.newsroom_port, Reader(at_work.port))
            places = [Place(*row) for row in ask(PLACES)]

            def away() -> None:
                server.vanish()
                assert eventually(lambda: "works.failed" in at_work.said("work"))

            got = hold_an_outage(at_work.port, places, LONG_SECONDS, away=away, back=server.start)
            check_collected(got, home.root, lambda: ask(STORED))


def begin(home: Home, url: str) -> None:
    """Make an empty paper whose database is PostgreSQL's."""
    home.root.mkdir()
    home.settings.write_text(f'database_url = "{url}"\n')
    program = (
        "from courant.project import begin, commands;"
        "config = commands._config(); begin.make_directories(config.paths);"
        "commands._set_up_django(config); begin.begin(config, sample=False, say=print)"
    )
    subprocess.run([sys.executable, "-c", program], env=environ(home.root), check=True)
    make_kiosk_keys(home)


def write_articles(home: Home, newsroom_port: int, reader: Reader) -> None:
    with Editor(newsroom_port) as editor:
        editor.begin((home.keys / "first-password").read_text().strip())
        desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
        for number in range(5):
            editor.write(desk, f"Water {number}", slug=f"water-{number}", topic=topic)
        for number in range(5):
            address = f"/town/water-{number}/"
            assert eventually(lambda at=address: reader.finds("Leave a Reply", at))


def hold_an_outage(
    port: int,
    places: list[Place],
    seconds: int,
    *,
    away: Callable[[], None],
    back: Callable[[], object],
) -> Outcome:
    """Have readers write before, during and after; return what they got."""
    crowd = Crowd(port, places, a_second=A_SECOND)
    crowd.start()
    time.sleep(1)
    away()
    time.sleep(seconds)
    back()
    time.sleep(1)
    return crowd.end()


def check_collected(got: Outcome, home: Path, stored: Callable[[], list[tuple[str, int]]]) -> None:
    """Nearly all was taken, and what was taken is stored, each once and nothing else."""
    collector = Collector(Home(home).letterbox)
    began = time.monotonic()
    waited = collector.count()[0]
    assert eventually(lambda: collector.count()[0] == 0, COLLECT_SECONDS)
    took = time.monotonic() - began
    found = Counter(row[0] for row in stored())
    print(
        f"{got.tried} replies, {len(got.nonces)} acknowledged ({got.share:.3%}), others "
        f"{dict(got.others)}, pages {dict(got.pages)}; {waited} waited, collected within "
        f"{took:.1f} s of the last, {len(found)} stored"
    )
    assert set(got.pages) == {200}
    assert got.share >= TAKEN
    assert found == Counter(digest_of(nonce) for nonce in got.nonces)


def ask_sqlite(database: Path, question: str) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(database, timeout=20)) as connection:
        return connection.execute(question).fetchall()
