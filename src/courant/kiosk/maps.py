"""Looking up what was moved and what is gone."""
# A look-up must cost its system call and little else, so no Path here.

import os
from collections import OrderedDict
from pathlib import Path

from courant.kiosk.shelf import Stamp
from courant.plant.addresses import Address, file_of, veiled
from courant.plant.edition.maps import Entry, Moved, map_file_of, read_map

KEPT_BYTES = 32 * 1024 * 1024  # of maps in memory; the longest unused is let go first


class Maps:
    """The maps of an edition, read when they are asked for and again when they change."""

    def __init__(self, root: Path, *, kept_bytes: int = KEPT_BYTES) -> None:
        """Look at the edition in ``root``; ``kept_bytes`` bounds the maps held in memory."""
        self._base = f"{root}/"
        self._room = kept_bytes
        self._kept: OrderedDict[str, tuple[Stamp, bytes]] = OrderedDict()

    def find(self, address: str) -> Entry | None:
        """Return what the maps say of an address, which may carry one of the old query keys.

        Raises:
            OSError: The map is there and cannot be read.
        """
        return self._entry(address) or self._entry(veiled(address))

    def _entry(self, address: str) -> Entry | None:
        shard = self._shard(map_file_of(address))
        at = shard.find(b"\n" + address.encode() + b"\t")
        if at < 0:
            return None
        line = shard[at + 1 : shard.find(b"\n", at + 1) + 1]
        try:
            return read_map(line).get(address)
        except ValueError:  # a damaged line must not take its neighbours with it
            return None

    def follow(self, address: str) -> Entry | None:
        """Return where a chain of moves from an address ends; None if it never does."""
        entry, seen = self.find(address), {address}
        while isinstance(entry, Moved) and not self.has_page(entry.target):
            if entry.target in seen:
                return None
            seen.add(entry.target)
            onward = self.find(entry.target)
            if onward is None:
                return Moved(address, entry.target)
            entry = onward
        return Moved(address, entry.target) if isinstance(entry, Moved) else entry

    def end_of(self, address: str) -> Entry | None:
        """Return the page an address names, or where the maps lead from it."""
        return Moved(address, address) if self.has_page(address) else self.follow(address)

    def has_page(self, target: str) -> bool:
        """Return whether a baked page lies at a path, whatever query it carries."""
        path = target.partition("?")[0]
        try:
            return os.path.isfile(self._base + file_of(Address(path)))
        except ValueError:
            return False

    def _shard(self, name: str) -> bytes:
        kept = self._kept.get(name)
        try:
            found = os.stat(self._base + name)
        except (FileNotFoundError, NotADirectoryError):
            return b""
        if kept and kept[0] == Stamp(found.st_ino, found.st_mtime_ns, found.st_size):
            self._kept.move_to_end(name)
            return kept[1]
        return self._read(name)

    def _read(self, name: str) -> bytes:
        with open(self._base + name, "rb") as file:
            found = os.fstat(file.fileno())
            shard = b"\n" + file.read()
        if name in self._kept:
            self._room += len(self._kept.pop(name)[1])
        self._kept[name] = Stamp(found.st_ino, found.st_mtime_ns, found.st_size), shard
        self._room -= len(shard)
        while self._room < 0:
            self._room += len(self._kept.popitem(last=False)[1][1])
        return shard
