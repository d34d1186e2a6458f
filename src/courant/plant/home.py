"""The home of a paper: one directory, and the name of everything in it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Home:
    """Where a paper's files lie.  All paths hang off the root, so a home may move."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite database, when no other is named."""
        return self.root / "courant.sqlite3"

    @property
    def media(self) -> Path:
        """Cleaned photos and documents, named by hash."""
        return self.root / "media"

    @property
    def edition(self) -> Path:
        """What readers get; can be baked again from the database."""
        return self.root / "edition"

    @property
    def search(self) -> Path:
        """The search index; can be made again from the database."""
        return self.root / "search"

    @property
    def run(self) -> Path:
        """Bells, locks and process ids; empty after a clean stop."""
        return self.root / "run"

    @property
    def bell(self) -> Path:
        """The pipe that wakes the works."""
        return self.run / "bell"

    @property
    def ticker(self) -> Path:
        """What the kiosk streams: for each language the ticker's state and last events."""
        return self.run / "ticker"

    @property
    def ticker_bell(self) -> Path:
        """The pipe that wakes the relay."""
        return self.run / "ticker.bell"

    @property
    def letterbox(self) -> Path:
        """Replies that are not yet collected."""
        return self.root / "letterbox"

    @property
    def receipts(self) -> Path:
        """What became of letters, for those who hold their receipts."""
        return self.run / "receipts"

    @property
    def keys(self) -> Path:
        """Secrets; the directory is 0700 and its files 0600."""
        return self.root / "keys"

    @property
    def form_key(self) -> Path:
        """What the kiosk signs forms with: lines of 64 hex digits, the first signs, all verify."""
        return self.keys / "form"

    @property
    def pass_key(self) -> Path:
        """What pass codes are hashed with.  Lost, nobody is known again."""
        return self.keys / "passes"

    @property
    def writers_key(self) -> Path:
        """What emails of an imported site's commenters are hashed with, if that was asked for."""
        return self.keys / "writers"

    @property
    def version(self) -> Path:
        """Which release and schema this home is of."""
        return self.root / "version"

    @property
    def settings(self) -> Path:
        """Settings written down, for who prefers a file to the environment."""
        return self.root / "courant.toml"
