"""Changes: noted with what changed or not at all, and turned into stale addresses in one step."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import TestCase

from courant.plant import clock
from courant.plant.bell import Listener
from courant.plant.edition.files import Edition
from courant.press.changes import note_changed
from courant.press.models import Baking, Change, StaleAddress
from courant.press.queries import late_bakes, late_changes
from courant.press.recipes import LISTS
from courant.press.resolve import claim_changes
from courant.press.run import press_run
from tests.press.pages import Pages

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def stale() -> set[str]:
    return set(StaleAddress.objects.values_list("address", flat=True))


def test_what_is_undone_was_never_noted() -> None:
    with transaction.atomic():
        note_changed("article:1", because="published")
        transaction.set_rollback(True)

    assert not Change.objects.exists()


def test_nothing_is_noted_of_nothing() -> None:
    note_changed(because="a test")

    assert not Change.objects.exists()


def test_a_key_noted_twice_at_once_is_one_change() -> None:
    note_changed("article:1", "desk:1", "article:1", because="b" * 300)

    assert list(Change.objects.values_list("key", flat=True)) == ["article:1", "desk:1"]


def test_the_bell_rings_when_a_change_is_committed_and_not_before() -> None:
    settings.HOME.run.mkdir(exist_ok=True)
    with Listener(settings.HOME.bell) as bell:
        with TestCase.captureOnCommitCallbacks(execute=True):
            note_changed("article:1", because="a test")
            before = bell.wait(0)
        assert not before
        assert bell.wait(10)
    settings.HOME.bell.unlink()


def test_claiming_finds_the_pages_that_hold_a_key_and_those_that_come_to_be(
    pages: Pages, edition: Edition
) -> None:
    pages.put("/holds/", "Text.", "topic:1")
    pages.put("/other/", "Text.", "topic:2")
    note_changed("page:/holds/", "page:/other/", because="a test")
    press_run(edition)
    pages.put("/new/")

    note_changed("topic:1", "page:/new/", "key:of-nobody", because="a test")
    keys = claim_changes()

    assert keys == ["key:of-nobody", "page:/new/", "topic:1"]
    assert stale() == {"/holds/", "/new/"}
    assert not Change.objects.exists()


def test_claiming_many_keys_is_the_same_as_claiming_few(pages: Pages) -> None:
    keys = [f"page:{pages.put(f'/{number}/')}" for number in range(1200)]

    note_changed(*keys, because="a test")
    claim_changes()

    assert len(stale()) == 1200
    assert not Change.objects.exists()


def test_without_changes_nothing_is_claimed(pages: Pages) -> None:
    assert claim_changes() == []


def test_a_page_that_is_stale_already_moves_to_the_newest_claim(pages: Pages) -> None:
    for path in ("/early/", "/late/"):
        pages.put(path)
    note_changed("page:/early/", "page:/late/", because="a test")
    claim_changes()

    note_changed("page:/late/", because="a test")
    claim_changes()

    claims = dict(StaleAddress.objects.values_list("address", "claim"))
    assert claims["/late/"] > claims["/early/"]


def test_a_page_is_late_from_when_its_oldest_change_was_noted(pages: Pages, noon: datetime) -> None:
    pages.put("/one/")
    note_changed("page:/one/", because="a test")
    with clock.stopped_at(noon + timedelta(minutes=3)):
        assert late_changes().count() == 1
        note_changed("page:/one/", because="again")
        claim_changes()

        assert StaleAddress.objects.get().since == noon
        assert late_bakes().get().address == "/one/"
        assert not late_changes().exists()


def test_an_address_that_another_recipe_makes_now_is_baked_by_that_one(
    book: object, pages: Pages, edition: Edition
) -> None:
    pages.put("/one/", "By the first.")
    note_changed("page:/one/", because="a test")
    press_run(edition)
    other = Pages("test.others", rank=LISTS)
    book.register(other)  # type: ignore[attr-defined]
    pages.texts.clear()
    other.put("/one/", "By the other.")

    note_changed("page:/one/", because="a test")
    press_run(edition)

    assert Baking.objects.get(address="/one/").recipe == "test.others"
    assert Path(edition.root / "one/index.html").read_text() == "<p>By the other.</p>\n"


def test_what_is_published_between_two_slices_comes_before_the_rest(
    pages: Pages, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("courant.press.run.SLICE", 5)
    for number in range(20):
        note_changed(f"page:{pages.put(f'/old/{number}/')}", because="a test")
    readable: list[bool] = []

    def progress(done: int) -> None:
        readable.append((edition.root / "news/index.html").exists())
        if len(readable) == 2:
            note_changed(f"page:{pages.put('/news/')}", because="published meanwhile")

    run = press_run(edition, progress=progress)

    assert readable == [False, False, True, True, True]
    assert run
    assert run.baked == 21
    assert "page:/news/" in run.keys
