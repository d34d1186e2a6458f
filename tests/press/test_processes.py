"""The press among processes: several ovens, a second bake, a full disk."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from courant.plant.edition.files import Edition
from courant.plant.home import Home
from courant.press.run import press_lock
from tests.crash.homes import make_directories, paper_in
from tests.crash.yard import Yard
from tests.database import migrated_file
from tests.project.house import environ, eventually

DRAFT = "desk-1/draft/index.html"


@pytest.fixture(scope="session")
def migrated(pytestconfig: pytest.Config) -> Path:
    return migrated_file(pytestconfig.cache.mkdir("databases"))


@pytest.fixture
def yard(tmp_path: Path, migrated: Path) -> Iterator[Yard]:
    with paper_in(Home(tmp_path / "home"), migrated) as yard:
        yield yard


def tree(root: Path) -> dict[str, bytes]:
    return {name: (root / name).read_bytes() for name in Edition(root).files()}


@contextmanager
def running(*words: str, home: Path) -> Iterator["subprocess.Popen[str]"]:
    command = [sys.executable, "-m", "courant.project.cli", *words]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, env=environ(home), stdout=pipe, stderr=pipe, text=True
    ) as process:
        yield process
        process.terminate()


def test_two_ovens_bake_what_one_does(yard: Yard) -> None:
    by_one = tree(yard.home / "edition")
    shutil.rmtree(yard.home / "edition")

    assert yard.do("bake_again", "2") == 0

    assert tree(yard.home / "edition") == by_one


def test_a_second_bake_follows_the_first(yard: Yard) -> None:
    with ExitStack() as first:
        first.enter_context(press_lock(yard.home / "run"))
        with running("bake", "--all", home=yard.home) as second:
            assert second.stderr
            follows = second.stderr.readline()
            first_is_busy = yard.do("press")
            first.close()
            with running("work", home=yard.home):
                said, _ = second.communicate()

    assert first_is_busy == 1
    assert follows == "The works are baking; following them.\n"
    assert second.returncode == 0
    assert "pages baked" in said


@contextmanager
def small_disk(at: Path) -> Iterator[None]:
    """Mount 64 MiB at a directory.  Skips, saying why, where that is not allowed."""
    at.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", str(at)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("THE FULL DISK IS NOT TRIED: mounting a small one needs root.")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def fill(disk: Path) -> Path:
    """Take every byte that is left."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    return filler


def failures(home: Path) -> list[str]:
    """Return why addresses could not be baked, as the newsroom shows it."""
    with closing(sqlite3.connect(home / "courant.sqlite3")) as database:
        rows = database.execute("SELECT error FROM press_staleaddress WHERE error <> ''")
        return [reason for (reason,) in rows]


@pytest.mark.long
def test_what_a_full_disk_kept_back_is_baked_unaided(tmp_path: Path, migrated: Path) -> None:
    home = Home(tmp_path / "home")
    with small_disk(home.edition), paper_in(home, migrated) as yard:
        before = tree(home.edition)
        filler = fill(home.edition)

        assert yard.do("publish_a_draft") == 0
        with running("work", home=home.root):
            told = eventually(lambda: failures(home.root))
            kept = {name: body for name, body in tree(home.edition).items() if name != "filler"}
            filler.unlink()
            came = eventually((home.edition / DRAFT).exists)
            assert eventually(lambda: not failures(home.root))

        assert all("No space left on device" in reason for reason in told)
        assert kept == before
        assert came


@pytest.mark.long
def test_a_full_disk_refuses_to_publish_and_loses_nothing(tmp_path: Path, migrated: Path) -> None:
    home = Home(tmp_path / "home")
    with small_disk(home.root):
        make_directories(home)
        with paper_in(home, migrated) as yard:
            before = tree(home.edition)
            filler = fill(home.root)

            refused = yard.do("publish_a_draft")
            same = tree(home.edition) == before
            filler.unlink()

            assert (refused, same) == (1, True)
            assert yard.do("publish_a_draft") == 0
            assert yard.do("press") == 0
            assert (home.edition / DRAFT).exists()
