"""The works' loop: everybody gets a turn, whatever happens to the others."""

from pathlib import Path
from threading import Event
from weakref import ref

import pytest
from django.db import OperationalError
from structlog.testing import capture_logs

from courant.plant.home import Home
from courant.project.aside import Aside
from courant.project.locks import LockedError, held
from courant.project.work import Job, Works

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(tmp_path: Path) -> Home:
    (tmp_path / "run").mkdir()
    return Home(tmp_path)


class Diary:
    """Makes jobs, and remembers which were done."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def job(self, name: str, *, fails: list[Exception | None] | None = None) -> Job:
        def job() -> bool:
            error = fails.pop(0) if fails else None
            if error is not None:
                raise error
            self.done.append(name)
            return True

        job.__name__ = name
        return job


def test_a_failing_job_does_not_stop_the_others_and_says_why(home: Home) -> None:
    diary = Diary()
    broken = diary.job("broken", fails=[ValueError("no ink")])
    works = Works(home, (broken, diary.job("well")))

    with capture_logs() as logs:
        works.round()

    assert diary.done == ["well"]
    assert [(line["job"], line["reason"]) for line in logs] == [("broken", "ValueError: no ink")]


def test_a_lasting_failure_is_said_once_and_so_is_its_end(home: Home) -> None:
    gone = OperationalError("unable to open database file")
    works = Works(home, (Diary().job("press", fails=[gone, gone, gone, None]),))

    with capture_logs() as logs:
        for _ in range(4):
            works.round()

    assert [line["event"] for line in logs] == ["works.failed", "works.well_again"]
    assert "unable to open database file" in logs[0]["reason"]


def test_what_a_failing_job_held_is_let_go(home: Home) -> None:
    """Else the works would grow by all letters that wait, every second without a database."""

    class Letters:
        pass

    held_by_it: list[ref[Letters]] = []

    def collect_letters() -> bool:
        letters = Letters()
        held_by_it.append(ref(letters))
        gone = OperationalError("gone")  # as Django's, it is held by the frame that raises it
        raise gone

    works = Works(home, (collect_letters,))
    for _ in range(3):
        works.round()

    assert [letters() for letters in held_by_it] == [None, None, None]


def test_what_is_done_once_is_tried_until_it_succeeds(home: Home) -> None:
    diary = Diary()
    once = diary.job("once", fails=[OperationalError("gone"), None])
    works = Works(home, (), first=(once,))

    for _ in range(4):
        works.round()

    assert diary.done == ["once"]


def test_a_job_aside_holds_nobody_up_and_is_done_once_at_a_time() -> None:
    begun, go_on = [], Event()

    def slow() -> None:
        begun.append(1)
        go_on.wait()

    aside = Aside(slow)
    aside.begin()
    aside.begin()
    go_on.set()
    aside.wait()
    aside.begin()
    aside.wait()

    assert len(begun) == 2


def test_what_goes_wrong_aside_is_told_at_the_next_beginning_and_then_tried_again() -> None:
    failures = [ValueError("no ink"), None]

    def job() -> None:
        if failure := failures.pop(0):
            raise failure

    aside = Aside(job)
    aside.begin()
    aside.wait()
    with pytest.raises(ValueError, match="no ink"):
        aside.begin()
    aside.begin()
    aside.wait()

    assert failures == []


def test_each_round_shows_that_the_works_are_alive(home: Home) -> None:
    Works(home, ()).round()
    assert (home.run / "works.alive").exists()


def test_only_one_holds_a_lock_and_it_says_who(tmp_path: Path) -> None:
    import os

    with (
        held(tmp_path / "lock"),
        pytest.raises(LockedError) as refused,
        held(tmp_path / "lock"),
    ):
        pass
    assert refused.value.pid == os.getpid()
    with held(tmp_path / "lock"):
        pass
