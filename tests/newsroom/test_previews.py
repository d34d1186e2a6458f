"""What an editor sees of a draft before readers do."""

import pytest
from django.test import Client

from tests import paper
from tests.newsroom.test_editing import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(paper.make_staff("editor"))
    return client


def test_the_editor_and_its_preview_open(editor: Client) -> None:
    article = paper.make_article(
        "High water", photo=paper.make_photo(), photo_alt_decision="decorative"
    )

    page = editor.get(f"/admin/pages/{article.pk}/edit/")
    preview = editor.get(f"/admin/pages/{article.pk}/edit/preview/?mode=")

    assert page.status_code == 200
    assert preview.status_code in (200, 302)
    assert (
        article.get_latest_revision_as_object().serve_preview(page.wsgi_request, "").status_code
        == 200
    )


def test_what_a_photo_brings_along_is_told_where_it_is_used(editor: Client) -> None:
    photo = paper.make_photo(credit="Ada Ro", default_alt="A ferry", description="At low water")

    told = editor.get(f"/admin/photos/{photo.pk}/told/").json()

    assert told == {"alt": "A ferry", "caption": "At low water", "credit": "Ada Ro"}


def test_a_photo_chosen_a_moment_ago_stands_in_the_preview(editor: Client) -> None:
    add = f"/admin/pages/add/newsroom/articlepage/{paper.make_desk().pk}"
    photo = paper.make_photo(rendered=False)
    chosen = {"photo": str(photo.pk), "photo_alt_decision": "decorative"}

    sent = editor.post(f"{add}/preview/", draft("Low water", **chosen))

    assert sent.json()["is_valid"]
    shown = editor.get(f"{add}/preview/?mode=").content.decode()
    assert 'class="article-photo"' in shown


@pytest.mark.parametrize(
    ("mode", "says", "not_"),
    [
        ("", ["reader-", "Low water"], ["@media all"]),
        ("plain", ["Low water"], ["@media all"]),
        ("print", ["Low water", "@media all", "178mm"], ["@media print"]),
        ("linked", ["The ferry waits", "As breaking news", "May list it"], ["<h1"]),
    ],
)
def test_a_draft_is_looked_at_in_every_way_in_which_readers_have_it(
    mode: str, says: list[str], not_: list[str], editor: Client
) -> None:
    words = {"ticker": "breaking", "ticker_text": "The ferry waits"}
    article = paper.make_article("Low water", published=False, **words)

    draft = article.get_latest_revision_as_object()
    answer = draft.make_preview_request(editor.get("/admin/").wsgi_request, mode)
    shown = answer.content.decode()

    assert [words for words in says if words not in shown] == []
    assert [words for words in not_ if words in shown] == []
    runs_scripts = "script-src 'none'" not in answer["Content-Security-Policy"]
    assert runs_scripts == (mode in ("", "linked"))


def test_what_was_never_saved_can_be_previewed(editor: Client) -> None:
    add = f"/admin/pages/add/newsroom/articlepage/{paper.make_desk().pk}"

    sent = editor.post(f"{add}/preview/", draft("Low water"))

    assert sent.status_code == 200
    assert sent.json()["is_valid"]
    assert "Low water" in editor.get(f"{add}/preview/?mode=").content.decode()


def test_a_preview_shows_the_draft_through_the_press_own_recipe(editor: Client) -> None:
    article = paper.make_article("High water")
    draft = article.get_latest_revision_as_object()
    draft.title = "Higher water"
    draft.bylines.set([])

    shown = draft.serve_preview(editor.get("/admin/").wsgi_request, "").content.decode()

    assert "Higher water" in shown
    assert "courant-" in shown
