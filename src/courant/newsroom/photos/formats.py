"""Telling what a file is by its first bytes, never by its name."""

from dataclasses import dataclass
from typing import Final, Literal

from courant.newsroom.photos.errors import PhotoError

Format = Literal["jpeg", "png", "webp", "gif", "avif", "heif"]


@dataclass(frozen=True, slots=True)
class Written:
    """A format that we write ourselves."""

    ending: str  # of a file's name, without the dot
    type: str  # media type


WRITTEN: Final[dict[str, Written]] = {
    "jpeg": Written("jpg", "image/jpeg"),
    "png": Written("png", "image/png"),
    "webp": Written("webp", "image/webp"),
    "avif": Written("avif", "image/avif"),
}

_HEIF_BRANDS = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1")
)
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_PDF: Final = b"%PDF-"
_REMEDY = "Save it as JPEG, PNG, WebP, GIF, AVIF or HEIF"
_REFUSED: Final[tuple[tuple[bytes, str], ...]] = (
    (_PDF, f"a PDF is a document, not a photo. {_REMEDY}, or upload it as a document."),
    (b"II*\0", f"TIFF is not taken. {_REMEDY}."),
    (b"MM\0*", f"TIFF is not taken. {_REMEDY}."),
    (b"II+\0", f"TIFF is not taken. {_REMEDY}."),
    (b"MM\0+", f"TIFF is not taken. {_REMEDY}."),
    (b"BM", f"BMP is not taken. {_REMEDY}."),
    (b"8BPS", f"a Photoshop file is not taken. {_REMEDY}."),
)


def format_of(data: bytes) -> Format:
    """Return the format of a file that we open.

    Raises:
        PhotoError: It is empty, or none that we open ("not-a-photo").
    """
    if not data:
        raise PhotoError("empty", "This file is empty. Choose it again, or ask for it again.")
    if found := known_format(data):
        return found
    raise PhotoError("not-a-photo", f"This is not a photo that we can open: {_why_not(data)}")


def known_format(data: bytes) -> Format | None:
    """Return the format of a file that we open, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return _format_by_brand(data)


def is_raster(data: bytes) -> bool:
    """Return whether a file holds pixels, in a format that we open or in one that we refuse."""
    refused = (magic for magic, _ in _REFUSED if magic != _PDF)
    return known_format(data) is not None or data.startswith(tuple(refused))


def _format_by_brand(data: bytes) -> Format | None:
    """HEIF and AVIF are one container; its brands say which (ISO/IEC 14496-12, ``ftyp``)."""
    if data[4:8] != b"ftyp":
        return None
    end = min(int.from_bytes(data[:4], "big"), 256)
    brands = {data[8:12], *(data[at : at + 4] for at in range(16, end, 4))}
    if brands & _AVIF_BRANDS:
        return "avif"
    return "heif" if brands & _HEIF_BRANDS else None


def _why_not(data: bytes) -> str:
    for magic, why in _REFUSED:
        if data.startswith(magic):
            return why
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--")) and b"<svg" in data[:65536]:
        return f"SVG is a program as much as a picture and is not taken. {_REMEDY}."
    return f"its first bytes are those of no picture. {_REMEDY}."
