"""Renditions: every width in every format, under names that never mean two things."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import PhotoFacts
from courant.newsroom.photos.intake import clean
from courant.newsroom.photos.renditions import (
    FIRST,
    MODERN,
    make_renditions,
    remove_renditions,
    stem_of,
)
from courant.newsroom.photos.sizes import focus_tenths, widths_for
from tests.newsroom.photos.pictures import make_file, make_pixels, opened, quarters

FACTS = PhotoFacts(creator="Ada Bakker", credit="Ada Bakker / The Paper")


def make_original(
    directory: Path, width: int = 700, height: int = 500, *, transparent: bool = False
) -> Path:
    """A stored original: a JPEG, or a PNG that one can see through."""
    pixels = make_pixels(width, height)
    if transparent:
        pixels.putalpha(Image.linear_gradient("L").resize(pixels.size))
    photo = clean(make_file("PNG" if transparent else "JPEG", pixels))
    directory.mkdir(exist_ok=True)
    path = directory / photo.name
    path.write_bytes(photo.data)
    return path


def test_a_photo_is_made_in_each_format_and_each_width_not_above_its_own(tmp_path: Path) -> None:
    made = make_renditions(make_original(tmp_path), tmp_path / "made", FACTS)

    assert [(each.format, each.width, each.height) for each in made] == [
        ("jpeg", 320, 229), ("jpeg", 480, 343), ("jpeg", 640, 457),
        ("avif", 320, 229), ("avif", 480, 343), ("avif", 640, 457),
        ("webp", 320, 229), ("webp", 480, 343), ("webp", 640, 457),
    ]  # fmt: skip


def test_each_file_is_what_the_list_says(tmp_path: Path) -> None:
    for each in make_renditions(make_original(tmp_path), tmp_path / "made", FACTS):
        data = (tmp_path / "made" / each.filename).read_bytes()

        assert opened(data).size == (each.width, each.height)
        assert opened(data).format.lower() == each.format
        assert len(data) == each.bytes
        assert quarters(data) == ["red", "green", "blue", "white"]


def test_a_photo_narrower_than_all_widths_is_made_in_its_own(tmp_path: Path) -> None:
    made = make_renditions(make_original(tmp_path, 200, 900), tmp_path / "made", FACTS, FIRST)

    assert [each.width for each in made] == [200]


def test_a_photo_with_transparency_keeps_it_in_png_and_webp(tmp_path: Path) -> None:
    original = make_original(tmp_path, transparent=True)

    made = make_renditions(original, tmp_path / "made", FACTS)

    assert {each.format for each in made} == {"png", "webp"}
    for each in made:
        assert opened((tmp_path / "made" / each.filename).read_bytes()).mode == "RGBA"


def test_the_modern_formats_may_follow_later(tmp_path: Path) -> None:
    original = make_original(tmp_path)

    first = make_renditions(original, tmp_path / "made", FACTS, FIRST)
    modern = make_renditions(original, tmp_path / "made", FACTS, MODERN)

    assert {each.format for each in first} == {"jpeg"}
    assert {each.format for each in modern} == {"avif", "webp"}
    assert first + modern == make_renditions(original, tmp_path / "made", FACTS)


def test_a_second_time_writes_nothing(tmp_path: Path) -> None:
    original, into = make_original(tmp_path), tmp_path / "made"
    first = make_renditions(original, into, FACTS, FIRST)
    before = {path: path.stat().st_mtime_ns for path in into.iterdir()}

    second = make_renditions(original, into, FACTS, FIRST)

    assert second == first
    assert {path: path.stat().st_mtime_ns for path in into.iterdir()} == before


def test_only_what_is_missing_is_made_and_it_is_the_same_bytes(tmp_path: Path) -> None:
    original, into = make_original(tmp_path), tmp_path / "made"
    make_renditions(original, into, FACTS)
    whole = {path: path.read_bytes() for path in into.iterdir()}
    for path in into.glob("*-480.*"):
        path.unlink()

    make_renditions(original, into, FACTS)

    assert {path: path.read_bytes() for path in into.iterdir()} == whole


def test_the_names_hold_a_hash_and_a_width_and_nothing_of_the_originals(tmp_path: Path) -> None:
    original = make_original(tmp_path)

    for each in make_renditions(original, tmp_path / "made", FACTS, FIRST):
        stem, _, rest = each.filename.partition("-")
        assert stem == stem_of(original, FACTS)
        assert len(stem) == 24
        assert rest.split(".")[0] == str(each.width)


@pytest.mark.parametrize("changed", ["creator", "credit", "copyright", "licence"])
def test_a_changed_fact_changes_every_name(changed: str) -> None:
    assert stem_of("ab.jpg", FACTS) != stem_of("ab.jpg", replace(FACTS, **{changed: "Cem"}))


def test_two_photos_with_the_same_facts_have_different_names() -> None:
    assert stem_of("ab.jpg", FACTS) != stem_of("cd.jpg", FACTS)


def test_the_same_facts_typed_with_other_spaces_are_the_same_facts() -> None:
    assert stem_of("ab.jpg", FACTS) == stem_of("x/ab.jpg", replace(FACTS, creator=" Ada  Bakker"))


def test_removing_takes_one_photos_files_and_no_others(tmp_path: Path) -> None:
    one = make_renditions(make_original(tmp_path), tmp_path / "made", FACTS, FIRST)
    other = make_renditions(make_original(tmp_path, 400), tmp_path / "made", FACTS, FIRST)

    remove_renditions(tmp_path / "made", one[0].filename.partition("-")[0])

    assert {path.name for path in (tmp_path / "made").iterdir()} == {
        each.filename for each in other
    }


def test_an_original_that_was_damaged_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    original = make_original(tmp_path)
    original.write_bytes(original.read_bytes()[:2000])

    with pytest.raises(PhotoError):
        make_renditions(original, tmp_path / "made", FACTS)

    assert list((tmp_path / "made").iterdir()) == []


def test_no_width_is_above_the_original_and_none_is_left_out_below_it() -> None:
    assert widths_for(2560) == (320, 480, 640, 960, 1280, 1600, 1920)
    assert widths_for(640) == (320, 480, 640)
    assert widths_for(319) == (319,)


@pytest.mark.parametrize(
    ("focal_x", "focal_y", "tenths"),
    [
        (None, None, (5, 5)), (0, 0, (0, 0)), (1000, 500, (10, 10)), (249, 251, (2, 5)),
        (5000, -3, (10, 0)),
    ],
)  # fmt: skip
def test_a_focal_point_is_told_in_tenths(
    focal_x: int | None, focal_y: int | None, tenths: tuple[int, int]
) -> None:
    assert focus_tenths(focal_x, focal_y, width=1000, height=500) == tenths
