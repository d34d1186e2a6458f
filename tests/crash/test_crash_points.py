"""Killed at any named point, the press never shows half a page, and ends where it would have."""

import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from courant.plant.config import Config
from courant.plant.crash import POINTS
from courant.plant.edition.files import Edition
from courant.plant.searching.filing import CardIndex
from tests.crash.homes import paper_in
from tests.crash.readers import ENCODINGS, Reader, ask
from tests.crash.yard import Yard
from tests.database import migrated_file
from tests.kiosk.servers import free_port, granian

DEEDS = ("publish_a_draft", "withdraw_an_article", "change_a_slug")
# Nothing is taken away by publishing.  The letterbox's points are walked in tests/plant/letterbox,
# the schedule's in test_schedule.py.
REACHED = [
    (deed, point)
    for deed in DEEDS
    for point in POINTS
    if (deed, point) != ("publish_a_draft", "edition.mid-remove")
    and not point.startswith(("letterbox.", "schedule."))
]
COMING = {"/desk-1/draft/", "/desk-1/another/"}  # not there at the beginning
QUICK = [
    ("publish_a_draft", "edition.between-variants"),
    ("withdraw_an_article", "press.after-maps"),
    ("withdraw_an_article", "press.before-filing"),
]


@dataclass
class Ground:
    """A home with its yard and its kiosk, and how they were at the beginning."""

    yard: Yard
    port: int
    spare: Path

    @property
    def edition(self) -> Path:
        return self.yard.home / "edition"

    def begin_again(self) -> None:
        """Put the home back as it was before the last deed."""
        for part in ("edition", "media", "search"):
            shutil.rmtree(self.yard.home / part)
            shutil.copytree(self.spare / part, self.yard.home / part)
        home = self.yard.home
        told = [*home.glob("run/ticker/*"), *home.glob("run/ticker.*.filled")]
        for leftover in [*home.glob("courant.sqlite3-*"), *told]:
            leftover.unlink()
        shutil.copy(self.spare / "courant.sqlite3", self.yard.home / "courant.sqlite3")


@pytest.fixture(scope="module")
def ground(
    tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> Iterator[Ground]:
    place = tmp_path_factory.mktemp("crash")
    config = Config(home=place / "home", port=free_port())
    migrated = migrated_file(pytestconfig.cache.mkdir("databases"))
    with paper_in(config.paths, migrated) as yard:
        shutil.copytree(config.home, place / "spare")
        with granian(config):
            yield Ground(yard, config.port, place / "spare")


def addresses_in(edition: Path) -> set[str]:
    """Return the address of every page that readers may ask for."""
    plain = (name for name in Edition(edition).files() if not name.endswith((".gz", ".br")))
    return {quote(f"/{name.removesuffix('index.html')}") for name in plain if name[0] != "."}


def articles_in(edition: Path) -> set[str]:
    """Return the address of every article that readers can read, and so may search for."""
    pages = ((name, (edition / name).read_bytes()) for name in Edition(edition).files())
    return {
        f"/{name.removesuffix('index.html')}"
        for name, body in pages
        if name.endswith("/index.html") and b'property="og:type" content="article"' in body
    }


def tree(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in Edition(root).files()}


def keep_the_promise(ground: Ground, deed: str, point: str, tmp_path: Path) -> None:
    """Do a deed, kill the press at a point while a reader reads, and let it run again."""
    ground.begin_again()
    addresses = addresses_in(ground.edition) | COMING
    questions = [(address, encoding) for address in sorted(addresses) for encoding in ENCODINGS]
    before = ask(ground.port, questions)
    assert ground.yard.do(deed) == 0

    with Reader(ground.port, sorted(addresses)) as reader:
        died = ground.yard.do("press", point)
        reader.look_around()
        rose = ground.yard.do("press")

    assert (died, rose) == (-signal.SIGKILL, 0), f"{point} was not reached"
    after = ask(ground.port, questions)
    other = [
        (question, answer[0])
        for question, answer in reader.seen
        if answer not in (before[question], after[question])
    ]
    assert not other, "a reader got what is neither old nor new"
    assert before != after
    assert ground.yard.do("whole", str(tmp_path / "whole")) == 0
    assert tree(ground.edition) == tree(tmp_path / "whole")
    assert CardIndex(ground.yard.home / "search").addresses() == articles_in(ground.edition)


@pytest.mark.parametrize(("deed", "point"), QUICK)
def test_a_killed_press_leaves_old_or_new_pages(
    ground: Ground, deed: str, point: str, tmp_path: Path
) -> None:
    keep_the_promise(ground, deed, point, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize(("deed", "point"), [pair for pair in REACHED if pair not in QUICK])
def test_a_press_killed_anywhere_leaves_old_or_new_pages(
    ground: Ground, deed: str, point: str, tmp_path: Path
) -> None:
    keep_the_promise(ground, deed, point, tmp_path)
