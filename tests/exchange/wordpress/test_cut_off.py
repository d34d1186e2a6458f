"""An import that is killed in the middle and begun again ends as one that was let be."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from courant.plant.home import Home
from courant.project.release import write_version
from tests.crash.homes import make_directories
from tests.database import migrated_file
from tests.exchange.wxr.generate import write_export

pytestmark = pytest.mark.long

POSTS = 240
# A batch of ten, so that a small export has many to be cut off between and in.
IMPORT = (
    "import sys; from courant.exchange.wordpress import maker; maker.PORTION = 10; "
    "from courant.project.cli import main; sys.exit(main())"
)
LOGS = ("exchange_importrun", "django_", "sqlite_", "press_change")
BY_LOT = "translation_key"  # differs between any two imports


def begin_import(home: Path, export: Path) -> "subprocess.Popen[bytes]":
    environ = {name: v for name, v in os.environ.items() if not name.startswith("COURANT_")}
    return subprocess.Popen(
        [sys.executable, "-c", IMPORT, "import", "wordpress", str(export)],
        env=environ | {"COURANT_HOME": str(home)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip


def stored_in(home: Home) -> int:
    """Return how many posts have been stored."""
    with closing(sqlite3.connect(f"file:{home.database}?mode=ro", uri=True, timeout=20)) as file:
        query = "SELECT count(*) FROM exchange_importeditem WHERE type = 'post' AND digest <> ''"
        return int(file.execute(query).fetchone()[0])


def rows_of(home: Home, since: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield every table with its rows, but logs, what is drawn by lot, and moments since then."""
    with closing(sqlite3.connect(home.database)) as file:
        file.row_factory = sqlite3.Row
        names = file.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        for (name,) in names.fetchall():
            if name.startswith(LOGS):
                continue
            rows = [dict(row) for row in file.execute(f'SELECT * FROM "{name}"')]  # noqa: S608
            yield name, [{k: v for k, v in row.items() if not drifts(k, v, since)} for row in rows]


def drifts(column: str, value: object, since: str) -> bool:
    """Say whether a value may differ: a post is of 2012, but a desk came out when it was made."""
    is_now = isinstance(value, str) and value[:5] == since[:5] and value >= since
    return column == BY_LOT or is_now


@pytest.fixture
def homes(tmp_path: Path, request: pytest.FixtureRequest) -> tuple[Home, Home]:
    """Two empty papers, alike to the byte."""
    migrated = migrated_file(request.config.cache.mkdir("databases"))
    found = Home(tmp_path / "killed"), Home(tmp_path / "let-be")
    for home in found:
        make_directories(home)
        home.database.write_bytes(migrated.read_bytes())
        write_version(home)
    return found


def test_an_import_killed_in_its_second_pass_and_run_again_ends_as_if_nothing_had_been(
    homes: tuple[Home, Home], tmp_path: Path
) -> None:
    killed, let_be = homes
    export = tmp_path / "export.xml"
    write_export(export, posts=POSTS, comments=3, words=80)
    began = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S}"

    process = begin_import(killed.root, export)
    while process.poll() is None and stored_in(killed) < POSTS // 4:
        time.sleep(0.005)
    os.kill(process.pid, signal.SIGKILL)
    process.wait(60)
    assert 0 < stored_in(killed) < POSTS, "it was not cut off in the middle"

    assert begin_import(killed.root, export).wait(120) == 0
    assert begin_import(let_be.root, export).wait(120) == 0

    assert stored_in(killed) == stored_in(let_be) == POSTS
    whole = dict(rows_of(let_be, began))
    for table, rows in rows_of(killed, began):
        assert rows == whole[table], table
    assert not (killed.run / "import.sqlite3").exists()
