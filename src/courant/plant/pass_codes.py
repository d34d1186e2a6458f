"""Pass codes: twelve letters by which a writer is known again, and what they hash to."""

import hashlib
import unicodedata
from typing import Final

# Crockford's alphabet: no I, L, O or U, so that nothing in it is mistaken for something else.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS: Final = 12  # of 5 bits each
BITS: Final = 60
GROUP: Final = 4
BITS_OF_LETTER: Final = 5
LOOK_ALIKES: Final = str.maketrans("OIL", "011")


def code_of(number: int) -> str:
    """Return the code, ``XXXX-XXXX-XXXX``, that stands for the last 60 bits of a number."""
    letters = "".join(ALPHABET[number >> BITS_OF_LETTER * at & 31] for at in range(LETTERS))
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read_code(typed: str) -> str | None:
    """Return a pass code as twelve plain letters, however it was typed; None if it is none.

    Spaces, hyphens and small letters are forgiven, O for 0, I and L for 1, and digits of
    every script.
    """
    wide = unicodedata.normalize("NFKC", typed).upper()
    plain = (str(unicodedata.digit(letter, letter)) for letter in wide if letter.isalnum())
    code = "".join(plain).translate(LOOK_ALIKES)
    return code if len(code) == LETTERS and set(code) <= set(ALPHABET) else None


def digest_of(code: str, secret: bytes) -> str:
    """Return the 64 hex digits by which a pass is known; nobody comes from them to the code.

    Args:
        code: With or without hyphens.
        secret: In ``Home.pass_key``: a key of its own, so that form keys may change.
    """
    plain = code.replace("-", "").encode()
    return hashlib.blake2b(plain, key=secret, digest_size=32).hexdigest()
