"""``python -m courant.newsroom.photos.child``: one job in, one answer out (see ``wire``)."""

import contextlib
import os
import resource
import sys
from dataclasses import asdict
from typing import Any

from courant.newsroom.photos.child import wire
from courant.newsroom.photos.errors import PhotoError


def main() -> int:
    """Do the job on the standard input.  Exit 0 when there is an answer, even a refusal."""
    job = wire.read(sys.stdin.buffer)
    _confine(job.words["memory_bytes"], job.words["cpu_seconds"])
    try:
        answer = _DEEDS[job.words["deed"]](job)
    except PhotoError as error:
        answer = wire.Message({"fault": error.fault, "message": str(error)})
    except MemoryError:
        answer = wire.Message({"fault": "too-hungry"})
    except Exception:  # noqa: BLE001 - libraries raise what they like over a hostile file
        answer = wire.Message({"fault": "broken"})
    wire.write(sys.stdout.buffer, answer)
    return 0


def _confine(memory_bytes: int, cpu_seconds: int) -> None:
    """Take away what opening a picture does not need.  There is no way back up."""
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),  # pipes are not files
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
    ):
        # macOS knows no limit of address space; there the wall clock must do.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _clean(job: wire.Message) -> wire.Message:
    from courant.newsroom.photos.child import encoding, metadata, opening

    photo, offered = opening.open_photo(job.parts[0], job.words["format"], metadata.offered)
    made = encoding.encode_original(photo)
    return wire.Message({"photos": [made.words()], "offered": asdict(offered)}, (made.data,))


def _render(job: wire.Message) -> wire.Message:
    from courant.newsroom.photos.child import encoding, opening

    words = job.words
    photo, _ = opening.open_photo(job.parts[0], words["format"])
    made = encoding.encode_renditions(photo, words["widths"], words["formats"], job.parts[1])
    return wire.Message({"photos": [one.words() for one in made]}, tuple(one.data for one in made))


_DEEDS: dict[str, Any] = {"clean": _clean, "render": _render}

if __name__ == "__main__":
    code = main()
    # Straight out: libraries' threads and destructors have nothing left to say.
    sys.stdout.buffer.flush()
    os._exit(code)
