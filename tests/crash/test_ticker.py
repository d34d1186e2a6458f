"""Works and kiosk killed while lines are filed: every reader has every line once, in order."""

import json
import random
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from courant.plant.config import Config
from courant.plant.home import Home
from courant.project.release import write_version
from tests.crash.homes import paper_in
from tests.crash.test_kills import works
from tests.crash.yard import Yard
from tests.database import migrated_file
from tests.kiosk.servers import free_port, granian
from tests.kiosk.tickers import Told, following
from tests.project.house import eventually

pytestmark = pytest.mark.long

READERS, DEATHS, LINES_BETWEEN = 6, 25, 4


@pytest.fixture
def yard(tmp_path: Path, pytestconfig: pytest.Config) -> Iterator[Yard]:
    migrated = migrated_file(pytestconfig.cache.mkdir("databases"))
    with paper_in(Home(tmp_path / "home"), migrated) as yard:
        write_version(Home(yard.home))
        yield yard


class Patient(Thread):
    """A reader's browser: comes back with the last id whenever the stream breaks."""

    def __init__(self, port: int, last: int) -> None:
        super().__init__(daemon=True)
        self.port, self.last = port, last
        self.told: list[Told] = []
        self.enough = Event()

    def run(self) -> None:
        while not self.enough.is_set():
            with suppress(OSError, ValueError, AssertionError):
                headers = [("Last-Event-ID", str(self.last))]
                with following(self.port, headers=headers) as follower:
                    for one in follower.events():
                        self.told.append(one)
                        self.last = one.number
                        if self.enough.is_set():
                            return
            time.sleep(0.05)


def number_in(home: Path) -> int:
    """Return the last number that kiosks were told."""
    with suppress(OSError, ValueError), (home / "run/ticker/en").open() as file:
        return int(json.loads(file.readline().partition("\t")[2])["number"])
    return -1


def test_killed_works_and_kiosks_lose_no_line_and_tell_none_twice(yard: Yard) -> None:
    config = Config(home=yard.home, port=free_port())
    chance = random.Random(7)
    with ExitStack() as running:
        living = {"works": running.enter_context(works(yard.home)),
                  "kiosk": running.enter_context(granian(config))}  # fmt: skip
        assert eventually(lambda: number_in(yard.home) >= 0)
        first = number_in(yard.home)
        readers = [Patient(config.port, first) for _ in range(READERS)]
        for reader in readers:
            reader.start()

        for death in range(DEATHS):
            assert yard.do("file_lines", f"death-{death}", str(LINES_BETWEEN)) == 0
            time.sleep(chance.uniform(0, 0.15))
            victim = chance.choice(sorted(living))
            living[victim].kill()
            living[victim].wait()
            again = works(yard.home) if victim == "works" else granian(config)
            living[victim] = running.enter_context(again)
        last = first + DEATHS * LINES_BETWEEN
        assert eventually(lambda: all(reader.last == last for reader in readers))
        for reader in readers:
            reader.enough.set()

    wanted = [f"death-{death}.{n}" for death in range(DEATHS) for n in range(LINES_BETWEEN)]
    for reader in readers:
        assert [one.number for one in reader.told] == list(range(first + 1, last + 1))
        assert [line["text"] for one in reader.told for line in one.data["lines"]] == wanted


def test_a_relay_killed_at_its_points_tells_everything_once(yard: Yard) -> None:
    for point in ("ticker.before-relay", "ticker.after-relay"):
        with works(yard.home):
            assert eventually(lambda: number_in(yard.home) >= 0)
            before = number_in(yard.home)
        assert yard.do("file_lines", point, "3") == 0

        with works(yard.home, crash_at=point) as armed:
            armed.wait(30)
        with works(yard.home):
            assert eventually(lambda at=before: number_in(yard.home) == at + 3)

        events = (yard.home / "run/ticker/en").read_text("utf-8").splitlines()[-3:]
        told = [json.loads(event.partition("\t")[2]) for event in events]
        assert [line["text"] for event in told for line in event["lines"]] == [
            f"{point}.{number}" for number in range(3)
        ]
    shutil.rmtree(yard.home / "run/ticker")
