"""Putting letters in: when a put returns the letter is on the disk, once, or it says why not."""

import asyncio
import errno
import logging
import os
import stat
from pathlib import Path
from threading import Event

import pytest

from courant.plant.letterbox import keeping
from courant.plant.letterbox.box import Letterbox
from courant.plant.letterbox.collecting import Collector
from courant.plant.letterbox.letters import (
    MOST_LETTER_BYTES,
    DiskError,
    FullError,
    LetterboxError,
    LetterError,
)
from courant.plant.letterbox.segments import MOST_SEGMENT_BYTES
from tests.plant.letterbox.boxes import (
    a_box,
    a_letter,
    broken_in,
    collect,
    fill,
    nonces_of,
    put,
    segments_in,
)

MANY = [f"nonce-{number}" for number in range(100)]


def is_file(file: int) -> bool:
    """Say whether it is a segment that is synced and not the directory."""
    return stat.S_ISREG(os.fstat(file).st_mode)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "home" / "letterbox"


def test_a_letter_comes_out_as_it_went_in(place: Path) -> None:
    letter = a_letter("a", answers=0, marks=["worked"], name="میرا 👩‍🚀", text="line\n\u2028\x00\\")

    with a_box(place) as box:
        assert asyncio.run(box.put("a", letter))

    assert collect(place) == [letter]


def test_letters_of_one_process_come_out_in_their_order(place: Path) -> None:
    with a_box(place) as box:
        for nonce in MANY:
            assert put(box, nonce) == [True]

    assert nonces_of(collect(place)) == MANY


def test_a_letter_says_its_own_nonce_whatever_was_written_in_it(place: Path) -> None:
    with a_box(place) as box:
        asyncio.run(box.put("right", a_letter("wrong")))

    assert nonces_of(collect(place)) == ["right"]


def test_the_same_nonce_again_is_not_stored_again(place: Path) -> None:
    with a_box(place) as box:
        assert put(box, "a") == [True]
        assert put(box, "a", "b", "b", "b") == [False, True, False, False]
        collected = nonces_of(collect(place))
        assert put(box, "a") == [False], "also when it has been collected"

    assert collected == ["a", "b"]
    assert collect(place) == []


def test_a_nonce_of_an_earlier_life_is_known_while_its_letter_waits(place: Path) -> None:
    fill(place, ["a"])

    with a_box(place) as box:
        assert put(box, "a", "b") == [False, True]

    assert nonces_of(collect(place)) == ["a", "b"]


