"""The checks beside the editor, for the article as it stands there."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from courant.newsroom.models import ArticlePage, Teaser
from courant.plant import clock
from tests import paper
from tests.newsroom.test_editing import draft as form_of
from tests.newsroom.test_editing import new_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(paper.make_staff("editor"))
    return client


def test_the_editor_opens_with_the_checks_of_the_draft(editor: Client) -> None:
    article = paper.make_article("Low water", published=False, label="news")

    form = editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()

    assert 'data-must="1"' in form
    assert '<a href="#id_dateline" data-jump="dateline" data-block="">There is no dateline' in form
    assert "There is no topic" in form


def test_what_is_typed_is_checked_and_not_stored(editor: Client) -> None:
    article = paper.make_article("Low water", published=False)

    told = editor.post(
        f"/admin/articles/{article.pk}/checks/",
        form_of("See IMG_2231", label="news", dateline="Delft"),
    ).json()

    assert told["must"] == 1
    assert "IMG_2231" in told["html"]
    assert told["publish"] == "Publish"
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Low water"


def test_an_article_that_was_never_saved_is_checked(editor: Client) -> None:
    desk = paper.make_desk()

    form = editor.get(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/").content.decode()
    told = editor.post(
        f"/admin/articles/checks/newsroom/articlepage/{desk.pk}/", form_of("", label="news")
    ).json()

    assert f"/admin/articles/checks/newsroom/articlepage/{desk.pk}/" in form
    assert "There is no dateline" in told["html"]
    assert not ArticlePage.objects.exists()


def test_the_button_says_what_the_embargo_that_was_typed_will_do(editor: Client) -> None:
    article = paper.make_article("Low water", published=False)
    later = clock.now().astimezone(ZoneInfo("Europe/Amsterdam")) + timedelta(days=1)

    told = editor.post(
        f"/admin/articles/{article.pk}/checks/",
        form_of("Low water", embargo_until=f"{later:%Y-%m-%d} 18:00"),
    ).json()

    assert told["publish"] == (
        f"Publish under embargo until {later.day} {later:%b}, 18:00 Amsterdam time"
    )


def test_the_button_of_a_scheduled_draft_says_so_in_the_editor(editor: Client) -> None:
    article = paper.make_article("Low water", published=False)
    article.go_live_at = datetime(2033, 3, 4, 17, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
    article.save_revision()

    form = editor.get(f"/admin/pages/{article.pk}/edit/").content.decode()

    assert "Schedule for 4 Mar 2033, 17:00 Amsterdam time" in form


def test_a_new_article_is_news_until_somebody_says_otherwise(editor: Client) -> None:
    desk = paper.make_desk()
    form = editor.get(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/").content.decode()
    assert '<option value="news" selected>News</option>' in form


def test_who_may_not_edit_is_told_nothing(client: Client) -> None:
    article = paper.make_article("Secret", published=False, label="news")
    answer = client.post(f"/admin/articles/{article.pk}/checks/", form_of("Low water"))
    assert answer.status_code == 302


def test_who_publishes_under_embargo_is_told_who_sees_it(editor: Client) -> None:
    article = paper.make_article("Low water", published=False)
    later = clock.now().astimezone(ZoneInfo("Europe/Amsterdam")) + timedelta(days=1)
    sent = new_article("Low water", embargo_until=f"{later:%Y-%m-%d} 18:00")

    said = editor.post(f"/admin/pages/{article.pk}/edit/", sent, follow=True).content.decode()

    assert "is under embargo: only staff see it until" in said
    assert not Teaser.objects.exists()
