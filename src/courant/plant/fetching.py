"""Fetching what an address on the web answers, however hostile the host.

The standard library's HTTP, because what must be held here (which address is called, the time for
all of it, the bytes on the wire) is held on the socket, below any library for HTTP.
"""

import io
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import monotonic
from typing import Final
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from courant.plant.decompressing import DecompressError, decompressed
from courant.plant.dialling import Dial, DialError, dial_global

SECONDS: Final = 20.0  # for everything: names, redirects, headers, the last byte
MAX_BYTES: Final = 10 * 1024**2  # on the wire, and once more after decompression
MAX_REDIRECTS: Final = 3
MAX_URL_LETTERS: Final = 1000
MAX_VALIDATOR_LETTERS: Final = 200  # of an ETag

_PORTS: Final = {"http": 80, "https": 443}
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_HOST: Final = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,252})|\[[0-9a-f:.]{2,45}\]")
_READ_AT_ONCE: Final = 64 * 1024
_WORDS: Final = {
    401: "asks for a password, so it is not public. Ask the outlet for its public feed",
    403: "is closed to us. Ask the outlet whether it lets feeds be fetched",
    404: "is not there. Look on the outlet's site for its new address",
    410: "was taken down for good. Look on the outlet's site for its new address",
    429: "says that we ask too often. Ask it less often",
}


class FetchError(Exception):
    """Something that could not be fetched.  Editors read the message: culprit, rule, remedy."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered."""

    url: str  # where it was in the end, after redirects
    body: bytes | None  # decompressed; None: not modified since
    etag: str  # to be sent along next time; empty where there is none
    last_modified: str  # likewise


def fetch(
    url: str,
    *,
    accept: str = "*/*",
    etag: str = "",
    last_modified: str = "",
    seconds: float = SECONDS,
    dial: Dial = dial_global,
) -> Fetched:
    """Return what an address answers, or that nothing changed.

    Args:
        url: http or https, on its usual port, without user and password.
        accept: Which kinds are welcome, as in the header of that name.
        etag: What it said last time; empty: fetch in any case.
        last_modified: Likewise.
        seconds: For everything, however slowly it comes.
        dial: Who makes the connection.  TLS and all checks are ours either way.

    Raises:
        FetchError: The address breaks a rule, or the host does, or does not answer.
    """
    ask = {"User-Agent": "Courant", "Accept": accept, "Accept-Encoding": "br, gzip, deflate"}
    ask |= {"If-None-Match": etag} if etag else {}
    ask |= {"If-Modified-Since": last_modified} if last_modified else {}
    end = monotonic() + seconds
    seen: list[str] = []
    parts = check_url(url)
    while len(seen) <= MAX_REDIRECTS:
        seen.append(parts.geturl())
        answer = _ask(parts, ask | {"Connection": "close"}, end=end, dial=dial)
        if isinstance(answer, Fetched):
            return answer
        parts = _led_to(answer, seen)
    raise FetchError(
        f"{seen[0]} leads on more than {MAX_REDIRECTS} times, in the end to {parts.geturl()}. "
        "If that is the feed, give this address instead."
    )


def check_url(url: str) -> SplitResult:
    """Return the parts of an address that may be fetched, in ASCII and without fragment.

    Raises:
        FetchError: It is not http(s), has user info or another port, or is no address at all.
    """
    shown = repr(url[:200])
    if len(url) > MAX_URL_LETTERS:
        raise FetchError(f"The address {shown}… is longer than {MAX_URL_LETTERS} letters.")
    if not url.isprintable() or " " in url or "\\" in url:
        raise FetchError(
            f"The address {shown} holds a space, a backslash or a control character. "
            "Copy it again from the browser."
        )
    try:
        parts = urlsplit(url)
        host, port = _ascii_host(parts.hostname or ""), parts.port
    except ValueError:
        parts, host, port = SplitResult("", "", "", "", ""), "", None
    if parts.scheme not in _PORTS or not _HOST.fullmatch(host):
        raise FetchError(
            f"The address {shown} is no address on the web. It must read like "
            "https://example.org/feed."
        )
    if "@" in parts.netloc:
        raise FetchError(f"The address {shown} holds a user name. Give it without all up to '@'.")
    if port not in (None, _PORTS[parts.scheme]):
        raise FetchError(
            f"The address {shown} names port {port}. Only the usual ones are fetched from: "
            "80 for http, 443 for https."
        )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?[]")
    return SplitResult(parts.scheme, host, path, query, "")


def _led_to(url: str, seen: list[str]) -> SplitResult:
    try:
        parts = check_url(url)
    except FetchError as error:
        raise FetchError(f"{seen[0]} leads elsewhere. {error}") from None
    if parts.geturl() in seen:
        raise FetchError(
            f"{seen[0]} leads round in a circle, back to {parts.geturl()}. "
            "The outlet must mend that."
        )
    return parts


