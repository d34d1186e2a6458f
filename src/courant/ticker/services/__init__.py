"""What can be done to a ticker.  Every deed is one transaction and one numbered act."""

from courant.ticker.errors import TickerError
from courant.ticker.services.lines import (
    change_line,
    extend_line,
    file_line,
    look_at_line,
    pin_line,
    release_line,
    restore_line,
    strike_line,
    unpin_line,
)

__all__ = [
    "TickerError",
    "change_line",
    "extend_line",
    "file_line",
    "look_at_line",
    "pin_line",
    "release_line",
    "restore_line",
    "strike_line",
    "unpin_line",
]
