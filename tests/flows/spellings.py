"""Searching a home byte by byte for what must not be in it, however it is written or packed."""

import base64
import gzip
import hashlib
import html
import os
import re
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

import brotli

HASH = re.compile(rb"(?<![0-9a-f])[0-9a-f]{32,128}(?![0-9a-f])")
NUMBER = re.compile(rb"(?<![0-9])[0-9]{10,39}(?![0-9])")
CACHED = b"x\x9c"  # where zlib's bytes begin in a file of Django's cache
UNPACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.decompress,
    ".br": brotli.decompress,
    ".djcache": lambda kept: zlib.decompress(kept[kept.index(CACHED) :]),
}


@dataclass(frozen=True)
class Found:
    """A place where a word is, and how it is written there."""

    place: str
    word: str
    spelling: str


class Search:
    """Looks for words: each in every spelling, and whole ones in the hashes anybody can make."""

    def __init__(self, words: Sequence[str], *, whole: Sequence[str] = ()) -> None:
        """Take pieces of what must not be there, and the whole of it."""
        self._needles = {
            needle: (word, name) for word in words for name, needle in spellings(word).items()
        }
        self._hashes = {
            needle: (word, name) for word in whole for name, needle in hashes(word).items()
        }

    def bytes(self, place: str, data: bytes) -> list[Found]:
        """Search some bytes; small letters are as good as capital ones."""
        small = data.lower()
        both = data + b"\0" + small
        written = [about for needle, about in self._needles.items() if needle in both]
        tokens = {*HASH.findall(small), *NUMBER.findall(small)}
        hashed = [self._hashes[found] for found in tokens & self._hashes.keys()]
        return [Found(place, word, name) for word, name in written + hashed]

    def home(self, home: Path) -> list[Found]:
        """Search everything below a directory, names of files included."""
        return [found for place, data in everything(home) for found in self.bytes(place, data)]


def everything(home: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each file's name and bytes, as they are and unpacked; databases also as text."""
    for path in sorted(home.rglob("*")):
        place = path.relative_to(home).as_posix()
        yield f"name of {place}", os.fsencode(place)
        try:
            data = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        except FileNotFoundError:  # a journal, a temporary file
            continue
        yield place, data
        if unpack := UNPACK.get(path.suffix):
            yield f"{place}, unpacked", unpack(data)
        if data.startswith(b"SQLite format 3\0"):
            yield f"{place}, dumped", dump(path)


def dump(database: Path) -> bytes:
    """Return a database as SQL: a long value is cut into pages in the file."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=20)) as opened:
        return "\n".join(opened.iterdump()).encode("utf-8", "surrogatepass")


def spellings(word: str) -> dict[str, bytes]:
    """Return what a word may look like in a file, in small letters where case says nothing."""
    plain = word.lower().encode()
    told = {
        "plain": plain,
        "backwards": plain[::-1],
        "percent": "".join(f"%{byte:02x}" for byte in plain).encode(),
        "hex": plain.hex().encode(),
        "utf-16-le": word.lower().encode("utf-16-le"),
        "utf-16-be": word.lower().encode("utf-16-be"),
        "entities": "".join(f"&#{ord(letter)};" for letter in word.lower()).encode(),
        "escapes": "".join(f"\\u{ord(letter):04x}" for letter in word.lower()).encode(),
    }
    for case in {word, word.lower(), word.upper()}:
        for offset in range(3):
            told[f"base64 {offset} {case}"] = _in_base64(case.encode(), offset)
            told[f"base64url {offset} {case}"] = _in_base64(case.encode(), offset, b"-_")
    return told


def hashes(word: str) -> dict[str, bytes]:
    """Return the hashes of a word that need no key: who guesses the word knows it."""
    told = {
        f"{name} of {case}": hashlib.new(name, case.encode()).hexdigest().encode()
        for name in ("md5", "sha1", "sha256", "blake2b")
        for case in {word, word.lower()}
    }
    with suppress(ValueError):
        told["number"] = str(int(ip_address(word))).encode()
    return told


def _in_base64(plain: bytes, offset: int, signs: bytes = b"+/") -> bytes:
    """Return the part of a text's base64 that does not depend on its neighbours."""
    padded = b"\0" * offset + plain
    padded = padded[: len(padded) // 3 * 3]
    whole = base64.b64encode(padded, signs)
    return whole[-(-offset * 8 // 6) :]


def written(word: str) -> dict[str, bytes]:
    """Return ways in which programs write a word, made otherwise than ``spellings``."""
    return {
        "plain": word.encode(),
        "capitals": word.swapcase().encode(),
        "in a letter": html.escape(f"Dear {word}, hello").encode(),
        "hex": f"{word.encode().hex().upper()}".encode(),
        "hash": hashlib.sha256(word.lower().encode()).hexdigest().encode(),
        "backwards": word[::-1].encode(),
        "utf-16": word.encode("utf-16"),
        **{
            f"base64 after {n}": base64.b64encode(b"x" * n + word.encode() + b"yy")
            for n in range(3)
        },
        "base64url": base64.urlsafe_b64encode(f"to={word}".encode()),
    }
