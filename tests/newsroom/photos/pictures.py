"""Builders of pictures: each makes a valid file; a test names only what matters to it."""

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pillow_heif
from PIL import Image, ImageDraw, PngImagePlugin

pillow_heif.register_heif_opener()

CANARY = "CANARY"  # stands in every piece of metadata that must not come through

RED, GREEN, BLUE, WHITE = (230, 20, 20), (20, 200, 20), (20, 20, 230), (255, 255, 255)


def make_pixels(width: int = 400, height: int = 300, mode: str = "RGB") -> Image.Image:
    """Four quarters: red and green above, blue and white below."""
    picture = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((width // 2, 0, width, height // 2), fill=GREEN)
    draw.rectangle((0, height // 2, width // 2, height), fill=BLUE)
    draw.rectangle((width // 2, height // 2, width, height), fill=WHITE)
    return picture.convert(mode)


def make_file(kind: str = "JPEG", pixels: Image.Image | None = None, **settings: object) -> bytes:
    stream = BytesIO()
    (pixels or make_pixels()).save(stream, kind, **settings)
    return stream.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def quarters(data: bytes) -> list[str]:
    """Name the colours of the four quarters, row by row."""
    picture = opened(data).convert("RGB")
    width, height = picture.size
    spots = [(width // 4, height // 4), (3 * width // 4, height // 4)]
    spots += [(x, 3 * height // 4) for x, _ in spots]
    named = {"red": RED, "green": GREEN, "blue": BLUE, "white": WHITE}
    return [min(named, key=lambda name: _far(picture.getpixel(at), named[name])) for at in spots]


def _far(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def make_exif(orientation: int = 1) -> bytes:
    """EXIF with a place, a camera's maker, its notes and a thumbnail."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = f"{CANARY} Make"
    exif[0x0131] = f"{CANARY} Software"
    exif.get_ifd(0x8769).update({0x927C: CANARY.encode() * 9, 0xA431: f"{CANARY} Serial"})
    exif.get_ifd(0x8825).update({
        1: "N", 2: (35.0, 41.0, 21.3), 3: "E", 4: (51.0, 23.0, 20.6), 29: f"{CANARY}:20"
    })  # fmt: skip
    return _with_thumbnail(exif.tobytes())


def _with_thumbnail(exif: bytes) -> bytes:
    """Append a second directory that holds a small JPEG."""
    head, tiff = exif[:6], bytearray(exif[6:])
    order = "<" if tiff.startswith(b"II") else ">"
    (first,) = struct.unpack_from(order + "I", tiff, 4)
    (count,) = struct.unpack_from(order + "H", tiff, first)
    struct.pack_into(order + "I", tiff, first + 2 + 12 * count, len(tiff))
    small = make_file("JPEG", make_pixels(32, 24), comment=f"{CANARY} thumbnail")
    start = len(tiff) + 2 + 3 * 12 + 4
    entries = ((0x0103, 3, 6), (0x0201, 4, start), (0x0202, 4, len(small)))
    tiff += struct.pack(order + "H", len(entries))
    for tag, kind, value in entries:
        body = struct.pack(order + ("HH" if kind == 3 else "I"), *((value, 0)[: 5 - kind]))
        tiff += struct.pack(order + "HHI", tag, kind, 1) + body
    return bytes(head + tiff + b"\0\0\0\0" + small)


def make_xmp(**properties: str) -> bytes:
    """An XMP packet; properties are given as they stand in it: ``dc_description="…"``."""
    inner = "".join(
        f"<{name.replace('_', ':', 1)}>{value}</{name.replace('_', ':', 1)}>"
        for name, value in properties.items()
    )
    return (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:cc="http://creativecommons.org/ns#"'
        ' xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
        ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"'
        ' xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">'
        f"{inner}</rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def alternatives(text: str) -> str:
    return f'<rdf:Alt><rdf:li xml:lang="x-default">{text}</rdf:li></rdf:Alt>'


def sequence(*items: str) -> str:
    return "<rdf:Seq>" + "".join(f"<rdf:li>{item}</rdf:li>" for item in items) + "</rdf:Seq>"


TELLING_XMP = make_xmp(
    dc_description=alternatives(f"{CANARY} description"),
    exif_GPSLatitude="35,41.35N",
    photoshop_Instructions=f"{CANARY} instructions",
)


def make_segment(marker: int, payload: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes([0xFF, marker]) + struct.pack(">H", len(payload) + 2) + payload


def make_iim(*fields: tuple[int, bytes], utf8: bool = True) -> bytes:
    """A JPEG segment of IPTC-IIM records, as Photoshop wraps them (APP13)."""
    records = b"\x1c\x01\x5a\x00\x03\x1b%G" if utf8 else b""
    for number, value in fields:
        records += b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records
    return make_segment(0xED, b"Photoshop 3.0\0" + block + b"\0" * (len(records) % 2))


def into_jpeg(data: bytes, *segments: bytes) -> bytes:
    return data[:2] + b"".join(segments) + data[2:]


def make_chunk(name: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def make_png(width: int, height: int, *extra: bytes, lines: bytes | None = None) -> bytes:
    """An RGB PNG put together by hand, true or not."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    if lines is None:
        lines = b"\0" * (height * (1 + 3 * width))
    chunks = (
        make_chunk(b"IHDR", header),
        *extra,
        make_chunk(b"IDAT", zlib.compress(lines)),
        make_chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def make_gif(frames: int) -> bytes:
    """A GIF of one black pixel, many times."""
    frame = (
        b"\x21\xf9\x04\0\0\0\0\0\x2c" + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x4c\x01\0"
    )
    head = b"GIF89a" + struct.pack("<HH", 1, 1) + b"\x80\0\0" + b"\0\0\0\xff\xff\xff"
    return head + frame * frames + b";"


def make_telling_jpeg() -> bytes:
    """A phone's JPEG with everything in it that could name a street."""
    bare = make_file("JPEG", exif=make_exif(), xmp=TELLING_XMP, comment=CANARY.encode())
    jumbf = b"JP\0\1\0\0\0\1" + struct.pack(">I", 60) + b"jumb" + b"c2pa" + CANARY.encode() * 8
    preview = make_file("JPEG", make_pixels(64, 48), comment=f"{CANARY} preview")
    return (
        into_jpeg(
            bare,
            make_segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + CANARY.encode()),
            make_segment(0xE2, b"FPXR\0" + CANARY.encode()),
            make_segment(0xEB, jumbf),
            make_iim((120, f"{CANARY} caption".encode()), (90, f"{CANARY} city".encode())),
        )
        + preview
    )  # phones put a second picture behind the first


def make_telling_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", f"{CANARY} comment")
    words.add_text("Author", f"{CANARY} author", zip=True)
    words.add_itxt("XML:com.adobe.xmp", TELLING_XMP.decode())
    words.add(b"tIME", struct.pack(">HBBBBB", 2026, 1, 2, 3, 4, 5))
    words.add(b"caBX", CANARY.encode())  # content credentials
    return make_file("PNG", exif=make_exif(), pnginfo=words) + CANARY.encode()


def make_telling_gif() -> bytes:
    frames = [make_pixels().convert("P"), make_pixels(mode="L").convert("P")]
    return make_file(
        "GIF", frames[0], save_all=True, append_images=frames[1:], comment=CANARY.encode()
    )


def make_telling_heif() -> bytes:
    return make_file("HEIF", exif=make_exif(), xmp=TELLING_XMP)


TELLING: dict[str, Callable[[], bytes]] = {
    "JPEG": make_telling_jpeg,
    "PNG": make_telling_png,
    "WebP": lambda: make_file("WEBP", exif=make_exif(), xmp=TELLING_XMP),
    "AVIF": lambda: make_file("AVIF", exif=make_exif(), xmp=TELLING_XMP),
    "HEIF": make_telling_heif,
    "GIF": make_telling_gif,
}
