"""The gate: which requests are let in, checked in the order of the security design."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from courant.kiosk.asgi import Scope
from courant.plant.addresses import (
    MAX_ADDRESS_BYTES,
    OWN_ENDINGS,
    Address,
    BadAddressError,
    parse_address,
)

METHODS = ("GET", "HEAD", "POST")
READS = "GET, HEAD"
# Where readers' letters are taken; nothing can be sent anywhere else.
LETTERS = ("/-/replies/", "/-/receipt/", "/-/report/", "/-/stop/")
MAX_QUERY_BYTES = 2048
MAX_METHOD_LETTERS = 16  # a longer one is not quoted back


class RefusedError(Exception):
    """A request that is not let in: with which status, and what the reader is told."""

    def __init__(self, status: int, told: str, *, allow: str = "") -> None:
        """Refuse with a status and a sentence; ``allow`` says which methods there are."""
        super().__init__(told)
        self.status = status
        self.allow = allow


@dataclass(frozen=True, slots=True)
class Request:
    """A request that passed the gate."""

    method: str
    host: bytes
    raw_path: bytes
    path: str  # percent-decoded once, in normal form C
    address: Address | None  # None: no page can lie there, though the maps may know it
    query: bytes = b""
    headers: Mapping[bytes, bytes] = field(default_factory=dict)  # the last of each name

    @property
    def has_body(self) -> bool:
        """Whether a body follows, which the kiosk does not read."""
        length = self.headers.get(b"content-length", b"0")
        return length.strip(b"0") != b"" or b"transfer-encoding" in self.headers


def let_in(scope: Scope, hosts: frozenset[bytes]) -> Request:
    """Return a request that may be answered.

    Raises:
        RefusedError: 405 for a method that is not for reading, or for POST where no letters
            are taken; 421 for a host that is not ours, missing or said twice; 400 for a path
            that can name nothing; 414 for a long query.
    """
    method = scope["method"]
    if method not in METHODS:
        raise RefusedError(405, f"The method {_quoted(method)} is not served here.", allow=READS)
    host = _host(scope, hosts)
    path = _path(scope["path"])
    query = scope["query_string"]
    if len(query) > MAX_QUERY_BYTES:
        raise RefusedError(414, f"The query is longer than {MAX_QUERY_BYTES:,} bytes.")
    if method == "POST" and not path.startswith(LETTERS):
        raise RefusedError(405, "Nothing can be sent to this address.", allow=READS)
    raw_path = scope.get("raw_path") or path.encode()
    return Request(
        method, host, raw_path, path, _address(path), query, headers=dict(scope["headers"])
    )


def hosts_of(names: frozenset[str]) -> frozenset[bytes]:
    """Return every spelling of ``Host`` for the given hosts: a standard port may be said."""
    said = {name.lower() for name in names}
    bare = {name for name in said if ":" not in name.rpartition("]")[2]}
    return frozenset(
        name.encode("idna" if not name.isascii() else "ascii")
        for name in said | {f"{name}{port}" for name in bare for port in (":80", ":443")}
    )


def is_hidden(path: str) -> bool:
    """Return whether a path names what is not for readers: our own files, or other sites'."""
    return "/." in path or "//" in path or path.endswith(OWN_ENDINGS)


def _host(scope: Scope, hosts: frozenset[bytes]) -> bytes:
    said: list[bytes] = [value for name, value in scope["headers"] if name == b"host"]
    if len(said) == 1 and said[0].lower() in hosts:
        return said[0]
    raise RefusedError(
        421, "This server publishes another site. Its operator may add names to allowed_hosts."
    )


def _path(path: str) -> str:
    if not path.startswith("/"):
        raise RefusedError(400, "The path of an address must start with '/'.")
    if len(path.encode("utf-8", "surrogatepass")) > MAX_ADDRESS_BYTES:
        raise RefusedError(400, f"The address is longer than {MAX_ADDRESS_BYTES:,} bytes.")
    if "\N{REPLACEMENT CHARACTER}" in path:
        raise RefusedError(400, "The address is not valid UTF-8.")
    if "\\" in path or not (path.isprintable() or _is_clean(path)):
        raise RefusedError(400, "The address holds a backslash or a control character.")
    return path if path.isascii() else unicodedata.normalize("NFC", path)


def _is_clean(path: str) -> bool:
    # Joiners and foreign spaces are not printable to Python, yet belong in addresses.
    return all(unicodedata.category(letter) not in ("Cc", "Cs") for letter in path)


def _address(path: str) -> Address | None:
    try:
        return parse_address(path)
    except BadAddressError:
        return None


def _quoted(method: str) -> str:
    return method if len(method) <= MAX_METHOD_LETTERS and method.isalpha() else "given"
