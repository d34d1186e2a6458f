"""The crowd at the streams: how many there may be, in all and from one place."""

from collections import Counter
from ipaddress import IPv4Address, IPv6Address, ip_address

from courant.kiosk.gate import RefusedError

# What a reader is counted by: version and prefix; None for this machine's own, who are not.
Place = tuple[int, int] | None

# Of an address only the part counts that one subscriber shares; the rest is never looked at.
PREFIX_BITS = {4: 24, 6: 56}


class Crowd:
    """Who is there.  Addresses are kept in memory while a stream is open, and nowhere else."""

    def __init__(self, *, most: int, most_of_a_prefix: int) -> None:
        """Let in so many at once, and so many from one /24 or /56."""
        self._most = most
        self._most_of_a_prefix = most_of_a_prefix
        self._here = 0
        self._from: Counter[tuple[int, int]] = Counter()

    def enter(self, peer: str | None, real: bytes | None) -> Place:
        """Take a place for one reader; ``leave`` gives it back.

        Args:
            peer: The address at the other end of the connection; None on a local socket.
            real: ``X-Real-IP``, which is believed from a proxy on this machine alone.

        Raises:
            RefusedError: 503, there are too many already.
        """
        place = place_of(peer, real)
        if self._here >= self._most or (place and self._from[place] >= self._most_of_a_prefix):
            raise RefusedError(503, "Too many follow this ticker live at the moment.")
        self._here += 1
        if place:
            self._from[place] += 1
        return place

    def leave(self, place: Place) -> None:
        """Give a place back."""
        self._here -= 1
        if place:
            self._from[place] -= 1
            if not self._from[place]:
                del self._from[place]


def place_of(peer: str | None, real: bytes | None) -> Place:
    """Return what one reader is counted by, as ``Crowd.enter`` takes them."""
    address = _address(peer or "")
    if address is None or address.is_loopback:
        address = _address((real or b"").decode("latin-1"))
    if address is None or address.is_loopback:
        return None
    hidden_bits = address.max_prefixlen - PREFIX_BITS[address.version]
    return address.version, int(address) >> hidden_bits


def _address(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
