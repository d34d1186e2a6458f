"""The shelf: files of the edition with their headers, ready to send, and checked by their stat."""
# A look-up must cost its system call and little else, so no Path here.

import errno
import os
import stat
from collections import OrderedDict
from dataclasses import dataclass
from email.utils import formatdate
from functools import cached_property
from pathlib import Path

from courant.kiosk.asgi import Headers, Message, ending, starting
from courant.kiosk.classes import Kind, kind_of
from courant.kiosk.negotiate import Endings

MAX_KEPT_BYTES = 256 * 1024  # a longer file is sent from disk, a piece at a time
ENTRY_BYTES = 4096  # what a ready answer takes in memory besides its body
CODINGS = {".br": b"br", ".gz": b"gzip"}

# Headers that speak of a body, which 304 does not have.
OF_BODY = frozenset({b"content-type", b"content-length", b"content-encoding"})

# Host, path as it came, and the variants the reader takes.
Key = tuple[bytes, bytes, Endings]


@dataclass(slots=True, frozen=True)
class Stamp:
    """What tells one state of a file from the next."""

    inode: int
    mtime_ns: int
    size: int


@dataclass(frozen=True)
class Ready:
    """One file and its headers, made once and sent to many."""

    path: str
    stamp: Stamp
    headers: Headers
    etag: bytes
    modified: int  # Unix seconds
    body: bytes | None  # None: too long to keep; read it from the path

    @cached_property
    def start(self) -> Message:
        """The message that opens a 200."""
        return starting(200, self.headers)

    @cached_property
    def end(self) -> Message:
        """The message that ends a 200 or, after its headers, nothing of it."""
        return ending(self.body or b"")

    @cached_property
    def unmodified(self) -> Message:
        """The message that opens a 304 (RFC 9110 section 15.4.5)."""
        return starting(304, [pair for pair in self.headers if pair[0] not in OF_BODY])


class Shelf:
    """The edition as the kiosk reads it.  What is kept in memory is bounded in bytes."""

    def __init__(self, root: Path, *, kept_bytes: int, extra: Headers = ()) -> None:
        """Open an edition for reading; it need not be there yet.

        Args:
            root: The edition's directory.
            kept_bytes: How much memory the kept answers may take.
            extra: Headers that go with everything.
        """
        self.base = f"{root}/"
        self._extra = tuple(extra)
        self._room = kept_bytes
        self._kept: OrderedDict[Key, Ready] = OrderedDict()

    def fresh(self, key: Key) -> Ready | None:
        """Return the kept answer for a request if its file is still the same: one stat."""
        ready = self._kept.get(key)
        if ready is None:
            return None
        try:
            found = os.stat(ready.path)
        except OSError:
            self._drop(key)
            return None
        stamp = ready.stamp
        if (
            found.st_mtime_ns != stamp.mtime_ns
            or found.st_ino != stamp.inode
            or found.st_size != stamp.size
        ):
            self._drop(key)
            return None
        self._kept.move_to_end(key)
        return ready

    def keep(self, key: Key, ready: Ready) -> None:
        """Keep an answer for the next request of its kind, letting go of the longest unused."""
        if ready.body is None:
            return
        self._drop(key)
        self._kept[key] = ready
        self._room -= len(ready.body) + ENTRY_BYTES
        while self._room < 0:
            self._drop(next(iter(self._kept)))

    def take(self, filename: str, endings: Endings) -> Ready | None:
        """Read a file in the first of the variants that there is, or return None.

        Raises:
            OSError: It is there and cannot be read.
        """
        kind = kind_of(filename)
        for variant in endings if kind.varies else ("",):
            if ready := self._read(self.base + filename, variant, kind):
                return ready
        return None

    def _read(self, path: str, variant: str, kind: Kind) -> Ready | None:
        try:
            handle = os.open(path + variant, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            if error.errno == errno.ENAMETOOLONG:  # what cannot be named is not there
                return None
            raise
        try:
            found = os.fstat(handle)
            if not stat.S_ISREG(found.st_mode):
                return None
            body = _whole(handle, found.st_size) if found.st_size <= MAX_KEPT_BYTES else None
        finally:
            os.close(handle)
        return self._ready(path + variant, variant, kind, found, body)

    def _ready(
        self, path: str, variant: str, kind: Kind, found: os.stat_result, body: bytes | None
    ) -> Ready:
        modified = int(found.st_mtime)
        etag = b'"%x-%x"' % (modified, found.st_size)  # as nginx forms it
        headers = [
            *kind.headers(),
            (b"content-length", b"%d" % found.st_size),
            (b"etag", etag),
            (b"last-modified", formatdate(modified, usegmt=True).encode()),
            *self._extra,
        ]
        if variant:
            headers.append((b"content-encoding", CODINGS[variant]))
        stamp = Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
        return Ready(path, stamp, headers, etag, modified, body)

    def _drop(self, key: Key) -> None:
        if dropped := self._kept.pop(key, None):
            self._room += len(dropped.body or b"") + ENTRY_BYTES


def _whole(handle: int, size: int) -> bytes:
    # One read gives all of a regular file, save for what a signal may cut off.
    body = os.read(handle, size)
    while len(body) < size:
        part = os.read(handle, size - len(body))
        if not part:
            raise OSError(errno.EIO, "A file of the edition shrank while it was read")
        body += part
    return body
