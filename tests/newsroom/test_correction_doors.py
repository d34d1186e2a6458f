"""At every door of the editor: a change of what readers have is described, or refused there."""

import html

import pytest
from django.test import Client

from courant.newsroom.models import ArticlePage, Correction, Teaser
from courant.newsroom.services.articles import withdraw
from courant.staff.models import Staff
from tests import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(paper.make_staff("editor"))
    return client


def form_of(article: ArticlePage, **fields: object) -> dict[str, object]:
    """Return what the editor's form of a plain article sends when Publish is pressed."""
    data: dict[str, object] = {
        "title": article.title, "slug": article.slug, "standfirst": article.standfirst,
        "body-count": "0", "photo_caption": "null", "action-publish": "1",
        "change_kind": "", "change_words": "",
        "bylines-0-kind": "staff", "bylines-0-role": "by", "bylines-0-ORDER": "1",
        "bylines-0-id": str(article.bylines.get().pk),
    }  # fmt: skip
    for formset, count in (("bylines", 1), ("article_topics", 0), ("comments", 0)):
        data |= {f"{formset}-MIN_NUM_FORMS": "0", f"{formset}-MAX_NUM_FORMS": "1000"}
        data |= {f"{formset}-TOTAL_FORMS": str(count), f"{formset}-INITIAL_FORMS": str(count)}
    return data | fields


def test_the_form_of_a_live_article_asks_for_the_kind_and_that_of_a_draft_does_not(
    editor: Client,
) -> None:
    live, draft = paper.make_article(), paper.make_article(published=False)

    asked, unasked = (
        editor.get(f"/admin/pages/{article.pk}/edit/").content.decode() for article in (live, draft)
    )

    assert "What kind of change is this?" in asked
    assert "What kind of change is this?" not in unasked


def test_a_change_without_a_kind_is_refused_at_its_field(editor: Client) -> None:
    article = paper.make_article("As it was", body=[])

    answer = editor.post(
        f"/admin/pages/{article.pk}/edit/", form_of(article, title="Another")
    ).content.decode()

    assert "Say what kind of change this is" in answer
    assert ArticlePage.objects.get(pk=article.pk).title == "As it was"


def test_a_correction_without_words_is_refused_at_its_field(editor: Client) -> None:
    article = paper.make_article("As it was", body=[])

    answer = editor.post(
        f"/admin/pages/{article.pk}/edit/",
        form_of(article, title="Another", change_kind="correction"),
    ).content.decode()

    assert "Write the words that readers will see" in answer
    assert not Correction.objects.exists()


def test_an_editor_publishes_a_correction(editor: Client) -> None:
    article = paper.make_article("As it was", body=[])

    editor.post(
        f"/admin/pages/{article.pk}/edit/",
        form_of(article, title="Another", change_kind="correction", change_words="It was Tuesday."),
    )
    history = editor.get(f"/admin/pages/{article.pk}/history/").content.decode()

    assert Correction.objects.get().made_by == Staff.objects.get(username="editor")
    assert ArticlePage.objects.get(pk=article.pk).title == "Another"
    assert "Correction: It was Tuesday." in history


def test_a_draft_of_a_live_article_is_saved_without_a_kind(editor: Client) -> None:
    article = paper.make_article("As it was", body=[])
    sent = form_of(article, title="Another")
    del sent["action-publish"]

    editor.post(f"/admin/pages/{article.pk}/edit/", sent)

    assert ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().title == "Another"


def test_a_byline_that_changes_needs_a_kind_at_the_last_door(editor: Client) -> None:
    article = paper.make_article("As it was", body=[])
    sent = form_of(article, **{"bylines-0-role": "reporting"})

    answer = editor.post(f"/admin/pages/{article.pk}/edit/", sent, follow=True).content.decode()

    assert "was not published; your draft is kept" in answer
    assert "Say what kind of change this is" in answer
    assert article.bylines.get().role == "by"


def test_a_bulk_publication_of_a_change_without_a_kind_is_refused(editor: Client) -> None:
    article = paper.make_article("As it was")
    article.title = "Another"
    article.save_revision()

    bulk = f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={article.pk}"
    answer = editor.post(bulk, follow=True).content.decode()

    assert "Say what kind of change this is" in answer
    assert ArticlePage.objects.get(pk=article.pk).title == "As it was"


def test_a_withdrawal_needs_words_and_wagtails_unpublish_leads_there(editor: Client) -> None:
    article = paper.make_article()

    led = editor.post(f"/admin/pages/{article.pk}/unpublish/")
    refused = editor.post(f"/admin/articles/{article.pk}/withdraw/", {"words": " "})

    assert led["Location"] == f"/admin/articles/{article.pk}/withdraw/"
    assert "Say why it is withdrawn" in refused.content.decode()
    assert Teaser.objects.filter(pk=article.pk).exists()


@pytest.mark.parametrize("way", ["bulk of articles", "bulk of a desk", "a desk"])
def test_no_way_of_wagtails_withdraws_several_without_words(way: str, editor: Client) -> None:
    one, two = paper.make_article("The one"), paper.make_article("The other")
    desk = one.get_parent()
    address = {
        "bulk of articles": f"/admin/bulk/wagtailcore/page/unpublish/?id={one.pk}&id={two.pk}",
        "bulk of a desk": f"/admin/bulk/wagtailcore/page/unpublish/?id={desk.pk}",
        "a desk": f"/admin/pages/{desk.pk}/unpublish/",
    }[way]

    refused = editor.post(address, {"include_descendants": "on"})
    answer = editor.get("/admin/").content.decode()

    assert refused.status_code == 302
    assert "with words that tell readers why" in answer
    assert f"/admin/articles/{two.pk}/withdraw/" in answer
    assert Teaser.objects.filter(pk__in=[one.pk, two.pk]).count() == 2


def test_a_desk_without_public_articles_is_unpublished_as_ever(editor: Client) -> None:
    desk = paper.make_desk("Empty")

    editor.post(f"/admin/bulk/wagtailcore/page/unpublish/?next=/admin/&id={desk.pk}")

    desk.refresh_from_db()
    assert not desk.live


def test_what_is_typed_into_a_withdrawn_article_is_compared_with_what_readers_had(
    editor: Client,
) -> None:
    article = paper.make_article("Ten died")
    withdraw(article, words="We are not sure.", by=None)
    door = f"/admin/pages/{article.pk}/edit/"
    saved = form_of(article, title="Nobody died")
    saved.pop("action-publish", None)
    editor.post(door, saved)
    assert ArticlePage.objects.get(pk=article.pk).title == "Nobody died"  # the row follows

    refused = editor.post(door, form_of(article, title="Nobody died", **{"action-publish": "1"}))
    editor.post(
        door,
        form_of(
            article, title="Nobody died", change_kind="correction", change_words="Nobody died.",
            **{"action-publish": "1"},
        ),
    )  # fmt: skip

    assert "Say what kind of change" in html.unescape(refused.content.decode())
    assert Correction.objects.get().wording[0] == ["headline", "Ten died", "Nobody died"]
