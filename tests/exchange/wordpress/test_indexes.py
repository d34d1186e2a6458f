"""What the editors' side needs of an imported page is what Wagtail would have written itself."""

from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import ReferenceIndex

from courant.newsroom.models import ArticlePage, StandingPage
from tests.exchange.wordpress.taking import take, write_export
from tests.exchange.wxr.exports import make_item
from tests.exchange.wxr.generate import write_export as write_many

pytestmark = [pytest.mark.django_db, pytest.mark.db]


def references_of(page: ArticlePage | StandingPage) -> set[tuple[int, str, str, str]]:
    rows = ReferenceIndex.objects.filter(
        object_id=str(page.pk), content_type=ContentType.objects.get_for_model(type(page))
    )
    return set(rows.values_list("to_content_type_id", "to_object_id", "model_path", "content_path"))


def test_references_of_imported_pages_are_those_that_wagtail_finds(tmp_path: Path) -> None:
    export = tmp_path / "export.xml"
    write_many(export, posts=24, comments=0, words=200)  # the later ones link to earlier ones

    take(export)

    pages = [*ArticlePage.objects.all(), *StandingPage.objects.all()]
    assert any("linktype" in str(page.body.raw_data[:]) for page in pages)
    for page in pages:
        found = set(ReferenceIndex._extract_references_from_object(page))
        assert references_of(page) == found


def test_editors_find_an_imported_article_by_its_headline_and_by_its_words(tmp_path: Path) -> None:
    take(
        write_export(
            tmp_path / "export.xml",
            make_item(post_id="1", title="Ferry late again", content="The <b>captain</b> slept."),
            make_item(
                post_id="2", title="Rain", content="It rained.", link="https://harbour.example/2/"
            ),
        )
    )

    for word in ("ferry", "captain"):
        found = ArticlePage.objects.all().search(word)
        assert [page.title for page in found] == ["Ferry late again"], word
    assert not list(ArticlePage.objects.all().search("linktype"))
