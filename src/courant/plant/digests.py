"""Digests: short names for bytes, to tell whether they are the same as before."""

import hashlib


def digest(body: bytes) -> str:
    """Return 32 hex digits of SHA-256: enough that no two pages of a paper ever share them.

    SHA-256 rather than BLAKE2b, because processors have instructions for it.
    """
    return hashlib.sha256(body).hexdigest()[:32]


def digest_of_value(value: object) -> str:
    """Return the digest of a value's ``repr``, for values whose ``repr`` shows all there is."""
    return digest(repr(value).encode())
