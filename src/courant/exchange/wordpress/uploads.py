"""The uploads of an old site: a folder laid out as ``wp-content/uploads``, or a zip of one."""

import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

from courant.exchange.wordpress.errors import ImportRefusedError
from courant.newsroom.photos.limits import MAX_FILE_BYTES

INNER = "uploads/"  # what stands before the paths in an archive, or in a folder above


class Uploads:
    """Files by their path below the uploads folder: ``2019/05/mayor.jpg``."""

    def __init__(self, where: Path) -> None:
        """Open a folder or a zip.

        Raises:
            ImportRefusedError: It is neither.
        """
        self._archive: zipfile.ZipFile | None = None
        self._names: dict[str, str] = {}
        self._folder = where.resolve()
        if where.is_dir():
            inner = [where / "wp-content" / "uploads", where / "uploads"]
            self._folder = next((p for p in inner if p.is_dir()), where).resolve()
            return
        try:
            self._archive = zipfile.ZipFile(where)
        except (OSError, zipfile.BadZipFile) as error:
            raise ImportRefusedError(
                f"{where} is neither a folder nor a zip of uploads ({error}). Give the folder "
                "wp-content/uploads of the old site."
            ) from error
        for name in self._archive.namelist():
            self._names[_spelled(name.rpartition(INNER)[2] if INNER in name else name)] = name

    def read(self, paths: Iterable[str]) -> bytes | None:
        """Return the first file of these paths that there is; None if there is none.

        At most a little more than a photo may have, so that a huge file is refused, not read.
        """
        for path in paths:
            if (data := self._read(_spelled(path))) is not None:
                return data
        return None

    def _read(self, path: str) -> bytes | None:
        try:
            if self._archive is not None:
                if path not in self._names:
                    return None
                with self._archive.open(self._names[path]) as stream:
                    return stream.read(MAX_FILE_BYTES + 1)
            file = (self._folder / path).resolve()
            if not file.is_relative_to(self._folder) or not file.is_file():
                return None
            with file.open("rb") as stream:
                return stream.read(MAX_FILE_BYTES + 1)
        except (
            OSError,
            ValueError,
            zipfile.BadZipFile,
            RuntimeError,
        ):  # damaged, locked, unspeakable
            return None


def _spelled(path: str) -> str:
    return unicodedata.normalize("NFC", path.lstrip("/"))