def _ascii_host(host: str) -> str:
    if ":" in host:
        return f"[{host}]"
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _ask(parts: SplitResult, ask: Mapping[str, str], *, end: float, dial: Dial) -> Fetched | str:
    """Return what one address answers, or where it sends us."""
    host = parts.netloc
    try:
        with _connection(parts, end, dial) as line:
            return _answer(parts, ask, line, end)
    except TimeoutError:
        raise FetchError(
            f"{host} takes longer than the {SECONDS:.0f} seconds we give it. Try again later."
        ) from None
    except DialError as error:
        raise FetchError(str(error)) from None
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"{host} has a certificate that proves nothing ({error.verify_message}). Somebody may "
            "stand between us and the outlet; tell the outlet."
        ) from None
    except (OSError, HTTPException, ValueError) as error:
        raise FetchError(
            f"{host} answers, but not as a web server should ({type(error).__name__}). "
            "Try its address in a browser; if it opens there, try again later."
        ) from None


def _connection(parts: SplitResult, end: float, dial: Dial) -> socket.socket:
    line = dial(parts.netloc.strip("[]"), _PORTS[parts.scheme], _left(end))
    if parts.scheme == "http":
        return line
    line.settimeout(_left(end))
    try:
        # The handshake as a whole has this time, and the name is checked, not the address.
        context = ssl.create_default_context()
        return context.wrap_socket(line, server_hostname=parts.netloc.strip("[]"))
    except BaseException:
        line.close()
        raise


def _answer(
    parts: SplitResult, ask: Mapping[str, str], line: socket.socket, end: float
) -> Fetched | str:
    asking = HTTPConnection(parts.netloc)
    asking.sock = line
    line.settimeout(_left(end))
    target = urlunsplit(("", "", parts.path, parts.query, ""))
    asking.request("GET", target, headers={"Host": parts.netloc, **ask})
    with _Wire(parts.geturl(), line, end) as wire, HTTPResponse(wire, method="GET") as response:  # type: ignore[arg-type]
        response.begin()
        return _understood(parts.geturl(), response, conditional="If-" in "".join(ask))


def _understood(url: str, response: HTTPResponse, *, conditional: bool) -> Fetched | str:
    if response.status in _REDIRECTS and (target := response.headers.get("Location")):
        # Headers come as Latin-1, whatever they were; addresses are UTF-8.
        return urljoin(url, target.encode("latin-1").decode("utf-8", "replace").strip())
    if response.status == 304 and conditional:  # noqa: PLR2004  # Not Modified
        body = None
    elif response.status == 200:  # noqa: PLR2004  # OK
        body = _body(url, response)
    else:
        words = _WORDS.get(response.status, "cannot be had just now. Try again later")
        raise FetchError(f"{url} {words} (the host said {response.status}).")
    return Fetched(
        url=url,
        body=body,
        etag=_validator(response, "ETag"),
        last_modified=_validator(response, "Last-Modified"),
    )


def _body(url: str, response: HTTPResponse) -> bytes:
    sent = b"".join(iter(lambda: response.read(_READ_AT_ONCE), b""))
    if response.length:
        raise FetchError(f"{url} broke off before its end. Try again later.")
    try:
        return decompressed(sent, response.headers.get("Content-Encoding", ""), at_most=MAX_BYTES)
    except DecompressError as error:
        raise FetchError(f"{url} {error}") from None


def _validator(response: HTTPResponse, name: str) -> str:
    """Return a header that we shall send back as it is, unless that would do harm."""
    value = response.headers.get(name, "").strip()
    fit = value.isascii() and value.isprintable() and len(value) <= MAX_VALIDATOR_LETTERS
    return value if fit else ""


def _left(end: float) -> float:
    left = end - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class _Wire(io.RawIOBase):
    """The bytes that come in over a connection, timed and counted as a whole.

    A timeout of a socket is for one read, so a host that sends a byte a second would never end.
    """

    def __init__(self, url: str, line: socket.socket, end: float) -> None:
        self._url, self._line, self._end, self._received = url, line, end, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        self._line.settimeout(_left(self._end))
        self._received += (got := self._line.recv_into(buffer))
        if self._received > MAX_BYTES:
            raise FetchError(
                f"{self._url} is larger than {MAX_BYTES // 1024**2} MiB, which no feed is. "
                "Check that the address is that of a feed."
            )
        return got

    def makefile(self, mode: str) -> io.BufferedReader:
        """Serve where `HTTPResponse` expects a socket."""
        return io.BufferedReader(self, _READ_AT_ONCE)
