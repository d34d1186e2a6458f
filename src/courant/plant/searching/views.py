"""A reader's view of an index: links to its files in a directory of the reader's own.

The library takes a lock beside the files when it opens them, and to take it one must be able to
write there.  The kiosk's user can read the home and no more, so it opens the index from elsewhere.
"""

import os
import shutil
import weakref
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from courant.plant.searching.state import META


class View:
    """Links to the files of one generation; gone with the process."""

    def __init__(self, path: Path) -> None:
        """Make a view of the index in ``path``, empty until it is refreshed."""
        self._path = path
        self.root = Path(mkdtemp(prefix="courant-search-"))
        weakref.finalize(self, shutil.rmtree, self.root, ignore_errors=True)

    def refresh(self) -> None:
        """Show the files as of the last commit.

        Raises:
            OSError: The index is not there, or may not be read.
        """
        # First what is said to be there, then the files: one that goes meanwhile is missed.
        meta = (self._path / META).read_bytes()
        names = {name for name in os.listdir(self._path) if name[0] != "." and name != META}  # noqa: PTH208
        shown = {name for name in os.listdir(self.root) if name[0] != "." and name != META}  # noqa: PTH208
        for name in names - shown:
            (self.root / name).symlink_to(self._path.absolute() / name)
        for name in shown - names:
            with suppress(FileNotFoundError):
                (self.root / name).unlink()
        fresh = self.root / f".{META}.tmp"
        fresh.write_bytes(meta)
        fresh.replace(self.root / META)
