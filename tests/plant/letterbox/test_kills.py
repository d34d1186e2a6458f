"""Killed at any moment, who writes and who collects lose no letter that was acknowledged."""

import random
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from courant.plant.crash import POINTS
from courant.plant.letterbox.collecting import Collector
from tests.plant.letterbox.boxes import a_box, broken_in, collect, fill, nonces_of, put, segments_in
from tests.plant.letterbox.posts import WRITERS, nonces_in, post

DEATHS = 100


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "letterbox"


def points(*, of_collecting: bool) -> list[str]:
    ours = [point for point in POINTS if point.startswith("letterbox.")]
    return [point for point in ours if point.endswith("-done") == of_collecting]


def test_two_processes_side_by_side_write_each_to_its_own_segment(place: Path) -> None:
    with post("write", place, "one", "40") as one, post("write", place, "other", "40") as other:
        assert one.stdout
        assert other.stdout
        told = [*one.stdout.read().split(), *other.stdout.read().split()]
        assert (one.wait(), other.wait()) == (0, 0)

    assert len(told) == 2 * 40 * WRITERS
    assert len(segments_in(place)) == 2
    assert sorted(nonces_of(collect(place))) == sorted(told)


def test_a_segment_that_is_only_just_made_is_not_taken_for_a_dead_ones(
    place: Path, tmp_path: Path
) -> None:
    nonces = [f"nonce-{number}" for number in range(1_000)]
    ledger = tmp_path / "ledger"

    with post("collect", place, ledger) as collector, a_box(place, seal_after_seconds=0) as box:
        for nonce in nonces:
            assert put(box, nonce) == [True]
        while Collector(place).count()[0]:
            time.sleep(0.05)
        assert collector.poll() is None

    assert nonces_in(ledger) == nonces


@pytest.mark.parametrize("point", points(of_collecting=False))
def test_a_writer_killed_at_a_point_has_acknowledged_nothing_that_is_lost(
    place: Path, point: str
) -> None:
    with post("write", place, "life", crash_at=point) as writer:
        assert writer.stdout
        acknowledged = writer.stdout.read().split()
        assert writer.wait() == -signal.SIGKILL

    assert acknowledged == [], "the first sync is the first to be killed at"
    left = segments_in(place)
    assert len(left) == 1
    collected = collect(place)
    assert len(set(nonces_of(collected))) == len(collected) > 0
    assert segments_in(place) == []
    assert broken_in(place) == []


@pytest.mark.parametrize("point", points(of_collecting=True))
def test_a_collector_killed_at_a_point_hands_out_again_at_most_what_it_was_not_done_with(
    place: Path, tmp_path: Path, point: str
) -> None:
    nonces = [f"nonce-{number}" for number in range(450)]
    fill(place, nonces)
    ledger = tmp_path / "ledger"

    for _ in range(3):  # twice within the segment and once with its end
        with post("collect", place, ledger, crash_at=point) as collector:
            assert collector.wait() == -signal.SIGKILL
        waiting = Collector(place).count()[0]
        assert len(nonces_in(ledger)) + waiting >= len(nonces)
        if point == "letterbox.after-done":
            assert len(nonces_in(ledger)) + waiting == len(nonces)

    if point == "letterbox.before-done":
        assert waiting == len(nonces)
        assert nonces_of(collect(place)) == nonces
    else:
        assert nonces_in(ledger) == nonces
    assert list(place.iterdir()) == []


@pytest.mark.long
def test_a_hundred_deaths_at_random_lose_nothing_acknowledged_and_double_nothing(
    place: Path, tmp_path: Path
) -> None:
    chance = random.Random(11)
    ledger = tmp_path / "ledger"
    acknowledged: list[str] = []

    for death in range(DEATHS):
        with post("write", place, f"life{death}") as writer:
            assert writer.stdout
            acknowledged.append(writer.stdout.readline().strip())
            with post("collect", place, ledger) as collector:
                if chance.random() < 0.7:
                    assert collector.stdout
                    collector.stdout.readline()
                time.sleep(chance.uniform(0, 0.03))
                for victim in chance.sample([writer, collector], 2):
                    victim.kill()
                acknowledged += writer.stdout.read().split()
    with post("collect", place, ledger) as collector:
        while Collector(place).count()[0]:
            time.sleep(0.05)

    collected = Counter(nonces_in(ledger))
    assert len(acknowledged) > DEATHS * WRITERS
    assert set(acknowledged) <= collected.keys()
    assert set(collected.values()) == {1}
    assert broken_in(place) == []
    collect(place)
    assert list(place.iterdir()) == []
