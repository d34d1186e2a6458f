"""S5: a hostile file gets a clear error within 20 seconds and 1 GiB, and hurts nobody."""

import struct
import zlib
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.intake import clean
from courant.newsroom.photos.limits import INTAKE, MAX_FILE_BYTES, Allowance
from courant.newsroom.photos.segments import is_bare
from tests.newsroom.photos.pictures import (
    TELLING,
    make_chunk,
    make_file,
    make_gif,
    make_pixels,
    make_png,
)

SWELLING = zlib.compress(b"a" * 100_000_000)


def make_vast_jpeg() -> bytes:
    small = struct.pack(">HH", 300, 400)
    return make_file("JPEG").replace(small, struct.pack(">HH", 65_000, 65_000))


def make_vast_webp() -> bytes:
    return b"RIFF" + struct.pack("<I", 22) + b"WEBPVP8X" + struct.pack("<II", 10, 0) + b"\xff" * 6


def make_jpeg_of_many_scans() -> bytes:
    """Each of its scans covers 49 million pixels and takes 75 bytes."""
    whole = make_file("JPEG", make_pixels(7000, 7000, mode="L"), progressive=True)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    return whole[:-2] + last * (20_000_000 // len(last)) + b"\xff\xd9"


REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "text": (lambda: b"Dear editor,", "not-a-photo"),
    "a page": (lambda: b"<!doctype html><img src=x>", "not-a-photo"),
    "a PDF": (lambda: b"%PDF-1.7\n", "not-a-photo"),
    "an SVG": (lambda: b'<?xml version="1.0"?><svg onload="alert(1)"/>', "not-a-photo"),
    "a TIFF": (lambda: make_file("TIFF"), "not-a-photo"),
    "a BMP": (lambda: make_file("BMP"), "not-a-photo"),
    "a film": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", "not-a-photo"),
    "random bytes": (lambda: bytes(range(7, 256)) * 40, "not-a-photo"),
    "26 MiB": (lambda: b"\xff\xd8\xff" + b"\0" * MAX_FILE_BYTES, "too-big"),
    "a vast PNG": (lambda: make_png(50_000, 50_000, lines=b"\0" * 1000), "too-many-pixels"),
    "a vast JPEG": (make_vast_jpeg, "too-many-pixels"),
    "a vast WebP": (make_vast_webp, "too-many-pixels"),
    "301 frames": (lambda: make_gif(frames=301), "too-many-frames"),
    "a PNG with a text that swells": (
        lambda: make_png(9, 9, make_chunk(b"zTXt", b"Comment\0\0" + SWELLING)), "broken",
    ),
    "a PNG with a profile that swells": (
        lambda: make_png(9, 9, make_chunk(b"iCCP", b"x\0\0" + SWELLING)), "broken",
    ),
    "a PNG that ends early": (lambda: make_png(900, 900, lines=b"\0" * 99), "broken"),
    **{
        f"half a {kind}": ((lambda make=make: make()[: len(make()) // 4]), "broken")
        for kind, make in TELLING.items()
        if kind not in ("JPEG", "GIF")  # their first quarter here is metadata, or a whole frame
    },
    "half a JPEG": (lambda: make_file("JPEG")[:-900], "broken"),
    "only a JPEG's start": (lambda: b"\xff\xd8\xff\xe0", "broken"),
    "only a GIF's start": (lambda: b"GIF89a", "broken"),
    "only a WebP's start": (lambda: b"RIFF\0\0\0\0WEBPVP8 ", "broken"),
    "only an AVIF's start": (lambda: b"\0\0\0\x14ftypavif\0\0\0\0", "broken"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_in_words(what: str) -> None:
    make, fault = REFUSED[what]

    with pytest.raises(PhotoError) as refused:
        clean(make())

    assert refused.value.fault == fault
    assert str(refused.value).endswith(".")
    assert "Traceback" not in str(refused.value)


def test_a_png_whose_data_swells_gives_its_pixels_and_stops_there() -> None:
    photo = clean(make_png(10, 10, lines=b"\0" * 200_000_000))

    assert (photo.width, photo.height) == (10, 10)


def test_what_takes_too_long_is_stopped() -> None:
    brief = Allowance(memory_bytes=INTAKE.memory_bytes, cpu_seconds=1, wall_seconds=10)

    with pytest.raises(PhotoError) as refused:
        clean(make_jpeg_of_many_scans(), allowance=brief)

    assert refused.value.fault == "too-slow"


def test_what_only_waits_is_stopped_by_the_wall_clock() -> None:
    hurried = Allowance(memory_bytes=INTAKE.memory_bytes, cpu_seconds=10, wall_seconds=0.001)

    with pytest.raises(PhotoError) as refused:
        clean(make_file("JPEG"), allowance=hurried)

    assert refused.value.fault == "too-slow"


def test_what_takes_too_much_memory_is_stopped() -> None:
    frugal = Allowance(memory_bytes=200 * 1024 * 1024, cpu_seconds=10, wall_seconds=15)

    with pytest.raises(PhotoError) as refused:
        clean(make_file("PNG", make_pixels(6000, 5000)), allowance=frugal)

    assert refused.value.fault == "too-hungry"


@pytest.mark.long
def test_the_worst_file_that_we_know_is_given_up_before_twenty_seconds() -> None:
    with pytest.raises(PhotoError) as refused:
        clean(make_jpeg_of_many_scans())

    assert refused.value.fault == "too-slow"
    assert INTAKE.cpu_seconds < INTAKE.wall_seconds < 20


@pytest.mark.long
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_sixty_megapixels_fit_the_memory_we_allow(kind: str) -> None:
    photo = clean(make_file(kind, make_pixels(8944, 6708)))

    assert photo.width == 2560


mutations = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=0, max_size=6)), max_size=8
)


def mutated(data: bytes, changes: list[tuple[float, bytes]], cut: float) -> bytes:
    changed = bytearray(data)
    for where, put in changes:
        at = int(where * len(data))
        changed[at : at + len(put)] = put
    return bytes(changed[: int(cut * len(changed)) + 1])


def takes_in_or_refuses(data: bytes) -> None:
    with suppress(PhotoError):
        assert is_bare(clean(data).data)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(TELLING)), mutations, st.floats(0.3, 1))
def test_a_damaged_file_is_taken_in_or_refused_and_nothing_else(
    kind: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    takes_in_or_refuses(mutated(TELLING[kind](), changes, cut))


@pytest.mark.long
@settings(max_examples=800, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(sorted(TELLING)), mutations, st.floats(0.3, 1))
def test_many_damaged_files_likewise(
    kind: str, changes: list[tuple[float, bytes]], cut: float
) -> None:
    takes_in_or_refuses(mutated(TELLING[kind](), changes, cut))
