"""Importing the same site again: nothing twice, nothing lost, nothing of ours overwritten."""

from pathlib import Path

import pytest

from courant.newsroom.models import ArticlePage
from courant.press.models import Change
from tests.exchange.wordpress.taking import bake_into, everything_stored, take, told, write_export
from tests.exchange.wxr.exports import make_comment, make_item
from tests.exchange.wxr.generate import write_export as write_many

pytestmark = [pytest.mark.django_db, pytest.mark.db]

MANY = 440  # items enough for a second process to make them


def files_of(edition: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file of an edition: its bytes and when they were written."""
    return {
        str(path.relative_to(edition)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(edition.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_second_import_changes_no_row_notes_nothing_and_leaves_the_edition_untouched(
    unbuffered: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)  # half-written portions came of it once
    export = tmp_path / "export.xml"
    write_many(export, posts=MANY * 4 // 5, comments=2, words=40)
    take(export)
    assert ArticlePage.objects.count() == MANY * 4 // 5
    if not unbuffered:  # baking once is enough
        bake_into(tmp_path)
    Change.objects.all().delete()
    stored, edition = everything_stored(), files_of(tmp_path / "edition")

    outcome = take(export)

    assert outcome.report.is_unchanged
    assert everything_stored() == stored
    assert not Change.objects.exists()
    assert files_of(tmp_path / "edition") == edition


def test_what_was_edited_here_is_left_alone_and_told_and_the_rest_is_renewed(
    tmp_path: Path,
) -> None:
    def export(text: str) -> Path:
        return write_export(
            tmp_path / "export.xml",
            *(
                make_item(
                    make_comment(id=f"{number}"), post_id=f"{number}", content=text,
                    link=f"https://harbour.example/{number}/", title=f"Story {number}",
                )
                for number in (1, 2, 3)
            ),
        )  # fmt: skip

    take(export("As it was."))
    edited = ArticlePage.objects.get(title="Story 2")
    edited.title = "Story 2, by our own desk"
    edited.save_revision().publish()

    outcome = take(export("As it is now."))

    edited.refresh_from_db()
    assert edited.title == "Story 2, by our own desk"
    assert "As it was." in str(edited.body)
    for title in ("Story 1", "Story 3"):
        assert "As it is now." in str(ArticlePage.objects.get(title=title).body)
    post = told(outcome)["types"]["post"]
    assert (post["in"], post["updated"]) == (3, 2)
    assert post["explained"] == {"it was edited here since": 1}


def test_a_post_that_is_new_in_the_next_export_comes_in_beside_the_others(tmp_path: Path) -> None:
    first = make_item(post_id="1", link="https://harbour.example/1/", title="One")
    second = make_item(post_id="2", link="https://harbour.example/2/", title="Two")
    take(write_export(tmp_path / "export.xml", first))

    outcome = take(write_export(tmp_path / "export.xml", first, second))

    post = told(outcome)["types"]["post"]
    assert (post["stored"], post["unchanged"]) == (1, 1)
    assert set(ArticlePage.objects.values_list("title", flat=True)) == {"One", "Two"}
