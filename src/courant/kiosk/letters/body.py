"""Bodies: a form read from a stranger, within limits of size, number and time."""

import asyncio
from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote_to_bytes

from courant.kiosk.asgi import Receive
from courant.kiosk.gate import RefusedError, Request

MAX_BYTES: Final = 64 * 1024
MAX_FIELDS: Final = 12
MAX_NAME_LETTERS: Final = 40
MAX_LENGTH_DIGITS: Final = 18
READ_SECONDS: Final = 10.0
FORM_TYPE: Final = b"application/x-www-form-urlencoded"

Form = Mapping[str, str]


class LeftError(Exception):
    """The sender left before all of the body was there; nobody waits for an answer."""


async def read_form(
    request: Request, receive: Receive, *, seconds: float = READ_SECONDS
) -> dict[str, str]:
    """Read the fields of a posted form.

    Args:
        request: Which passed the gate.
        receive: The server's.
        seconds: How long the whole body may take.

    Returns:
        The fields by name, as text.  What a field holds is not looked at.

    Raises:
        RefusedError: 415 for another type or a packed body; 413 for more than 64 KiB; 408 for
            one that does not end in time; 400 for more than 12 fields, a field said twice, or
            bytes that are not UTF-8.
        LeftError: The sender is gone.
    """
    _check_type(request)
    length = request.headers.get(b"content-length", b"")
    if length.isdigit() and int(length[:MAX_LENGTH_DIGITS]) > MAX_BYTES:
        raise _too_long()
    try:
        async with asyncio.timeout(seconds):
            body = await _whole(receive)
    except TimeoutError as error:
        raise RefusedError(408, "The form did not arrive in time. Please send it again.") from error
    return fields_of(body)


def fields_of(body: bytes) -> dict[str, str]:
    """Return the fields of a form.

    Raises:
        RefusedError: 400, as ``read_form`` says.

    Source:
        WHATWG URL Standard, "application/x-www-form-urlencoded parsing".
    """
    pieces = [piece for piece in body.split(b"&", MAX_FIELDS) if piece]
    if len(pieces) > MAX_FIELDS:
        raise RefusedError(400, f"The form has more than {MAX_FIELDS} fields.")
    fields: dict[str, str] = {}
    for piece in pieces:
        name, _, value = piece.partition(b"=")
        field = _text(name)
        if field in fields or len(field) > MAX_NAME_LETTERS:
            raise RefusedError(400, "The form has a field twice, or one with a very long name.")
        fields[field] = _text(value)
    return fields


def _check_type(request: Request) -> None:
    said = request.headers.get(b"content-type", b"")
    kind, _, parameters = said.partition(b";")
    charset = parameters.strip().lower().replace(b'"', b"")
    if (
        kind.strip().lower() != FORM_TYPE
        or charset not in (b"", b"charset=utf-8")
        or request.headers.get(b"content-encoding", b"identity").lower() != b"identity"
    ):
        raise RefusedError(415, f"Only a form is taken here: {FORM_TYPE.decode()}, in UTF-8.")


async def _whole(receive: Receive) -> bytes:
    body = bytearray()
    while True:
        event = await receive()
        if event["type"] != "http.request":
            raise LeftError
        body += event.get("body", b"")
        if len(body) > MAX_BYTES:
            raise _too_long()
        if not event.get("more_body"):
            return bytes(body)


def _too_long() -> RefusedError:
    return RefusedError(413, f"The form is longer than {MAX_BYTES // 1024} KB.")


def _text(part: bytes) -> str:
    try:
        return unquote_to_bytes(part.replace(b"+", b" ")).decode()
    except UnicodeDecodeError as error:
        raise RefusedError(400, "The form is not in UTF-8.") from error
