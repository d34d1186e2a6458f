"""The sweep finds what nobody noted and what somebody moved."""

from typing import Any

import pytest

from courant.plant.addresses import Address
from courant.plant.edition.files import Edition
from courant.press.changes import note_changed
from courant.press.resolve import claim_changes
from courant.press.run import press_run
from courant.press.sweep import sweep
from tests.press.pages import Pages

pytestmark = [pytest.mark.django_db, pytest.mark.db]

NOTHING = {"audited": 0, "missing": 0, "surplus": 0, "damaged": 0, "strange": 0}


@pytest.fixture
def baked(pages: Pages, edition: Edition) -> Edition:
    for path in ("/one/", "/two/"):
        pages.put(path)
    note_changed("page:/one/", "page:/two/", because="a test")
    press_run(edition)
    return edition


def found(edition: Edition) -> dict[str, int]:
    """Return what the sweep finds, having shown that one more bake mends it."""
    first = sweep(edition)
    press_run(edition)
    assert sweep(edition) == NOTHING
    return {name: number for name, number in first.items() if number}


def test_a_whole_edition_is_left_alone(baked: Edition) -> None:
    assert found(baked) == {}


def test_a_page_that_nobody_baked_is_found(pages: Pages, baked: Edition) -> None:
    pages.put("/new/")

    assert found(baked) == {"missing": 1}
    assert (baked.root / "new/index.html").exists()


def test_a_page_that_should_not_be_is_found(pages: Pages, baked: Edition) -> None:
    del pages.texts[Address("/two/")]

    assert found(baked) == {"surplus": 1}
    assert not (baked.root / "two").exists()


@pytest.mark.parametrize("ending", ["", ".gz", ".br"])
def test_a_file_that_somebody_changed_is_found(baked: Edition, ending: str) -> None:
    whole = (baked.root / f"one/index.html{ending}").read_bytes()
    (baked.root / f"one/index.html{ending}").write_bytes(b"defaced")

    assert found(baked) == {"damaged": 1}
    assert (baked.root / f"one/index.html{ending}").read_bytes() == whole


@pytest.mark.parametrize("ending", ["", ".gz", ".br"])
def test_a_file_that_somebody_deleted_is_found(baked: Edition, ending: str) -> None:
    (baked.root / f"one/index.html{ending}").unlink()

    assert found(baked) == {"damaged": 1}
    assert (baked.root / f"one/index.html{ending}").exists()


@pytest.mark.parametrize(
    "name", ["stranger.html", "one/index.html.tmp", "photos/ab-320.jpg", ".map/00"]
)
def test_files_of_nobody_are_removed(baked: Edition, name: str) -> None:
    (baked.root / name).parent.mkdir(parents=True, exist_ok=True)
    (baked.root / name).write_bytes(b"?")

    assert found(baked) == {"strange": 1}
    assert not (baked.root / name).exists()


def test_files_that_a_page_shows_are_not_strange(
    pages: Pages, baked: Edition, tmp_path: Any
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"pixels")
    pages.shown[Address("/one/")] = {"photos/ab-": {"photos/ab-320.jpg": photo}}
    note_changed("page:/one/", because="a test")
    press_run(baked)

    assert found(baked) == {}


def test_a_page_whose_photos_are_gone_is_found(pages: Pages, baked: Edition, tmp_path: Any) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"pixels")
    pages.shown[Address("/one/")] = {"photos/ab-": {"photos/ab-320.jpg": photo}}
    note_changed("page:/one/", because="a test")
    press_run(baked)
    (baked.root / "photos/ab-320.jpg").unlink()

    assert found(baked) == {"damaged": 1}
    assert (baked.root / "photos/ab-320.jpg").exists()


def test_a_room_is_asked_what_it_missed(book: Any, baked: Edition) -> None:
    missed = [3, 0]
    book.register_audit(lambda: missed.pop(0))

    assert found(baked) == {"audited": 3}


def test_a_page_that_waits_to_be_known_is_not_strange(pages: Pages, baked: Edition) -> None:
    """A crash may leave a page that is written and not yet remembered; readers have it."""
    edition_file = baked.root / "new/index.html"
    pages.put("/new/")
    note_changed("page:/new/", because="a test")
    claim_changes()
    baked.put(Address("/new/"), b"<p>Text.</p>\n")

    assert sweep(baked)["strange"] == 0
    assert edition_file.exists()
