"""Frames: a segment torn or damaged anywhere gives every letter that is whole."""

import asyncio
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courant.plant.letterbox.frames import encode_frame, frames_in, is_torn
from tests.plant.letterbox.boxes import (
    a_box,
    a_letter,
    broken_in,
    collect,
    fill,
    nonces_of,
    segments_in,
)

DIGEST = b"0123456789abcdef"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "letterbox"


def ends_of(segment: Path) -> list[int]:
    return [frame.end for frame in frames_in(segment.read_bytes())]


def test_a_tail_torn_at_any_length_costs_only_the_letter_it_belongs_to(place: Path) -> None:
    segment = fill(place, ["first", "second"])
    whole, [first, second] = segment.read_bytes(), ends_of(segment)

    for length in range(second):
        segment.write_bytes(whole[:length])
        assert nonces_of(collect(place)) == (["first"] if length >= first else [])
        assert list(place.iterdir()) == []


def test_a_flipped_byte_anywhere_costs_only_the_letter_it_is_in(place: Path) -> None:
    segment = fill(place, ["first", "second", "third"])
    whole, [first, second, _] = segment.read_bytes(), ends_of(segment)

    for at in range(first, second):
        damaged = bytearray(whole)
        damaged[at] ^= 0xFF
        segment.write_bytes(damaged)
        assert nonces_of(collect(place)) == ["first", "third"]
        assert broken_in(place) == [bytes(damaged[first:second])]
        for path in place.iterdir():
            path.unlink()


def test_the_last_letter_when_damaged_is_kept_for_a_person_not_taken_for_torn(
    place: Path,
) -> None:
    segment = fill(place, ["first", "last"])
    whole, [first, last] = segment.read_bytes(), ends_of(segment)

    for at in range(first, last):
        for bit in (0x01, 0x80):
            damaged = bytearray(whole)
            damaged[at] ^= bit
            segment.write_bytes(damaged)
            assert nonces_of(collect(place)) == ["first"]
            assert broken_in(place) == [bytes(damaged[first:])]
            for path in place.iterdir():
                path.unlink()


def test_zeros_that_a_power_cut_left_are_nothing(place: Path) -> None:
    segment = fill(place, ["first"])

    for zeros in (1, 31, 32, 5_000):
        segment.write_bytes(b"".join([whole := segment.read_bytes(), b"\0" * zeros]))
        assert nonces_of(collect(place)) == ["first"]
        assert list(place.iterdir()) == []
        segment.write_bytes(whole)


def test_many_letters_after_a_hole_are_all_found(place: Path) -> None:
    nonces = [f"nonce-{number}" for number in range(500)]
    segment = fill(place, nonces)
    ends = ends_of(segment)
    data = bytearray(segment.read_bytes())
    data[ends[9] + 5 : ends[19] - 5] = b"\xff" * (ends[19] - ends[9] - 10)
    segment.write_bytes(data)

    assert nonces_of(collect(place)) == nonces[:10] + nonces[20:]
    assert len(broken_in(place)) == 1
    assert segments_in(place) == []


def test_a_reader_who_writes_a_frame_into_a_letter_has_forged_nothing(place: Path) -> None:
    forged = encode_frame(DIGEST, b'{"kind":"reply","nonce":"forged","text":"?"}')
    with a_box(place) as box:
        for number, code in enumerate(("latin-1", "utf-8")):
            text = forged.decode(code, "replace")
            assert asyncio.run(box.put(str(number), a_letter("", text=text)))
    [segment] = segments_in(place)
    data = bytearray(segment.read_bytes())
    for end in [0, *ends_of(segment)[:-1]]:
        data[end] ^= 0x01
    segment.write_bytes(data)

    assert collect(place) == []
    assert broken_in(place) == [data]


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_letters_are_found_behind_any_bytes(before: bytes, payload: bytes) -> None:
    frame = encode_frame(DIGEST, payload)

    found = [frame.payload for frame in frames_in(before + frame, offset=7)]

    assert found == [payload]


@given(st.binary(max_size=300), st.integers(min_value=1))
def test_every_beginning_of_a_frame_is_torn(payload: bytes, length: int) -> None:
    frame = encode_frame(DIGEST, payload)

    assert is_torn(frame[: length % len(frame)])
    assert not is_torn(frame[:-1] + b"??")
