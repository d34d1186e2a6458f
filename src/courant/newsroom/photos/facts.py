"""What a photo's file may say: four facts that an editor confirmed, as one small XMP packet.

Source: XMP Specification Part 1 (ISO 16684-1) for the packet; IPTC Photo Metadata Standard
2023.1 for which property holds which fact.
"""

import html
import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Final

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.filenames import is_file_name
from courant.newsroom.photos.limits import MAX_FACT_LETTERS

_NAMESPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
}
_NOT_FOR_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class PhotoFacts:
    """What the published files of a photo carry.  Empty: the file is silent about it."""

    creator: str = ""  # who made it
    credit: str = ""  # how to credit it, as published
    copyright: str = ""  # whose rights
    licence: str = ""  # an address, or words


@dataclass(frozen=True, slots=True)
class Offered:
    """What an uploaded file said about itself: offered to the editor, never used unasked."""

    description: str = ""
    creator: str = ""
    credit: str = ""
    copyright: str = ""
    licence: str = ""
    alt: str = ""


def packet(facts: PhotoFacts) -> bytes:
    """Write the facts as an XMP packet: same facts, same bytes.  No facts, no packet (``b""``).

    Raises:
        PhotoError: A fact is longer than 500 letters or looks like a file's name ("facts").
    """
    told = {field.name: _plain(field.name, getattr(facts, field.name)) for field in fields(facts)}
    lines = [
        _property("dc:creator", "Seq", told["creator"]),
        _property("dc:rights", "Alt", told["copyright"]),
        _property("photoshop:Credit", "", told["credit"]),
        _licence(told["licence"]),
    ]
    body = "".join(lines)
    if not body:
        return b""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about=""{spaces}>{body}</rdf:Description>'
        '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _plain(name: str, value: str) -> str:
    text = " ".join(_NOT_FOR_XML.sub(" ", unicodedata.normalize("NFC", value)).split())
    if len(text) > MAX_FACT_LETTERS:
        raise PhotoError(
            "facts",
            f"The photo's {name} is {len(text)} letters long; a file carries at most "
            f"{MAX_FACT_LETTERS}. Shorten it.",
        )
    if is_file_name(text) and not text.startswith(("https://", "http://")):
        raise PhotoError(
            "facts",
            f"The photo's {name}, {text!r}, looks like a file's name, which no reader may see. "
            "Write a name or an agency instead.",
        )
    return text


def _property(name: str, container: str, value: str) -> str:
    if not value:
        return ""
    if not container:
        return f"<{name}>{html.escape(value, quote=False)}</{name}>"
    lang = ' xml:lang="x-default"' if container == "Alt" else ""
    item = f"<rdf:li{lang}>{html.escape(value, quote=False)}</rdf:li>"
    return f"<{name}><rdf:{container}>{item}</rdf:{container}></{name}>"


def _licence(value: str) -> str:
    """An address is a web statement of rights, words are usage terms; search engines read both."""
    if value.startswith(("https://", "http://")) and " " not in value:
        return _property("xmpRights:WebStatement", "", value)
    return _property("xmpRights:UsageTerms", "Alt", value)
