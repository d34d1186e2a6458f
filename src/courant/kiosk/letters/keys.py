"""Keys: what the kiosk signs with, and what pass codes are hashed with."""

import hashlib
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from courant.kiosk.gate import RefusedError
from courant.kiosk.shelf import Stamp
from courant.plant.signing import mac

HEX_KEY: Final = re.compile(r"[0-9a-f]{64}")
KID_DIGITS: Final = 8
UNABLE: Final = "Replies cannot be taken at the moment. Please try again in a minute."


@dataclass(frozen=True, slots=True)
class Key:
    """A secret of 256 bits, and the name by which a token says which one signed it."""

    secret: bytes = field(repr=False)

    @property
    def kid(self) -> str:
        """The first eight hex digits of the secret's SHA-256."""
        return hashlib.sha256(self.secret).hexdigest()[:KID_DIGITS]

    def mac(self, purpose: str, message: str) -> bytes:
        """Return 32 bytes that only who has the key can make, different for each purpose."""
        return mac(self.secret, purpose, message)


class Keys:
    """The keys in a file, read again when it changes: the first signs, all verify."""

    def __init__(self, path: Path) -> None:
        """Look at a file of lines of 64 hex digits; it need not be there yet."""
        self._path = path
        self._stamp: Stamp | None = None
        self._keys: tuple[Key, ...] = ()

    def all(self) -> tuple[Key, ...]:
        """Return the keys, the one that signs first.

        Raises:
            RefusedError: 503, there is none.
        """
        try:
            found = os.stat(self._path)
            stamp = Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
            if stamp != self._stamp:
                self._keys = _keys_in(self._path.read_text("ascii"))
                self._stamp = stamp
        except (OSError, UnicodeDecodeError):
            self._stamp = None  # what was known stays, and the next request looks again
        if not self._keys:
            raise RefusedError(503, UNABLE)
        return self._keys

    def signing(self) -> Key:
        """Return the key to sign with.

        Raises:
            RefusedError: 503, there is none.
        """
        return self.all()[0]

    def named(self, kid: str) -> Key | None:
        """Return the key of a name, if it is still one of ours."""
        return next((key for key in self.all() if key.kid == kid), None)


def _keys_in(file: str) -> tuple[Key, ...]:
    lines = (line.strip() for line in file.splitlines())
    return tuple(Key(bytes.fromhex(line)) for line in lines if HEX_KEY.fullmatch(line))
