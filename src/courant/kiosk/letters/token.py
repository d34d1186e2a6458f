"""Tokens: what lets a check page be sent, for a while, with the words that stand on it."""

import base64
import hashlib
import hmac
import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from courant.kiosk.letters.keys import Key, Keys

VERSION: Final = "v1"
PURPOSE: Final = "token"
LIFE_SECONDS: Final = 2 * 3600
NONCE: Final = re.compile(r"[A-Za-z0-9_-]{22}")
FORM: Final = re.compile(
    r"(v1\.([0-9a-f]{8})\.([0-9]{1,12})\.([0-9]{1,12})\.([A-Za-z0-9_-]{22})\.([0-9]{1,18})"
    r"\.([A-Za-z0-9_-]{43}))\.([A-Za-z0-9_-]{43})"
)
MINUTE_BYTES: Final = 4
CHANCE_BYTES: Final = 12  # 96 bits


class TokenError(Exception):
    """A token that opens nothing: ``code`` is "tampered", "expired" or "other-thread"."""

    def __init__(self, code: str) -> None:
        """Refuse a token."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Token:
    """What a token says.  Moments are Unix seconds."""

    key: Key
    expires: int
    not_before: int
    nonce: str  # 22 letters base64url; the letter is known by it
    thread: int  # or what else the letter is about
    hash: str  # of the fields it was made for

    @property
    def made(self) -> int:
        """When it was."""
        return self.expires - LIFE_SECONDS

    def usable_from(self, least_seconds: float, *, worked: bool) -> float:
        """Return from when on it may be used: its window opens sooner for who did work for it.

        Args:
            least_seconds: That everybody waits.
            worked: Whether work was done for it.
        """
        return min(self.not_before, int(self.made + least_seconds)) if worked else self.not_before

    def signed(self) -> str:
        """Return the token as it stands in a form."""
        parts = (
            VERSION, self.key.kid, self.expires, self.not_before, self.nonce, self.thread, self.hash
        )  # fmt: skip
        said = ".".join(map(str, parts))
        return f"{said}.{base64url(self.key.mac(PURPOSE, said))}"


def make_token(
    key: Key, *, thread: int, fields: Mapping[str, str], now: float, wait_seconds: float
) -> Token:
    """Return a new token for a form's fields.

    Args:
        key: To sign with.
        thread: What the letter is about.
        fields: All that must come back unchanged.
        now: Unix seconds.
        wait_seconds: How long it may not be used yet.
    """
    moment = int(now)
    return Token(
        key, moment + LIFE_SECONDS, int(now + wait_seconds), new_nonce(now), thread, hash_of(fields)
    )


def read_token(
    text: str, keys: Keys, *, thread: int, fields: Mapping[str, str], now: float
) -> Token:
    """Return what a token says, if it was made here for this thread and these fields.

    Whether it may be used *yet* is for the caller to ask.

    Raises:
        TokenError: "tampered", also for a key that is no longer ours; "other-thread"; "expired".
    """
    found = FORM.fullmatch(text)
    if not found:
        raise TokenError("tampered")
    said, kid, expires, not_before, nonce, number, of_fields, mac = found.groups()
    key = keys.named(kid)
    if key is None or not hmac.compare_digest(base64url(key.mac(PURPOSE, said)), mac):
        raise TokenError("tampered")
    if int(number) != thread:
        raise TokenError("other-thread")
    if not hmac.compare_digest(hash_of(fields), of_fields):
        raise TokenError("tampered")
    if now >= int(expires):
        raise TokenError("expired")
    return Token(key, int(expires), int(not_before), nonce, thread, of_fields)


def hash_of(fields: Mapping[str, str]) -> str:
    """Return the hash of fields, whatever their order (base64url of SHA-256)."""
    told = json.dumps(sorted(fields.items()), ensure_ascii=False, separators=(",", ":"))
    return base64url(hashlib.sha256(told.encode()).digest())


def new_nonce(now: float) -> str:
    """Return a name for a letter that nobody guesses; it holds the minute in which it was made."""
    minute = int(now // 60).to_bytes(MINUTE_BYTES, "big")
    return base64url(minute + secrets.token_bytes(CHANCE_BYTES))


def minute_of(nonce: str) -> int:
    """Return the minute (since 1970, UTC) in which a nonce of ours was made."""
    return int.from_bytes(base64.urlsafe_b64decode(nonce + "==")[:MINUTE_BYTES], "big")


def base64url(raw: bytes) -> str:
    """Return bytes in base64url without padding (RFC 4648 section 5)."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")
