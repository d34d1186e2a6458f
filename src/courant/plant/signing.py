"""Signing: short marks that only who holds a key can make."""

import base64
import hmac
from typing import Final

MARK_LETTERS: Final = 22  # of base64url: 132 bits


def mac(secret: bytes, purpose: str, message: str) -> bytes:
    """Return 32 bytes that only who has the secret can make, different for each purpose.

    Source:
        RFC 2104 (HMAC), with SHA-256.
    """
    return hmac.digest(secret, f"{purpose}\0{message}".encode(), "sha256")


def mark(secret: bytes, purpose: str, message: str) -> str:
    """Return a mark for an address: 22 letters of base64url."""
    whole = base64.urlsafe_b64encode(mac(secret, purpose, message))
    return whole.decode("ascii")[:MARK_LETTERS]


def is_mark(written: str, secret: bytes, purpose: str, message: str) -> bool:
    """Return whether a mark is ours, in a time that does not tell how much of it is."""
    return hmac.compare_digest(mark(secret, purpose, message), written)
