"""Handing out the edition: a request goes in, a baked file comes out.  No Django here."""

import logging
import os
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from http import HTTPStatus
from pathlib import Path

from courant.kiosk import answers, elsewhere, wordpress
from courant.kiosk.answers import Answer, send_answer
from courant.kiosk.asgi import App, Headers, Receive, Scope, Send, live
from courant.kiosk.classes import CONTENT_TYPES, NO_CACHE, STRICT_TRANSPORT
from courant.kiosk.gate import LETTERS, RefusedError, Request, hosts_of, is_hidden, let_in
from courant.kiosk.health import health
from courant.kiosk.house import House
from courant.kiosk.letters.hatch import Hatch
from courant.kiosk.letters.limits import USUAL
from courant.kiosk.letters.limits import Limits as LetterLimits
from courant.kiosk.maps import Maps
from courant.kiosk.negotiate import accepted, has_tag, unmodified_since
from courant.kiosk.reader import Limits
from courant.kiosk.search.window import SearchWindow
from courant.kiosk.serve import config_from, end_with_server
from courant.kiosk.shelf import Ready, Shelf
from courant.kiosk.stream import PREFIX as STREAMS
from courant.kiosk.stream import Streams
from courant.plant.addresses import file_of
from courant.plant.config import Config
from courant.plant.edition.files import gone_file, status_file
from courant.plant.edition.maps import Entry, Moved

log = logging.getLogger(__name__)

KEPT_BYTES = 64 * 1024 * 1024  # of answers in memory
RETRY_AFTER = (b"retry-after", str(answers.RETRY_SECONDS).encode())
CLOSED_FILE = ".status/503.html"  # in the paper's first language; nginx knows no other
CLOSED = "This paper cannot be read at the moment. Please try again in a minute."

# A request with one of these is answered with more care than a look-up takes.
UNUSUAL = frozenset(
    {b"if-none-match", b"if-modified-since", b"content-length", b"transfer-encoding"}
)


def make_app(
    edition: Path,
    config: Config,
    *,
    kept_bytes: int = KEPT_BYTES,
    limits: Limits | None = None,
    letter_limits: LetterLimits = USUAL,
) -> App:
    """Return the kiosk as an ASGI application.

    Args:
        edition: The directory to serve; it need not be there yet.
        config: Of which only the hosts, the public URL and the home's paths are read.
        kept_bytes: How much memory answers kept ready may take.
        limits: What the ticker's streams may cost, if other than usual.
        letter_limits: What readers' letters may cost.
    """
    return Kiosk(
        edition, config, kept_bytes=kept_bytes, limits=limits or Limits(),
        letter_limits=letter_limits,
    )  # fmt: skip


def app() -> App:
    """Make the kiosk from the environment; for a server that is told ``--factory``.

    Only ``COURANT_HOME``, ``COURANT_PORT``, ``COURANT_PUBLIC_URL`` and
    ``COURANT_ALLOWED_HOSTS`` are read.  A database is neither asked for nor known.

    Raises:
        ConfigError: One of them has the wrong form.
    """
    config = config_from(os.environ)
    end_with_server()
    return make_app(config.paths.edition, config)


