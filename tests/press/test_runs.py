"""A press run: what it bakes, in which order, and what it does when something goes wrong."""

import gc
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from courant.plant import clock
from courant.plant.addresses import Address
from courant.plant.edition.files import Edition
from courant.press import run
from courant.press.changes import note_changed
from courant.press.models import Baking, Change, Ingredient, PressRun, StaleAddress
from courant.press.queries import failed_bakes
from courant.press.recipes import LISTS, MAPS
from courant.press.resolve import spoil_everything, spoil_old_house
from courant.press.run import SLICE, PressBusyError, press_lock, press_run
from tests.conftest import NOON
from tests.press.pages import BROKEN, Pages

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def run_for(edition: Edition, *keys: str) -> PressRun | None:
    note_changed(*keys, because="a test")
    return press_run(edition)


def text_at(edition: Edition, filename: str) -> str:
    return (edition.root / filename).read_text()


def test_only_pages_that_hold_a_changed_key_are_baked(pages: Pages, edition: Edition) -> None:
    one, other = pages.put("/one/"), pages.put("/other/")
    run_for(edition, "page:/one/", "page:/other/")
    pages.composed.clear()

    run = run_for(edition, "page:/one/")

    assert pages.composed == [one]
    assert other not in pages.composed
    assert run
    assert (run.baked, run.written) == (1, 0)


def test_without_changes_there_is_no_run(pages: Pages, edition: Edition) -> None:
    assert press_run(edition) is None


def test_looking_for_something_to_bake_leaves_the_garbage_collectors_counts(
    pages: Pages, edition: Edition
) -> None:
    """The press looks every second.  Set back as often, no full collection would ever come."""
    gc.collect(1)
    before = gc.get_count()[2]

    press_run(edition)

    assert gc.get_count()[2] >= before > 0


