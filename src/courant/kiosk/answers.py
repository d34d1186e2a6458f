"""Answers: what the kiosk says when it is not simply a page, and how any answer is sent."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from courant.kiosk.asgi import CLOSE, Headers, Send, ending, send_part, starting
from courant.kiosk.classes import BRIEF_CACHE, COMMON, FILE_POLICY, NO_CACHE, WORDS_TYPE
from courant.kiosk.shelf import Ready
from courant.plant.addresses import url_path

PART_BYTES = 32 * 1024  # of a long file; a stalled reader holds some five of them in memory
RETRY_SECONDS = 10
URL_LETTERS = "%/?-._~!$&'()*+,;=:@"  # what stays as it is in a path with a query (RFC 3986)

# Headers of a file that do not hold for an error's page: it has no state of its own to ask after.
OF_FILE = frozenset({b"etag", b"last-modified", b"cache-control"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; its body is either here or in a file too long to hold."""

    status: int
    headers: Headers
    body: bytes = b""
    long_file: Ready | None = None


def of_file(ready: Ready) -> Answer:
    """Answer 200 with a file."""
    return Answer(200, ready.headers, ready.body or b"", ready if ready.body is None else None)


def unmodified(ready: Ready) -> Answer:
    """Answer 304: the reader has the file already."""
    return Answer(304, ready.unmodified["headers"])


def location_of(target: str) -> str:
    """Return a path of ours as it may stand in a header: percent-encoded, ASCII alone."""
    return quote(url_path(target), safe=URL_LETTERS)


def moved_to(location: str) -> Answer:
    """Answer 301.  A cache may keep it no longer than a page, for it may be mended."""
    return Answer(
        301,
        [
            (b"location", location.encode("ascii")),
            (b"content-length", b"0"),
            (b"cache-control", BRIEF_CACHE.encode()),
            (b"content-security-policy", FILE_POLICY.encode()),
            *COMMON,
        ],
    )


def error_page(status: int, ready: Ready, *, cache: str = BRIEF_CACHE) -> Answer:
    """Answer an error with the page that was baked for it."""
    kept = [pair for pair in ready.headers if pair[0] not in OF_FILE]
    return Answer(status, [*kept, (b"cache-control", cache.encode())], ready.body or b"")


def in_words(status: int, told: str, *, cache: str = NO_CACHE) -> Answer:
    """Answer with a line of plain text."""
    return with_body(status, f"{told}\n".encode(), WORDS_TYPE, cache=cache)


def with_body(status: int, body: bytes, content_type: str, *, cache: str = NO_CACHE) -> Answer:
    """Answer with bytes of the kiosk's own making."""
    return Answer(
        status,
        [
            (b"content-type", content_type.encode()),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", cache.encode()),
            (b"content-security-policy", FILE_POLICY.encode()),
            *COMMON,
        ],
        body,
    )


def plus(answer: Answer, headers: Iterable[tuple[bytes, bytes]]) -> Answer:
    """Return the answer with further headers."""
    return Answer(answer.status, [*answer.headers, *headers], answer.body, answer.long_file)


async def send_answer(send: Send, answer: Answer, *, is_head: bool, closes: bool) -> None:
    """Send an answer: without its body to HEAD; closing the connection if a body was not read.

    Raises:
        FileNotFoundError: A long file went away; nothing has been sent yet.
        TimeoutError: The reader stopped reading a long file.
    """
    start = starting(answer.status, [*answer.headers, CLOSE] if closes else answer.headers)
    if answer.long_file and not is_head:
        with Path(answer.long_file.path).open("rb", buffering=0) as file:
            if os.fstat(file.fileno()).st_size != answer.long_file.stamp.size:
                raise FileNotFoundError("A file was replaced between look-up and reading")
            await send(start)
            # Read in the loop, as nginx does: a hop to a thread and back costs more than the read.
            while part := file.read(PART_BYTES):
                await send_part(send, part)
            await send(ending(b""))
        return
    await send(start)
    await send(ending(b"" if is_head else answer.body))
