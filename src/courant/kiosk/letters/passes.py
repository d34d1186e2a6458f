"""Pass codes of letters: made when a reply comes, known by a digest."""

from typing import Final

from courant.kiosk.letters.keys import Key
from courant.plant import pass_codes

PURPOSE: Final = "pass"
read_pass = pass_codes.read_code


def new_pass(key: Key, nonce: str) -> str:
    """Return the pass code that goes with a letter, ``XXXX-XXXX-XXXX``.

    It is derived, so it need not be kept anywhere until its writer has seen it.
    """
    return pass_codes.code_of(int.from_bytes(key.mac(PURPOSE, nonce), "big"))


def digest_of_pass(key: Key, code: str) -> str:
    """Return the 64 hex digits by which a pass is known.

    Args:
        key: Of ``Home.pass_key``.
        code: With or without hyphens.
    """
    return pass_codes.digest_of(code, key.secret)
