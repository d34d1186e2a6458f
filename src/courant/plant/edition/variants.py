"""The compressed forms of a baked page.  The same bytes in, the same bytes out."""

from collections.abc import Sequence
from importlib.metadata import version

import brotli
from isal import isal_zlib

GZIP_LEVEL, BROTLI_QUALITY = 2, 4  # ISA-L has levels 0 to 3
GZIP_WBITS = 31  # a gzip frame, whose header is written without time or name

# In the house hash: other encoders may write other bytes.
ENCODERS = (
    f"isal {version('isal')} level {GZIP_LEVEL}, "
    f"brotli {version('brotli')} quality {BROTLI_QUALITY}"
)

ENDINGS = (".br", ".gz", "")  # in the order in which variants are renamed; deleted in the other

Variants = Sequence[tuple[str, bytes]]  # of one file: ending and content, as ENDINGS has them

DATA = "data.json"  # what a page says, for programs; seldom asked for, so it has no variants
COMPRESSED_TYPES = (".html", ".xml", ".txt", ".json", ".css", ".js", ".svg")


def is_compressed(filename: str) -> bool:
    """Return whether a file of this name has ``.gz`` and ``.br`` variants beside it."""
    return filename.endswith(COMPRESSED_TYPES) and not filename.endswith(DATA)


def with_variants(files: Sequence[tuple[str, bytes]]) -> list[Variants]:
    """Return what is to be written of each file, given by name and content."""
    packed = [is_compressed(name) for name, _ in files]
    br = [brotlied(body) for (_, body), wanted in zip(files, packed, strict=True) if wanted]
    gz = [gzip(body) for (_, body), wanted in zip(files, packed, strict=True) if wanted]
    pairs = zip(br, gz, strict=True)
    return [
        tuple(zip(ENDINGS, (*next(pairs), body), strict=True)) if wanted else (("", body),)
        for (_, body), wanted in zip(files, packed, strict=True)
    ]


def are_of(body: bytes, gzipped: bytes, brotlied_: bytes) -> bool:
    """Return whether two variants are what a reader who takes them should get."""
    try:
        unpacked = (isal_zlib.decompress(gzipped, GZIP_WBITS), brotli.decompress(brotlied_))
    except (isal_zlib.error, brotli.error):  # type: ignore[misc]  # neither says what it is
        return False
    return unpacked == (body, body)


def gzip(body: bytes) -> bytes:
    """Return ``body`` as a gzip file (RFC 1952) without time or name."""
    return isal_zlib.compress(body, GZIP_LEVEL, GZIP_WBITS)


def brotlied(body: bytes, quality: int = BROTLI_QUALITY) -> bytes:
    """Return ``body`` as a Brotli stream (RFC 7932)."""
    return bytes(brotli.compress(body, quality=quality))
