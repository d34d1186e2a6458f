"""Collecting: each letter is handed out until somebody is done with it, and then no more."""

import logging
from itertools import chain
from pathlib import Path

import pytest

from courant.plant.letterbox.collecting import LETTERS_A_PORTION, Collector
from courant.plant.letterbox.frames import encode_frame, frames_in
from courant.plant.letterbox.letters import digest_of
from tests.plant.letterbox.boxes import (
    TEXT,
    a_box,
    broken_in,
    collect,
    fill,
    nonces_of,
    put,
    segments_in,
)

MANY = [f"nonce-{number}" for number in range(2 * LETTERS_A_PORTION + 50)]
NO_LETTERS = [
    b"",
    b"not JSON",
    b"\xfe\xff",
    b"[" * 50_000,
    b"[1]",
    b'"text"',
    b'{"nonce":"n","text":"no kind"}',
    b'{"kind":"reply"}',
    b'{"kind":["reply"],"nonce":"n"}',
]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "letterbox"


def test_a_letterbox_that_is_not_there_yet_is_empty(place: Path) -> None:
    collector = Collector(place)

    assert list(collector.waiting()) == []
    assert collector.count() == (0, 0)


def test_letters_come_in_portions_and_the_segment_goes_with_the_last(place: Path) -> None:
    segment = fill(place, MANY)
    found: list[list[str]] = []
    there = []

    for portion in Collector(place).waiting():
        found.append(nonces_of(portion.letters))
        portion.done()
        there.append(segment.exists())

    assert [len(nonces) for nonces in found] == [200, 200, 50]
    assert list(chain(*found)) == MANY
    assert there == [True, True, False]
    assert list(place.iterdir()) == []


def test_what_nobody_was_done_with_comes_again_and_nothing_overtakes_it(place: Path) -> None:
    fill(place, MANY)
    fill(place, ["in another segment"])

    first, *more = Collector(place).waiting()
    assert more == []

    for collector in (Collector(place), Collector(place)):
        again, *_ = collector.waiting()
        assert again.letters == first.letters
    again.done()
    assert nonces_of(collect(place)) == [*MANY[200:], "in another segment"]


def test_a_segment_that_is_written_to_is_read_as_it_grows_and_stays(place: Path) -> None:
    with a_box(place) as box:
        for nonce in ("a", "b", "c"):
            put(box, nonce)
            assert nonces_of(collect(place)) == [nonce]
        [segment] = segments_in(place)
        assert collect(place) == []
        assert segment.exists()

    assert collect(place) == []
    assert list(place.iterdir()) == []


def test_the_unfinished_end_of_a_segment_that_is_written_to_is_waited_for(place: Path) -> None:
    with a_box(place) as box:
        put(box, "a")
        [segment] = segments_in(place)
        frame = encode_frame(digest_of("b"), b'{"kind":"reply","nonce":"b"}')
        with segment.open("ab") as file:
            for half, found in ((frame[:40], ["a"]), (frame[40:], ["b"])):
                file.write(half)
                file.flush()
                assert nonces_of(collect(place)) == found

    assert broken_in(place) == []


def test_a_hole_in_a_segment_that_is_written_to_keeps_nothing_back(place: Path) -> None:
    with a_box(place) as box:
        put(box, "a", "b", "c")
        [segment] = segments_in(place)
        data = bytearray(segment.read_bytes())
        _, second, _ = frames_in(bytes(data))
        data[second.end - 3] ^= 0x10
        with segment.open("r+b") as file:
            file.write(data)

        assert nonces_of(collect(place)) == ["a", "c"]
        put(box, "d")
        assert nonces_of(collect(place)) == ["d"]
    assert len(broken_in(place)) == 1


@pytest.mark.parametrize("payload", NO_LETTERS, ids=range(len(NO_LETTERS)))
def test_what_is_no_letter_is_set_aside_with_its_bytes_and_keeps_nothing_back(
    place: Path, payload: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    segment = fill(place, ["a"])
    frames = [encode_frame(digest_of("x"), payload), segment.read_bytes()]
    segment.write_bytes(b"".join(frames))

    assert nonces_of(collect(place)) == ["a"]
    assert broken_in(place) == [payload]
    assert segments_in(place) == []
    assert f"{len(payload):,} bytes" in caplog.text
    assert "no kind" not in caplog.text


def test_a_segment_of_nothing_but_broken_letters_goes_too(place: Path) -> None:
    segment = fill(place, ["a"])
    segment.write_bytes(encode_frame(digest_of("x"), b"no letter"))

    assert list(Collector(place).waiting()) == []
    assert broken_in(place) == [b"no letter"]
    assert segments_in(place) == []


@pytest.mark.parametrize("mark", [b"", b"\xff\xff", b"ten 10\n", b"99999999 3\n", b"1"])
def test_a_mark_that_cannot_be_right_loses_no_letter(place: Path, mark: bytes) -> None:
    segment = fill(place, ["a", "b"])
    segment.with_suffix(".done").write_bytes(mark)

    assert nonces_of(collect(place)) == ["a", "b"]
    assert list(place.iterdir()) == []


def test_a_mark_without_its_segment_is_cleared_away(place: Path) -> None:
    segment = fill(place, ["a"])
    segment.rename(place / "away")
    segment.with_suffix(".done").write_text("10 1\n")

    assert collect(place) == []
    assert [path.name for path in place.iterdir()] == ["away"]


def test_files_of_other_names_are_left_alone(place: Path) -> None:
    fill(place, ["a"])
    for name in ("notes.letters", "1-2.letters", "README"):
        (place / name).write_text("not ours")
    (place / "shown").mkdir()

    assert nonces_of(collect(place)) == ["a"]
    assert len(list(place.iterdir())) == 4


def test_a_segment_that_cannot_be_read_keeps_the_others_from_nothing(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    fill(place, ["a"])
    (place / "000000000000-00000000.letters").mkdir()

    assert nonces_of(collect(place)) == ["a"]
    assert "000000000000-00000000.letters cannot be collected: Is a directory." in caplog.text


def test_the_count_is_of_what_waits(place: Path) -> None:
    size = fill(place, MANY).stat().st_size
    collector = Collector(place)
    assert collector.count() == (len(MANY), size)

    portions = collector.waiting()
    next(portions).done()
    assert collector.count()[0] == len(MANY) - LETTERS_A_PORTION
    assert 0 < collector.count()[1] < size

    fill(place, ["another"])
    assert collector.count()[0] == len(MANY) - LETTERS_A_PORTION + 1
    portions.close()
    collect(place)
    assert collector.count() == Collector(place).count() == (0, 0)


def test_no_log_holds_a_readers_words(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    segment = fill(place, ["first", "second"])
    data = bytearray(segment.read_bytes())
    data[60] ^= 0x01
    segment.write_bytes(data)

    assert nonces_of(collect(place)) == ["second"]
    assert caplog.records
    assert TEXT[:10] not in caplog.text
