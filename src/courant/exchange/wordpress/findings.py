"""What an import found that an editor should know, kept on disk: there may be very much of it."""

import sqlite3
from collections.abc import Iterable, Iterator

Finding = tuple[str, str, str]  # kind, what, where

MAX_LETTERS = 500  # of what was found


class Findings:
    """The findings of one import, and which photos readers see where."""

    def __init__(self) -> None:
        """Start empty.  SQLite deletes the file of a nameless database by itself."""
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE finding (kind TEXT, what TEXT, place TEXT, UNIQUE (kind, what, place));"
            "CREATE TABLE used (photo INTEGER PRIMARY KEY, n INTEGER);"
        )

    def note(self, kind: str, what: str, place: str = "") -> None:
        """Note something the report must tell; the same at the same place once."""
        self.extend([(kind, what, place)])

    def extend(self, found: Iterable[Finding]) -> None:
        """Note several things."""
        self.db.executemany(
            "INSERT OR IGNORE INTO finding VALUES (?, ?, ?)",
            ((kind, what[:MAX_LETTERS], place) for kind, what, place in found),
        )

    def __iter__(self) -> Iterator[Finding]:
        """Yield what was noted: by kind, in the order it was found."""
        yield from self.db.execute("SELECT kind, what, place FROM finding ORDER BY kind, rowid")

    def use_photos(self, pks: Iterable[int], n: int) -> None:
        """Note that an item that readers may see shows these photos."""
        self.db.executemany("INSERT OR IGNORE INTO used VALUES (?, ?)", ((pk, n) for pk in pks))

    def user_of(self, photo: int) -> int | None:
        """Return the first item that shows a photo to readers."""
        row = self.db.execute("SELECT n FROM used WHERE photo = ?", (photo,)).fetchone()
        return row[0] if row else None
