"""Processes that write to a letterbox or collect from it until they are killed.

    python -m tests.plant.letterbox.posts write DIRECTORY LIFE [COUNT]
    python -m tests.plant.letterbox.posts collect DIRECTORY LEDGER

A writer has 64 tasks and prints each nonce once it is acknowledged; a line is one write, so none
is torn.  A collector does as the works will: what the ledger has it leaves out, the rest it notes
there, and only then it is done.  It prints a line for each round that found letters.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from courant.plant.letterbox.box import Letterbox
from courant.plant.letterbox.collecting import Collector
from tests.plant.letterbox.boxes import a_letter

REPOSITORY = Path(__file__).parents[3]
WRITERS = 64


@contextmanager
def post(*words: str | Path, crash_at: str = "") -> Iterator["subprocess.Popen[str]"]:
    """Start a process that writes or collects; kill it if it still runs in the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.plant.letterbox.posts", *map(str, words)],
        cwd=REPOSITORY,
        env=os.environ | {"COURANT_CRASH_AT": crash_at},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


async def write(directory: Path, life: str, most: int | None) -> None:
    """Put letters from many tasks, without an end or so many from each."""
    box = Letterbox(directory, most_letters=10**9, most_bytes=10**12)

    async def one(writer: int) -> None:
        for number in count() if most is None else range(most):
            nonce = f"{life}-{writer}-{number}"
            assert await box.put(nonce, a_letter(nonce))
            os.write(1, f"{nonce}\n".encode())

    await asyncio.gather(*map(one, range(WRITERS)))
    box.close()


def collect(directory: Path, ledger: Path) -> None:
    """Collect letters for ever."""
    known = set(nonces_in(ledger))
    collector = Collector(directory)
    while True:
        found = 0
        for portion in collector.waiting():
            fresh = [letter for letter in portion.letters if letter["nonce"] not in known]
            assert fresh == [a_letter(letter["nonce"]) for letter in fresh]
            with ledger.open("a") as file:
                file.write("".join(f"{letter['nonce']}\n" for letter in fresh))
            known |= {letter["nonce"] for letter in fresh}
            portion.done()
            found += len(portion.letters)
        if found:
            os.write(1, f"{found}\n".encode())
        else:
            time.sleep(0.0005)


def nonces_in(ledger: Path) -> list[str]:
    """Return what a ledger holds, without a line that was not written to its end."""
    return ledger.read_text().rpartition("\n")[0].split("\n") if ledger.exists() else []


if __name__ == "__main__":
    deed, place, word, *more = sys.argv[1:]
    if deed == "write":
        asyncio.run(write(Path(place), word, int(more[0]) if more else None))
    else:
        collect(Path(place), Path(word))
