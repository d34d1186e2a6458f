"""Old links as paths of ours, the way our maps spell them."""

import re
import unicodedata
from urllib.parse import parse_qsl, unquote, urlsplit

from courant.exchange.wxr.addresses import QUERY_KEYS, OldSite
from courant.plant.addresses import (
    MAX_ADDRESS_BYTES,
    RESERVED,
    Address,
    BadAddressError,
    first_segment,
    parse_address,
)

_SLASHES = re.compile("/{2,}")


def path_of(url: str, place: OldSite) -> str:
    """Return a link of a site as the maps spell it: ``/2011/05/x/`` or ``/?p=12``.

    Decoded once, in normal form C; slashes that follow each other are one; of a query only one
    of the old keys stays.  "" for a link to another site or one that cannot be read.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if not place.is_own(url.strip()):
        return ""
    path = _SLASHES.sub("/", _decoded(parts.path) or "/")
    return path + _old_query(parts.query) if _speakable(path) else ""


def usable(path: str) -> Address | None:
    """Return the address of a page that had this path, else None: then a map answers it.

    It gets a final slash if it had none: ``/about`` could not be a file where ``/about/team`` is a
    page.  The kiosk sends readers from the one to the other by rule.
    """
    if not path or "?" in path or path == "/" or first_segment(path) in RESERVED:
        return None
    try:
        return parse_address(path if path.endswith(("/", ".html")) else f"{path}/")
    except BadAddressError:
        return None


def is_reserved(path: str) -> bool:
    """Say whether a path lies where the house keeps its own pages."""
    return "?" not in path and first_segment(path) in RESERVED


def raw_path(url: str) -> str:
    """Return the path of a link decoded, its doubled slashes kept, if it has any; else ""."""
    path = _decoded(urlsplit(url.strip()).path)
    return path if "//" in path and _speakable(path) else ""


def _decoded(path: str) -> str:
    return unicodedata.normalize("NFC", unquote(path, errors="replace"))


def _speakable(path: str) -> bool:
    """A map's lines hold neither tabs nor line ends, and the kiosk refuses what is no text."""
    return (
        "\N{REPLACEMENT CHARACTER}" not in path
        and "\\" not in path
        and len(path.encode("utf-8", "surrogatepass")) <= MAX_ADDRESS_BYTES
        and (
            path.isprintable()
            or not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in path)
        )
    )


def _old_query(query: str) -> str:
    found = dict(parse_qsl(query)) if query else {}
    key = next((key for key in QUERY_KEYS if found.get(key, "").isdecimal()), "")
    return f"?{key}={int(found[key])}" if key else ""
