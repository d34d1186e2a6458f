"""Addresses: what names a page to the world, how one is spelled, and where it lies on disk."""

import hashlib
import re
import unicodedata
from typing import NewType
from urllib.parse import quote

Address = NewType("Address", str)

MAX_ADDRESS_BYTES = 1024  # as UTF-8
MAX_SEGMENT_BYTES = 240  # a directory name may have 255; the rest is for our endings
MAX_SLUG_LETTERS = 80
MAX_SLUG_BYTES = MAX_SEGMENT_BYTES - 8  # the rest is for the -2 of a clash

# First segments that belong to the house; no desk, page or imported post may stand there.
RESERVED = frozenset(
    {
        "-",
        "search",
        "ticker",
        "topics",
        "by",
        "photos",
        "documents",
        "assets",
        "feed.xml",
        "archive",
    }
    | {"robots.txt", "sitemap.xml", "sitemaps", "corrections", "record", "mirror", "replies"}
    | {"people"}
)

# Endings of our own files.  A reader may not ask for them by name.
OWN_ENDINGS = (".gz", ".br", ".tmp")

# Fathatan to the small high marks, the superscript alef, and tatweel: written or left out at will.
ARABIC_MARKS = frozenset(map(chr, [*range(0x064B, 0x0660), 0x0670, 0x0640]))

# Zero-width joiner and non-joiner: letters differ by them to the eye, addresses should not.
JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


class BadAddressError(ValueError):
    """A path that can never name a baked page.  Readers see the message."""


def parse_address(path: str) -> Address:
    """Return the canonical spelling of a path, or say why it has none.

    Two spellings of one page give one address, so the page is stored and cached once.

    Args:
        path: The path without query string, percent-decoded exactly once, as ASGI's
            ``scope["path"]`` already is.  Decoding it again would let ``%252e`` climb.

    Returns:
        The path in Unicode normal form C.  At most 1,024 bytes of UTF-8.

    Raises:
        BadAddressError: The path is relative, too long, climbs with ``..``, names one of our
            own files, or holds a control character or bytes that were not UTF-8.

    Source:
        RFC 3986 section 5.2.4 (dot segments); Unicode UAX #15 (normal form C).
    """
    if not path.startswith("/"):
        raise BadAddressError(
            f"The address {path!r} must start with '/'. Did you mean {'/' + path!r}?"
        )
    if path.isascii():
        if not path.isprintable():
            raise BadAddressError(f"The address {path!r} holds a control character.")
        address = path
    else:
        address = _normal(path)
    if "//" in address or "\\" in address:
        raise BadAddressError(f"The address {path!r} holds an empty part or a backslash.")
    if "/." in address:
        raise BadAddressError(f"No part of the address {path!r} may start with a dot.")
    if address.endswith(OWN_ENDINGS):
        raise BadAddressError(f"The address {path!r} names a file that is not for readers.")
    _check_length(address)
    return Address(address)


def _normal(path: str) -> str:
    if "\N{REPLACEMENT CHARACTER}" in path or any("\ud800" <= c <= "\udfff" for c in path):
        raise BadAddressError(f"The address {path!r} is not valid UTF-8.")
    if any(unicodedata.category(letter) == "Cc" for letter in path):
        raise BadAddressError(f"The address {path!r} holds a control character.")
    return unicodedata.normalize("NFC", path)


def _check_length(address: str) -> None:
    encoded = address.encode()
    if len(encoded) > MAX_ADDRESS_BYTES:
        raise BadAddressError(
            f"The address is {len(encoded):,} bytes long; the limit is {MAX_ADDRESS_BYTES:,}."
        )
    if len(encoded) > MAX_SEGMENT_BYTES and any(
        len(part) > MAX_SEGMENT_BYTES for part in encoded.split(b"/")
    ):
        raise BadAddressError(f"A part of {address!r} is longer than {MAX_SEGMENT_BYTES} bytes.")


def file_of(address: Address) -> str:
    """Return where a page lies, relative to the edition: ``/x/`` is ``x/index.html``."""
    path = address[1:]
    return path + "index.html" if not path or path.endswith("/") else path


def digest_of(address: str) -> str:
    """Return the 64 hex digits under which the maps know an address."""
    return hashlib.sha256(address.encode()).hexdigest()


def shard_of(address: str) -> str:
    """Return which of the 256 map shards holds an address: two hex digits."""
    return digest_of(address)[:2]


def veiled(address: str) -> str:
    """Return what stands for an address in the maps when nobody shall read it there.

    Imported pictures had addresses made of their files' names, and such a name may be a person's
    (``/wp-content/uploads/2020/05/ali-home.jpg``).  Who asks for it is answered; who reads the
    edition learns nothing.
    """
    return f"/.v/{digest_of(address)[:32]}"


def fold_address(address: str) -> str:
    """Return an address without joiners and letter case, to match a careless spelling of it."""
    return unicodedata.normalize("NFC", address.translate(JOINERS)).casefold()


def url_path(address: str) -> str:
    """Return an address as it stands in a URL: percent-encoded UTF-8 (RFC 3986)."""
    path, mark, query = address.partition("?")
    return quote(path, safe="/-._~!$&'()*+,;=:@") + mark + query


def first_segment(address: str) -> str:
    """Return the part between the first two slashes: ``/topics/x/`` gives ``topics``."""
    return address[1:].partition("/")[0]


_NO_SLUG = re.compile(r"[^a-z0-9]+")  # of a text in small ASCII letters


def slug_of(text: str) -> str:
    """Return the last part of an address for a headline, in the headline's own script.

    Joiners, Latin diacritics and Arabic vowel marks go, letters and digits stay, everything
    else is one hyphen; cut at a word so that it has at most 80 letters.  May be empty: a
    headline of "!!!" has none.
    """
    text = unicodedata.normalize("NFC", text.casefold().translate(JOINERS))
    if text.isascii():
        words = _NO_SLUG.sub(" ", text).split()
    else:
        words = "".join(map(_slug_letter, text)).split()
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else _cut(word)
        if len(longer) > MAX_SLUG_LETTERS or len(longer.encode()) > MAX_SLUG_BYTES:
            break
        slug = longer
    return slug


def _cut(word: str) -> str:
    # Some scripts part no words: a whole headline may be one.
    return word[:MAX_SLUG_LETTERS].encode()[:MAX_SLUG_BYTES].decode(errors="ignore")


def _slug_letter(letter: str) -> str:
    if letter in ARABIC_MARKS:
        return ""
    if letter.isalnum():
        parts = unicodedata.normalize("NFKD", letter)
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        return bare.lower() if bare.isascii() and bare.isalnum() else letter
    # A vowel sign of an Indic script is part of its word; other marks and signs end it.
    return letter if unicodedata.category(letter) in ("Mn", "Mc") else " "
