"""Making what pages show: one photo in several widths and formats, stamped with its facts.

A rendition's name is ``<stem>-<width>.<ending>``.  The stem stands for the original, the facts
written into the files, and how we encode; so a changed credit gives new names, a file under a
name never changes, and caches may keep it for ever.
"""

import hashlib
import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from courant.newsroom.photos.child.wire import Message
from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import PhotoFacts, packet
from courant.newsroom.photos.formats import WRITTEN, format_of, known_format
from courant.newsroom.photos.limits import RENDITIONS, Allowance
from courant.newsroom.photos.sandbox import ask_child
from courant.newsroom.photos.segments import size_of, stamp
from courant.newsroom.photos.sizes import height_for, widths_for

RenditionFormat = Literal["plain", "webp", "avif"]
FIRST: Final[tuple[RenditionFormat, ...]] = ("plain",)  # what a page needs to be readable
MODERN: Final[tuple[RenditionFormat, ...]] = ("avif", "webp")  # may follow; newest first

# Change it when a change of encoders or their settings should reach published photos.
_RECIPE: Final = "1"


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file that a page may show."""

    width: int  # pixels
    height: int
    format: str  # "jpeg", "png", "webp" or "avif"
    filename: str  # "0f3a…-640.webp"
    bytes: int  # its size


def stem_of(original: Path | str, facts: PhotoFacts) -> str:
    """Return what the names of a photo's renditions begin with: 24 hexadecimal digits.

    Args:
        original: The stored original; only its last part counts.  Storage names originals by
            their hash and never gives one name to two files, so the name stands for the pixels.
        facts: What is written into the renditions.

    Raises:
        PhotoError: A fact cannot be written ("facts").
    """
    told = f"{_RECIPE}\0{Path(original).name}\0".encode() + packet(facts)
    return hashlib.sha256(told).hexdigest()[:24]


def make_renditions(
    original: Path,
    into: Path,
    facts: PhotoFacts,
    formats: Sequence[RenditionFormat] = (*FIRST, *MODERN),
    *,
    allowance: Allowance = RENDITIONS,
) -> list[Rendition]:
    """Make a photo's renditions in a child process, and write those that are not there.

    Each file is whole or absent, and the same call again changes nothing.  Of a PNG there is
    no AVIF, and the WebP is lossless where that is smaller, as it is for a drawing.

    Args:
        original: A file that ``CleanedStorage`` holds.
        into: The directory to write to; made when it is not there.
        facts: What the files carry.
        formats: "plain" (JPEG of a JPEG, PNG of a PNG), "webp", "avif".
        allowance: What the child may use for each format.

    Returns:
        All renditions of these formats, by format in the order asked for, then by width.

    Raises:
        PhotoError: The original cannot be opened, or a fact cannot be written.
        OSError: The disk is full, or the original is gone.
    """
    data = original.read_bytes()
    stem, xmp, size = stem_of(original, facts), packet(facts), size_of(data)
    into.mkdir(parents=True, exist_ok=True)
    made: list[Rendition] = []
    for name in _formats_for(format_of(data), formats):
        paths = {width: into / _filename(stem, width, name) for width in widths_for(size[0])}
        missing = [width for width, path in paths.items() if not path.exists()]
        for width, rendered in _rendered(data, name, missing, xmp, allowance):
            # AVIF keeps its parts by offset; there the encoder has written the packet.
            _write(paths[width], rendered if name == "avif" else stamp(rendered, facts))
        for width, path in paths.items():
            height, length = height_for(size, width), path.stat().st_size
            made.append(Rendition(width, height, name, path.name, length))
    return made


def remove_renditions(into: Path, stem: str) -> None:
    """Take a photo's renditions away: of a photo that is gone, or whose facts have changed."""
    for path in into.glob(f"{stem}-*"):
        with suppress(FileNotFoundError):
            path.unlink()


def _formats_for(original: str, wanted: Iterable[RenditionFormat]) -> list[str]:
    named = (original if name == "plain" else name for name in wanted)
    return [name for name in named if not (original == "png" and name == "avif")]


def _filename(stem: str, width: int, name: str) -> str:
    return f"{stem}-{width}.{WRITTEN[name].ending}"


def _rendered(
    data: bytes, name: str, widths: list[int], xmp: bytes, allowance: Allowance
) -> Iterator[tuple[int, bytes]]:
    if not widths:
        return
    words = {"deed": "render", "format": format_of(data), "formats": [name], "widths": widths}
    answer = ask_child(Message(words, (data, xmp)), allowance)
    for width, rendered in zip(widths, answer.parts, strict=True):
        if known_format(rendered) != name:
            raise PhotoError("broken", f"A rendition of {width} pixels is not {name}.")
        yield width, rendered


def _write(path: Path, data: bytes) -> None:
    # Two processes may make the same photo's; each has its own temporary file.
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with temporary.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.rename(path)
    finally:
        temporary.unlink(missing_ok=True)
