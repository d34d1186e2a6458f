"""``/-/health``: whether the kiosk can serve, and when the works were last seen."""

import json
import time
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

HEARTBEAT = "works.alive"  # in the home's run directory; the works touch it as they go round


def health(
    *, is_open: bool, run: Path, streams: Mapping[str, int], letters: tuple[int, int]
) -> tuple[int, bytes]:
    """Return the status and the JSON of the health page.

    Args:
        is_open: Whether the edition can be read.  Nothing else makes the kiosk unwell: readers
            are served while the works and the newsroom are down.
        run: The home's run directory, where the works leave their heartbeat.
        streams: How many streams of each language this process has open.
        letters: How many readers' letters wait for the works, and their bytes.
    """
    told = {
        "edition": "readable" if is_open else "missing",
        "works_seen_seconds_ago": _age(run / HEARTBEAT),
        "streams": dict(streams),
        "letters_waiting": letters[0],
        "letters_waiting_bytes": letters[1],
        "release": _release(),
    }
    return 200 if is_open else 503, json.dumps(told).encode() + b"\n"


def _age(path: Path) -> float | None:
    try:
        return round(max(0.0, time.time() - path.stat().st_mtime), 1)
    except OSError:
        return None


@cache
def _release() -> str:
    return version("courant")
