"""Asking the kiosk: one request in, one reply out, without a socket between."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from courant.kiosk.asgi import App

HOST = "127.0.0.1:8000"


@dataclass(frozen=True)
class Reply:
    """What came back; header names in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str:
        return self.headers["location"]


def ask(
    app: App,
    target: str = "/",
    *,
    method: str = "GET",
    host: str | None = HOST,
    headers: Sequence[tuple[str, str]] = (),
    body: bytes | None = None,
    peer: str = "127.0.0.1",
) -> Reply:
    """Send one request; ``target`` is the path as it stands in the request line, with its query."""
    raw_path, _, query = target.partition("?")
    hosts = [] if host is None else [("host", host)]
    scope: dict[str, Any] = {
        "type": "http",
        "method": method,
        "path": unquote(raw_path),
        "raw_path": raw_path.encode(),
        "query_string": query.encode(),
        "headers": [
            (name.lower().encode(), value.encode("latin-1")) for name, value in (*hosts, *headers)
        ],
        "client": (peer, 50000),
    }
    return asyncio.run(asked(app, scope, body))


async def asked(app: App, scope: dict[str, Any], body: bytes | None = None) -> Reply:
    """Send a request of which everything is given."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        assert body is not None, "The kiosk must not wait for a body it does not read."
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    await app(scope, receive, send)
    start, *parts = sent
    names = [name for name, _ in start["headers"]]
    assert len(names) == len(set(names)), "a header is sent twice"
    assert not parts[-1].get("more_body"), "the answer never ends"
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Reply(start["status"], headers, b"".join(part["body"] for part in parts))
