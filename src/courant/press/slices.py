"""What is read once for a whole slice, because every page of it shows the same.

A change that is committed while a slice is composed is noted after it, and claimed after it: what
was read a moment too early is baked again.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

Value = TypeVar("Value")

_read: dict[str, Any] | None = None  # None outside a slice: then nothing is kept


@contextmanager
def one_slice() -> Iterator[None]:
    """Keep what ``once_a_slice`` reads for the length of a block, or of that around it."""
    global _read  # noqa: PLW0603  # a process bakes one slice at a time
    before = _read
    _read = {} if before is None else before
    try:
        yield
    finally:
        _read = before


def one_slice_for_life() -> None:
    """Keep what ``once_a_slice`` reads as long as this process lives.

    For an oven: all that it bakes was claimed before it came to be, and what changes meanwhile is
    claimed, and baked again, when it is gone.
    """
    global _read  # noqa: PLW0603  # as above
    _read = {}


def once_a_slice(name: str, read: Callable[[], Value]) -> Value:
    """Return what ``read`` returns, asked once a slice; outside one, each time.

    Args:
        name: Under which it is kept.
        read: Asks the database.
    """
    if _read is None:
        return read()
    if name not in _read:
        _read[name] = read()
    value: Value = _read[name]
    return value
