"""What a file says about itself: XMP before IPTC-IIM before EXIF, as photo desks fill them in.

Source: IPTC Photo Metadata Standard 2023.1, which names the three homes of each property.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from PIL import Image, ImageFile, IptcImagePlugin

from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.filenames import is_file_name
from courant.newsroom.photos.limits import MAX_OFFERED_LETTERS

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_RIGHTS: Final = "{http://ns.adobe.com/xap/1.0/rights/}"
_XMP_NAMES: Final = {
    "description": (f"{_DC}description",),
    "creator": (f"{_DC}creator",),
    "credit": ("{http://ns.adobe.com/photoshop/1.0/}Credit",),
    "copyright": (f"{_DC}rights",),
    "licence": (
        f"{_RIGHTS}WebStatement",
        "{http://creativecommons.org/ns#}license",
        f"{_RIGHTS}UsageTerms",
    ),
    "alt": ("{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}AltTextAccessibility",),
}
_IIM_NAMES: Final = {
    "description": (2, 120),
    "creator": (2, 80),
    "credit": (2, 110),
    "copyright": (2, 116),
}
_EXIF_NAMES: Final = {"description": 270, "creator": 315, "copyright": 33432}
_IIM_UTF8: Final = b"\x1b%G"  # IIM 1:90, ISO 2022's escape to UTF-8
_MAX_XMP_BYTES: Final = 4 * 1024 * 1024
# What cameras write where a photographer would describe the photo.
_CAMERA_WORDS: Final = re.compile(
    r"(?:olympus|sony|samsung|nikon|canon|kodak|minolta|konica|exif|jpeg|default|digital|camera"
    r"|picture|dsc|dcim|binary|comment|screenshot|[ _-])+",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def offered(picture: ImageFile.ImageFile) -> Offered:
    """Read what an opened file says.  Broken metadata says nothing; a file's name is not said."""
    said: dict[str, str] = {}
    for read in (_xmp, _iim, _exif):
        for name, text in _calmly(read, picture).items():
            if name not in said and (plain := _presentable(text)):
                said[name] = plain
    return Offered(**said)


def _calmly(
    read: Callable[[ImageFile.ImageFile], dict[str, str]], picture: ImageFile.ImageFile
) -> dict[str, str]:
    with suppress(Exception):  # a stranger's metadata may be anything; the pixels still count
        return read(picture)
    return {}


def _presentable(text: str) -> str:
    lines = (" ".join(line.split()) for line in _CONTROL.sub(" ", text).splitlines())
    plain = "\n".join(line for line in lines if line)[:MAX_OFFERED_LETTERS]
    return "" if _CAMERA_WORDS.fullmatch(plain[:80]) or is_file_name(plain) else plain


def _xmp(picture: ImageFile.ImageFile) -> dict[str, str]:
    packet = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp") or b""
    data = packet.encode() if isinstance(packet, str) else bytes(packet)
    if not data or len(data) > _MAX_XMP_BYTES:
        return {}
    root = fromstring(data.strip(b"\x00 \r\n\t"), forbid_dtd=True)
    found = {}
    for description in root.iter(f"{_RDF}Description"):
        for name, tags in _XMP_NAMES.items():
            if name not in found and (text := _first(description, tags)):
                found[name] = text
    return found


def _first(description: Element, tags: tuple[str, ...]) -> str:
    for tag in tags:
        if text := description.get(tag, ""):
            return text
        if (node := description.find(tag)) is not None and (text := _text_of(node)):
            return text
    return ""


def _text_of(node: Element) -> str:
    """A plain value, an address, a list joined by commas, or of alternatives the default one."""
    alternatives = node.findall(f"{_RDF}Alt/{_RDF}li")
    if alternatives:
        lang = "{http://www.w3.org/XML/1998/namespace}lang"
        alternatives.sort(key=lambda item: item.get(lang) != "x-default")
        return alternatives[0].text or ""
    items = [*node.findall(f"{_RDF}Seq/{_RDF}li"), *node.findall(f"{_RDF}Bag/{_RDF}li")]
    if items:
        return ", ".join(item.text.strip() for item in items if item.text)
    return node.get(f"{_RDF}resource") or node.text or ""


def _iim(picture: ImageFile.ImageFile) -> dict[str, str]:
    fields = IptcImagePlugin.getiptcinfo(picture) or {}
    encoding = "utf-8" if _IIM_UTF8 in _values(fields.get((1, 90))) else ""
    return {
        name: ", ".join(_decoded(value, encoding) for value in _values(fields.get(key)))
        for name, key in _IIM_NAMES.items()
    }


def _values(value: bytes | list[bytes] | None) -> list[bytes]:
    return value if isinstance(value, list) else [value] if value else []


def _decoded(value: bytes, encoding: str) -> str:
    """IIM that does not name its encoding is UTF-8 if it can be, else what Windows wrote."""
    if encoding:
        return value.decode(encoding, "replace")
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _exif(picture: ImageFile.ImageFile) -> dict[str, str]:
    exif = picture.getexif()
    return {name: text for name, tag in _EXIF_NAMES.items() if (text := _exif_text(exif, tag))}


def _exif_text(exif: Image.Exif, tag: int) -> str:
    text = str(exif.get(tag, ""))
    with suppress(UnicodeError):  # Pillow reads Latin-1 where most programs wrote UTF-8
        text = text.encode("latin-1").decode()
    # EXIF's Copyright holds the photographer's and the editor's, parted by a NUL.
    return ", ".join(part.strip() for part in text.split("\0") if part.strip())
