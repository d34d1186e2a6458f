"""The house as a whole: it starts, comes back, stops, and leaves nothing behind."""

import os
import re
import signal
import socket
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from courant.plant.home import Home
from tests.project.house import House, answers, courant, eventually, house

LONG = pytest.mark.long


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house begun in an empty directory."""
    with house(tmp_path_factory.mktemp("first") / "paper", "--empty") as started:
        yield started


def test_an_empty_directory_becomes_a_paper_one_can_read_and_edit(running: House) -> None:
    assert urlopen(f"http://127.0.0.1:{running.port}/robots.txt").status == 200
    page = urlopen(f"http://localhost:{running.newsroom_port}/").read()
    assert b"Sign in to the newsroom" in page


def test_it_says_where_to_read_and_where_to_edit(running: House) -> None:
    assert f"http://127.0.0.1:{running.port}/" in running.said()
    assert f"http://localhost:{running.newsroom_port}/" in running.said()


def test_the_first_password_is_for_its_owner_alone_and_in_no_log(running: House) -> None:
    password = Home(running.home).keys / "first-password"
    assert str(password) in running.said()
    assert password.read_text().strip() not in running.said()
    assert stat.S_IMODE(password.stat().st_mode) == 0o600
    assert stat.S_IMODE(password.parent.stat().st_mode) == 0o700


def test_a_second_copy_is_told_who_holds_the_home(running: House) -> None:
    refused = courant("serve", home=running.home)
    assert refused.returncode == 2
    assert f"process {running.process.pid}" in refused.stderr


def test_second_works_are_refused(running: House) -> None:
    refused = courant("work", home=running.home)
    assert refused.returncode == 2
    assert "run already" in refused.stderr


def test_the_kiosks_keys_are_there_for_their_owner_alone(running: House) -> None:
    home = Home(running.home)
    keys = [home.form_key, home.pass_key]

    assert {path.stat().st_mode & 0o777 for path in keys} == {0o600}
    assert len({path.read_text() for path in keys}) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", path.read_text()) for path in keys)


def test_the_kiosk_knows_no_database_and_no_django(running: House) -> None:
    kiosks = [pid for pid, words in running.processes().items() if "kiosk.app" in words]
    assert kiosks
    for pid in [*kiosks, *(pid for pid in running.processes() if _parent(pid) in kiosks)]:
        place = Path("/proc") / str(pid)
        assert b"DATABASE" not in (place / "environ").read_bytes()
        assert b"/django/" not in (place / "maps").read_bytes()
        assert "courant.sqlite3" not in _open_files(place)


def test_what_dies_comes_back(running: House) -> None:
    victims = {pid for pid, words in running.processes().items() if "newsroom" in words}
    for pid in victims:
        os.kill(pid, signal.SIGKILL)

    assert eventually(lambda: "newsroom ended (killed by SIGKILL)" in running.said())
    assert eventually(lambda: answers(running.newsroom_port))


def test_a_stop_is_clean_with_a_reader_connected(home: Path) -> None:
    with house(home) as running, socket.create_connection(("127.0.0.1", running.port)) as reader:
        reader.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")

        assert running.end() == 0

        assert running.processes() == {}
        assert running.said().rstrip().endswith("Stopped.")


def test_nobody_is_left_when_the_supervisor_is_killed(home: Path) -> None:
    with house(home) as running:
        assert len(running.processes()) >= 5  # two servers with a worker each, and the works

        running.end(signal.SIGKILL)

        assert eventually(lambda: not running.processes()), running.processes()


def test_a_port_in_use_is_named_before_anything_starts(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        refused = courant("serve", f"--port={port}", home=home)

    assert refused.returncode == 2
    assert f"Port {port} on 127.0.0.1 cannot be had: Address already in use" in refused.stderr
    assert "--port" in refused.stderr


def _parent(pid: int) -> int:
    return int((Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[1])


def _open_files(place: Path) -> str:
    return " ".join(str(path.readlink()) for path in (place / "fd").iterdir() if path.is_symlink())


@pytest.mark.parametrize(
    "then", [pytest.param(["--empty"], id="empty"), pytest.param([], id="sample", marks=LONG)]
)
def test_a_first_start_that_is_cut_off_says_so_in_a_line_and_begins_again(
    then: list[str], tmp_path: Path
) -> None:
    started = House(tmp_path / "paper", apart=True)
    assert eventually(lambda: "Setting up the sample paper" in started.said())
    time.sleep(1)  # so that it draws

    os.killpg(started.process.pid, signal.SIGINT)  # as Ctrl-C reaches everybody at a terminal
    assert started.process.wait(60) == 130

    assert started.said().endswith(
        "…\nStopped before the paper was ready. The same command begins again.\n"
    )
    assert "Traceback" not in started.said()
    with house(tmp_path / "paper", *then) as again:
        assert urlopen(f"http://127.0.0.1:{again.port}/").status == 200
