"""Sealing: words that only the holder of a private key can read, and whose length tells nothing.

The kiosk seals a reader's email address as soon as it is typed; it has only the public key.

Source:
    RFC 7748 (X25519), RFC 5869 (HKDF), RFC 8439 (ChaCha20-Poly1305).
"""

import base64
import binascii
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION: Final = b"\x01"
KEY_BYTES: Final = 32
PADDED_BYTES: Final = 128
MOST_BYTES: Final = PADDED_BYTES - 1  # the first byte says how many
SEALED_BYTES: Final = len(VERSION) + KEY_BYTES + PADDED_BYTES + 16  # the last are its tag
PURPOSE: Final = b"courant sealed words v1"
ONCE: Final = bytes(12)  # each message has a key of its own, so its nonce may be the same


class SealError(ValueError):
    """Words that cannot be sealed or opened.  The message never quotes them."""


def make_key_pair() -> tuple[str, str]:
    """Return a new private and its public key, 32 bytes each in base64."""
    private = X25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(private.public_key().public_bytes_raw())


def seal(words: str, public_key: str) -> str:
    """Return words sealed to a public key; the same length (base64) whatever they are.

    Args:
        words: At most 127 bytes of UTF-8.
        public_key: As ``make_key_pair`` returns it.

    Raises:
        SealError: The words are too long, or the key is none.
    """
    plain = words.encode()
    if len(plain) > MOST_BYTES:
        raise SealError(f"The words are {len(plain)} bytes long; at most {MOST_BYTES} are sealed.")
    padded = bytes([len(plain)]) + plain.ljust(MOST_BYTES, b"\0")
    theirs = _key(public_key)
    ours = X25519PrivateKey.generate()
    told = VERSION + ours.public_key().public_bytes_raw()
    try:
        shared = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    except ValueError as error:  # a point of small order: anybody could read what is sealed to it
        raise SealError("The public key cannot be sealed to. Make a new pair.") from error
    cipher = ChaCha20Poly1305(_derived(shared, told, theirs))
    return _text(told + cipher.encrypt(ONCE, padded, told))


def unsealed(sealed: str, private_key: str) -> str:
    """Return the words that were sealed to the public half of a private key.

    Raises:
        SealError: They were sealed to another key, are damaged, or were never sealed.
    """
    if not is_sealed(sealed):
        raise SealError("These are not sealed words.")
    whole = base64.b64decode(sealed)
    told, rest = whole[: 1 + KEY_BYTES], whole[1 + KEY_BYTES :]
    ours = X25519PrivateKey.from_private_bytes(_key(private_key))
    try:
        shared = ours.exchange(X25519PublicKey.from_public_bytes(told[1:]))
        key = _derived(shared, told, ours.public_key().public_bytes_raw())
        padded = ChaCha20Poly1305(key).decrypt(ONCE, rest, told)
        return padded[1 : 1 + padded[0]].decode()
    except (InvalidTag, ValueError) as error:
        raise SealError("The words were sealed to another key, or are damaged.") from error


def is_sealed(text: str) -> bool:
    """Return whether a text has the form of sealed words.  Only the private key tells more."""
    try:
        whole = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return len(whole) == SEALED_BYTES and whole.startswith(VERSION)


def _derived(shared: bytes, told: bytes, theirs: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=PURPOSE + told + theirs).derive(shared)


def _key(text: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise SealError("The key must be 32 bytes in base64, as make_key_pair returns it.")
    return key


def _text(whole: bytes) -> str:
    return base64.b64encode(whole).decode("ascii")
