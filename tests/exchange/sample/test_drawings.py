"""The sample's pictures: the same each time, and labelled as a newsroom's files are."""

import shutil
import subprocess
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import ExifTags, Image, IptcImagePlugin

from courant.exchange.sample.drawings import PICTURES, SCENES, draw

NAMES = sorted(PICTURES)


@pytest.fixture(scope="module")
def bridge() -> bytes:
    return draw("laat-bridge")


def test_there_is_a_scene_for_every_picture_and_no_other() -> None:
    assert set(SCENES) == set(PICTURES)


def test_file_names_are_those_of_cameras_and_scanners() -> None:
    names = [picture.file_name for picture in PICTURES.values()]

    assert len(set(names)) == len(names)
    assert "IMG_2231.jpg" in names


def test_there_are_tall_square_and_wide_ones() -> None:
    shapes = [width / height for width, height in (p.size for p in PICTURES.values())]

    assert min(shapes) < 0.7
    assert 1.0 in shapes
    assert max(shapes) > 2


def test_a_picture_is_drawn_the_same_each_time(bridge: bytes) -> None:
    assert sha256(draw("laat-bridge")).digest() == sha256(bridge).digest()


@pytest.mark.parametrize("name", NAMES)
def test_it_has_its_size_and_fills_its_paper(name: str) -> None:
    sheet = SCENES[name](PICTURES[name].size)
    picture = sheet.printed()

    assert picture.size == PICTURES[name].size
    # Something is printed in each ninth of it.
    grey = picture.convert("L")
    width, height = (side // 3 for side in picture.size)
    for row, column in product(range(3), range(3)):
        corner = (column * width, row * height)
        ninth = grey.crop((*corner, corner[0] + width, corner[1] + height))
        low, high = ninth.reduce(8).getextrema()
        assert high - low > 8, (row, column)


def test_it_says_who_made_it_in_iptc(bridge: bytes) -> None:
    told = IptcImagePlugin.getiptcinfo(Image.open(BytesIO(bridge)))

    assert told is not None
    assert told[2, 80] == b"Lot Kranendonk"
    assert told[2, 110] == b"Lot Kranendonk / The Outer Light"
    assert told[2, 116].decode().startswith("©")
    assert told[2, 120] == b"The Laat Bridge."


def test_it_says_the_same_in_xmp(bridge: bytes) -> None:
    packet = Image.open(BytesIO(bridge)).info["xmp"].decode()

    assert "<rdf:li>Lot Kranendonk</rdf:li>" in packet
    assert 'photoshop:Credit="Lot Kranendonk / The Outer Light"' in packet
    assert "creativecommons.org" in packet


def test_two_of_them_give_a_place_away() -> None:
    placed = [name for name, picture in PICTURES.items() if picture.place]

    assert len(placed) == 2
    for name in placed:
        gps = Image.open(BytesIO(draw(name))).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert gps[ExifTags.GPS.GPSLatitude] == (53.0, 24.0, 45.72)


@pytest.mark.skipif(not shutil.which("exiftool"), reason="exiftool is not installed")
def test_exiftool_reads_all_three(bridge: bytes, tmp_path: Path) -> None:
    file = tmp_path / "IMG_2231.jpg"
    file.write_bytes(bridge)

    told = subprocess.run(
        ["exiftool", "-G1", "-s", file], capture_output=True, text=True, check=True
    ).stdout

    assert "Warning" not in told
    for group in ("[IPTC]", "[XMP-dc]", "[GPS]"):
        assert group in told
