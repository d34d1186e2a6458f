"""The relay: takes what was done to the tickers to the kiosks, act after act, in order.

For each language a file of the home's ``run/ticker/`` holds the state and the last acts' events;
each kiosk process sees it change and streams what is new.  It is written from rows alone, so doing
it twice does nothing and a kill loses nothing.  The format is docs/formats/ticker.md's.
"""

import json
import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from courant.plant import crash
from courant.ticker.models import Ticker
from courant.ticker.services.tickers import open_missing_tickers
from courant.ticker.services.time import keep_time

HELD_EVENTS = 200  # who is further behind gets the state


def relay() -> bool:
    """Begin and end what is due, and take every ticker's news to the kiosks.

    Returns whether there was any.
    """
    opened, timely = open_missing_tickers(), keep_time()
    took = [_take(ticker) for ticker in Ticker.objects.order_by("pk")]
    return any([opened, timely, *took])


def _take(ticker: Ticker) -> bool:
    path: Path = settings.HOME.ticker / ticker.lang
    if not ticker.is_on:
        with suppress(FileNotFoundError):
            path.unlink()
            return True
        return False
    if _state_in(path) == _state_of(ticker):
        return False
    crash.point("ticker.before-relay")
    _replace(path, _file_of(ticker))
    crash.point("ticker.after-relay")
    return True


def _state_in(path: Path) -> object:
    """Return the state that kiosks have; None if there is none to be read."""
    try:
        with path.open("rb") as file:
            return json.loads(file.readline().partition(b"\t")[2])
    except (OSError, ValueError):
        return None


def _state_of(ticker: Ticker) -> dict[str, object]:
    return {"number": ticker.last_number, "lines": ticker.shown}


def _file_of(ticker: Ticker) -> bytes:
    # What was done since the ticker was read waits for the next turn.
    known = ticker.acts.filter(number__lte=ticker.last_number).order_by("-number")
    events = list(known.values_list("number", "event")[:HELD_EVENTS])
    lines = [f"state\t{_json(_state_of(ticker))}\n"]
    lines += [f"{number}\t{_json(event)}\n" for number, event in reversed(events)]
    return "".join(lines).encode()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _replace(path: Path, content: bytes) -> None:
    # Not waited for: after a power cut it is written anew from the rows.
    path.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(content)
    os.replace(beside, path)  # noqa: PTH105  # it says what it does
