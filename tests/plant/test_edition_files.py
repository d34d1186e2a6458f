"""An edition's files: whole or not there, left alone when nothing changed, and cleaned up after."""

import gzip
import os
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import brotli
import pytest

from courant.plant.addresses import Address
from courant.plant.edition.files import SYNC_EACH_UP_TO, Edition, gone_file, status_file

PAGE = Address("/desk/page/")
FILE = "desk/page/index.html"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    return Edition(tmp_path / "edition", durable=False)


def names(edition: Edition) -> list[str]:
    return list(edition.files())


def variants(edition: Edition, filename: str = FILE) -> tuple[bytes, bytes, bytes]:
    path = edition.root / filename
    gzipped = gzip.decompress(Path(f"{path}.gz").read_bytes())
    return path.read_bytes(), gzipped, brotli.decompress(Path(f"{path}.br").read_bytes())


def times(edition: Edition) -> list[int]:
    return [(edition.root / name).stat().st_mtime_ns for name in edition.files()]


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file of this process grow above ``size`` bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_page_is_put_with_its_variants(edition: Edition) -> None:
    assert edition.put(PAGE, b"<p>News.</p>")

    assert names(edition) == [FILE, f"{FILE}.br", f"{FILE}.gz"]
    assert variants(edition) == (b"<p>News.</p>",) * 3


@pytest.mark.parametrize("body", [b"", b"\x00\xff" * 40_000])
def test_any_bytes_may_be_a_page(edition: Edition, body: bytes) -> None:
    edition.put(PAGE, body)

    assert variants(edition) == (body,) * 3


def test_what_is_compressed_already_has_no_variants(edition: Edition) -> None:
    edition.put_file("assets/font.woff2", b"font")
    edition.put_file(".map/3f", b"map")

    assert names(edition) == [".map/3f", "assets/font.woff2"]


def test_the_same_bytes_are_not_written_twice(edition: Edition) -> None:
    edition.put(PAGE, b"same")
    before = times(edition)

    assert not edition.put(PAGE, b"same")
    assert times(edition) == before


def test_a_damaged_variant_is_made_anew_when_asked_to(edition: Edition) -> None:
    edition.put(PAGE, b"same")
    (edition.root / f"{FILE}.gz").write_bytes(b"torn")

    assert edition.put_file(FILE, b"same", again=True)
    assert variants(edition) == (b"same",) * 3


@pytest.mark.parametrize("ahead_seconds", [0, 3600])
def test_a_file_is_at_least_a_second_newer_than_the_one_it_replaces(
    edition: Edition, ahead_seconds: int
) -> None:
    edition.put(PAGE, b"old")
    for name in names(edition):
        moment = (edition.root / name).stat().st_mtime + ahead_seconds
        os.utime(edition.root / name, (moment, moment))
    before = [nanoseconds // 10**9 for nanoseconds in times(edition)]

    edition.put(PAGE, b"new")

    after = [nanoseconds // 10**9 for nanoseconds in times(edition)]
    assert all(new >= old + 1 for old, new in zip(before, after, strict=True))


def test_what_a_crash_left_unfinished_is_written_over(edition: Edition) -> None:
    edition.put(PAGE, b"old")
    for ending in ("", ".gz", ".br"):
        (edition.root / f"{FILE}{ending}.tmp").write_bytes(b"half a page, and longer than one")

    edition.put(PAGE, b"new")

    assert variants(edition) == (b"new",) * 3
    assert not [name for name in names(edition) if name.endswith(".tmp")]


def test_on_a_full_disk_the_old_page_stays_and_nothing_half_is_left(edition: Edition) -> None:
    edition.put(PAGE, b"old")

    with room_for(4_000), pytest.raises(OSError, match="large"):
        edition.put(PAGE, os.urandom(10_000))

    assert variants(edition) == (b"old",) * 3
    assert names(edition) == [FILE, f"{FILE}.br", f"{FILE}.gz"]


def test_a_page_that_is_removed_leaves_no_empty_directory(edition: Edition) -> None:
    edition.put(PAGE, b"one")
    edition.put(Address("/desk/"), b"desk")

    assert edition.remove(PAGE)
    assert not (edition.root / "desk/page").exists()
    assert edition.remove(Address("/desk/"))
    assert list(edition.root.iterdir()) == []
    assert edition.put(PAGE, b"again")


def test_what_is_not_there_is_not_removed(edition: Edition) -> None:
    edition.put(Address("/x"), b"a file, no directory")

    assert not edition.remove(Address("/never/"))
    assert not edition.remove(Address("/x/y/"))
    assert names(edition) == ["x"]


def test_a_page_goes_whole_even_when_half_is_gone_already(edition: Edition) -> None:
    edition.put(PAGE, b"one")
    (edition.root / FILE).unlink()

    assert edition.remove(PAGE)
    assert names(edition) == []


def test_a_photo_is_linked_not_copied(edition: Edition, tmp_path: Path) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"pixels")

    assert edition.link_file("photos/ab-320.jpg", photo)

    assert (edition.root / "photos/ab-320.jpg").samefile(photo)
    assert not edition.link_file("photos/ab-320.jpg", photo)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="NO SECOND DISK: there is no /dev/shm")
def test_a_photo_from_another_disk_is_copied(edition: Edition) -> None:
    photo = Path(f"/dev/shm/courant-photo-{os.getpid()}.jpg")
    photo.write_bytes(b"pixels")
    try:
        edition.link_file("photos/ab-320.jpg", photo)
    finally:
        photo.unlink()

    assert (edition.root / "photos/ab-320.jpg").read_bytes() == b"pixels"


def test_a_link_that_a_crash_left_is_replaced_and_its_photo_unharmed(
    edition: Edition, tmp_path: Path
) -> None:
    photo, other = tmp_path / "photo.jpg", tmp_path / "other.jpg"
    photo.write_bytes(b"pixels")
    other.write_bytes(b"other")
    (edition.root / "photos").mkdir()
    os.link(other, edition.root / "photos/ab-320.jpg.tmp")

    edition.link_file("photos/ab-320.jpg", photo)

    assert names(edition) == ["photos/ab-320.jpg"]
    assert other.read_bytes() == b"other"


def test_all_files_of_an_owner_leave_and_those_of_others_stay(
    edition: Edition, tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"pixels")
    for name in ("ab-320.jpg", "ab-640.avif", "abc-320.jpg"):
        edition.link_file(f"photos/{name}", photo)

    edition.remove_shown("photos/ab-")
    kept = names(edition)
    edition.remove_shown("photos/abc-")
    edition.remove_shown("photos/never-")

    assert kept == ["photos/abc-320.jpg"]
    assert list(edition.root.iterdir()) == []
    assert photo.read_bytes() == b"pixels"


@pytest.mark.parametrize("count", [1, SYNC_EACH_UP_TO + 1])
def test_files_few_and_many_are_waited_for_even_when_some_are_gone_again(
    tmp_path: Path, count: int
) -> None:
    edition = Edition(tmp_path / "edition")
    for number in range(count):
        edition.put_file(f"{number}/map", b"map")
    edition.put_file("gone/map", b"map")
    edition.remove_file("gone/map")

    edition.sync()
    edition.sync(at_least=count)

    assert len(names(edition)) == count


def test_the_house_has_its_own_places() -> None:
    digest = "9" * 2
    assert status_file(404, "fa") == ".status/404/fa.html"
    assert gone_file("/x/").startswith(".gone/")
    assert len(gone_file("/x/")) == len(f".gone/{digest}/{'0' * 64}.html")
