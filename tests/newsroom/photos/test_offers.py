"""What a file says about itself is offered: the best source first, and never a file's name."""

import pytest

from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.filenames import is_file_name
from courant.newsroom.photos.intake import clean
from tests.newsroom.photos.pictures import (
    alternatives,
    into_jpeg,
    make_file,
    make_iim,
    make_pixels,
    make_xmp,
    sequence,
)

FULL_XMP = make_xmp(
    dc_description=alternatives("The harbour at dawn."),
    dc_creator=sequence("Ada Bakker", "Cem Demir"),
    dc_rights=alternatives("© 2026 The Paper"),
    photoshop_Credit="Ada Bakker / The Paper",
    xmpRights_WebStatement="https://creativecommons.org/licenses/by/4.0/",
    Iptc4xmpCore_AltTextAccessibility=alternatives("Three boats, and gulls above them."),
)


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "AVIF", "HEIF", "PNG"])
def test_xmp_is_offered_whole(kind: str) -> None:
    settings = {"xmp": FULL_XMP} if kind != "PNG" else {"pnginfo": _png_words(FULL_XMP)}

    offered = clean(make_file(kind, **settings)).offered

    assert offered == Offered(
        description="The harbour at dawn.",
        creator="Ada Bakker, Cem Demir",
        credit="Ada Bakker / The Paper",
        copyright="© 2026 The Paper",
        licence="https://creativecommons.org/licenses/by/4.0/",
        alt="Three boats, and gulls above them.",
    )


def _png_words(xmp: bytes) -> object:
    from PIL import PngImagePlugin

    words = PngImagePlugin.PngInfo()
    words.add_itxt("XML:com.adobe.xmp", xmp.decode())
    return words


def test_iim_is_offered_where_there_is_no_xmp() -> None:
    records = make_iim(
        (120, "De haven om zes uur – koud".encode()), (80, b"Ada"), (80, b"Cem"),
        (110, b"The Paper"), (116, b"2026"),
    )  # fmt: skip

    offered = clean(into_jpeg(make_file("JPEG"), records)).offered

    assert offered == Offered(
        description="De haven om zes uur – koud",
        creator="Ada, Cem",
        credit="The Paper",
        copyright="2026",
    )


def test_iim_that_does_not_name_its_letters_is_read_as_windows_wrote_it() -> None:
    records = make_iim((120, "Café".encode("cp1252")), utf8=False)

    assert clean(into_jpeg(make_file("JPEG"), records)).offered.description == "Café"


def test_exif_is_offered_where_there_is_neither() -> None:
    exif = make_pixels().getexif()
    exif[270], exif[315], exif[33432] = "بندر در سپیده‌دم".encode(), b"Ada", b"Ada\0The Paper\0"

    offered = clean(make_file("JPEG", exif=exif)).offered

    assert offered == Offered(
        description="بندر در سپیده‌دم", creator="Ada", copyright="Ada, The Paper"
    )


def test_xmp_goes_before_iim_and_iim_before_exif() -> None:
    exif = make_pixels().getexif()
    exif[270], exif[315], exif[33432] = "three", "three", "three"
    file = make_file("JPEG", exif=exif, xmp=make_xmp(dc_description=alternatives("one")))

    offered = clean(into_jpeg(file, make_iim((120, b"two"), (80, b"two")))).offered

    assert (offered.description, offered.creator, offered.copyright) == ("one", "two", "three")


@pytest.mark.parametrize(
    "said", ["IMG_2231", "DSC_0042.JPG", "ali-home-IMG_2231.jpg", "OLYMPUS DIGITAL CAMERA", " \0 "]
)
def test_a_file_name_or_a_cameras_words_are_not_offered(said: str) -> None:
    offered = clean(into_jpeg(make_file("JPEG"), make_iim((120, said.encode())))).offered

    assert offered == Offered()


@pytest.mark.parametrize(
    "xmp",
    [
        b"<x",
        b"\xff\xfe",
        b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>',
        b"<a>" * 50_000,
        make_xmp(dc_description=alternatives("\x01&#65;" * 10)),
    ],
)
def test_broken_or_hostile_metadata_says_nothing_and_the_photo_still_counts(xmp: bytes) -> None:
    photo = clean(make_file("WEBP", xmp=xmp))

    assert photo.offered == Offered()


def test_what_is_offered_is_plain_text_of_a_bearable_length() -> None:
    offered = clean(
        make_file("WEBP", xmp=make_xmp(dc_description=alternatives("&lt;b&gt;  word " * 9000)))
    ).offered

    assert offered.description.startswith("<b> word <b> word")
    assert len(offered.description) <= 2000


@pytest.mark.parametrize(
    "name",
    [
        "IMG_2231", "img-20260101-wa0003", "DSC00042", "DSCF1234", "_MG_1234", "P1010023",
        "PXL_20260101_101112123", "20260101_101112", "Screenshot 2026-01-01 at 10.11.12",
        "WhatsApp Image 2026-01-01 at 10.11.12", "ali-home.jpg", "a photo (harbour.JPEG)",
        "harbour-1024x768", "image1", "untitled", "5f3a9c0e5f3a9c0e5f3a9c0e", "IMG_2231 (1)",
        "Scan 12", "received_1234567890",
    ],
)  # fmt: skip
def test_file_names_are_recognised(name: str) -> None:
    assert is_file_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "The harbour at dawn.", "Image of a boat", "Ada Bakker / The Paper", "2026", "", "AP",
        "Photo: Ada", "Image 1 of the series shows a boat", "https://creativecommons.org/licenses/",
        "She was 24. Jpegs were her trade.", "Budget 2026-2027", "بندر", "G7 in Delft", "Signal",
    ],
)  # fmt: skip
def test_words_are_not_taken_for_file_names(words: str) -> None:
    assert not is_file_name(words)
