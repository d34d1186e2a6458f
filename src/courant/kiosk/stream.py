"""``/-/ticker/<lang>``: what a ticker tells, sent to everyone who follows it, as it is told."""

import asyncio
import logging
import os
import re
import time
from collections.abc import Awaitable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from courant.kiosk.answers import Answer
from courant.kiosk.asgi import Headers, Receive, Scope, Send, starting
from courant.kiosk.classes import COMMON, NO_CACHE, STREAM_POLICY, STREAM_TYPE
from courant.kiosk.crowd import Crowd, Place
from courant.kiosk.gate import RefusedError, Request
from courant.kiosk.held import Held, TickerFileError, held_in, part_of
from courant.kiosk.reader import Limits, Reader
from courant.kiosk.shelf import Stamp
from courant.kiosk.watch import woken_by

log = logging.getLogger(__name__)

PREFIX = "/-/ticker/"
RETRY = b"retry: 3000\n\n"  # milliseconds until a browser comes back
AT_ONCE = 500  # readers told before a page may be served in between
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")  # BCP 47, as our file names have it
NUMBER = re.compile(r"[0-9]{1,18}")

HEADERS: Headers = (
    (b"content-type", STREAM_TYPE.encode()),
    (b"cache-control", NO_CACHE.encode()),
    (b"content-security-policy", STREAM_POLICY.encode()),
    (b"x-accel-buffering", b"no"),
    *COMMON,
)


class Streams:
    """All open streams of this process, by language."""

    def __init__(self, tickers: Path, limits: Limits, extra: Headers = ()) -> None:
        """Serve the files in the directory ``tickers``, which need not be there yet."""
        self._tickers = tickers
        self._limits = limits
        self._headers = (*HEADERS, *extra)
        self._crowd = Crowd(most=limits.streams, most_of_a_prefix=limits.streams_of_a_prefix)
        self._feeds: dict[str, Feed] = {}

    def count(self) -> dict[str, int]:
        """Return how many streams of each language are open."""
        return {lang: len(feed.readers) for lang, feed in self._feeds.items() if feed.readers}

    def head(self, request: Request) -> Answer:
        """Answer HEAD.

        Raises:
            RefusedError: 404, there is no such ticker, or it is off.
        """
        self._feed(request)
        return Answer(200, self._headers)

    def let_in(
        self, request: Request, scope: Scope, receive: Receive, send: Send
    ) -> Awaitable[None]:
        """Take a place for GET; return what serves the stream, and gives the place back.

        A stream holds in memory what its call holds, so it is told no more than it needs.

        Raises:
            RefusedError: 404 as for HEAD; 400 for a body; 503, too many are here.
        """
        feed = self._feed(request)
        if request.has_body:
            raise RefusedError(400, "A stream takes no body.")
        peer, _ = scope.get("client") or (None, 0)
        place = self._crowd.enter(peer, request.headers.get(b"x-real-ip"))
        return self._serve(feed, place, _after(request), scope, receive, send)

    async def _serve(  # noqa: PLR0917  # the last three are ASGI's
        self,
        feed: "Feed",
        place: Place,
        after: int | None,
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        reader = None
        try:
            await receive()  # the empty body; the next thing to receive is that the reader left
            await send(starting(200, self._headers))
            _forget(scope)
            reader = feed.follow(after, asyncio.ensure_future(receive()), send)
            with suppress(asyncio.CancelledError):  # when the reader is let go
                await reader.gone
        finally:
            self._crowd.leave(place)
            if reader:
                feed.leave(reader)

    def _feed(self, request: Request) -> "Feed":
        lang = request.path.removeprefix(PREFIX)
        feed = self._feeds.get(lang)
        if feed is None and LANGUAGE.fullmatch(lang) and (self._tickers / lang).is_file():
            feed = self._feeds[lang] = Feed(self._tickers / lang, self._limits)
        if feed is None or feed.now() is None:
            raise RefusedError(404, "There is no such ticker.")
        return feed


class Feed:
    """One ticker: watches its file while someone follows, and tells all of them what is new."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Hold what is in the file at ``path``."""
        self.readers: set[Reader] = set()
        self._path = path
        self._limits = limits
        self._stamp: Stamp | None = None
        self._held: Held | None = None
        self._trouble = ""  # with the file, so that it is told once
        self._watch: asyncio.Task[None] | None = None

    def now(self) -> Held | None:
        """Return what is held; None if the ticker is off.  While someone watches, as last seen."""
        if not self.readers:
            self._look()
        return self._held

    def follow(self, after: int | None, gone: asyncio.Future[Any], send: Send) -> Reader:
        """Tell one more reader what there is since ``after``, and from now on what comes."""
        held = self.now()
        reader = Reader(send, gone, self, self._limits)
        if held is None:
            reader.end()
            return reader
        reader.tell(part_of(RETRY + held.since(after)), held.number, is_state=True)
        self.readers.add(reader)
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._tell_all())
        return reader

    def leave(self, reader: Reader) -> None:
        """Tell a reader nothing more."""
        self.readers.discard(reader)
        reader.let_go()

    async def _tell_all(self) -> None:
        sweeps_at = 0.0
        with woken_by(self._path.parent) as changed:
            while self.readers:
                changed.clear()
                before = self._held
                self._look()
                if before is not None and self._held is not before:
                    await self._tell_since(before, self._held)
                if (now := time.monotonic()) >= sweeps_at:
                    sweeps_at = now + self._limits.sweep_seconds
                    for reader in tuple(self.readers):
                        reader.sweep(now)
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._limits.watch_seconds):
                        await changed.wait()

    async def _tell_since(self, before: Held, held: Held | None) -> None:
        readers = tuple(self.readers)  # who comes from now on is told on arrival
        if held is None:
            for reader in readers:
                reader.end()
            return
        follows = held.follows(before)
        body = held.since(before.number) if follows else held.state
        if not body:
            return
        message = part_of(body)
        count = held.number - before.number if follows else 1
        for at, reader in enumerate(readers, 1):
            reader.tell(message, held.number, events=count, is_state=not follows)
            if at % AT_ONCE == 0:
                await asyncio.sleep(0)

    def _look(self) -> None:
        try:
            found = os.stat(self._path)
            stamp = Stamp(found.st_ino, found.st_mtime_ns, found.st_size)
            if stamp == self._stamp:
                return
            self._stamp = stamp  # also of rubbish, which need not be read twice
            self._held = held_in(self._path.read_bytes())
            self._trouble = ""
        except FileNotFoundError:
            self._stamp = self._held = None
        except (OSError, TickerFileError) as error:
            if self._trouble != (told := str(error)):
                log.warning("The ticker %s stays as it was known: %s", self._path.name, told)
            self._trouble = told


def _forget(scope: Scope) -> None:
    """Let go of what the request said: 2 KB and more a reader.  Servers still ask its method."""
    method = scope["method"]
    scope.clear()
    scope["method"] = method


def _after(request: Request) -> int | None:
    said = request.headers.get(b"last-event-id")
    if said is None:
        said = b"".join(parse_qs(request.query).get(b"after", [])[-1:])
    number = said.decode("latin-1").strip()
    return int(number) if NUMBER.fullmatch(number) else None
