"""What is held of a ticker: its file, read and turned into the bytes that go to every stream."""

import json
from dataclasses import dataclass
from itertools import pairwise

from courant.kiosk.asgi import Message

MAX_FILE_BYTES = 8 * 1024 * 1024  # 200 events of twenty lines each are a twentieth of it


class TickerFileError(ValueError):
    """A ticker's file that cannot be understood.  Operators see the message in the log."""


@dataclass(frozen=True, slots=True)
class Held:
    """One ticker at one moment, as Server-Sent Events."""

    number: int  # of the last event
    state: bytes  # all lines shown, for whoever cannot be told what changed
    events: dict[int, bytes]  # by number, without gaps, the last one at ``number``

    def since(self, number: int | None) -> bytes:
        """Return what a reader who knows everything up to ``number`` must be told.

        Args:
            number: None for a reader who knows nothing.

        Returns:
            The events since then, joined; nothing if there were none; the state if some are no
            longer held, or if the number has not come yet (the ticker was set back).
        """
        if number == self.number:
            return b""
        if number is None or number > self.number or number + 1 not in self.events:
            return self.state
        return b"".join(self.events[one] for one in range(number + 1, self.number + 1))

    def follows(self, before: "Held") -> bool:
        """Return whether who was told everything before need only be told the events since."""
        if before.number == self.number:
            return before.state == self.state
        return before.number < self.number and before.number + 1 in self.events


def held_in(file: bytes) -> Held:
    """Return what a ticker's file says (docs/formats/ticker.md).

    Raises:
        TickerFileError: It is half-written, or not such a file at all.
    """
    if len(file) > MAX_FILE_BYTES:
        raise TickerFileError(
            f"it is {len(file):,} bytes long, at most {MAX_FILE_BYTES:,} are read"
        )
    try:
        first, *rest = file.decode().removesuffix("\n").split("\n")
        state, number = _line(first, named="state")
        events = [_line(line) for line in rest]
    except (ValueError, RecursionError) as error:
        raise TickerFileError(str(error)) from error
    numbers = [at for _, at in events]
    if any(after != before + 1 for before, after in pairwise(numbers)) or numbers[-1:] not in (
        [],
        [number],
    ):
        raise TickerFileError(f"its events do not lead up to number {number} without a gap")
    return Held(
        number,
        _encoded(number, "state", state),
        {at: _encoded(at, "lines", event) for event, at in events},
    )


def part_of(body: bytes) -> Message:
    """Return the message that sends bytes down a stream that stays open."""
    return {"type": "http.response.body", "body": body, "more_body": True}


def _line(line: str, *, named: str = "") -> tuple[str, int]:
    name, _, text = line.partition("\t")
    told = json.loads(text)
    number = told.get("number") if isinstance(told, dict) else None
    # A carriage return may stand between JSON's tokens, and would end a line of the stream.
    if type(number) is not int or number < 0 or name != (named or str(number)) or "\r" in text:
        raise TickerFileError(f"the line that begins with {line[:20]!r} is not one of a ticker")
    return text, number


def _encoded(number: int, kind: str, data: str) -> bytes:
    return f"id: {number}\nevent: {kind}\ndata: {data}\n\n".encode()
