"""Receipts: addresses at which a writer, and nobody else, sees what became of a letter."""

import hashlib
import hmac
import json
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, get_args
from urllib.parse import quote

from courant.kiosk.letters.keys import Key, Keys
from courant.kiosk.letters.passes import new_pass
from courant.kiosk.letters.token import base64url, minute_of

PREFIX: Final = "/-/receipt/"
FORM: Final = re.compile(r"([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22})")
MAC_LETTERS: Final = 22  # 132 bits
PURPOSES: Final = {True: "receipt with a code", False: "receipt"}
MOST_QUERY_LETTERS: Final = 1500
CODE_MINUTES: Final = 24 * 60  # how long its code may be asked for
KEPT_SECONDS: Final = 48 * 3600  # that it was shown
MAX_STATE_BYTES: Final = 64 * 1024

State = Literal["received", "published", "held", "refused", "withdrawn", "removed", "old"]
# What is told of each; of others, spam among them, that an editor will look.
WORDS: Final = ("lang", "why", "warning", "text", "name")
STATES: Final[dict[str, State]] = {state: state for state in get_args(State)}


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of ours."""

    text: str  # as it stands in addresses
    nonce: str  # of the letter
    key: Key  # that signed it
    with_code: bool  # whether a pass code was made for its writer

    @property
    def code(self) -> str:
        """The pass code that was made, ``XXXX-XXXX-XXXX``; empty if none was."""
        return new_pass(self.key, self.nonce) if self.with_code else ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a letter, as far as the works have said."""

    state: State = "received"
    address: str = ""  # of the page on which it can be seen, else of its article
    anchor: str = ""  # where on that page
    lang: str = ""  # of the article
    why: str = ""  # it was refused, in one word of the works'
    warning: str = ""  # a moderator's words to its writer
    editable_until: int = 0  # minutes since 1970
    text: str = ""  # of a reply that is held, or that can still be changed
    name: str = ""


def receipt_address(key: Key, nonce: str, *, with_code: bool, page: str) -> str:
    """Return the address of a letter's receipt.

    Args:
        key: That signed the letter's token.
        nonce: Of the letter.
        with_code: Whether a pass code was made for its writer.
        page: Where the writer came from; left out when it is very long.
    """
    mac = base64url(key.mac(PURPOSES[with_code], nonce))[:MAC_LETTERS]
    return f"{PREFIX}{nonce}.{mac}{query_of(page)}"


def query_of(page: str) -> str:
    """Return the query that tells a page of ours where the reader came from."""
    query = f"?page={quote(page)}" if page else ""
    return query if len(query) <= MOST_QUERY_LETTERS else ""


def read_receipt(text: str, keys: Keys) -> Receipt | None:
    """Return a receipt if it is one of ours."""
    found = FORM.fullmatch(text)
    if not found:
        return None
    nonce, mac = found.groups()
    for key in keys.all():
        for with_code, purpose in PURPOSES.items():
            ours = base64url(key.mac(purpose, nonce))[:MAC_LETTERS]
            if hmac.compare_digest(ours, mac):
                return Receipt(text, nonce, key, with_code)
    return None


def name_of(nonce: str) -> str:
    """Return under which file name a letter's fate is told: the nonce itself is its writer's."""
    return hashlib.sha256(nonce.encode()).hexdigest()


def fate_of(nonce: str, receipts: Path, *, minute: int) -> Fate:
    """Return what the works say became of a letter.

    While they say nothing it is "received"; "old" when they no longer do.

    Args:
        nonce: Of the letter.
        receipts: The directory in which the works tell.
        minute: Since 1970, now.
    """
    try:
        with open(receipts / name_of(nonce), "rb") as file:
            told: Any = json.loads(file.read(MAX_STATE_BYTES))
        state = STATES.get(told["state"], "held")
        words = {name: str(told.get(name) or "") for name in WORDS}
        address, _, anchor = str(told.get("address") or "").partition("#")
        until = int(told.get("editable_until") or 0)
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return Fate("old" if minute - minute_of(nonce) > KEPT_SECONDS // 60 else "received")
    return Fate(state, address, anchor, editable_until=until, **words)


def show_once(receipt: Receipt, shown: Path, *, minute: int) -> str:
    """Return a receipt's pass code if it has not been shown before; from now on it has.

    Args:
        receipt: Whose.
        shown: The directory in which that is noted.
        minute: Since 1970, now.

    Returns:
        The code; empty if there is none, if it was shown, or if it cannot be noted that it is.
    """
    if not receipt.with_code or minute - minute_of(receipt.nonce) > CODE_MINUTES:
        return ""
    note = shown / name_of(receipt.nonce)
    try:
        os.makedirs(shown, mode=0o700, exist_ok=True)
        _forget_old(shown)
        os.close(os.open(note, os.O_CREAT | os.O_EXCL, 0o600))
        os.utime(note, (minute * 60, minute * 60))  # as all times of replies
    except OSError:
        return ""
    return receipt.code


def _forget_old(shown: Path) -> None:
    # Rarely: each look lists the directory, and its own time says when that was last worth it.
    last = shown / "looked"
    with suppress(OSError):
        if time.time() - last.stat().st_mtime < KEPT_SECONDS / 48:
            return
    last.touch(mode=0o600)
    for entry in os.scandir(shown):
        with suppress(OSError):
            if time.time() - entry.stat().st_mtime > KEPT_SECONDS:
                os.unlink(entry.path)
