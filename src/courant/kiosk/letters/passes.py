"""Pass codes: by which a writer is known again, without a name, an account or a cookie."""

import hashlib
import unicodedata
from typing import Final

from courant.kiosk.letters.keys import Key

# Crockford's alphabet: no I, L, O or U, so that nothing in it is mistaken for something else.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS: Final = 12  # of 5 bits each
GROUP: Final = 4
BITS_OF_LETTER: Final = 5
LOOK_ALIKES: Final = str.maketrans("OIL", "011")
PURPOSE: Final = "pass"


def new_pass(key: Key, nonce: str) -> str:
    """Return the pass code that goes with a letter, ``XXXX-XXXX-XXXX``.

    It is derived, so it need not be kept anywhere until its writer has seen it.
    """
    number = int.from_bytes(key.mac(PURPOSE, nonce), "big")
    letters = "".join(ALPHABET[number >> BITS_OF_LETTER * at & 31] for at in range(LETTERS))
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def read_pass(typed: str) -> str | None:
    """Return a pass code as twelve plain letters, however it was typed; None if it is none.

    Spaces, hyphens and small letters are forgiven, O for 0, I and L for 1, and digits of
    every script.
    """
    wide = unicodedata.normalize("NFKC", typed).upper()
    plain = (str(unicodedata.digit(letter, letter)) for letter in wide if letter.isalnum())
    code = "".join(plain).translate(LOOK_ALIKES)
    return code if len(code) == LETTERS and set(code) <= set(ALPHABET) else None


def digest_of_pass(key: Key, code: str) -> str:
    """Return the 64 hex digits by which a pass is known; nobody comes from them to the code.

    Args:
        key: Of ``Home.pass_key``: a key of its own, so that form keys may change.
        code: With or without hyphens.
    """
    plain = code.replace("-", "").encode()
    return hashlib.blake2b(plain, key=key.secret, digest_size=32).hexdigest()
