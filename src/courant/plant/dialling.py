"""Calling a host by name, but only one that anybody on the internet could call as well.

A name is resolved once, every answer is looked at, and the call goes to an address that was looked
at: a name that answers something else a moment later (DNS rebinding) gains nothing.
"""

import socket
import threading
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from time import monotonic
from typing import Final

Resolve = Callable[[str, int], list[str]]
Dial = Callable[[str, int, float], socket.socket]

_GLOBAL_UNICAST: Final = IPv6Network("2000::/3")  # all that IANA has given out, RFC 4291
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052
_LAST_32_BITS: Final = 0xFFFF_FFFF


class DialError(Exception):
    """A host that cannot or must not be called.  Editors read the message."""


def dial_global(
    host: str, port: int, seconds: float, *, resolve: Resolve | None = None
) -> socket.socket:
    """Connect to a host of the open internet.

    Args:
        host: A name in ASCII, or an IP address.
        port: TCP.
        seconds: For all of it, asking the name servers included.
        resolve: Who turns a name into addresses; the system's resolver unless a test says.

    Raises:
        DialError: The name is unknown, one of its addresses is not global, or none answers.
        TimeoutError: It took longer.
    """
    end = monotonic() + seconds
    addresses = _in_time(resolve or _ask_the_system, host, port, seconds)
    if not addresses:
        raise DialError(f"Nobody knows the host {host!r}. Check the spelling of the address.")
    for address in addresses:
        if not is_global(address):
            raise DialError(
                f"The host {host!r} leads to {address}, which is no address of the open internet. "
                "Courant fetches from public hosts only; ask the outlet for its public address."
            )
    return _first_that_answers(host, addresses, port, end)


def is_global(address: str) -> bool:
    """Return whether an IP address, or the one wrapped in it, is anybody's to call.

    IPv4 inside IPv6 (mapped, 6to4, NAT64) is judged as the IPv4 address that is reached in the
    end; Teredo, which nobody serves from, is none.

    Source:
        RFC 6890 (special addresses, as `ipaddress` has them); RFC 4291, 3056, 6052, 4380.
    """
    try:
        ip = _unwrapped(ip_address(address))
    except ValueError:
        return False
    if isinstance(ip, IPv6Address) and (ip not in _GLOBAL_UNICAST or ip.teredo):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in _NAT64:
        return IPv4Address(int(ip) & _LAST_32_BITS)
    return ip.ipv4_mapped or ip.sixtofour or ip


def _ask_the_system(host: str, port: int) -> list[str]:
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _in_time(resolve: Resolve, host: str, port: int, seconds: float) -> list[str]:
    """Ask in a thread of its own: the system's resolver takes as long as it likes."""
    answer: list[str] = []
    asking = threading.Thread(target=lambda: answer.extend(resolve(host, port)), daemon=True)
    asking.start()
    asking.join(seconds)
    if asking.is_alive():
        raise TimeoutError
    return answer


def _first_that_answers(host: str, addresses: list[str], port: int, end: float) -> socket.socket:
    reason = ""
    for n, address in enumerate(addresses):
        # One address that swallows everything must leave time for the others.
        share = (end - monotonic()) / (len(addresses) - n)
        if share <= 0:
            raise TimeoutError
        try:
            return socket.create_connection((address, port), share)
        except OSError as error:
            reason = error.strerror or "no answer"
    raise DialError(
        f"The host {host!r} does not answer ({reason}). Try its address in a browser; if it opens "
        "there, try again later."
    )