def test_two_processes_know_each_others_nonces(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SURVEY_EVERY_SECONDS", 0)
    with a_box(place) as one, a_box(place) as other:
        assert put(one, "a") == [True]
        assert put(other, "a", "b") == [False, True]
        assert put(one, "b", "c") == [False, True]

        assert len(segments_in(place)) == 2
    assert nonces_of(collect(place)) == ["a", "c", "b"]


def test_what_is_no_letter_is_refused_without_its_words(place: Path) -> None:
    wrong: list[dict[str, object]] = [
        {"text": "secret"},
        {"kind": 7, "text": "secret"},
        {"kind": "reply", "text": "secret \ud800"},
        {"kind": "reply", "text": {"secret"}},
        {"kind": "reply", "text": float("nan")},
        {"kind": "reply", "text": "secret" * MOST_LETTER_BYTES},
    ]

    with a_box(place) as box:
        for letter in wrong:
            with pytest.raises(LetterError) as caught:
                asyncio.run(box.put("secret", letter))
            assert "secret" not in str(caught.value)

    assert not place.exists()


def test_the_longest_letter_is_stored_and_one_byte_more_is_not(place: Path) -> None:
    room = MOST_LETTER_BYTES - len('{"kind":"reply","text":"","nonce":"a"}')

    with a_box(place) as box:
        assert asyncio.run(box.put("a", {"kind": "reply", "text": "x" * room}))
        with pytest.raises(LetterError, match="65,537"):
            asyncio.run(box.put("a", {"kind": "reply", "text": "x" * (room + 1)}))

    assert len(collect(place)) == 1


def test_nobody_else_may_read_letters(place: Path) -> None:
    segment = fill(place, ["a"])

    assert place.stat().st_mode & 0o777 == 0o700
    assert segment.stat().st_mode & 0o777 == 0o600


def test_a_group_may_share_the_letterbox_if_its_directory_says_so(place: Path) -> None:
    place.mkdir(parents=True)
    place.chmod(0o770)
    before = os.umask(0o077)
    try:
        segment = fill(place, ["a"])
    finally:
        os.umask(before)

    assert segment.stat().st_mode & 0o777 == 0o660


def test_a_segment_has_at_most_four_megabytes_and_the_next_one_sorts_after_it(
    place: Path,
) -> None:
    text = "x" * 60_000
    nonces = [str(number) for number in range(160)]

    async def all_at_once(box: Letterbox) -> list[bool]:
        letters = (box.put(nonce, {"kind": "reply", "text": text}) for nonce in nonces)
        return await asyncio.gather(*letters)

    with a_box(place) as box:
        assert all(asyncio.run(all_at_once(box)))

    sizes = [segment.stat().st_size for segment in segments_in(place)]
    assert len(sizes) == 3
    assert max(sizes) <= MOST_SEGMENT_BYTES
    assert nonces_of(collect(place)) == nonces


def test_a_segment_that_is_old_enough_is_left_to_the_collector(place: Path) -> None:
    with a_box(place, seal_after_seconds=0) as box:
        assert put(box, "a") == [True]
        assert put(box, "b") == [True]
        first, *_ = segments_in(place)

        assert nonces_of(collect(place)) == ["a", "b"]
        assert not first.exists()


def test_no_more_letters_wait_than_may(place: Path) -> None:
    fill(place, ["earlier"])

    with a_box(place, most_letters=3) as box:
        outcomes = put(box, "a", "b", "c", "a")

    assert outcomes[:2] == [True, True]
    assert isinstance(outcomes[2], FullError)
    assert outcomes[3] is False
    assert nonces_of(collect(place)) == ["earlier", "a", "b"]


def test_no_more_bytes_wait_than_may(place: Path) -> None:
    size = fill(place, ["a"]).stat().st_size

    with a_box(place, most_bytes=3 * size - 1) as box:
        outcomes = put(box, "b", "c")

    assert outcomes[0] is True
    assert isinstance(outcomes[1], FullError)


def test_there_is_room_again_when_letters_were_collected(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "SURVEY_EVERY_SECONDS", 0)
    with a_box(place, most_letters=2) as box:
        assert put(box, "a", "b") == [True, True]
        assert isinstance(put(box, "c")[0], FullError)

        assert nonces_of(collect(place)) == ["a", "b"], "of a segment that is still written to"
        assert put(box, "c", "d") == [True, True]
        assert isinstance(put(box, "e")[0], FullError)
        assert box.count()[0] == Collector(place).count()[0] == 2


def test_nobody_is_told_before_the_disk_has_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync, reached, let_go = os.fsync, Event(), Event()

    def slow(file: int) -> None:
        if is_file(file):
            reached.set()
            let_go.wait()
        fsync(file)

    async def one(box: Letterbox) -> None:
        putting = asyncio.create_task(box.put("a", a_letter("a")))
        await asyncio.to_thread(reached.wait)
        assert segments_in(place)[0].stat().st_size > 0
        assert not putting.done()
        let_go.set()
        assert await putting

    monkeypatch.setattr(os, "fsync", slow)
    with a_box(place) as box:
        asyncio.run(one(box))


def test_after_a_failed_sync_nobody_is_told_and_that_segment_is_written_no_more(
    place: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fsync = os.fsync

    def failing(file: int) -> None:
        if is_file(file):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        fsync(file)

    with a_box(place) as box:
        assert put(box, "a") == [True]
        with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
            patch.setattr(os, "fsync", failing)
            outcomes = put(box, "b", "c")
        assert [type(outcome) for outcome in outcomes] == [DiskError, DiskError]
        [failed] = place.glob("*.doubtful")
        size = failed.stat().st_size

        assert put(box, "a", "b", "b") == [False, True, False], "the reader tries again"
        assert failed.stat().st_size == size
        assert len(segments_in(place)) == 2

    with a_box(place) as later:
        assert put(later, "b", "c") == [False, True], "c was never vouched for"
    assert set(nonces_of(collect(place))) == {"a", "b", "c"}
    assert "Input/output error" in caplog.text
    assert "bridge" not in caplog.text


def test_a_letter_of_another_process_is_vouched_for_only_once_the_disk_has_it(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    segment = fill(place, ["a"])
    fsync, synced = os.fsync, list[int]()

    def noting(file: int) -> None:
        synced.append(os.fstat(file).st_ino)
        fsync(file)

    monkeypatch.setattr(os, "fsync", noting)
    with a_box(place) as box:
        assert put(box, "a") == [False]
        assert put(box, "a") == [False]

    assert synced == [segment.stat().st_ino]


def test_a_reader_who_goes_away_keeps_nobody_waiting(place: Path) -> None:
    async def impatient(box: Letterbox) -> bool:
        gone = asyncio.create_task(box.put("a", a_letter("a")))
        await asyncio.sleep(0)
        gone.cancel()
        return await box.put("b", a_letter("b"))

    with a_box(place) as box:
        assert asyncio.run(impatient(box))

    assert nonces_of(collect(place)) == ["a", "b"]


def test_what_is_in_hand_is_stored_at_the_close_and_nothing_later(place: Path) -> None:
    async def closing_early(box: Letterbox) -> list[bool]:
        letters = [asyncio.create_task(box.put(nonce, a_letter(nonce))) for nonce in MANY]
        await asyncio.sleep(0)
        await asyncio.to_thread(box.close)
        return await asyncio.gather(*letters)

    box = Letterbox(place)
    assert all(asyncio.run(closing_early(box)))
    assert [type(outcome) for outcome in put(box, "late")] == [LetterboxError]
    box.close()
    assert nonces_of(collect(place)) == MANY


def test_a_letterbox_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with a_box(tmp_path / "file") as box:
        [outcome] = put(box, "a")

    assert isinstance(outcome, DiskError)
    assert broken_in(tmp_path) == []
