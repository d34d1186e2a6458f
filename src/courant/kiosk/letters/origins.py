"""Origins: whether a form was sent from one of our own pages."""

from typing import Final

from courant.kiosk.gate import Request

ELSEWHERE: Final = (b"cross-site", b"same-site")
STANDARD_PORTS: Final = (b":80", b":443")


def is_from_elsewhere(request: Request) -> bool:
    """Return whether a browser says that another site sent the form.

    Text browsers say nothing, and are let in; what they could be made to send, a check page
    still stands before.

    Source:
        W3C Fetch Metadata Request Headers; RFC 6454 section 7 (Origin).
    """
    site = request.headers.get(b"sec-fetch-site", b"").lower()
    if site in ELSEWHERE:
        return True
    origin = request.headers.get(b"origin")
    if origin is None:
        return False
    if origin == b"null":
        return site != b"same-origin"
    scheme, _, host = origin.lower().partition(b"://")
    return scheme not in (b"http", b"https") or _bare(host) != _bare(request.host)


def _bare(host: bytes) -> bytes:
    plain = host.lower()
    return next(
        (plain.removesuffix(port) for port in STANDARD_PORTS if plain.endswith(port)), plain
    )
