"""Opening an export: a file as it is, gzipped, or several in a zip; never all in memory."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from courant.exchange.wxr.errors import WxrError

MAX_FILE_BYTES = 2 * 1024**3  # unpacked, all parts of an archive together
CHUNK_BYTES = 64 * 1024

_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile, NotImplementedError)


@dataclass(slots=True)
class Part:
    """One export: a plain file, or a member of an archive."""

    name: str
    stream: BinaryIO
    budget: list[int] = field(repr=False)  # bytes left, shared by all parts

    def chunks(self) -> Iterator[bytes]:
        """Yield its bytes, unpacked, at most 64 KiB at a time.

        Raises:
            WxrError: It is damaged, or all parts together unpack to more than 2 GiB.
        """
        while chunk := self._next():
            self.budget[0] -= len(chunk)
            if self.budget[0] < 0:
                raise WxrError(
                    "An export may have 2 GiB, unpacked.",
                    file=self.name,
                    remedy="Export it in parts, by year or by type, and import them one by one.",
                )
            yield chunk

    def _next(self) -> bytes:
        try:
            return self.stream.read(CHUNK_BYTES)
        except _BROKEN as error:
            raise _damaged(self.name, error) from error


@contextmanager
def opened(source: Path | str | BinaryIO) -> Iterator[Iterator[Part]]:
    """Open an export for reading; its parts come in the order of their names.

    What it is shows in its first bytes, not in its name.  A stream stays open afterwards and
    must be seekable if it is a zip.

    Raises:
        WxrError: There is no such file, or it cannot be read.
    """
    if not isinstance(source, str | Path):
        yield _parts(source, Path(str(getattr(source, "name", "the export"))).name)
        return
    path = Path(source)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise WxrError(
            f"It cannot be opened: {error.strerror}.",
            file=str(path),
            remedy="Give the path of a WordPress export (.xml, .xml.gz or .zip).",
        ) from error
    with stream:
        yield _parts(stream, path.name)


def _parts(stream: BinaryIO, name: str) -> Iterator[Part]:
    budget = [MAX_FILE_BYTES]
    head, whole = _peek(stream)
    if head == _ZIP:
        yield from _members(whole, name, budget)
    elif head[:2] == _GZIP:
        with gzip.GzipFile(fileobj=whole) as unpacked:
            yield Part(name, unpacked, budget)  # type: ignore[arg-type]  # reads like any stream
    else:
        yield Part(name, whole, budget)


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    if stream.seekable():
        start = stream.tell()
        head = stream.read(4)
        stream.seek(start)
        return head, stream
    buffered = io.BufferedReader(stream)  # type: ignore[type-var]  # reads like any raw stream
    return buffered.peek(4)[:4], buffered


def _members(stream: BinaryIO, name: str, budget: list[int]) -> Iterator[Part]:
    try:
        with zipfile.ZipFile(stream) as archive:
            exports = sorted(n for n in archive.namelist() if n.lower().endswith(".xml"))
            if not exports:
                raise WxrError(
                    "The archive holds no .xml file.",
                    file=name,
                    remedy="Give the zip that holds the export, not the one with the uploads.",
                )
            for member in exports:
                with archive.open(member) as unpacked:
                    yield Part(f"{name}/{member}", unpacked, budget)  # type: ignore[arg-type]  # reads like any stream
    except (*_BROKEN, RuntimeError, OSError) as error:
        raise _damaged(name, error) from error


def _damaged(name: str, error: Exception) -> WxrError:
    return WxrError(
        f"The archive is damaged or locked ({error}).",
        file=name,
        remedy="Fetch it again, or unpack it yourself and give the .xml file.",
    )
