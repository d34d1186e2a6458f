"""A signed link to a draft: one revision, 72 hours, nothing else, and nothing without the key."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.documents import get_document_model

from courant.newsroom.draft_link import link_for, token_for
from courant.newsroom.models import ArticlePage
from courant.plant import clock
from tests import paper
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(noon: datetime) -> None:
    """Every test here is at noon."""


def drafted(**fields: Any) -> ArticlePage:
    return paper.make_article("Not yet told", published=False, **fields)


def path_to(article: ArticlePage) -> str:
    revision = article.get_latest_revision()
    assert revision is not None
    return link_for(revision.pk).removeprefix(settings.WAGTAILADMIN_BASE_URL)


def test_a_stranger_reads_the_draft_marked_as_one_and_nobody_keeps_or_finds_it(
    client: Client,
) -> None:
    answer = client.get(path_to(drafted()))
    said = answer.content.decode()

    assert answer.status_code == 200
    assert "Not yet told" in said
    assert "Draft, not published · This link works until 23 Nov 2026, 13:00" in said
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "script-src" not in answer["Content-Security-Policy"]


def test_the_mark_is_in_the_articles_language(client: Client) -> None:
    paper.make_paper(languages=["fa"])
    article = paper.make_article("خبر", desk=paper.make_desk("شهر", lang="fa"), published=False)

    said = client.get(path_to(article)).content.decode()

    assert "پیش‌نویس، منتشر نشده" in said
    assert "۱۴۰۵" in said


def test_it_works_for_72_hours_and_then_says_so(client: Client) -> None:
    path = path_to(drafted())

    with clock.stopped_at(NOON + timedelta(hours=72, seconds=-1)):
        assert client.get(path).status_code == 200
    with clock.stopped_at(NOON + timedelta(hours=72)):
        over = client.get(path)
    assert over.status_code == 410
    assert "Not yet told" not in over.content.decode()
    assert "Ask the newsroom for a new one" in over.content.decode()


@pytest.mark.parametrize(
    "change",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "999" + token,
        lambda token: token.replace(":", "", 1),
        lambda token: token.split(":")[0],
        lambda _: "x",
    ],
)
def test_a_link_that_we_did_not_make_opens_nothing(change: Any, client: Client) -> None:
    token = token_for(drafted().get_latest_revision().pk)
    assert client.get(f"/preview/{change(token)}/").status_code == 404


def test_it_shows_the_revision_it_was_made_for_and_nothing_written_later(client: Client) -> None:
    article = drafted()
    path = path_to(article)
    article.title = "Written later"
    article.save_revision()

    assert "Not yet told" in client.get(path).content.decode()


def test_photos_and_documents_of_the_draft_come_with_the_link_and_no_others(
    client: Client,
) -> None:
    photo, other = paper.make_photo(), paper.make_photo()
    report = get_document_model().objects.create(
        title="Report", file=ContentFile(b"%PDF-1.4 report", name="report.pdf")
    )
    article = drafted(
        photo=photo,
        photo_alt_decision="decorative",
        body=[{"type": "document", "value": {"document": report.pk, "title": "The report"}}],
    )
    path = path_to(article)
    said = client.get(path).content.decode()

    shown = set(re.findall(rf"{re.escape(path)}(?:photos|assets|documents)/[\w.-]+", said))
    kinds = {name.removeprefix(path).split("/")[0] for name in shown}
    assert kinds == {"photos", "assets", "documents"}
    assert not re.findall(r"[\"\s,]/(?:photos|assets|documents)/", said)
    for name in shown:
        answer = client.get(name)
        assert answer.status_code == 200, name
        assert answer["Cache-Control"] == "no-store"
        answer.close()
    hidden = other.renditions_made[0][-1]
    assert client.get(f"{path}photos/{hidden}").status_code == 404
    assert client.get(f"/photos/{hidden}").status_code == 302


def test_a_link_goes_with_its_draft(client: Client) -> None:
    article = drafted()
    path = path_to(article)
    article.delete()
    assert client.get(path).status_code == 404


def test_the_editor_shows_the_link_and_the_history_says_who_made_it(client: Client) -> None:
    article = drafted()
    client.force_login(paper.make_staff("mina"))

    form = client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
    shown = client.get(f"/admin/articles/{article.pk}/link/").content.decode()
    history = client.get(f"/admin/pages/{article.pk}/history/").content.decode()

    assert f"/admin/articles/{article.pk}/link/" in form
    (link,) = re.findall(r'value="([^"]*/preview/[^"]*)"', shown)
    assert Client().get(link.removeprefix(settings.WAGTAILADMIN_BASE_URL)).status_code == 200
    assert "Link to a draft made" in history


def test_nothing_can_be_sent_to_a_draft(client: Client) -> None:
    assert client.post(path_to(drafted())).status_code == 405
