"""Turning the items of an export into pages: here, or in a process beside the one that stores.

    python -c "from courant.exchange.wordpress.maker import main; main()" < order > portions

Converting texts is a third of the work of an import and needs no database, so a second process
does it on the second core, one portion ahead.  It knows neither Django nor the
paper, and ends when nobody reads what it makes.
"""

import gc
import pickle  # between two processes of our own
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, cast

from courant.exchange.wordpress.findings import Finding
from courant.exchange.wordpress.items import Files, Made, Setting, make
from courant.exchange.wordpress.known import KnownFiles
from courant.exchange.wordpress.scratch import Scratch, Thing
from courant.exchange.wordpress.settings import Ground
from courant.exchange.wordpress.survey import TAKEN
from courant.exchange.wxr.records import Item

PORTION = 500  # items made or stored at a time


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made."""

    scratch: Path  # where the first pass left its notes and the items
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One item and what was made of it."""

    item: Item  # without its text, which is in the page
    thing: Thing
    made: Made | None  # None for what is no page
    found: tuple[Finding, ...]


Portion = list[Parcel]


def portions(
    grounds: Sequence[Ground], scratch: Scratch, files: Mapping[str, Files]
) -> Iterator[Portion]:
    """Yield the items of the files in order, made, a portion at a time.

    Args:
        grounds: Of the sites they are of.
        scratch: What the first pass left.
        files: By site where photos are looked up.
    """
    settings = {of.site.number: Setting(of, scratch, files[of.site.url]) for of in grounds}
    portion: Portion = []
    for thing, item in scratch.items():
        portion.append(_parcel(item, thing, settings[thing.site]))
        if len(portion) == PORTION:
            yield portion
            portion = []
    yield portion


def portions_beside(order: Order) -> Iterator[Portion]:
    """Yield the same, made by another process.

    Raises:
        RuntimeError: That process ended before its time.
    """
    # Not with -m: a pickle names the module of what it holds, which would be __main__ there.
    command = [sys.executable, "-c", f"from {__name__} import main; main()"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as maker:
        orders, made = cast("IO[bytes]", maker.stdin), cast("IO[bytes]", maker.stdout)
        try:
            with orders:
                pickle.dump(order, orders, pickle.HIGHEST_PROTOCOL)
            while portion := _received(made):
                yield portion
        finally:
            made.close()
            maker.terminate()


def _received(stream: IO[bytes]) -> Portion:
    try:
        return cast("Portion", pickle.load(stream))  # noqa: S301  # our own child
    except EOFError:
        raise RuntimeError("The process that reads the export ended before its time.") from None


def _parcel(item: Item, thing: Thing, setting: Setting) -> Parcel:
    made = make(item, thing, setting) if thing.role in TAKEN else None
    found, setting.found = tuple(setting.found), []
    light = replace(item, content="", excerpt="", description="")
    if made is not None:
        made.item = light
    return Parcel(light, thing, made, found)


def main() -> None:
    """Make what is ordered on standard input; an empty portion is the end."""
    gc.disable()  # texts and values hold no circles
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # nobody reads any more: end without a word
    # Files of our own: under PYTHONUNBUFFERED those of ``sys`` read and write by halves.
    with open(0, "rb", closefd=False) as orders, open(1, "wb", closefd=False) as made:
        _make(pickle.load(orders), made)  # noqa: S301  # our own parent


def _make(order: Order, made: IO[bytes]) -> None:
    scratch = Scratch.reopened(order.scratch)
    files = {of.site.url: KnownFiles(scratch, of.site.number) for of in order.grounds}
    for portion in portions(order.grounds, scratch, files):
        if portion:
            pickle.dump(portion, made, pickle.HIGHEST_PROTOCOL)
            made.flush()
    pickle.dump([], made)
