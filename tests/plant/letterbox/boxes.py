"""Letterboxes for the tests of this room, and letters to put in."""

import asyncio
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from courant.plant.letterbox.box import Letterbox
from courant.plant.letterbox.collecting import Collector

TEXT = "The bridge was closed for good reason. پل به دلیل خوبی بسته بود."


def a_letter(nonce: str, **other: Any) -> dict[str, Any]:
    """Return a letter as it comes out again; going in, it need not have the nonce."""
    return {"kind": "reply", "nonce": nonce, "text": f"{TEXT} {nonce}", "at": 29_000_000, **other}


@contextmanager
def a_box(directory: Path, **limits: Any) -> Iterator[Letterbox]:
    with closing(Letterbox(directory, **limits)) as box:
        yield box


def put(box: Letterbox, *nonces: str) -> list[bool | BaseException]:
    """Put letters at the same time.  Return what became of each, refusals too."""

    async def together() -> list[bool | BaseException]:
        letters = (box.put(nonce, a_letter(nonce)) for nonce in nonces)
        return await asyncio.gather(*letters, return_exceptions=True)

    return asyncio.run(together())


def fill(directory: Path, nonces: Iterable[str]) -> Path:
    """Have letters stored by a process that is over.  Return the segment they are in."""
    before = set(segments_in(directory))
    with a_box(directory) as box:
        assert all(outcome is True for outcome in put(box, *nonces))
    [segment] = set(segments_in(directory)) - before
    return segment


def collect(letterbox: Path | Collector) -> list[dict[str, Any]]:
    """Collect what waits, and have done with it."""
    found = []
    collector = letterbox if isinstance(letterbox, Collector) else Collector(letterbox)
    for portion in collector.waiting():
        found += portion.letters
        portion.done()
    return found


def nonces_of(letters: Iterable[dict[str, Any]]) -> list[str]:
    return [letter["nonce"] for letter in letters]


def segments_in(directory: Path) -> list[Path]:
    return sorted([*directory.glob("*.letters"), *directory.glob("*.doubtful")])


def broken_in(directory: Path) -> list[bytes]:
    """Return what was set aside."""
    return [path.read_bytes() for path in sorted(directory.glob("*.broken"))]
