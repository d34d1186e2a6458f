"""The parts a picture's file is made of: whether any says more than the pixels, and stamping.

The outer structure only, in plain Python, so that the parent can judge what a child made.
Sources: ITU-T T.81 annex B (JPEG), PNG third edition section 5, RFC 9649 (WebP), XMP
Specification Part 3 for where each format keeps its packet.
"""

import re
import zlib
from collections.abc import Iterator
from typing import Final

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import PhotoFacts, packet
from courant.newsroom.photos.formats import known_format

_JPEG_XMP: Final = b"http://ns.adobe.com/xap/1.0/\0"
_SOI_BYTES, _EOI, _SOS, _APP0, _APP14 = 2, 0xD9, 0xDA, 0xE0, 0xEE
_LENGTH_BYTES: Final = 2
_JFIF_BYTES: Final = 14  # and no thumbnail
_ADOBE_BYTES: Final = 12
_JPEG_FRAMES: Final = frozenset((0xC0, 0xC1, 0xC2))
# Frames, tables, scans, restarts; JFIF (APP0) and Adobe's colour transform (APP14) are checked.
_JPEG_BARE: Final = _JPEG_FRAMES | {0xC4, 0xDA, 0xDB, 0xDD}
_JPEG_NEXT_MARKER: Final = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
_PNG_BARE: Final = frozenset((b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"))
_WEBP_BARE: Final = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH"))
_WEBP_XMP_FLAG: Final = 0x04
_WEBP_ALPHA_FLAG: Final = 0x10
_WEBP_BARE_FLAGS: Final = _WEBP_ALPHA_FLAG


def is_bare(data: bytes) -> bool:
    """Return whether a JPEG, PNG or WebP holds pixels and nothing else.  Others are not bare."""
    try:
        match known_format(data):
            case "jpeg":
                return all(_is_bare_jpeg_part(*part) for part in _jpeg_parts(data))
            case "png":
                return all(name in _PNG_BARE for name, _ in _png_chunks(data))
            case "webp":
                return all(_is_bare_webp_part(*part) for part in _webp_chunks(data))
    except (ValueError, IndexError):  # torn
        return False
    return False


def size_of(data: bytes) -> tuple[int, int]:
    """Return the width and height in pixels of a bare JPEG or PNG.

    Raises:
        ValueError: It is torn, or neither.
    """
    if known_format(data) == "png":
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    if known_format(data) == "jpeg":
        for marker, frame in _jpeg_parts(data):
            if marker in _JPEG_FRAMES:
                return int.from_bytes(frame[3:5], "big"), int.from_bytes(frame[1:3], "big")
    raise ValueError("neither a JPEG nor a PNG that is whole")


def webp_canvas(data: bytes) -> tuple[int, int]:
    """Return the width and height in pixels that a WebP declares, before anybody decodes it.

    Raises:
        ValueError, IndexError: Its first part is torn.
    """
    name, size = data[12:16], int.from_bytes(data[16:20], "little")
    header = data[20 : 20 + size] if name == b"VP8X" else _webp_header(name, data[20:40])
    return (
        int.from_bytes(header[4:7], "little") + 1,
        int.from_bytes(header[7:10], "little") + 1,
    )


def stamp(bare: bytes, facts: PhotoFacts) -> bytes:
    """Write the facts into a bare JPEG, PNG or WebP: the same pixels and one XMP packet.

    Same bytes and facts in, same bytes out.  Without facts the file stays as it is.

    Raises:
        PhotoError: The file is not bare ("not-clean"), or a fact cannot be written ("facts").
    """
    if not is_bare(bare):
        raise PhotoError(
            "not-clean",
            "Only a photo that holds nothing but pixels can be stamped. Clean it first, with "
            "intake.clean.",
        )
    xmp = packet(facts)
    if not xmp:
        return bare
    return {"jpeg": _stamp_jpeg, "png": _stamp_png, "webp": _stamp_webp}[str(known_format(bare))](
        bare, xmp
    )


def _jpeg_parts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each marker with its payload; what follows the end as marker 0."""
    at = _SOI_BYTES
    while True:
        if data[at : at + 1] != b"\xff":
            raise ValueError("no marker")
        marker = data[at + 1]
        if marker == _EOI:
            if at + 2 != len(data):
                yield 0, data[at + 2 :]
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < _LENGTH_BYTES:
            raise ValueError("no length")
        yield marker, data[at + 4 : at + 2 + size]
        at += 2 + size
        if marker == _SOS:
            if (found := _JPEG_NEXT_MARKER.search(data, at)) is None:
                raise ValueError("no end")
            at = found.start()


def _is_bare_jpeg_part(marker: int, payload: bytes) -> bool:
    if marker == _APP0:
        whole = len(payload) == _JFIF_BYTES and payload.endswith(b"\0\0")
        return whole and payload.startswith(b"JFIF\0")
    if marker == _APP14:
        return len(payload) == _ADOBE_BYTES and payload.startswith(b"Adobe")
    return marker in _JPEG_BARE


def _stamp_jpeg(bare: bytes, xmp: bytes) -> bytes:
    """After JFIF's segment, which must stay first."""
    payload = _JPEG_XMP + xmp
    segment = b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    at = 4 + int.from_bytes(bare[4:6], "big") if bare[2:4] == b"\xff\xe0" else 2
    return bare[:at] + segment + bare[at:]


def _png_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "big")
        if at + 12 + size > len(data):
            raise ValueError("torn")
        yield data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        at += 12 + size


def _stamp_png(bare: bytes, xmp: bytes) -> bytes:
    """After the header: an iTXt chunk, uncompressed, with no language and no translation."""
    body = b"iTXt" + b"XML:com.adobe.xmp" + b"\0" * 5 + xmp
    chunk = (len(body) - 4).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")
    return bare[:33] + chunk + bare[33:]


def _webp_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    if int.from_bytes(data[4:8], "little") + 8 != len(data):
        raise ValueError("torn, or something follows the end")
    at = 12
    while at < len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if at + 8 + size > len(data):
            raise ValueError("torn")
        yield data[at : at + 4], data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def _is_bare_webp_part(name: bytes, payload: bytes) -> bool:
    if name == b"VP8X" and payload[0] & ~_WEBP_BARE_FLAGS:
        return False
    return name in _WEBP_BARE


def _stamp_webp(bare: bytes, xmp: bytes) -> bytes:
    """The extended header says that a packet follows; the packet comes last."""
    chunks = list(_webp_chunks(bare))
    if chunks[0][0] != b"VP8X":
        chunks.insert(0, (b"VP8X", _webp_header(*chunks[0])))
    flags = chunks[0][1][0] | _WEBP_XMP_FLAG
    chunks[0] = (b"VP8X", bytes([flags]) + chunks[0][1][1:])
    chunks.append((b"XMP ", xmp))
    body = b"WEBP" + b"".join(
        name + len(payload).to_bytes(4, "little") + payload + b"\0" * (len(payload) % 2)
        for name, payload in chunks
    )
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _webp_header(name: bytes, payload: bytes) -> bytes:
    """Return the extended header of a simple file: flags and its size less one, 24 bits each."""
    if name == b"VP8L":
        bits = int.from_bytes(payload[1:5], "little")
        flags = _WEBP_ALPHA_FLAG if bits >> 28 & 1 else 0
        width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    else:
        flags = 0
        width = int.from_bytes(payload[6:8], "little") & 0x3FFF
        height = int.from_bytes(payload[8:10], "little") & 0x3FFF
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return bytes([flags, 0, 0, 0]) + size
