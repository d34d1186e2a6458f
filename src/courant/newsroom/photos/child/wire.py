"""How parent and child talk: a line of JSON with the parts' lengths, then the parts."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any, BinaryIO

MAX_LINE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Message:
    """A job or an answer: some words, and bytes that go with them."""

    words: dict[str, Any]
    parts: tuple[bytes, ...] = ()


def write(stream: BinaryIO, message: Message) -> None:
    """Put a message on a stream."""
    lengths = [len(part) for part in message.parts]
    stream.write(json.dumps({**message.words, "lengths": lengths}).encode() + b"\n")
    for part in message.parts:
        stream.write(part)


def packed(message: Message) -> bytes:
    """Return what ``write`` would put on a stream."""
    stream = BytesIO()
    write(stream, message)
    return stream.getvalue()


def read(stream: BinaryIO) -> Message:
    """Take one message off a stream.

    Raises:
        ValueError, LookupError, TypeError, AttributeError: It is torn, or not one of ours.
    """
    line = stream.readline(MAX_LINE_BYTES)
    words = json.loads(line)
    lengths = words.pop("lengths")
    parts = tuple(stream.read(int(length)) for length in lengths)
    if [len(part) for part in parts] != lengths:
        raise ValueError("torn")
    return Message(words, parts)
