"""The bell wakes who listens and never holds up who rings; the clock stops when it is told to."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Timer

from courant.plant import clock
from courant.plant.bell import Listener, ring


def test_ringing_without_a_bell_or_a_listener_is_fine(tmp_path: Path) -> None:
    ring(tmp_path / "none")
    os.mkfifo(tmp_path / "bell")
    ring(tmp_path / "bell")


def test_a_listener_hears_a_ring_and_then_nothing(tmp_path: Path) -> None:
    with Listener(tmp_path / "bell") as listener:
        ring(tmp_path / "bell")

        assert listener.wait(10)
        assert not listener.wait(0)


def test_many_rings_wake_once_and_a_full_pipe_is_fine(tmp_path: Path) -> None:
    with Listener(tmp_path / "bell") as listener:
        for _ in range(70_000):  # a pipe holds 65,536 bytes
            ring(tmp_path / "bell")

        assert listener.wait(10)
        assert not listener.wait(0)


def test_a_listener_that_waits_is_woken(tmp_path: Path) -> None:
    with Listener(tmp_path / "bell") as listener:
        Timer(0.05, ring, [tmp_path / "bell"]).start()

        assert listener.wait(60)


def test_a_bell_left_behind_is_used_again(tmp_path: Path) -> None:
    with Listener(tmp_path / "bell"):
        pass
    ring(tmp_path / "bell")

    with Listener(tmp_path / "bell") as listener:
        assert not listener.wait(0)
        ring(tmp_path / "bell")
        assert listener.wait(10)


def test_the_clock_stops_and_goes_on() -> None:
    noon = datetime(2026, 11, 20, 12, tzinfo=UTC)

    with clock.stopped_at(noon):
        with clock.stopped_at(noon + timedelta(days=1)):
            later = clock.now()
        assert clock.now() == noon
    assert later == noon + timedelta(days=1)
    assert clock.now() != noon
    assert clock.now().tzinfo is UTC


def test_today_is_the_date_where_the_paper_is() -> None:
    with clock.stopped_at(datetime(2026, 11, 20, 23, 30, tzinfo=UTC)):
        assert clock.today("Europe/London") == date(2026, 11, 20)
        assert clock.today("Asia/Tehran") == date(2026, 11, 21)
