"""Where the newsroom's links to a page lead: to the paper, not to the newsroom."""

from typing import Any

import pytest
from django.test import Client

from courant.newsroom.bodies import Shelf, rich_text
from courant.newsroom.models import ArticlePage
from tests import paper

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_published_page_links_to_the_papers_host(lang: str, settings: Any) -> None:
    paper.make_paper(languages=("en", "fa"))
    article = paper.make_article("High water", desk=paper.make_desk("Town", lang=lang))

    root = settings.CONFIG.public_root
    page = ArticlePage.objects.get(pk=article.pk)

    assert page.url == page.get_url() == page.full_url == f"{root}{page.teaser.address}"


def test_a_draft_that_was_never_public_links_nowhere() -> None:
    article = paper.make_article("Low water", published=False)

    assert article.get_url() is None


def test_the_preview_of_a_published_page_opens(client: Client) -> None:
    client.force_login(paper.make_staff("editor"))
    article = paper.make_article("High water")
    asked = client.get("/admin/").wsgi_request

    shown = article.make_preview_request(asked, "")

    assert shown.status_code == 200
    assert "High water" in shown.content.decode()


def test_a_stored_link_that_hides_another_host_is_baked_as_its_words_alone() -> None:
    nothing = Shelf(*[lambda *_: None] * 5)
    kept = '<a href="/about/">us</a> <a href="mailto:a@b.example">a</a> <a href="tel:+31">b</a>'

    baked = rich_text(f'<p><a href="//evil.example/">here</a> {kept}</p>', nothing)

    assert baked == f"<p>here {kept}</p>"
