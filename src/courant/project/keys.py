"""Secrets of a home: made once, kept where only the owner can read."""

import os
import secrets

from courant.plant.home import Home


def secret(home: Home, name: str) -> str:
    """Return the secret of that name, making it the first time (256 bits, hexadecimal)."""
    home.keys.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home.keys / name
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()


def make_kiosk_keys(home: Home) -> None:
    """Make what the kiosk signs forms and hashes pass codes with, unless they are there.

    The kiosk itself makes none: it may be a user who can only read them.
    """
    for path in (home.form_key, home.pass_key):
        secret(home, path.name)
