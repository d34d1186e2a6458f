"""What a newsroom's files say of themselves: IPTC, XMP and EXIF, as an agency's software writes it.

The newsroom must offer the first two to its editors and let none of the third through, so the
sample brings all three.
"""

from collections.abc import Mapping
from html import escape
from struct import pack

from PIL import ExifTags, Image

from courant.exchange.sample.drawings.pictures import COPYRIGHT, LICENCE, YEAR, Picture

# Datasets of the application record (2) of IPTC-IIM 4.2, section 6.
OBJECT_NAME, DATE_CREATED, BYLINE, CITY, CREDIT, COPYRIGHT_NOTICE, CAPTION = (
    5, 55, 80, 90, 110, 116, 120,
)  # fmt: skip
UTF8_RECORD = b"\x1c\x01\x5a\x00\x03\x1b%G"  # 1:90, the coded character set, ESC % G
TOWN = "Wendelhaven"


def iptc_segment(picture: Picture) -> bytes:
    """Return a JPEG segment (APP13) with the picture's IPTC-IIM record.

    Source:
        IPTC-IIM 4.2; Adobe Photoshop file format, image resource 0x0404.
    """
    told: Mapping[int, str] = {
        OBJECT_NAME: picture.file_name,
        DATE_CREATED: f"{YEAR}0101",
        BYLINE: picture.creator,
        CITY: TOWN,
        CREDIT: picture.credit,
        COPYRIGHT_NOTICE: COPYRIGHT,
        CAPTION: picture.caption,
    }
    record = UTF8_RECORD + b"".join(_dataset(number, words) for number, words in told.items())
    padded = record + b"\0" * (len(record) % 2)
    resource = b"8BIM" + pack(">H", 0x0404) + b"\0\0" + pack(">I", len(record)) + padded
    body = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + pack(">H", len(body) + 2) + body


def _dataset(number: int, words: str) -> bytes:
    value = words.encode()
    return b"\x1c\x02" + bytes([number]) + pack(">H", len(value)) + value


def xmp_packet(picture: Picture) -> bytes:
    """Return the same as XMP, with the licence.

    Source:
        IPTC Photo Metadata Standard 2023.1 (dc, photoshop and xmpRights properties).
    """

    def lang_alt(words: str) -> str:
        return f'<rdf:Alt><rdf:li xml:lang="x-default">{escape(words)}</rdf:li></rdf:Alt>'

    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
 photoshop:Credit="{escape(picture.credit)}" photoshop:City="{TOWN}"
 xmpRights:Marked="True" xmpRights:WebStatement="{LICENCE}">
<dc:title>{lang_alt(picture.file_name)}</dc:title>
<dc:description>{lang_alt(picture.caption)}</dc:description>
<dc:rights>{lang_alt(COPYRIGHT)}</dc:rights>
<dc:creator><rdf:Seq><rdf:li>{escape(picture.creator)}</rdf:li></rdf:Seq></dc:creator>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>""".encode()


def exif_of(picture: Picture) -> Image.Exif:
    """Return what the camera noted: its make and, for two of them, the place."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Noordster"
    exif[ExifTags.Base.Model] = "Reflex 5"
    exif[ExifTags.Base.Artist] = picture.creator
    if picture.place:
        gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
        for value, reference, marks, number in (
            (picture.place[0], ExifTags.GPS.GPSLatitudeRef, "NS", ExifTags.GPS.GPSLatitude),
            (picture.place[1], ExifTags.GPS.GPSLongitudeRef, "EW", ExifTags.GPS.GPSLongitude),
        ):
            gps[reference] = marks[value < 0]
            gps[number] = _sexagesimal(abs(value))
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes = degrees % 1 * 60
    return float(int(degrees)), float(int(minutes)), round(minutes % 1 * 60, 2)
