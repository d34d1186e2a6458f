"""What waits for the press, asked of the home's own database."""

import sqlite3
from contextlib import closing
from pathlib import Path

WAITING = "SELECT 1 FROM press_change UNION ALL SELECT 1 FROM press_staleaddress"
FAILED = "SELECT address, error FROM press_staleaddress WHERE error <> ''"


def settled(home: Path) -> bool:
    """Say whether the press has nothing left to do."""
    return not _ask(home, WAITING)


def failed(home: Path) -> dict[str, str]:
    """Return why each address could not be baked at the last try."""
    return dict(_ask(home, FAILED))


def _ask(home: Path, question: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(home / "courant.sqlite3", timeout=20)) as database:
        return database.execute(question).fetchall()
