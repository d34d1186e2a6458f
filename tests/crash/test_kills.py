"""The press killed for as long as it gets further, and ``courant work`` killed as it is.

What one kill leaves behind, for each deed and point, is the business of ``test_crash_points``.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courant.plant.home import Home
from courant.project.release import write_version
from tests.crash import test_crash_points as one_kill
from tests.crash.readers import ENCODINGS, Answer, Question, Reader, ask
from tests.crash.test_crash_points import COMING, DEEDS, Ground, addresses_in, tree
from tests.flows.waiting import settled
from tests.project.house import PATIENCE_SECONDS, eventually

pytestmark = pytest.mark.long

ground = one_kill.ground

MOST_DEATHS = 100  # far more than the files that a deed here changes
# Where a restart finds a step done that it need not do again.  Before the other points it
# would die in the same place for ever.
ONWARD = ("press.after-claim", "edition.after-put", "edition.mid-remove", "press.after-remember")
UNREACHED = {("publish_a_draft", "edition.mid-remove")}  # publishing takes nothing away
WALK = [(deed, point) for deed in DEEDS for point in ONWARD if (deed, point) not in UNREACHED]


@contextmanager
def works(home: Path, crash_at: str = "") -> Iterator["subprocess.Popen[bytes]"]:
    """The works of a home, as systemd would start them; gone after the block."""
    log = home.with_name("works.log")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COURANT_")}
    with (
        log.open("wb") as said,
        subprocess.Popen(
            [sys.executable, "-m", "courant.project.cli", "work"],
            env=kept | {"COURANT_HOME": str(home), "COURANT_CRASH_AT": crash_at},
            stdout=said,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            assert eventually(lambda: b"works.ready" in log.read_bytes()), log.read_text()
            yield process
        finally:
            process.kill()


def test_works_that_are_killed_go_on_where_they_stood(ground: Ground, tmp_path: Path) -> None:
    ground.begin_again()
    write_version(Home(ground.yard.home))
    questions, before = as_it_is(ground)

    with works(ground.yard.home, crash_at="press.before-remember") as armed:
        assert ground.yard.do("change_a_slug") == 0
        with Reader(ground.port, addresses_of(questions)) as reader:
            assert armed.wait(PATIENCE_SECONDS) == -signal.SIGKILL
            reader.look_around()
            with works(ground.yard.home):
                assert eventually(lambda: settled(ground.yard.home))

    check(ground, reader, before, tmp_path)


@pytest.mark.parametrize(("deed", "point"), WALK)
def test_a_press_killed_over_and_over_gets_there(
    ground: Ground, deed: str, point: str, tmp_path: Path
) -> None:
    ground.begin_again()
    questions, before = as_it_is(ground)
    assert ground.yard.do(deed) == 0
    deaths = 0

    with Reader(ground.port, addresses_of(questions)) as reader:
        while ground.yard.do("press", point) == -signal.SIGKILL and deaths < MOST_DEATHS:
            deaths += 1
            reader.look_around()
        assert ground.yard.do("press") == 0

    assert 0 < deaths < MOST_DEATHS
    check(ground, reader, before, tmp_path)


def as_it_is(ground: Ground) -> tuple[list[Question], dict[Question, Answer]]:
    """Return every question a reader may have, with its answer now."""
    addresses = sorted(addresses_in(ground.edition) | COMING)
    questions = [(address, encoding) for address in addresses for encoding in ENCODINGS]
    return questions, ask(ground.port, questions)


def addresses_of(questions: list[Question]) -> list[str]:
    return sorted({address for address, _ in questions})


def check(ground: Ground, reader: Reader, before: dict[Question, Answer], tmp_path: Path) -> None:
    """Every answer was the old one or the new one, and the edition is as a full bake makes it."""
    after = ask(ground.port, list(before))
    assert after != before
    for question, answer in reader.seen:
        assert answer in (before[question], after[question]), (question, answer[0])
    assert ground.yard.do("whole", str(tmp_path / "whole")) == 0
    assert tree(ground.edition) == tree(tmp_path / "whole")
