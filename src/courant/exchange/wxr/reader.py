"""Reading a WordPress export, of any size, as a stream of records."""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from courant.exchange.wxr import parts
from courant.exchange.wxr.assemble import Assembler
from courant.exchange.wxr.mending import Mender
from courant.exchange.wxr.records import Mend, Record
from courant.exchange.wxr.scan import Scanner


def read(
    source: Path | str | BinaryIO,
    *,
    repair: bool = False,
    mends: list[Mend] | None = None,
    writers_key: bytes = b"",
) -> Iterator[Record]:
    """Yield what an export holds, in the order of the file, with flat memory.

    Each part starts with its ``Site``.  Authors and terms that only items name come right
    before the first item that does, marked as not declared.  An error may come after many
    records, so whoever stores them reads the file to its end once before.

    Args:
        source: Path of a .xml, .gz or .zip, or an open binary stream of one.
        repair: Mend what real exports get wrong, instead of refusing it.
        mends: Takes one entry for each thing mended, in order.
        writers_key: Under which those who wrote comments are told apart; empty: they are not.

    Raises:
        WxrError: It is not well-formed, not an export, or over a limit.

    Source:
        ``wp-admin/includes/export.php`` of WordPress, formats 1.0 to 1.2.
    """
    with parts.opened(source) as found:
        for part in found:
            if repair:
                yield from _mended(part, [] if mends is None else mends, writers_key)
            else:
                yield from _as_it_is(part, writers_key)


def _as_it_is(part: parts.Part, writers_key: bytes) -> Iterator[Record]:
    assembler = Assembler(file=part.name, writers_key=writers_key)
    scanner = Scanner(assembler, file=part.name)
    for chunk in part.chunks():
        scanner.feed(chunk)
        yield from assembler.ready()
    scanner.feed(b"", last=True)
    yield from assembler.finish()


def _mended(part: parts.Part, mends: list[Mend], writers_key: bytes) -> Iterator[Record]:
    mender = Mender(mends, file=part.name)
    assembler = Assembler(file=part.name, mend=mender.note, writers_key=writers_key)
    scanner = Scanner(assembler, file=part.name, remedy="Export it again.")
    for chunk in part.chunks():
        scanner.feed(mender.feed(chunk).encode())
        yield from assembler.ready()
    rest, tail = mender.finish()
    scanner.feed(rest.encode())
    assembler.cut = bool(tail)
    scanner.feed(tail.encode(), last=True)
    yield from assembler.finish()
