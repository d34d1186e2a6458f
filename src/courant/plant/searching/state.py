"""Which index is the current one: a small file that changes in one step.

An index lies in a directory of its own, ``search/<generation>/``.  One that is made anew gets
another name, so nobody ever reads half of the old and half of the new.
"""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from courant.plant.searching.schema import VERSION

CURRENT: Final = "current"
META: Final = "meta.json"  # the library's own; it is replaced with every commit


@dataclass(frozen=True, slots=True)
class State:
    """What ``search/current`` says."""

    generation: str
    schema: int
    is_complete: bool  # whether every public page is in it, or some are still to come


def read_state(root: Path) -> State | None:
    """Return the state; None if there is none, or none that can be read."""
    try:
        told = json.loads((root / CURRENT).read_bytes())
        return State(str(told["generation"]), int(told["schema"]), bool(told["complete"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_state(root: Path, state: State) -> None:
    """Replace the state in one step."""
    told = {
        "generation": state.generation,
        "schema": state.schema,
        "complete": state.is_complete,
    }
    fresh = root / f"{CURRENT}.tmp"
    with fresh.open("w") as file:
        json.dump(told, file)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(root / CURRENT)


def is_usable(root: Path) -> bool:
    """Return whether there is an index that this release can read and write."""
    state = read_state(root)
    if state is None or state.schema != VERSION:
        return False
    return (root / state.generation / META).is_file()


def new_generation(root: Path) -> str:
    """Make an empty directory for another index.  Return its name."""
    root.mkdir(parents=True, exist_ok=True)
    numbers = [int(path.name) for path in root.iterdir() if path.name.isdecimal()]
    name = str(max(numbers, default=0) + 1)
    (root / name).mkdir()
    return name


def make_readable(index: Path) -> None:
    """Let every user read an index, as they may read the edition; the library does not."""
    for path in index.iterdir():
        with suppress(FileNotFoundError):  # joined with others meanwhile
            path.chmod(0o644)


def remove_others(root: Path, generation: str) -> None:
    """Take away every index but one.  Who has one open reads on until it looks again."""
    for path in root.iterdir():
        if path.is_dir() and path.name != generation:
            shutil.rmtree(path, ignore_errors=True)