def test_a_claim_that_fails_leaves_no_run_behind(
    pages: Pages, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The works try again every second: a row each time would fill the table."""

    def torn() -> list[str]:
        raise ValueError("no ink")

    monkeypatch.setattr(run, "claim_changes", torn)
    note_changed("topic:7", because="test")

    with pytest.raises(ValueError, match="no ink"):
        press_run(edition)

    assert not PressRun.objects.exists()


def test_editions_are_numbered_upwards_and_changes_are_crossed_off(
    pages: Pages, edition: Edition
) -> None:
    pages.put("/one/")

    first, second = run_for(edition, "page:/one/"), run_for(edition, "page:/one/")

    assert first
    assert second
    assert second.pk > first.pk
    assert not Change.objects.exists()
    assert not StaleAddress.objects.exists()


def test_what_a_page_was_baked_from_is_remembered_and_replaced(
    pages: Pages, edition: Edition
) -> None:
    pages.put("/one/", "Text.", "topic:1", "topic:2")
    run_for(edition, "page:/one/")
    pages.put("/one/", "Text.", "topic:2", "topic:3")

    run_for(edition, "topic:1")

    held = Ingredient.objects.filter(baking__address="/one/").values_list("key", flat=True)
    assert set(held) == {"page:/one/", "topic:2", "topic:3"}


def test_what_is_noted_during_a_long_bake_comes_next(pages: Pages, edition: Edition) -> None:
    for number in range(SLICE * 3):
        pages.put(f"/old/{number}/", "Text.", "everything")
    run_for(edition, *(f"page:/old/{number}/" for number in range(SLICE * 3)))
    pages.composed.clear()

    def publish(address: Address) -> None:
        pages.before_composing = lambda _: None
        note_changed(f"page:{pages.put('/news/')}", because="published meanwhile")

    pages.before_composing = publish
    run_for(edition, "everything")

    assert pages.composed.index(Address("/news/")) == SLICE
    assert len(pages.composed) == SLICE * 3 + 1


def test_what_is_linked_to_is_baked_before_what_links_to_it(
    book: Any, pages: Pages, edition: Edition
) -> None:
    lists, maps = Pages("test.lists", rank=LISTS), Pages("a.map", rank=MAPS)
    order: list[Address] = []
    for recipe, path in ((maps, "/.map/00"), (lists, "/list/"), (pages, "/page/")):
        book.register(recipe)
        recipe.put(path)
        recipe.before_composing = order.append

    run_for(edition, "page:/.map/00", "page:/list/", "page:/page/")

    assert order == ["/page/", "/list/", "/.map/00"]


def test_a_withdrawn_page_leaves_after_the_lists_and_maps_are_new(
    book: Any, pages: Pages, edition: Edition
) -> None:
    maps = Pages("test.maps", rank=MAPS)
    book.register(maps)
    pages.put("/gone/")
    maps.put("/.map/00")
    run_for(edition, "page:/gone/", "page:/.map/00")
    there: list[bool] = []
    maps.before_composing = lambda _: there.append((edition.root / "gone/index.html").exists())

    del pages.texts[Address("/gone/")]
    run = run_for(edition, "page:/gone/", "page:/.map/00")

    assert there == [True]
    assert run
    assert run.removed == 1
    assert not (edition.root / "gone").exists()
    assert not Baking.objects.filter(address="/gone/").exists()


def test_a_withdrawn_page_stays_while_its_map_cannot_be_written(
    book: Any, pages: Pages, edition: Edition
) -> None:
    maps = Pages("test.maps", rank=MAPS)
    book.register(maps)
    pages.put("/gone/")
    maps.put("/.map/00")
    run_for(edition, "page:/gone/", "page:/.map/00")

    del pages.texts[Address("/gone/")]
    maps.put("/.map/00", BROKEN)
    run_for(edition, "page:/gone/", "page:/.map/00")
    kept = (edition.root / "gone/index.html").exists()
    maps.put("/.map/00", "410")
    with clock.stopped_at(NOON + timedelta(minutes=1)):
        press_run(edition)

    assert kept
    assert not (edition.root / "gone").exists()
    assert not StaleAddress.objects.exists()


def test_a_page_that_fails_stops_no_other_and_says_where_and_why(
    pages: Pages, edition: Edition
) -> None:
    pages.put("/bad/", "Before.")
    run_for(edition, "page:/bad/")

    pages.put("/bad/", BROKEN)
    pages.put("/good/")
    run = run_for(edition, "page:/bad/", "page:/good/")

    assert run
    assert (run.baked, run.failed) == (1, 1)
    assert text_at(edition, "good/index.html") == "<p>Text.</p>\n"
    assert text_at(edition, "bad/index.html") == "<p>Before.</p>\n"
    (failed,) = failed_bakes()
    assert (failed.address, failed.error) == ("/bad/", "ValueError: The template does not compile.")


def test_a_page_that_failed_is_tried_again_after_a_while(pages: Pages, edition: Edition) -> None:
    pages.put("/bad/", BROKEN)
    run_for(edition, "page:/bad/")
    pages.put("/bad/", "Mended.")

    at_once = press_run(edition)
    with clock.stopped_at(NOON + timedelta(minutes=1)):
        press_run(edition)

    assert at_once is None
    assert text_at(edition, "bad/index.html") == "<p>Mended.</p>\n"
    assert not failed_bakes().exists()


def test_a_page_that_failed_is_tried_again_when_it_changes(pages: Pages, edition: Edition) -> None:
    pages.put("/bad/", BROKEN)
    run_for(edition, "page:/bad/")

    pages.put("/bad/", "Mended.")
    run_for(edition, "page:/bad/")

    assert text_at(edition, "bad/index.html") == "<p>Mended.</p>\n"


def test_a_page_of_no_ingredients_is_refused(pages: Pages, edition: Edition) -> None:
    pages.held[pages.put("/one/")] = ()

    run_for(edition, "page:/one/")

    assert "from no ingredients" in failed_bakes().get().error


def test_pages_of_a_room_that_is_gone_go_too(book: Any, pages: Pages, edition: Edition) -> None:
    pages.put("/one/", "Text.", "all")
    run_for(edition, "page:/one/")
    book._book.clear()

    run_for(edition, "all")

    assert list(edition.files()) == []


def test_files_leave_with_the_last_page_that_shows_them(
    pages: Pages, edition: Edition, tmp_path: Any
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"pixels")
    for path in ("/one/", "/other/"):
        pages.shown[pages.put(path)] = {"photos/ab-": {"photos/ab-320.jpg": photo}}
    run_for(edition, "page:/one/", "page:/other/")

    pages.shown[Address("/one/")] = {}
    run_for(edition, "page:/one/")
    still = (edition.root / "photos/ab-320.jpg").exists()
    del pages.texts[Address("/other/")]
    run_for(edition, "page:/other/")

    assert still
    assert not (edition.root / "photos").exists()


def test_one_home_has_one_press(pages: Pages, edition: Edition) -> None:
    pages.put("/one/")
    note_changed("page:/one/", because="a test")

    with press_lock(settings.HOME.run), pytest.raises(PressBusyError):
        press_run(edition)

    assert Change.objects.exists()
    assert press_run(edition)


def test_another_house_bakes_everything_again_fronts_first(
    book: Any, pages: Pages, edition: Edition
) -> None:
    fronts = Pages("test.fronts", rank=LISTS)
    fronts.comes_first = True  # type: ignore[misc]
    book.register(fronts)
    for number in range(SLICE + 1):
        pages.put(f"/{number}/")
    fronts.put("/")
    spoil_everything()
    press_run(edition)
    order: list[Address] = []
    pages.before_composing = fronts.before_composing = order.append

    book.register_house(lambda: "house-two")
    spoiled = spoil_old_house()
    press_run(edition)

    assert spoiled == len(order) == SLICE + 2
    assert Address("/") in order[:SLICE]
    assert set(Baking.objects.values_list("house", flat=True)) == {"house-two"}
    assert spoil_old_house() == 0
