"""What a page is, it says: gone, missing, somebody's opinion."""

from typing import Any

import pytest

from courant.newsroom.preview import draft_of
from courant.newsroom.services.articles import withdraw
from courant.press.bake import composed
from courant.press.recipes import recipe_named
from tests import paper

pytestmark = pytest.mark.django_db


def titles(name: str) -> set[str]:
    """Return the titles of all pages of one recipe."""
    recipe: Any = recipe_named(name)
    pages = composed(recipe, recipe.subjects(list(recipe.addresses())))
    return {view.head.title for view, _ in pages}


def test_a_page_of_nothing_has_a_title_in_its_language() -> None:
    paper.make_paper(languages=("en", "nl"))

    assert titles("newsroom.status") == {
        "There is no page here", "We will be back in a moment",
        "Hier is geen pagina", "We zijn zo terug",
    }  # fmt: skip


def test_a_withdrawn_article_has_its_headline_for_title_and_a_deleted_one_says_so() -> None:
    withdraw(paper.make_article("The mayor resigned"), words="", by=None)
    paper.make_article("The mayor never came").delete()

    assert titles("newsroom.gone") == {"The mayor resigned", "This page was withdrawn"}


@pytest.mark.parametrize(
    ("label", "lang", "said"),
    [
        ("opinion", "en", "Opinion"),
        ("opinion", "fa", "دیدگاه"),
        ("news", "en", None),
        ("", "en", None),
    ],
)
def test_readers_are_told_what_is_not_plain_news(label: str, lang: str, said: str | None) -> None:
    paper.make_paper(languages=[lang])
    article = paper.make_article(desk=paper.make_desk(lang=lang), label=label, dateline="Delft")

    html = draft_of(article)[0].decode()

    if said is None:
        assert "kicker-label" not in html
    else:
        assert f'kicker-label">{said}</span>' in html
