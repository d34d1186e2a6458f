"""Secrets of a home: made once, kept where only the owner can read."""

from courant.plant import secret_files
from courant.plant.home import Home


def secret(home: Home, name: str) -> str:
    """Return the secret of that name, making it the first time (256 bits, hexadecimal)."""
    return secret_files.secret(home.keys / name)


def make_kiosk_keys(home: Home) -> None:
    """Make what the kiosk signs forms and hashes pass codes with, unless they are there.

    The kiosk itself makes none: it may be a user who can only read them.
    """
    for path in (home.form_key, home.pass_key):
        secret(home, path.name)
