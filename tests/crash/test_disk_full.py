"""A full disk: what an editor publishes stays a change, is seen to wait, and is baked by itself."""

import gzip
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import brotli
import pytest

from tests.flows.companies import Company, company
from tests.flows.editors import Editor, messages
from tests.flows.readers import Reader
from tests.flows.waiting import failed, settled
from tests.project.house import copy_home, eventually

pytestmark = pytest.mark.long

DISK_BYTES = 64 * 1024 * 1024
SOME_BYTES = 8 * 1024  # for two of a page's three variants
VARIANTS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress}


@contextmanager
def small_disk(at: Path) -> Iterator[Path]:
    """A file system of 64 MiB in memory."""
    at.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(at)]
    if os.geteuid() != 0 or subprocess.run(command, check=False).returncode != 0:
        pytest.skip("NO SMALL DISK: a full disk is tried as root, who can mount a tmpfs.")
    try:
        yield at
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)


class Disk:
    """A small disk that can be filled and emptied."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._ballast = root / "ballast"

    def fill(self, *, leave_bytes: int) -> None:
        free = os.statvfs(self.root)
        with self._ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_frsize - leave_bytes)

    def clear(self) -> None:
        with suppress(FileNotFoundError):
            self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as root:
        yield Disk(root)


@dataclass(frozen=True)
class Desk:
    """A newsroom at work with an article that readers have."""

    company: Company
    editor: Editor
    reader: Reader
    article: int

    @property
    def home(self) -> Path:
        return self.company.home


@contextmanager
def desk_at(home: Path) -> Iterator[Desk]:
    with (
        company(home, "kiosk", "newsroom", "work") as running,
        Editor(running.newsroom_port) as editor,
    ):
        editor.begin((home / "keys" / "first-password").read_text().strip())
        reader = Reader(running.port)
        desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
        article = editor.write(desk, "Low water", slug="water", topic=topic)
        assert eventually(lambda: reader.finds("Low water", "/town/water/"))
        assert eventually(lambda: settled(home))
        yield Desk(running, editor, reader, article)


@pytest.mark.parametrize("left_bytes", [0, SOME_BYTES])
def test_what_is_published_on_a_full_disk_waits_in_sight_and_is_baked_when_there_is_room(
    disk: Disk, home: Path, left_bytes: int
) -> None:
    shutil.move(home / "edition", disk.root / "edition")
    (home / "edition").symlink_to(disk.root / "edition")
    with desk_at(home) as desk:
        disk.fill(leave_bytes=left_bytes)
        said = desk.editor.edit(desk.article, title="High water")

        assert "published" in messages(said)
        assert eventually(lambda: failed(home), seconds=60)
        assert all("No space left on device" in reason for reason in failed(home).values())
        report = desk.editor.open("/admin/press/").text
        assert all(address in report for address in failed(home))
        assert "No space left on device" in report
        assert "No space left on device" in desk.editor.open("/admin/").text
        check_whole(home / "edition")

        disk.clear()
        assert eventually(lambda: settled(home))
        for address in ("/town/water/", "/town/", "/", "/feed.xml"):
            assert desk.reader.finds("High water", address), address
        check_whole(home / "edition")


def test_a_home_whose_database_has_no_room_refuses_a_click_in_words_and_takes_it_later(
    disk: Disk, blank_home: Path
) -> None:
    home = copy_home(blank_home, disk.root / "paper")
    with desk_at(home) as desk:
        form = desk.editor.open(f"/admin/pages/{desk.article}/edit/")
        disk.fill(leave_bytes=0)
        said = desk.editor.publish(form, title="High water")
        again = desk.editor.open(f"/admin/pages/{desk.article}/edit/")

        for refused in (said, again):
            assert refused.status_code == 503
            assert "disk is full" in refused.text
            assert "Nothing was changed" in refused.text
        assert desk.reader.finds("Low water", "/town/water/")
        check_whole(home / "edition")

        disk.clear()
        desk.editor.publish(form, title="High water")
        assert eventually(lambda: desk.reader.finds("High water", "/town/water/"))
        assert eventually(lambda: settled(home))
        check_whole(home / "edition")


def check_whole(edition: Path) -> None:
    """Every file is whole: what its variants hold is what it holds, and nothing lies about."""
    for path in edition.rglob("*"):
        assert path.suffix != ".tmp"
        if unpack := VARIANTS.get(path.suffix):
            assert unpack(path.read_bytes()) == path.with_suffix("").read_bytes(), path
