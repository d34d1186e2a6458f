"""A letter: what a reader sent, as a JSON object with a ``kind`` and a ``nonce``."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, TypeAlias

MOST_LETTER_BYTES = 64 * 1024  # as UTF-8

Letter: TypeAlias = dict[str, Any]


class LetterboxError(Exception):
    """The letter is not in the letterbox."""


class LetterError(LetterboxError, ValueError):
    """It is not a letter, or too long a one."""


class FullError(LetterboxError):
    """Too many letters wait, or the disk is full.  Later there may be room."""


class DiskError(LetterboxError):
    """The disk failed, so nobody can say whether the letter is on it."""


def encode_letter(nonce: str, letter: Mapping[str, Any]) -> bytes:
    """Return a letter as it is stored: compact JSON in UTF-8, with its nonce.

    Raises:
        LetterError: It has no kind, holds what JSON cannot say, or is longer than 64 KiB.
    """
    if not isinstance(letter.get("kind"), str):
        raise LetterError("A letter has no kind; it must say what it is, such as 'reply'.")
    try:
        payload = json.dumps(
            {**letter, "nonce": nonce},
            ensure_ascii=False,
            separators=(",", ":"),
            allow_nan=False,
        ).encode()
    except (TypeError, ValueError):  # whose words would quote the reader's
        raise LetterError(
            "A letter holds what JSON in UTF-8 cannot say; give text, numbers and lists of them."
        ) from None
    if len(payload) > MOST_LETTER_BYTES:
        raise LetterError(
            f"A letter is {len(payload):,} bytes long; the limit is {MOST_LETTER_BYTES:,}. "
            "Ask for a shorter text."
        )
    return payload


def parse_letter(payload: bytes) -> Letter | None:
    """Return the letter that some bytes are, None if they are none."""
    try:
        letter = json.loads(payload)
    except (ValueError, RecursionError):
        return None
    if not isinstance(letter, dict):
        return None
    told = (letter.get("kind"), letter.get("nonce"))
    return letter if all(isinstance(part, str) for part in told) else None


def digest_of(nonce: str) -> bytes:
    """Return the 16 bytes by which a letterbox knows a nonce again."""
    return hashlib.sha256(nonce.encode("utf-8", "surrogatepass")).digest()[:16]
