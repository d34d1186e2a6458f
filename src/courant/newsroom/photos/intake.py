"""The only way in for a photo: a stranger's file goes in, fresh pixels come out."""

import hashlib
from dataclasses import dataclass, fields
from typing import Any

from courant.newsroom.photos.child.wire import Message
from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.formats import WRITTEN, format_of, known_format
from courant.newsroom.photos.limits import INTAKE, MAX_FILE_BYTES, MAX_OFFERED_LETTERS, Allowance
from courant.newsroom.photos.sandbox import ask_child
from courant.newsroom.photos.segments import is_bare

__all__ = ["CleanPhoto", "PhotoError", "clean"]


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo that we encoded ourselves from its pixels.  Its file holds nothing else."""

    data: bytes
    format: str  # "jpeg" or "png"
    width: int  # pixels, as seen upright
    height: int
    offered: Offered  # what the uploaded file said about itself

    @property
    def sha256(self) -> str:
        """The hash of the file in 64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def name(self) -> str:
        """The file's name: the hash's first 32 digits and an ending, nothing of the upload's."""
        return f"{self.sha256[:32]}.{WRITTEN[self.format].ending}"


def clean(data: bytes, *, allowance: Allowance = INTAKE) -> CleanPhoto:
    """Decode a file in a child process, and encode its pixels anew.

    Upright, sRGB, eight bits, at most 2,560 pixels on the longer side.  Of a moving picture the
    first frame is kept.  JPEG comes out; PNG where some of it is transparent, or where it came
    as PNG or GIF and is smaller so (a drawing).

    Args:
        data: The whole file: JPEG, PNG, WebP, GIF, AVIF or HEIF, at most 25 MiB.
        allowance: What the child may use.

    Raises:
        PhotoError: The file is none of these, too big, broken, or takes too much to open.  The
            message says so to whoever uploaded it.

    Source:
        SECURITY "Photos", promises S5 and S6.
    """
    if len(data) > MAX_FILE_BYTES:
        raise PhotoError(
            "too-big",
            f"This file has {len(data) / 1024 / 1024:,.1f} MiB; the limit is "
            f"{MAX_FILE_BYTES // 1024 // 1024} MiB. Save it smaller.",
        )
    job = Message({"deed": "clean", "format": format_of(data)}, (data,))
    return _checked(ask_child(job, allowance))


def _checked(answer: Message) -> CleanPhoto:
    """The child had a hostile file in its hands: believe nothing that can be looked up."""
    try:
        (made,), (data,) = answer.words["photos"], answer.parts
        photo = CleanPhoto(
            data=data,
            format=str(known_format(data)),
            width=int(made["width"]),
            height=int(made["height"]),
            offered=_offered(answer.words["offered"]),
        )
    except (KeyError, TypeError, ValueError):
        raise PhotoError("broken", "This photo broke the process that opened it.") from None
    if photo.format not in ("jpeg", "png") or not is_bare(data):
        raise PhotoError("not-clean", "This photo could not be cleaned. Save it anew as JPEG.")
    return photo


def _offered(said: dict[str, Any]) -> Offered:
    return Offered(
        **{field.name: str(said[field.name])[:MAX_OFFERED_LETTERS] for field in fields(Offered)}
    )
