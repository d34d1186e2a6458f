"""Works killed between two things that are due: each is done once, and what failed is reported."""

import signal
from pathlib import Path

import pytest

from courant.plant.crash import POINTS
from courant.plant.home import Home
from tests.crash.homes import paper_in
from tests.database import migrated_file

REACHED = [point for point in POINTS if point.startswith("schedule.")]


@pytest.mark.parametrize("point", REACHED)
def test_what_is_due_is_done_once_whenever_the_works_are_killed(
    point: str, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    migrated = migrated_file(pytestconfig.cache.mkdir("databases"))
    with paper_in(Home(tmp_path / "home"), migrated) as yard:
        assert yard.do("schedule_three") == 0

        died = yard.do("keep_the_schedule", point)
        rose = yard.do("keep_the_schedule")

        assert (died, rose) == (-signal.SIGKILL, 0)
        assert yard.do("published_once") == 0
