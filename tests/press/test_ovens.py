"""Baking in several processes."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from courant.plant.addresses import Address
from courant.plant.edition.files import Edition
from courant.press import parallel, run
from courant.press.changes import note_changed
from courant.press.queries import failed_bakes
from courant.press.resolve import spoil_everything
from courant.press.run import PressBusyError, press_lock, press_run
from tests.press.pages import BROKEN, Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _small_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("OVENS ARE TRIED ON SQLITE: elsewhere a fork would end the test's transaction.")
    monkeypatch.setattr(parallel, "LARGEST_PORTION", 1)
    monkeypatch.setattr(run, "REMEMBERED_AT_ONCE", 1)


def tree(edition: Edition) -> dict[str, bytes]:
    return {name: (edition.root / name).read_bytes() for name in edition.files()}


def bake_all(edition: Edition, *, jobs: int) -> None:
    spoil_everything()
    press_run(edition, jobs=jobs)


def test_two_ovens_bake_what_one_bakes(pages: Pages, tmp_path: Path) -> None:
    for number in range(12):
        pages.put(f"/{number}/", f"Text {number}.")
    one, two = (Edition(tmp_path / name, durable=False) for name in ("one", "two"))

    bake_all(one, jobs=1)
    bake_all(two, jobs=2)

    assert len(tree(one)) == 36
    assert tree(one) == tree(two)


def test_a_page_that_fails_in_an_oven_stops_no_other(pages: Pages, edition: Edition) -> None:
    pages.put("/bad/", BROKEN)
    pages.put("/good/")

    bake_all(edition, jobs=2)

    assert failed_bakes().get().address == "/bad/"
    assert (edition.root / "good/index.html").exists()


def test_withdrawn_pages_leave_when_ovens_bake_too(pages: Pages, edition: Edition) -> None:
    for path in ("/one/", "/two/"):
        pages.put(path)
    bake_all(edition, jobs=1)
    del pages.texts[Address("/two/")]

    bake_all(edition, jobs=2)

    assert not (edition.root / "two").exists()
    assert (edition.root / "one").exists()


def wait_for(path: Path) -> None:
    end = time.monotonic() + 30
    while not path.exists() and time.monotonic() < end:
        time.sleep(0.01)


def test_a_photo_that_one_oven_lets_go_stays_for_the_page_of_another(
    pages: Pages, edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, remembered = tmp_path / "photo.jpg", tmp_path / "remembered"
    photo.write_bytes(b"pixels")
    shown = {"photos/ab-": {"photos/ab-320.jpg": photo}}
    pages.shown[pages.put("/1/")] = shown
    bake_all(edition, jobs=1)
    # One oven has /4/ and /3/, the other /2/ and /1/; the photo moves from /1/ to /4/.
    monkeypatch.setattr(parallel, "LARGEST_PORTION", 2)
    pages.put("/2/")
    pages.put("/3/")
    pages.shown = {pages.put("/4/"): shown}
    meanwhile = {"/1/": edition.root / "4/index.html", "/3/": remembered}
    pages.before_composing = lambda address: wait_for(meanwhile.get(address, photo))
    spoil_everything()
    press_run(edition, jobs=2, progress=lambda _: remembered.touch())
    kept = (edition.root / "photos/ab-320.jpg").exists()
    pages.before_composing, pages.shown = (lambda _: None), {}
    bake_all(edition, jobs=2)

    assert kept
    assert not (edition.root / "photos").exists()


HOLDS_AND_DIES = """
import os, pathlib, signal, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
import django; django.setup()
from courant.press.parallel import Row, baked_in_parallel
from courant.press.run import press_lock
home = pathlib.Path(sys.argv[1])
with press_lock(home / "run"):
    for _ in baked_in_parallel([[Row("/x/", "no.recipe", 10, 1)] * 3], home / "edition", 2):
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="NOT LINUX: a thread looks")
def test_ovens_go_with_the_press_that_is_killed_and_hold_nothing(tmp_path: Path) -> None:
    environ = os.environ | {"COURANT_HOME": str(tmp_path)}

    subprocess.run([sys.executable, "-c", HOLDS_AND_DIES, tmp_path], env=environ, check=False)

    with press_lock(tmp_path / "run", wait=True):  # without end if an oven lived on
        assert (tmp_path / "edition").is_dir()


HOLDS = """
import fcntl, pathlib, sys
with pathlib.Path(sys.argv[1]).open("w") as lock:
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_may_hold_the_press(pages: Pages, edition: Edition) -> None:
    pages.put("/one/")
    note_changed("page:/one/", because="a test")
    command = [sys.executable, "-c", HOLDS, settings.HOME.run / "press.lock"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        with pytest.raises(PressBusyError):
            press_run(edition)
        other.stdin.close()

    assert press_run(edition)
