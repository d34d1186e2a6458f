"""Secrets in files: made once, readable by their owner only; or put there, a line each."""

import os
import secrets
from pathlib import Path


def secret(path: Path) -> str:
    """Return the secret in a file, making it the first time (256 bits, hexadecimal)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32))
    return path.read_text("ascii").strip()


def signing_secret(path: Path) -> bytes:
    """Return the key that signs: the first line of a file of keys, 64 hex digits.

    Raises:
        OSError: There is no such file.
        ValueError: No key stands in it.
    """
    first, *_ = [*path.read_text("ascii").split(), ""]
    if not first:
        raise ValueError(f"No key stands in {path.name}.")
    return bytes.fromhex(first)
