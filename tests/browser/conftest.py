"""A browser, and papers for it to read: printed once for all processes of a test run."""

import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from courant.plant.config import Config
from courant.project.chromium import find_chromium
from tests.browser.watch import settled
from tests.database import migrated_file
from tests.kiosk.servers import free_port, granian
from tests.project.house import House, copy_home, environ, eventually, house

REPOSITORY = Path(__file__).parents[2]
# Nothing of Chromium's own may reach for the network, and root has no sandbox.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """A paper that was printed."""

    home: Path
    addresses: dict[str, dict[str, str]]  # by language and kind of page


@dataclass(frozen=True)
class Paper:
    """A paper that readers can reach."""

    root: str  # "http://127.0.0.1:41234"
    addresses: dict[str, dict[str, str]]

    def url(self, kind: str, lang: str = "en") -> str:
        return self.root + self.addresses[lang][kind]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        pytest.skip("There is no Chromium here; ./courant test installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Where the processes of one test run share homes; with a migrated one to copy."""
    root = tmp_path_factory.getbasetemp()
    shared = root.parent if os.environ.get("PYTEST_XDIST_WORKER") else root
    folder = shared / "printed"
    folder.mkdir(exist_ok=True)
    with Alone(folder):
        if not (folder / "migrated.sqlite3").exists():
            cache = request.config.cache.mkdir("databases")  # type: ignore[union-attr]
            shutil.copyfile(migrated_file(cache), folder / "migrated.sqlite3")
    return folder


@pytest.fixture(scope="session")
def readable(homes: Path) -> Printed:
    return printed(homes, "reading")


@pytest.fixture(scope="session")
def paper(readable: Printed) -> Iterator[Paper]:
    """The readable paper, served by the kiosk."""
    config = Config(home=readable.home, port=free_port())
    with granian(config):
        yield Paper(f"http://127.0.0.1:{config.port}", readable.addresses)


@pytest.fixture(scope="session")
def sample(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample paper, with everything running and nothing left to bake."""
    with house(copy_home(printed(homes, "sample").home, tmp_path_factory.mktemp("s") / "p")) as up:
        assert eventually(lambda: settled(up.home), 120)
        yield up


def printed(homes: Path, what: str) -> Printed:
    """Return a printed paper, printing it if no other process of this test run has."""
    home, addresses = homes / what, homes / f"{what}.json"
    with Alone(homes):
        if not addresses.exists():
            home.mkdir()
            shutil.copyfile(homes / "migrated.sqlite3", home / "courant.sqlite3")
            command = [sys.executable, "-m", "tests.browser.printing", what, str(addresses)]
            done = subprocess.run(
                command,
                env=environ(home),
                cwd=REPOSITORY,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
    return Printed(home, json.loads(addresses.read_text()))


class Alone:
    """Holds a folder against the other processes of a test run."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "lock").open("w")

    def __enter__(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def __exit__(self, *_: object) -> None:
        self._file.close()
