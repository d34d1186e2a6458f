"""A full disk: letters are refused, none is acknowledged that is not there, and it passes."""

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courant.plant.letterbox.collecting import Collector
from courant.plant.letterbox.letters import FullError
from tests.plant.letterbox.boxes import a_box, broken_in, collect, nonces_of, put, segments_in

DISK_BYTES = 2 * 1024 * 1024


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow above ``size`` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MiB in memory."""
    at = tmp_path / "disk"
    at.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(at)]
    if os.geteuid() != 0 or subprocess.run(command, check=False).returncode != 0:
        pytest.skip("NO SMALL DISK: a full disk is tried as root, who can mount a tmpfs.")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


def test_a_letter_half_of_which_was_written_is_cut_off_again(tmp_path: Path) -> None:
    place = tmp_path / "letterbox"
    with a_box(place) as box:
        assert put(box, "a") == [True]
        [segment] = segments_in(place)
        size = segment.stat().st_size

        with room_for(2 * size + 50):
            outcomes = put(box, "b", "c", "d")
        assert outcomes[0] is True, "it was there before the disk was full"
        assert [type(outcome) for outcome in outcomes[1:]] == [FullError, FullError]
        assert segment.stat().st_size == 2 * size

        assert put(box, "c", "b") == [True, False]

    assert nonces_of(collect(place)) == ["a", "b", "c"]
    assert broken_in(place) == []


def test_a_disk_with_no_room_for_a_segment_refuses_letters(disk: Path) -> None:
    place = disk / "letterbox"
    with a_box(place) as box:
        fill_up(disk)
        outcomes = put(box, "a", "b")
        (disk / "ballast").unlink()
        assert put(box, "a", "b") == [True, True]

    assert [type(outcome) for outcome in outcomes] == [FullError, FullError]
    assert nonces_of(collect(place)) == ["a", "b"]


def test_a_disk_that_fills_up_takes_letters_until_then_and_again_once_there_is_room(
    disk: Path,
) -> None:
    place = disk / "letterbox"
    acknowledged: list[str] = []
    refused: list[str] = []
    with a_box(place) as box:
        for lot in range(200):
            nonces = [f"{lot}-{number}" for number in range(100)]
            for nonce, outcome in zip(nonces, put(box, *nonces), strict=True):
                assert outcome is True or isinstance(outcome, FullError)
                (acknowledged if outcome is True else refused).append(nonce)

        assert refused
        collector = Collector(place)
        assert nonces_of(collect(collector)) == acknowledged
        assert collect(collector) == [], "though there was no room to note how far it was read"
        assert put(box, *refused[:100]) == [True] * 100
        assert nonces_of(collect(collector)) == refused[:100]
    assert broken_in(place) == []


def fill_up(disk: Path) -> None:
    with (disk / "ballast").open("wb") as file:
        free = os.statvfs(disk)
        os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize)