class Kiosk:
    """The public server: look up, one stat, send.  Everything else is the exception."""

    def __init__(
        self,
        edition: Path,
        config: Config,
        *,
        kept_bytes: int,
        limits: Limits,
        letter_limits: LetterLimits,
    ) -> None:
        """Make the kiosk of one edition; see ``make_app``."""
        is_https = config.public_root.startswith("https://")
        self._extra: Headers = (STRICT_TRANSPORT,) if is_https else ()
        self._hosts = hosts_of(config.public_hosts)
        self._run = config.paths.run
        self._shelf = Shelf(edition, kept_bytes=kept_bytes, extra=self._extra)
        self._maps = Maps(edition)
        self._house = House(edition)
        self._streams = Streams(config.paths.ticker, limits, self._extra)
        self._hatch = Hatch(config, self._maps, self._extra, letter_limits)
        self._window = SearchWindow(config, self._house, self._extra)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or live through the server's start and stop."""
        if scope["type"] == "http":
            if ready := self._kept(scope):
                await send(ready.start)
                await send(ready.end)
            elif stream := await self._answer(scope, receive, send):
                await stream
        elif scope["type"] == "lifespan":
            await live(receive, send)
        else:
            await send({"type": "websocket.close"})

    def _kept(self, scope: Scope) -> Ready | None:
        headers = dict(scope["headers"])
        if (
            scope["method"] != "GET"
            or scope["query_string"]
            or len(headers) != len(scope["headers"])
            or not UNUSUAL.isdisjoint(headers)
        ):
            return None
        # The key holds what the gate would look at: who was let in once is let in again.
        endings = accepted(headers.get(b"accept-encoding", b""))
        return self._shelf.fresh((headers.get(b"host", b""), scope.get("raw_path", b""), endings))

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None] | None:
        closes = True
        try:
            request = let_in(scope, self._hosts)
            closes = request.has_body
            if request.path.startswith(STREAMS) and request.method == "GET":
                return self._streams.let_in(request, scope, receive, send)
            if request.path.startswith(LETTERS):
                return self._take_letter(request, scope, receive, send)
            lang = self._window.language_at(request.path)
            answer = await self._window.answer(request, lang) if lang else self._find(request)
        except RefusedError as refused:
            answer = self._refusal(refused)
        except OSError as error:
            # Only what is wrong: the file's name would tell what someone is reading.
            log.warning("The edition cannot be read: %s", error.strerror)
            answer = self._closed(scope["path"])
        is_head = scope["method"] == "HEAD"
        try:
            await send_answer(send, answer, is_head=is_head, closes=closes)
        except FileNotFoundError:  # a long file left just now; nothing is sent yet
            answer = self._closed(scope["path"])
            await send_answer(send, answer, is_head=is_head, closes=closes)
        return None

    async def _take_letter(
        self, request: Request, scope: Scope, receive: Receive, send: Send
    ) -> None:
        closes = request.has_body
        try:
            answer = await self._hatch.answer(request, scope, receive)
            closes = closes and request.method != "POST"  # then it has been read
        except RefusedError as refused:
            is_missing = refused.status == HTTPStatus.NOT_FOUND
            answer = self._missing(request) if is_missing else self._refusal(refused)
        except OSError as error:
            log.warning("The edition cannot be read: %s", error.strerror)
            answer = self._closed(request.path)
        if answer is not None:
            await send_answer(send, answer, is_head=request.method == "HEAD", closes=closes)

    def _refusal(self, refused: RefusedError) -> Answer:
        more = [*self._extra]
        if refused.allow:
            more.append((b"allow", refused.allow.encode()))
        if refused.status == HTTPStatus.SERVICE_UNAVAILABLE:
            more.append(RETRY_AFTER)
        return answers.plus(answers.in_words(refused.status, str(refused)), more)

    def _find(self, request: Request) -> Answer:
        if request.path.startswith("/-/"):
            return self._machine(request)
        if is_hidden(request.path):
            # An imported site may have linked with two slashes; only the maps know those.
            doubled = "//" in request.path
            return self._elsewhere(request, self._maps.follow(request.path) if doubled else None)
        if location := self._window.location_for(request):
            return answers.plus(answers.moved_to(location), self._extra)
        if request.query and (answer := self._old_query(request)):
            return answer
        if ready := self._page(request):
            return _conditional(request, ready)
        return self._elsewhere(
            request,
            self._maps.follow(request.path)
            or wordpress.end_of_old(request.path, self._maps.end_of, self._maps.has_page),
        )

    def _page(self, request: Request) -> Ready | None:
        # The page at /x/index.html is /x/; the rules for old addresses send readers there.
        if request.address is None or request.address.endswith("/index.html"):
            return None
        endings = accepted(request.headers.get(b"accept-encoding", b""))
        key = (request.host, request.raw_path, endings)
        ready = self._shelf.fresh(key)
        if ready is None and (ready := self._shelf.take(file_of(request.address), endings)):
            self._shelf.keep(key, ready)
        return ready

    def _old_query(self, request: Request) -> Answer | None:
        maps = self._maps
        for key, address in wordpress.old_queries(request.path, request.query):
            entry = maps.follow(address) or maps.follow(address.replace("?", "/?", 1))
            if entry is None and key == "feed":
                entry = wordpress.feed_at(request.path, maps.end_of, maps.has_page)
            elif entry is None and key == "replytocom":
                entry = maps.end_of(request.path)
            if entry or wordpress.is_unknown_item(key, address, self._house.fronts()):
                return self._elsewhere(request, entry)
        return None

    def _elsewhere(self, request: Request, entry: Entry | None) -> Answer:
        if entry is None:
            return self._missing(request)
        if isinstance(entry, Moved):
            location = answers.location_of(entry.target)
            leads_away = location.encode() != request.raw_path or request.query
            # Two slashes would name another host.
            if leads_away and not location.startswith("//"):
                return answers.plus(answers.moved_to(location), self._extra)
            return self._missing(request)
        files = (gone_file(entry.address), status_file(410, entry.lang))
        return self._error(request, 410, files, "This page was withdrawn.")

    def _missing(self, request: Request) -> Answer:
        if not self._house.is_open():
            return self._closed(request.path)
        lang = self._house.language_of(request.path)
        filename = status_file(404, lang)
        found = self._versions(request)
        if found and (ready := self._shelf.take(filename, accepted(b""))):
            return elsewhere.offer(ready, lang, found)
        return self._error(request, 404, (filename,), "There is no such page.")

    def _versions(self, request: Request) -> list[elsewhere.Version]:
        if request.address is None or is_hidden(request.path):
            return []
        return elsewhere.versions(request.address, self._house.languages(), self._maps.has_page)

    def _error(self, request: Request, status: int, files: Sequence[str], told: str) -> Answer:
        endings = accepted(request.headers.get(b"accept-encoding", b""))
        for filename in files:
            if ready := self._shelf.take(filename, endings):
                return answers.error_page(status, ready)
        return answers.plus(answers.in_words(status, told), self._extra)

    def _closed(self, path: str) -> Answer:
        for filename in (status_file(503, self._house.language_of(path)), CLOSED_FILE):
            with suppress(OSError):
                if ready := self._shelf.take(filename, accepted(b"")):
                    answer = answers.error_page(503, ready, cache=NO_CACHE)
                    return answers.plus(answer, [RETRY_AFTER])
        return answers.plus(answers.in_words(503, CLOSED), [RETRY_AFTER, *self._extra])

    def _machine(self, request: Request) -> Answer:
        if request.path.startswith(STREAMS):
            return self._streams.head(request)
        if request.path != "/-/health":
            return self._missing(request)
        status, body = health(
            is_open=self._house.is_open(),
            run=self._run,
            streams=self._streams.count(),
            letters=self._hatch.count(),
        )
        answer = answers.with_body(status, body, CONTENT_TYPES["json"])
        return answers.plus(answer, self._extra)


def _conditional(request: Request, ready: Ready) -> Answer:
    tags = request.headers.get(b"if-none-match")
    since = request.headers.get(b"if-modified-since")
    if tags is not None:  # then the date is not looked at (RFC 9110 section 13.2.2)
        has_it = has_tag(tags, ready.etag)
    else:
        has_it = since is not None and unmodified_since(since, ready.modified)
    return answers.unmodified(ready) if has_it else answers.of_file(ready)
