"""Addresses as they stand in a page: in ``href``, absolute, and inside a feed's content."""

import re
from functools import lru_cache
from urllib.parse import quote

from courant.plant.addresses import url_path
from courant.plant.html import Html, escape

CACHED_LINKS = 65536

# What may not stand in the path of a link as it is; letters of every script may (RFC 3987).
UNSAFE_IN_PATH = re.compile(r'[\x00-\x20"#%<>?\\^`{|}\x7f]')
OUTSIDE = ("https://", "http://", "mailto:")

OWN_LINK = re.compile(r'(\b(?:href|src)=")(/[^"]*)')
OWN_SRCSET = re.compile(r'(\bsrcset=")([^"]*)')


def may_be_link(target: str) -> bool:
    """Return whether readers may be led to a target: a path of ours, https, http or mailto.

    What begins with two slashes, or a slash and a backslash, names another host to a browser.
    """
    if target.startswith("/"):
        return not target.startswith(("//", "/\\"))
    return target.lower().startswith(OUTSIDE)


@lru_cache(maxsize=CACHED_LINKS)
def href(address: str) -> Html:
    """Return a link's target as it stands in an attribute.

    Args:
        address: A path of ours, decoded, or a whole http(s) or mailto address.

    Returns:
        The path with only what cannot stand there percent-encoded, so that a printed page shows
        it as people write it; ``#`` for anything else: no ``javascript:`` becomes a link.
    """
    if not may_be_link(address):
        return Html("#")
    if address.startswith("/"):
        return escape(UNSAFE_IN_PATH.sub(lambda found: quote(found[0]), address))
    return escape(address)


@lru_cache(maxsize=CACHED_LINKS)
def srcset(widths: str) -> Html:
    """Return a picture's widths (``/photos/ab-320.avif 320w, …``) as they stand in an attribute."""
    return escape(widths)


@lru_cache(maxsize=CACHED_LINKS)
def absolute(address: str, public_root: str) -> Html:
    """Return the whole URL of an address of ours, percent-encoded (RFC 3986).

    Our own need no escaping after that, so they stand alike in HTML, XML and JSON.
    """
    if not address.startswith("/"):
        return escape(address)
    return Html(public_root + url_path(address).replace("&", "%26").replace("'", "%27"))


def absolute_links(content: str, public_root: str) -> str:
    """Return markup of ours with every address in it made whole, for readers elsewhere."""
    content = OWN_LINK.sub(rf"\g<1>{public_root}\g<2>", content)
    return OWN_SRCSET.sub(
        lambda found: found[1] + re.sub(r"(^|, )/", rf"\g<1>{public_root}/", found[2]), content
    )
