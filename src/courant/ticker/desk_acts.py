"""What an editor can do with a line at the desk, by name.

Each act names the line by its key, never by its place: a colleague may have moved it meanwhile.
"""

from collections.abc import Callable
from datetime import timedelta

from courant.plant import clock
from courant.staff.models import Staff
from courant.ticker.errors import TickerError
from courant.ticker.models import TickerLine
from courant.ticker.queries.lines import in_order
from courant.ticker.services import (
    extend_line,
    look_at_line,
    pin_line,
    release_line,
    restore_line,
    strike_line,
    unpin_line,
)

Deed = Callable[[TickerLine, Staff, str], str]  # line, who, above which; returns what to say

State = TickerLine.State


def _strike(line: TickerLine, by: Staff, above: str) -> str:
    was_over = line.state in (State.WITHDRAWN, State.EXPIRED)
    strike_line(line, by=by)
    return "It was gone already." if was_over else "Struck."


def _restore(line: TickerLine, by: Staff, above: str) -> str:
    restore_line(line, by=by)
    return "It is back."


def _release(line: TickerLine, by: Staff, above: str) -> str:
    released = release_line(line, by=by)
    return "Readers have it." if released.state == State.LIVE else "It waits for its start."


def _pin(line: TickerLine, by: Staff, above: str) -> str:
    anchor = TickerLine.objects.filter(pk=int(above)).first() if above.isdecimal() else None
    if anchor != line:
        pin_line(line, by=by, above=anchor)
    return "Pinned."


def _unpin(line: TickerLine, by: Staff, above: str) -> str:
    unpin_line(line, by=by)
    return "No longer pinned."


def _up(line: TickerLine, by: Staff, above: str) -> str:
    pinned = _pinned(line)
    at = pinned.index(line)
    if at:
        pin_line(line, by=by, above=pinned[at - 1])
    return "Moved up." if at else "It is the first."


def _down(line: TickerLine, by: Staff, above: str) -> str:
    pinned = _pinned(line)
    at = pinned.index(line)
    if at + 1 == len(pinned):
        return "It is the last of the pinned."
    pin_line(line, by=by, above=pinned[at + 2] if at + 2 < len(pinned) else None)
    return "Moved down."


def _pinned(line: TickerLine) -> list[TickerLine]:
    """Return the pinned lines that a line is among.

    Raises:
        TickerError: It is not: somebody may have been quicker.
    """
    live = TickerLine.objects.filter(ticker=line.ticker_id, pinned=True, state=State.LIVE)
    pinned = in_order(live)
    if line not in pinned:
        raise TickerError("Only pinned lines have an order of their own. Pin it first.")
    return pinned


def _longer(hours: int) -> Deed:
    def extend(line: TickerLine, by: Staff, above: str) -> str:
        extend_line(line, until=max(line.ends_at, clock.now()) + timedelta(hours=hours), by=by)
        return f"{hours} h longer."

    return extend


def _look(line: TickerLine, by: Staff, above: str) -> str:
    look_at_line(line, by=by)
    return "Looked at."


DEEDS: dict[str, Deed] = {
    "strike": _strike,
    "restore": _restore,
    "release": _release,
    "pin": _pin,
    "unpin": _unpin,
    "up": _up,
    "down": _down,
    "hour": _longer(1),
    "hours": _longer(6),
    "looked": _look,
}
