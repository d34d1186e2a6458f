"""What comes out of the intake: upright, sRGB, eight bits, no larger than we keep."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms, ImageDraw

from courant.newsroom.photos.intake import clean
from courant.newsroom.photos.limits import MAX_EDGE
from tests.newsroom.photos.pictures import (
    TELLING,
    make_exif,
    make_file,
    make_gif,
    make_pixels,
    opened,
    quarters,
)

TURNED = {
    1: ["red", "green", "blue", "white"],
    2: ["green", "red", "white", "blue"],
    3: ["white", "blue", "green", "red"],
    4: ["blue", "white", "red", "green"],
    5: ["red", "blue", "green", "white"],
    6: ["blue", "red", "white", "green"],
    7: ["white", "green", "blue", "red"],
    8: ["green", "white", "red", "blue"],
}  # how a picture with this EXIF orientation is to be seen


@pytest.mark.parametrize("kind", TELLING)
def test_every_format_comes_out_as_a_picture_of_the_same_pixels(kind: str) -> None:
    photo = clean(TELLING[kind]())

    assert (photo.width, photo.height) == opened(photo.data).size == (400, 300)
    assert quarters(photo.data) == ["red", "green", "blue", "white"]


@pytest.mark.parametrize("orientation", TURNED)
def test_a_turned_photo_comes_out_upright(orientation: int) -> None:
    photo = clean(make_file("JPEG", exif=make_exif(orientation)))

    assert quarters(photo.data) == TURNED[orientation]
    assert (photo.width, photo.height) == ((400, 300) if orientation < 5 else (300, 400))


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "PNG", "HEIF"])
def test_other_formats_are_turned_upright_too(kind: str) -> None:
    photo = clean(make_file(kind, exif=make_exif(orientation=6)))

    assert quarters(photo.data) == TURNED[6]


def test_the_name_is_the_hash_of_what_came_out_and_of_nothing_else() -> None:
    told = clean(make_file("PNG", exif=make_exif()))
    silent = clean(make_file("PNG"))

    assert told.data == silent.data
    assert told.name == silent.name == f"{told.sha256[:32]}.png"


def test_a_photo_larger_than_we_keep_is_made_smaller_in_proportion() -> None:
    photo = clean(make_file("JPEG", make_pixels(6000, 3000)))

    assert (photo.width, photo.height) == (MAX_EDGE, MAX_EDGE // 2)


def test_a_photo_is_never_made_larger() -> None:
    photo = clean(make_file("JPEG", make_pixels(7, 3)))

    assert (photo.width, photo.height) == (7, 3)


def test_a_sliver_keeps_at_least_one_pixel() -> None:
    photo = clean(make_file("PNG", make_pixels(30_000, 1)))

    assert (photo.width, photo.height) == (MAX_EDGE, 1)


def test_what_is_transparent_stays_so() -> None:
    pixels = make_pixels(mode="RGBA")
    pixels.putalpha(Image.linear_gradient("L").resize(pixels.size))

    photo = clean(make_file("PNG", pixels))

    assert photo.format == "png"
    assert opened(photo.data).getchannel("A").getextrema() == (0, 255)


def test_transparency_that_hides_nothing_is_dropped() -> None:
    photo = clean(make_file("WEBP", make_pixels(mode="RGBA")))

    assert photo.format == "jpeg"


def test_a_transparent_colour_of_a_palette_stays_transparent() -> None:
    pixels = make_pixels().quantize(8)
    pixels.info["transparency"] = pixels.getpixel((10, 10))

    photo = clean(make_file("GIF", pixels, transparency=pixels.getpixel((10, 10))))

    assert opened(photo.data).getpixel((10, 10))[3] == 0


def test_a_drawing_stays_lossless() -> None:
    drawing = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(drawing).line((0, 0, 799, 599), fill="black", width=3)

    photo = clean(make_file("PNG", drawing))

    assert photo.format == "png"
    assert opened(photo.data).tobytes() == drawing.tobytes()


def test_a_photo_that_came_as_png_becomes_a_jpeg() -> None:
    photo = clean(make_file("PNG", Image.effect_noise((400, 300), 60).convert("RGB")))

    assert photo.format == "jpeg"


def test_of_a_moving_picture_the_first_frame_stays() -> None:
    first, second = Image.new("RGB", (40, 30), "red"), Image.new("RGB", (40, 30), "blue")

    photo = clean(make_file("WEBP", first, save_all=True, append_images=[second]))

    assert quarters(photo.data) == ["red"] * 4


def test_three_hundred_frames_are_not_too_many() -> None:
    assert clean(make_gif(frames=300)).width == 1


def test_sixteen_bits_of_grey_become_eight_in_proportion() -> None:
    pixels = Image.new("I;16", (2, 1))
    pixels.putpixel((0, 0), 32_896)
    pixels.putpixel((1, 0), 65_535)

    photo = opened(clean(make_file("PNG", pixels)).data)

    assert [photo.getpixel((x, 0)) for x in (0, 1)] == [(128, 128, 128), (255, 255, 255)]


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_grey_and_print_colours_become_rgb(mode: str) -> None:
    photo = opened(clean(make_file("JPEG", make_pixels(mode=mode))).data)

    assert photo.mode == "RGB"
    if mode == "CMYK":
        assert quarters(make_file("PNG", photo)) == ["red", "green", "blue", "white"]


def test_a_wide_profile_is_converted_to_srgb() -> None:
    """In this profile red and green have changed places, so that a miss cannot be overlooked."""
    photo = clean(make_file("JPEG", icc_profile=make_swapped_profile()))

    assert quarters(photo.data) == ["green", "red", "blue", "white"]
    assert "icc_profile" not in opened(photo.data).info


def test_the_profile_applies_under_transparency_too() -> None:
    pixels = make_pixels(mode="RGBA")
    pixels.putpixel((0, 0), (0, 0, 0, 0))

    photo = clean(make_file("PNG", pixels, icc_profile=make_swapped_profile()))

    assert quarters(photo.data) == ["green", "red", "blue", "white"]


@pytest.mark.parametrize("profile", [b"", b"not a profile", b"\0" * 200])
def test_a_profile_that_is_none_is_done_without(profile: bytes) -> None:
    photo = clean(make_file("JPEG", icc_profile=profile))

    assert quarters(photo.data) == ["red", "green", "blue", "white"]


def make_swapped_profile() -> bytes:
    """Return sRGB's profile with the names of its red and green primaries exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"####").replace(b"gXYZ", b"rXYZ").replace(b"####", b"gXYZ")


def test_a_jpeg_with_several_pictures_gives_its_first() -> None:
    stream = BytesIO()
    make_pixels().save(
        stream, "MPO", save_all=True, append_images=[Image.new("RGB", (400, 300), "white")]
    )

    photo = clean(stream.getvalue())

    assert quarters(photo.data) == ["red", "green", "blue", "white"]
