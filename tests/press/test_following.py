"""``courant bake`` beside a press that is busy, and ``courant why`` for the house's own files."""

from collections.abc import Iterator
from contextlib import ExitStack
from threading import Timer

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from courant.press.management.commands import bake
from courant.press.models import PressRun
from courant.press.recipes import MAPS
from courant.press.run import press_lock
from tests.press.pages import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def busy(monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    """A press that another bake holds until the stack is closed."""
    monkeypatch.setattr(bake, "LOOK_EVERY_SECONDS", 0.01)
    with ExitStack() as stack:
        stack.enter_context(press_lock(settings.HOME.run))
        yield stack


def test_what_the_holder_of_the_press_leaves_is_baked_by_who_followed_it(
    pages: Pages, busy: ExitStack, capsys: pytest.CaptureFixture[str]
) -> None:
    pages.put("/one/")
    Timer(0.1, busy.close).start()

    call_command("bake", all=True)

    said = capsys.readouterr()
    assert said.err == "The works are baking; following them.\n"
    assert ": 1 pages baked, " in said.out
    assert (settings.HOME.edition / "one/index.html").exists()


def test_who_follows_a_bake_to_its_end_tells_what_it_did(
    pages: Pages, busy: ExitStack, capsys: pytest.CaptureFixture[str], noon: object
) -> None:
    PressRun.objects.create(started_at=noon, ended_at=noon, baked=7, written=3)
    PressRun.objects.create(started_at=noon)  # one that was killed
    Timer(0.1, busy.close).start()

    call_command("bake")

    assert ": 7 pages baked, 3 with new bytes, 0 taken away." in capsys.readouterr().out


def test_why_explains_a_file_of_the_house(
    book: object, pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    maps = Pages("test.maps", rank=MAPS)
    book.register(maps)  # type: ignore[attr-defined]
    maps.put("/.map/3f")
    call_command("bake", all=True)

    call_command("why", "/.map/3f")

    assert "  page:/.map/3f\n" in capsys.readouterr().out


@pytest.mark.parametrize("jobs", ["0", "-2", "many"])
def test_a_bake_needs_at_least_one_process(jobs: str) -> None:
    with pytest.raises(CommandError, match=r"--jobs: .*whole number above zero"):
        call_command("bake", f"--jobs={jobs}")
