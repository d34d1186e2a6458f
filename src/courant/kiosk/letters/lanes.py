"""Lanes: by which way a letter comes, and by what its sender may be counted."""

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from typing import Final, Literal

from courant.kiosk.asgi import Scope
from courant.kiosk.crowd import place_of
from courant.kiosk.gate import Request

DAY_SECONDS: Final = 24 * 3600

Lane = Literal["clearnet", "onion"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends, as far as we care to know."""

    lane: Lane
    prefix: bytes  # tells networks apart for a day; empty where there is nothing to count by


class Lanes:
    """Tells senders apart with a key that lives in memory, and there for a day."""

    def __init__(self) -> None:
        """Begin without a key; the first sender makes one."""
        self._key = b""
        self._until = 0.0

    def sender(self, request: Request, scope: Scope) -> Sender:
        """Return who sends a request.

        Over Tor's onion service everybody comes from this machine, so nobody is counted.
        """
        host = request.host.lower().rpartition(b":")[0] or request.host.lower()
        if host.endswith(b".onion"):
            return Sender("onion", b"")
        peer, _ = scope.get("client") or (None, 0)
        place = place_of(peer, request.headers.get(b"x-real-ip"))
        return Sender("clearnet", self._counted(repr(place)) if place else b"")

    def _counted(self, place: str) -> bytes:
        if not self._key or time.monotonic() >= self._until:
            self._key = secrets.token_bytes(32)
            self._until = time.monotonic() + DAY_SECONDS
        return hmac.digest(self._key, place.encode(), hashlib.sha256)[:16]
