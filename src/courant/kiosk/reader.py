"""One open stream: what its reader has been told, and what is still on the way."""

import asyncio
import random
import time
from collections.abc import Awaitable, Generator
from dataclasses import dataclass
from types import coroutine
from typing import Any, Protocol

from courant.kiosk.asgi import STALLED_SECONDS, Message, Send, ending
from courant.kiosk.held import Held, part_of

HEARTBEAT = part_of(b":\n\n")
END = ending(b"")
TAKEN = object()  # by the server, at once

_chance = random.SystemRandom()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the kiosk's streams may cost, and how long things take with them."""

    streams: int = 20_000  # open at once in this process
    streams_of_a_prefix: int = 200  # of one /24 or /56
    behind_events: int = 100  # a reader who has so much still to take is let go
    behind_bytes: int = 64 * 1024
    stalled_seconds: float = STALLED_SECONDS
    heartbeat_seconds: float = 15
    life_seconds: float = 30 * 60  # at most; some end earlier, so that not all come back at once
    watch_seconds: float = 0.25  # between two looks at a ticker's file where nothing wakes us
    sweep_seconds: float = 1  # between two looks at the readers


class Source(Protocol):
    """What a reader follows."""

    def now(self) -> Held | None:
        """Return what is held of the ticker at the moment; None if it is off."""


class Reader:
    """One stream.  The feed tells it things; it never makes the feed wait."""

    __slots__ = (
        *("_beats_at", "_ends_at", "_is_over", "_late", "_limits", "_number"),
        *("_owed_bytes", "_owed_events", "_send", "_since", "_source", "gone"),
    )

    def __init__(
        self, send: Send, gone: asyncio.Future[Any], source: Source, limits: Limits
    ) -> None:
        """Follow a ticker.

        Args:
            send: The server's.
            gone: Done when the reader has left; cancelled to let the reader go.
            source: Where to look for what was missed.
            limits: How far behind the reader may be, and how long the stream lives.
        """
        now = time.monotonic()
        self._send = send
        self.gone = gone
        self._source = source
        self._limits = limits
        self._is_over = False
        self._number: int | None = None  # the last event handed over; None: begin with the state
        self._late: asyncio.Task[None] | None = None  # runs while the server has no room
        self._since = 0.0  # when the server last had room, if it is late
        self._owed_events = self._owed_bytes = 0  # what waits for room
        self._beats_at = now + limits.heartbeat_seconds * _chance.uniform(0, 1)
        self._ends_at = now + limits.life_seconds * _chance.uniform(0.8, 1)

    def tell(self, message: Message, number: int, *, events: int = 1, is_state: bool) -> None:
        """Hand over a message, the same for all; who is late gets it when there is room.

        Args:
            message: Made by ``part_of``.
            number: The last event the reader knows of after it.
            events: How many there are in it.
            is_state: Whether it counts without what was told before.
        """
        if self._late is None:
            self._number = number
            self._hand_over(message)
            return
        if is_state:
            self._number = None
        self._owed_events += events
        self._owed_bytes += len(message["body"])
        limits = self._limits
        if self._owed_events > limits.behind_events or self._owed_bytes > limits.behind_bytes:
            self.let_go()

    def sweep(self, now: float) -> None:
        """See whether the stream has to end, or is due a sign of life."""
        if self._late is not None:
            if now - self._since > self._limits.stalled_seconds:
                self.let_go()
        elif now >= self._ends_at:
            self.end()
        elif now >= self._beats_at:
            self._beats_at = now + self._limits.heartbeat_seconds
            self._hand_over(HEARTBEAT)

    def end(self) -> None:
        """End the stream as a whole one; the reader's browser comes back with its number."""
        if self._late is None:
            self._hand_over(END)
        self.let_go()

    def let_go(self) -> None:
        """End the stream where it is.  What the reader has not taken is thrown away."""
        self._is_over = True
        if self._late is not None:
            self._late.cancel()
        self.gone.cancel()

    def _hand_over(self, message: Message) -> None:
        # Most often the server takes it at once: then no task is woken, and that is what makes
        # ten thousand readers cheap.  An awaitable that yields is one that waits for room.
        if self._is_over:
            return
        try:
            step = self._send(message).__await__()
            waits_for = next(step, TAKEN)
        except (OSError, RuntimeError):  # the server has ended the stream already
            self.let_go()
            return
        if waits_for is not TAKEN:
            self._since = time.monotonic()
            self._late = asyncio.ensure_future(self._catch_up(_rest(step, waits_for)))

    async def _catch_up(self, sending: Awaitable[None]) -> None:
        try:
            await sending
            while (held := self._source.now()) and (body := held.since(self._number)):
                self._number, self._since = held.number, time.monotonic()
                self._owed_events = self._owed_bytes = 0
                await self._send(part_of(body))
            self._late = None
        except (OSError, RuntimeError):
            self.let_go()


@coroutine
def _rest(step: Generator[Any, None, None], waits_for: Any) -> Generator[Any, None, None]:
    """Go on with a send that was begun outside a task."""
    yield waits_for
    yield from step
