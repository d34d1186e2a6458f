"""Writing an edition: each file whole or not at all, unchanged bytes left alone."""

import ctypes
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from courant.plant import crash
from courant.plant.addresses import Address, digest_of, file_of
from courant.plant.edition.variants import DATA, ENDINGS, Variants, with_variants

SYNC_EACH_UP_TO = 64  # files in a run; above that one syncfs is cheaper


class Edition:
    """The directory that readers get.  One writer at a time; readers need no lock."""

    def __init__(self, root: Path, *, durable: bool = True) -> None:
        """Open an edition for writing.

        Args:
            root: The directory.  Made when it is not there.
            durable: Whether ``sync`` waits for the disk.  A benchmark's or a test's throw-away
                copy need not.
        """
        self.root = root
        self._base = f"{root}/"
        self._durable = durable
        self._written: list[str] = []
        self._known_directories: set[str] = set()
        root.mkdir(parents=True, exist_ok=True)

    def put(self, address: Address, body: bytes) -> bool:
        """Make ``body`` what an address answers.  Return whether that changed anything."""
        return self.put_file(file_of(address), body)

    def put_file(self, filename: str, body: bytes, *, again: bool = False) -> bool:
        """Write one file as ``put_files`` writes many.  Return whether that changed anything."""
        [changed] = self.put_files([(filename, body)], again=again)
        return changed

    def put_files(
        self, files: Sequence[tuple[str, bytes]], *, again: bool = False
    ) -> Iterator[bool]:
        """Write files and their variants; yield of each, once it is there, whether it changed.

        Each is written under a temporary name and renamed, ``.br`` and ``.gz`` first, so that
        the plain file is new only when its variants are.  Its modification time is at least
        one second after the old one's: servers form ETags from whole seconds.

        Step by step for all and not file by file: an encoder's tables then stay in the CPU's
        caches, and a bake takes half the time.

        Args:
            files: Names relative to the edition, each once, and what they shall hold.
            again: Whether to write the same bytes again: a variant may be damaged.
        """
        paths = [self._base + name for name, _ in files]
        olds = [_old(path, body, again) for path, (_, body) in zip(paths, files, strict=True)]
        new = [file for file, old in zip(files, olds, strict=True) if old is not None]
        packed = iter(with_variants(new))
        for path, old in zip(paths, olds, strict=True):
            if old is not None:
                variants = next(packed)
                if old or not self._put_new(path, variants):
                    self._replace(path, variants, after=old)
            yield old is not None

    def _put_new(self, path: str, variants: Variants) -> bool:
        """Put a page whose directory is not there yet: one rename instead of three.

        Return whether that was so.  The directory is filled under a dot-name, which no server
        shows, and appears whole.
        """
        directory, _, name = path.rpartition("/")
        if directory in self._known_directories or os.path.isdir(directory):
            return False
        above, _, last = directory.rpartition("/")
        hidden = f"{above}/.{last}.tmp"
        try:
            os.mkdir(hidden)
        except FileExistsError:  # a crash left it, with whatever it holds
            shutil.rmtree(hidden, ignore_errors=True)
            return False
        except OSError:  # nothing above it yet: the long way, then
            return False
        try:
            for ending, content in variants:
                self._write(f"{hidden}/{name}{ending}", content, after=0)
            crash.point("edition.before-variants")
            os.rename(hidden, directory)
        except OSError:  # the disk is full, or the directory has come to be meanwhile
            shutil.rmtree(hidden, ignore_errors=True)
            return False
        self._known_directories.add(directory)
        self._written += [*(path + ending for ending, _ in variants), directory]
        crash.point("edition.after-put")
        return True

    def _replace(self, path: str, variants: Variants, *, after: int) -> None:
        if not after:
            self._make_directory(os.path.dirname(path))
        try:
            for ending, content in variants:
                self._write(path + ending + ".tmp", content, after=after)
        except OSError:  # the disk is full: let go of what we took
            for ending, _ in variants:
                with suppress(OSError):
                    os.unlink(path + ending + ".tmp")
            raise
        crash.point("edition.before-variants")
        for ending, _ in variants:
            if not ending:
                crash.point("edition.between-variants")
            os.rename(path + ending + ".tmp", path + ending)
        self._written += [path + ending for ending, _ in variants]
        crash.point("edition.after-put")

    def remove(self, address: Address) -> bool:
        """Take an address's page, its variants and data away.  Return whether there was any."""
        found = self.remove_file(file_of(address))
        self.remove_file(data_file(address))
        return found

    def remove_file(self, filename: str) -> bool:
        """Take a file and its variants away, and the directories that this leaves empty."""
        path = self._base + filename
        found = False
        for ending in reversed(ENDINGS):
            with suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(path + ending)
                found = True
                crash.point("edition.mid-remove")
        if found:
            self._prune(os.path.dirname(path))
        return found

    def link_file(self, filename: str, source: Path) -> bool:
        """Show a file of the media store in the edition: a hard link, else a copy."""
        path = self._base + filename
        if os.path.exists(path):
            return False
        self._make_directory(os.path.dirname(path))
        with suppress(FileNotFoundError):
            os.unlink(path + ".tmp")
        try:
            os.link(source, path + ".tmp")
        except OSError:
            self._write(path + ".tmp", source.read_bytes(), after=0)
        os.rename(path + ".tmp", path)
        self._written.append(path)
        return True

    def remove_shown(self, owner: str) -> None:
        """Take away every file whose name, relative to the edition, starts with ``owner``."""
        directory, _, start = (self._base + owner).rpartition("/")
        with suppress(FileNotFoundError):
            for name in os.listdir(directory):
                if name.startswith(start):
                    os.unlink(f"{directory}/{name}")
        self._prune(directory)

    def sync(self, *, at_least: int = 0) -> None:
        """Wait until everything put since the last call would survive a power cut.

        Args:
            at_least: How many files were written in all, other processes' too.
        """
        written, self._written = self._written, []
        if not self._durable or not (written or at_least):
            return
        if max(len(written), at_least) > SYNC_EACH_UP_TO or not written:
            sync_filesystem(self.root)
            return
        for path in {*written, *map(os.path.dirname, written)}:
            with suppress(FileNotFoundError):
                handle = os.open(path, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def files(self) -> Iterator[str]:
        """Yield every file's name relative to the edition, variants and dot-names too."""
        for path in sorted(self.root.rglob("*")):
            if path.is_file():
                yield path.relative_to(self.root).as_posix()

    def _write(self, path: str, content: bytes, *, after: int) -> None:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        try:
            view = memoryview(content)
            while view:
                view = view[os.write(handle, view) :]
            if after and os.fstat(handle).st_mtime < after + 1:
                os.utime(handle, (after + 1, after + 1))
        finally:
            os.close(handle)

    def _make_directory(self, directory: str) -> None:
        if directory not in self._known_directories:
            try:
                os.mkdir(directory)
            except OSError:  # the one above is not there either, or it is there already
                os.makedirs(directory, exist_ok=True)
            self._known_directories.add(directory)

    def _prune(self, directory: str) -> None:
        while directory.startswith(self._base):
            try:
                os.rmdir(directory)
            except OSError:
                return
            self._known_directories.discard(directory)
            directory = os.path.dirname(directory)


def _old(path: str, body: bytes, again: bool) -> int | None:
    """Return the modification time of the file to be replaced, 0 if there is none, None if not."""
    try:
        with open(path, "rb") as old:
            if old.read() == body and not again:
                return None
            return int(os.fstat(old.fileno()).st_mtime)
    except (FileNotFoundError, NotADirectoryError):
        return 0


def sync_filesystem(directory: Path) -> None:
    """Wait until all that was written to a directory's file system is on the disk (syncfs(2))."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if not hasattr(libc, "syncfs"):
            os.sync()
        elif libc.syncfs(handle) != 0:
            raise OSError(ctypes.get_errno(), "syncfs failed", str(directory))
    finally:
        os.close(handle)


def data_file(address: Address) -> str:
    """Return where what a page says lies for programs, relative to the edition.

    In the page's own directory; where the page is a file, beside it under its name.
    """
    page = file_of(address)
    return page.removesuffix("index.html") + DATA if address.endswith("/") else f"{page}.{DATA}"


def gone_file(address: str) -> str:
    """Return where the page of a gone address lies, relative to the edition."""
    digest = digest_of(address)
    return f".gone/{digest[:2]}/{digest}.html"


def status_file(status: int, lang: str) -> str:
    """Return where the page for an error lies, relative to the edition: ``.status/404/fa.html``."""
    return f".status/{status}/{lang}.html"


HOUSE_FILE = ".house.json"
RULES_FILE = ".replies.json"
