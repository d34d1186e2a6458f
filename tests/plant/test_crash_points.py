"""Crash points: every one that is named is somewhere, and every one that is somewhere is named."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import courant
from courant.plant.crash import POINTS, point

SOURCE = Path(courant.__file__).parent
CALL = re.compile(r"crash\.point\(\s*\"([^\"]+)\"")


def test_every_point_is_passed_somewhere() -> None:
    texts = [path.read_text() for path in SOURCE.rglob("*.py") if path.name != "crash.py"]

    passed = {name for name in POINTS if any(f'"{name}"' in text for text in texts)}

    assert passed == set(POINTS)


def test_every_point_that_is_passed_is_in_the_table() -> None:
    called = {name for path in SOURCE.rglob("*.py") for name in CALL.findall(path.read_text())}

    assert called
    assert called <= set(POINTS)


def test_a_point_does_nothing_unless_switched_on() -> None:
    for name in POINTS:
        point(name)


def test_a_process_dies_at_its_point_and_at_no_other() -> None:
    script = "from courant.plant.crash import point; point('press.after-claim'); print('alive')"

    def run(at: str) -> "subprocess.CompletedProcess[bytes]":
        environ = os.environ | {"COURANT_CRASH_AT": at}
        command = [sys.executable, "-c", script]
        return subprocess.run(command, env=environ, capture_output=True, check=False)

    assert run("press.after-claim").returncode == -signal.SIGKILL
    assert run("press.after-maps").stdout == b"alive\n"
