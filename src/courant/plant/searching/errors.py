"""What can be wrong with a search index, whatever its library calls it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

# How Rust's panics arrive, as over a file that is not what it was: not even an ``Exception``.
PANIC: Final = "PanicException"


class SearchError(Exception):
    """The index cannot be used as it lies there.  Operators see the message."""


@contextmanager
def troubles_told() -> Iterator[None]:
    """Raise whatever the library raises in a block as ours.

    Raises:
        SearchError: The index is missing, damaged, in use, or cannot be written.
    """
    try:
        yield
    except (OSError, ValueError) as error:
        raise SearchError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != PANIC:
            raise
        raise SearchError(f"The search index is damaged: {error}") from None
