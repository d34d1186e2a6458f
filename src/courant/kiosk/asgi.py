"""The ASGI side of the kiosk: the names of its types, and how an answer is sent."""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping, Sequence
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

Headers = Sequence[tuple[bytes, bytes]]

CLOSE = (b"connection", b"close")

# A reader who takes none of a long file for so long has gone, or means ill.
STALLED_SECONDS = 30


def starting(status: int, headers: Headers) -> Message:
    """Return the message that opens an answer."""
    return {"type": "http.response.start", "status": status, "headers": list(headers)}


def ending(body: bytes) -> Message:
    """Return the message that ends an answer."""
    return {"type": "http.response.body", "body": body}


async def send_part(send: Send, part: bytes) -> None:
    """Send a part of a long body.

    Raises:
        TimeoutError: The reader took nothing for 30 seconds.  The server then cuts the
            connection, which is how HTTP/1 says that an answer is not whole.
    """
    async with asyncio.timeout(STALLED_SECONDS):
        await send({"type": "http.response.body", "body": part, "more_body": True})


async def live(receive: Receive, send: Send) -> None:
    """Answer the server's lifespan events.  The kiosk has nothing to open and nothing to close."""
    while True:
        event = await receive()
        await send({"type": f"{event['type']}.complete"})
        if event["type"] == "lifespan.shutdown":
            return
