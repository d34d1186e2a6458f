"""Taking compressed bytes apart without letting a few of them become many."""

import zlib
from collections.abc import Callable
from typing import Final

import brotli

_GZIP: Final = 16 + zlib.MAX_WBITS


class DecompressError(Exception):
    """Bytes that cannot be decompressed, or not within bounds.  The message lacks the culprit."""


def decompressed(data: bytes, encoding: str, *, at_most: int) -> bytes:
    """Return what a body holds.

    Args:
        data: As it came.
        encoding: Of the header ``Content-Encoding``; empty or ``identity``: as it came.
        at_most: Bytes.

    Raises:
        DecompressError: It becomes larger, is broken or cut off, or is encoded otherwise.
    """
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return data
    if name not in _WAYS:
        raise DecompressError(f"comes encoded as {name[:40]!r}, which we did not ask for.")
    try:
        whole, is_whole = _WAYS[name](data, at_most + 1)
    except (zlib.error, brotli.error):
        raise DecompressError(
            f"is broken: it does not unpack as {name}. Try again later."
        ) from None
    if len(whole) > at_most:
        raise DecompressError(
            f"unpacks to more than {at_most // 1024**2} MiB, which no feed does. "
            "Check that the address is that of a feed."
        )
    if not is_whole:
        raise DecompressError("broke off before its end. Try again later.")
    return whole


def _gzip(data: bytes, limit: int) -> tuple[bytes, bool]:
    return _inflated(data, limit, _GZIP)


def _deflate(data: bytes, limit: int) -> tuple[bytes, bool]:
    try:
        return _inflated(data, limit, zlib.MAX_WBITS)
    except zlib.error:  # many servers leave out the wrapper that RFC 9110 asks for
        return _inflated(data, limit, -zlib.MAX_WBITS)


def _inflated(data: bytes, limit: int, bits: int) -> tuple[bytes, bool]:
    unpacking = zlib.decompressobj(bits)
    return unpacking.decompress(data, limit), unpacking.eof


def _brotli(data: bytes, limit: int) -> tuple[bytes, bool]:
    unpacking = brotli.Decompressor()
    return unpacking.process(data, output_buffer_limit=limit), unpacking.is_finished()


_WAYS: Final[dict[str, Callable[[bytes, int], tuple[bytes, bool]]]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
}
