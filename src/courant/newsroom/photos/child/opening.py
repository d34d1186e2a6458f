"""From a file's bytes to fresh pixels: upright, sRGB, eight bits, no larger than we keep."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from typing import Final

from PIL import Image, ImageCms, ImageFile

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.limits import MAX_EDGE, MAX_FRAMES, MAX_PIXELS
from courant.newsroom.photos.segments import webp_canvas

# We count pixels ourselves, before any is decoded, and say so in our own words.
Image.MAX_IMAGE_PIXELS = None

_PLUGINS: Final = {
    "jpeg": "PIL.JpegImagePlugin",
    "png": "PIL.PngImagePlugin",
    "webp": "PIL.WebPImagePlugin",
    "gif": "PIL.GifImagePlugin",
    "avif": "PIL.AvifImagePlugin",
}
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # EXIF orientation (CIPA DC-008, tag 274) to the turn that undoes it
_ORIENTATION: Final = 274
_OPAQUE: Final = 255
_LOSSLESS: Final = frozenset({"PNG", "GIF"})


@dataclass(frozen=True, slots=True)
class Photo:
    """Fresh pixels, mode RGB or (where some of it is transparent) RGBA."""

    pixels: Image.Image
    lossless: bool  # whether the file it came from had lost nothing

    @property
    def transparent(self) -> bool:
        """Whether there is anything to see through it."""
        return self.pixels.mode == "RGBA"


def open_photo(
    data: bytes, kind: str, ask: Callable[[ImageFile.ImageFile], Offered] | None = None
) -> tuple[Photo, Offered]:
    """Decode a file.  Of a moving picture the first frame is kept.

    Args:
        data: The file.
        kind: What its first bytes say it is, as ``formats.format_of`` names it.
        ask: Reads what the file says about itself.

    Raises:
        PhotoError: Too many pixels or frames.
        MemoryError, Exception: What the libraries raise over a broken file.
    """
    if kind == "webp":  # whose decoder takes memory for two canvases at once
        _count_pixels(*webp_canvas(data))
    picture = _opened(data, kind)
    _count_pixels(*picture.size)
    _count_frames(getattr(picture, "n_frames", 1))
    if picture.format == "JPEG":
        _draft(picture)
    picture.load()
    orientation = _orientation(picture)
    offered = ask(picture) if ask else Offered()
    profile = picture.info.get("icc_profile")
    pixels = _turned(_fitted(_eight_bits(picture)), orientation)
    pixels = _without_idle_alpha(_in_srgb(pixels, profile))
    fresh = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    return Photo(fresh, lossless=picture.format in _LOSSLESS), offered


def _opened(data: bytes, kind: str) -> ImageFile.ImageFile:
    if kind == "heif":
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    else:
        import_module(_PLUGINS[kind])
    if kind == "avif":
        from PIL import AvifImagePlugin

        AvifImagePlugin.DEFAULT_MAX_THREADS = 1  # a thread's stack and buffers count as memory
    return Image.open(BytesIO(data), formats=[kind.upper()])


def _count_pixels(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise PhotoError(
            "too-many-pixels",
            f"This photo has {width:,} × {height:,} pixels, {width * height / 1e6:,.0f} million; "
            f"the limit is {MAX_PIXELS // 1_000_000} million. Save it smaller.",
        )


def _count_frames(frames: int) -> None:
    if frames > MAX_FRAMES:
        raise PhotoError(
            "too-many-frames",
            f"This moving picture has {frames:,} frames; the limit is {MAX_FRAMES}. "
            "Only the first is kept anyway: save that one.",
        )


def _draft(picture: ImageFile.ImageFile) -> None:
    """Let the JPEG decoder halve what is far too large: less time, less memory."""
    scale = MAX_EDGE / max(picture.size)
    if scale < 1:
        picture.draft(None, (round(picture.width * scale), round(picture.height * scale)))


def _orientation(picture: Image.Image) -> int:
    with suppress(Exception):  # broken EXIF: then it says nothing
        return int(picture.getexif().get(_ORIENTATION, 1))
    return 1


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Return the picture as L, RGB, RGBA or CMYK."""
    if picture.mode.startswith("I"):  # Pillow would cut 16 bits off at 255, not scale them
        return picture.convert("I").point([round(value / 257) for value in range(65536)], "L")
    if picture.mode in ("L", "RGB", "CMYK") and "transparency" not in picture.info:
        return picture
    if picture.mode == "RGBA":
        return picture
    clear = picture.mode in ("LA", "La", "PA", "RGBa") or "transparency" in picture.info
    return picture.convert("RGBA" if clear else "RGB")


def _fitted(picture: Image.Image) -> Image.Image:
    scale = MAX_EDGE / max(picture.size)
    if scale >= 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _turned(picture: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return picture if turn is None else picture.transpose(turn)


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    if picture.mode == "RGBA":
        alpha = picture.getchannel("A")
        opaque = _in_srgb(picture.convert("RGB"), profile)
        opaque.putalpha(alpha)
        return opaque
    if profile:
        with suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            return _converted(picture, profile)  # else a profile that does not fit: do without
    return picture if picture.mode == "RGB" else picture.convert("RGB")


def _converted(picture: Image.Image, profile: bytes) -> Image.Image:
    converted = ImageCms.profileToProfile(
        picture,
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return converted or picture  # None only where it is asked to work in place


def _without_idle_alpha(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGBA" and picture.getchannel("A").getextrema()[0] == _OPAQUE:
        return picture.convert("RGB")
    return picture
