"""Frames: how letters lie in a segment, so that each is whole or known not to be.

All numbers are unsigned and big-endian:

=====  =======================================================
bytes  what
=====  =======================================================
4      ``FF 43 4C 01``: the magic and, last, the version
4      length of the letter in bytes
16     digest of its nonce: SHA-256, cut
4      CRC-32 of the letter
4      CRC-32 of the 28 bytes before
n      the letter
=====  =======================================================

The byte FF is in no UTF-8 text (RFC 3629 section 1), so no letter can hold the magic, and a reader
cannot write a frame into a letter that somebody would find when looking for the next good one.
CRC-32 is enough: it is there to see what a power cut or a failing disk did, every burst of up to
32 bits and all but one in four billion of the rest.  It keeps no forger out; who can write in here
can write whole frames.  The head has its own, so that a wrong length is not taken for a torn tail.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from zlib import crc32

from courant.plant.letterbox.letters import MOST_LETTER_BYTES

MAGIC: Final = b"\xffCL\x01"
_BEFORE_CHECK: Final = struct.Struct(">4sI16sI")
_CHECK: Final = struct.Struct(">I")
HEAD_BYTES: Final = _BEFORE_CHECK.size + _CHECK.size


@dataclass(frozen=True, slots=True)
class Frame:
    """A whole frame and where it lies: ``start`` to ``end``, in bytes from the segment's start."""

    start: int
    end: int
    digest: bytes
    payload: bytes


@dataclass(frozen=True, slots=True)
class _Head:
    length: int
    digest: bytes
    check: int


def encode_frame(digest: bytes, payload: bytes) -> bytes:
    """Return the bytes of a frame.  ``digest`` has 16 bytes, ``payload`` at most 64 KiB."""
    before = _BEFORE_CHECK.pack(MAGIC, len(payload), digest, crc32(payload))
    return before + _CHECK.pack(crc32(before)) + payload


def frames_in(data: bytes, *, offset: int = 0) -> Iterator[Frame]:
    """Yield the whole frames among some bytes, also those that come after damage.

    What lies between the end of one and the start of the next is damaged.

    Args:
        data: Bytes of a segment.
        offset: Where in the segment they begin.
    """
    at = 0
    while at >= 0:
        frame = _frame_at(data, at, offset)
        if frame:
            yield frame
            at = frame.end - offset
        else:
            at = data.find(MAGIC, at + 1)


def is_torn(tail: bytes) -> bool:
    """Say whether bytes that no frame follows are one that was not written to its end.

    Whoever wrote it was told nothing, so it may go.  A power cut may leave zeros instead.
    """
    if len(tail) < HEAD_BYTES:
        return tail.startswith(MAGIC) or MAGIC.startswith(tail) or not any(tail)
    head = _head_at(tail, 0)
    return HEAD_BYTES + head.length > len(tail) if head else not any(tail)


def _frame_at(data: bytes, at: int, offset: int) -> Frame | None:
    head = _head_at(data, at)
    if head is None:
        return None
    begin = at + HEAD_BYTES
    payload = data[begin : begin + head.length]
    if len(payload) < head.length or crc32(payload) != head.check:
        return None
    return Frame(offset + at, offset + begin + head.length, head.digest, payload)


def _head_at(data: bytes, at: int) -> _Head | None:
    if len(data) - at < HEAD_BYTES:
        return None
    magic, length, digest, check = _BEFORE_CHECK.unpack_from(data, at)
    (right,) = _CHECK.unpack_from(data, at + _BEFORE_CHECK.size)
    good = magic == MAGIC and length <= MOST_LETTER_BYTES
    if not good or crc32(data[at : at + _BEFORE_CHECK.size]) != right:
        return None
    return _Head(length, digest, check)
