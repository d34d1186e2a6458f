"""Stamping: the same pixels, and one packet with what the editor typed."""

import pytest
from PIL import Image

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import PhotoFacts, packet
from courant.newsroom.photos.intake import clean
from courant.newsroom.photos.segments import is_bare, size_of, stamp, webp_canvas
from tests.newsroom.photos.pictures import TELLING, make_file, make_pixels, opened

FACTS = PhotoFacts(creator='Ada "<&>" Bakker', credit="عکس: آدا", licence="Free for all uses")
BARE = {
    "JPEG": lambda: make_file("JPEG", progressive=True),
    "JPEG without JFIF": lambda: make_file("JPEG", make_pixels(mode="CMYK")),
    "PNG": lambda: make_file("PNG"),
    "PNG with alpha": lambda: make_file("PNG", make_pixels(mode="RGBA")),
    "WebP": lambda: make_file("WEBP", make_pixels(401, 299)),
    "WebP with alpha": lambda: make_file("WEBP", see_through()),
    "lossless WebP": lambda: make_file("WEBP", make_pixels(401, 299), lossless=True),
    "lossless WebP with alpha": lambda: make_file("WEBP", see_through(), lossless=True),
}


def see_through() -> Image.Image:
    pixels = make_pixels(401, 299, mode="RGBA")
    pixels.putalpha(100)
    return pixels


@pytest.mark.parametrize("kind", BARE)
def test_the_pixels_stay_and_the_packet_can_be_read(kind: str) -> None:
    bare = BARE[kind]()

    stamped = stamp(bare, FACTS)

    before, after = opened(bare), opened(stamped)
    assert (after.tobytes(), after.mode) == (before.tobytes(), before.mode)
    assert after.info["xmp"].strip() == packet(FACTS)


@pytest.mark.parametrize("kind", BARE)
def test_the_same_facts_give_the_same_bytes(kind: str) -> None:
    bare = BARE[kind]()

    assert stamp(bare, FACTS) == stamp(bare, FACTS)
    assert stamp(bare, PhotoFacts()) == bare


def test_what_was_typed_can_be_read_back_as_it_was_typed() -> None:
    said = clean(stamp(make_file("JPEG"), FACTS)).offered

    assert (said.creator, said.credit, said.licence) == (
        FACTS.creator,
        FACTS.credit,
        FACTS.licence,
    )


@pytest.mark.parametrize("kind", TELLING)
def test_a_file_that_says_anything_is_not_bare_and_not_stamped(kind: str) -> None:
    data = TELLING[kind]()

    assert not is_bare(data)
    with pytest.raises(PhotoError, match="Clean it first"):
        stamp(data, FACTS)


@pytest.mark.parametrize("kind", BARE)
def test_what_hangs_behind_the_end_is_noticed(kind: str) -> None:
    assert is_bare(BARE[kind]())
    assert not is_bare(BARE[kind]() + b"x")
    assert not is_bare(BARE[kind]()[:-9])
    assert not is_bare(stamp(BARE[kind](), FACTS))


def test_sizes_are_read_without_decoding() -> None:
    assert size_of(make_file("JPEG", make_pixels(123, 45))) == (123, 45)
    assert size_of(make_file("PNG", make_pixels(123, 45))) == (123, 45)
    for kind in ("WebP", "WebP with alpha", "lossless WebP"):
        assert webp_canvas(BARE[kind]()) == (401, 299)


def test_control_characters_never_reach_the_packet() -> None:
    assert b"Ada Bakker<" in packet(PhotoFacts(creator="Ada\0\x1b\x0b\ufffeBakker\n"))


@pytest.mark.parametrize("name", ["ali-home-IMG_2231.jpg", "IMG_2231", "DSC00042"])
def test_a_file_name_is_refused_as_a_fact(name: str) -> None:
    with pytest.raises(PhotoError, match="looks like a file's name"):
        packet(PhotoFacts(credit=name))


def test_a_licences_address_may_end_like_a_file() -> None:
    assert b"licence.pdf" in packet(PhotoFacts(licence="https://example.org/licence.pdf"))


def test_a_fact_that_is_too_long_is_refused_with_its_length() -> None:
    with pytest.raises(PhotoError, match="501 letters"):
        packet(PhotoFacts(copyright="x" * 501))
