"""``courant bake`` and ``courant why``."""

import json

import pytest
from django.core.management import CommandError, call_command

from courant.press.changes import note_changed
from tests.press.pages import BROKEN, Pages

pytestmark = pytest.mark.django_db


def said(capsys: pytest.CaptureFixture[str], *words: str, **options: object) -> str:
    call_command(*words, **options)
    return capsys.readouterr().out


def test_everything_can_be_baked(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    pages.put("/one/")

    result = json.loads(said(capsys, "bake", all=True, json=True))

    assert (result["baked"], result["failed"]) == (1, [])


def test_nothing_is_baked_when_nothing_is_stale(
    pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "bake") == "Nothing was stale.\n"


def test_a_bake_that_failed_exits_1_and_names_the_page(
    pages: Pages, capsys: pytest.CaptureFixture[str]
) -> None:
    pages.put("/one/", BROKEN)

    with pytest.raises(SystemExit, match="1"):
        call_command("bake", all=True)

    assert "/one/ failed (test.pages): ValueError: The template" in capsys.readouterr().err


def test_why_names_the_ingredients(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    pages.put("/one/", "Text.", "topic:7")
    call_command("bake", all=True)

    answer = said(capsys, "why", "/one/")

    assert "  page:/one/\n  topic:7\n  house/house-one\n" in answer


def test_why_says_what_is_wrong(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    pages.put("/one/", BROKEN)
    with pytest.raises(SystemExit):
        call_command("bake", all=True)

    assert "failed: ValueError: The template does not compile." in said(capsys, "why", "/one/")


def test_why_knows_what_waits(pages: Pages, capsys: pytest.CaptureFixture[str]) -> None:
    pages.put("/one/")
    call_command("bake", all=True)
    note_changed("page:/one/", because="a test")

    assert "page:/one/" in said(capsys, "why", "/one/")


@pytest.mark.parametrize(
    ("address", "status"), [("/never/", 1), ("one", 2), ("/../one/", 2), ("/\udcff/", 2)]
)
def test_why_cannot_explain_what_was_never_baked(pages: Pages, address: str, status: int) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("why", address)

    assert refused.value.returncode == status
