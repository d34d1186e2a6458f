"""Headlines longer than Wagtail's title come whole, as editors may write them."""

from pathlib import Path

import pytest

from courant.newsroom.models import ArticlePage, StandingPage
from tests.exchange.wordpress.taking import bake_into, follow, take, told, write_export
from tests.exchange.wxr.exports import make_item

pytestmark = [pytest.mark.django_db, pytest.mark.db]

LINK = "https://harbour.example/long/"


def words(letters: int) -> str:
    """Return a headline of that many letters."""
    return ("The ferry was late again and nobody said why " * 20)[: letters - 1] + "!"


def cuts(outcome: object) -> list[str]:
    return list(told(outcome)["findings"].get("cut", {}))  # type: ignore[arg-type]


@pytest.mark.parametrize("letters", [255, 256, 500])
def test_a_headline_of_up_to_500_letters_comes_whole(letters: int, tmp_path: Path) -> None:
    export = write_export(tmp_path / "export.xml", make_item(title=words(letters), link=LINK))

    outcome = take(export)

    article = ArticlePage.objects.get()
    assert article.headline == words(letters)
    assert bool(article.long_headline) == (letters > 255)
    assert len(article.title) <= 255
    assert cuts(outcome) == []
    page = follow(bake_into(tmp_path), LINK)
    assert f"{words(letters)}</h1>" in page.body.decode()
    assert take(export).report.is_unchanged


def test_a_longer_one_is_cut_at_a_word_and_told(tmp_path: Path) -> None:
    outcome = take(write_export(tmp_path / "export.xml", make_item(title=words(501), link=LINK)))

    headline = ArticlePage.objects.get().headline
    assert len(headline) <= 500
    assert words(501).startswith(headline.removesuffix("…"))
    assert cuts(outcome) == ["title of 501 letters"]


def test_a_page_has_no_room_for_more_than_255_and_that_is_told(tmp_path: Path) -> None:
    item = make_item(title=words(300), post_type="page", link="https://harbour.example/about/")
    export = write_export(tmp_path / "export.xml", item)

    outcome = take(export)

    assert len(StandingPage.objects.get().title) <= 255
    assert cuts(outcome) == ["title of 300 letters"]
    assert take(export).report.is_unchanged
