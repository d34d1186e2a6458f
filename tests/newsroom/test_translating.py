"""Translating an article, sentence by sentence: the screens, the doors, what readers get."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringSegment, Translation

from courant.newsroom.models import ArticlePage, DeskPage, Teaser
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.articles import withdraw
from courant.plant import clock
from courant.plant.edition.files import Edition, gone_file
from courant.press.run import press_run
from tests.paper import (
    make_article,
    make_contributor,
    make_desk,
    make_paper,
    make_photo,
    make_staff,
    make_topic,
    paragraph,
    publish,
)

pytestmark = pytest.mark.django_db

WORDS = {
    "The mayor resigns": "شهردار استعفا کرد",
    "She said so on Monday.": "او این را دوشنبه گفت.",
    "It rained.": "باران می‌بارید.",
    "He left <b>early</b>.": "او <b>زود</b> رفت.",
    "The mayor leaves": "شهردار می‌رود",
    "The town hall": "شهرداری",
    "Year": "سال",
    "Votes": "رأی‌ها",
    "Counted by hand": "شمارش دستی",
}
TABLE = {
    "columns": [{"type": "name", "heading": "Year"}, {"type": "text", "heading": "Votes"}],
    "rows": [{"values": ["2026", "<p>Counted by hand</p>"]}],
    "caption": "",
}


@pytest.fixture
def editor(client: Client) -> Client:
    make_paper(languages=["en", "fa"])
    client.force_login(make_staff("editor"))
    return client


@pytest.fixture
def politics(editor: Client) -> DeskPage:
    desk = make_desk("Politics")
    make_desk("سیاست", lang="fa", translates=desk)
    return desk


def make_original(desk: DeskPage) -> ArticlePage:
    body = [
        paragraph("<p>It rained.</p><p>He left <b>early</b>.</p>"),
        {"type": "table", "value": TABLE},
    ]
    return make_article(
        "The mayor resigns",
        desk=desk,
        standfirst="She said so on Monday.",
        slug="mayor",
        topics=[make_topic("Town hall")],
        bylines=[make_contributor("Ada Visser")],
        photo=make_photo(),
        photo_alt="The town hall",
        photo_alt_decision="described",
        body=body,
    )


def submit(editor: Client, page: ArticlePage | DeskPage) -> Translation:
    """Press *Translate*, choose Persian, and *Submit*."""
    farsi = Locale.objects.get(language_code="fa")
    asked = f"/admin/localize/submit/page/{page.pk}/"
    assert "Persian" in editor.get(asked).content.decode()
    editor.post(asked, {"locales": [farsi.pk]})
    return Translation.objects.filter(source__object_id=page.translation_key).first()


def write(editor: Client, translation: Translation, **others: str) -> None:
    """Translate every sentence that we have words for."""
    for segment in StringSegment.objects.filter(source=translation.source):
        if words := (WORDS | others).get(segment.string.data):
            told = editor.put(
                f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
                f"value={words}",
                content_type="application/x-www-form-urlencoded",
            )
            assert told.status_code in (200, 201), told.content


def press_publish(editor: Client, page: ArticlePage) -> str:
    with TestCase.captureOnCommitCallbacks(execute=True):  # it publishes when all is stored
        answer = editor.post(f"/admin/pages/{page.pk}/edit/", {"action": "publish"}, follow=True)
    return answer.content.decode()


def save_own_facts(editor: Client, page: ArticlePage, fields: dict[str, str]) -> HttpResponse:
    """Save what a translation has of its own, on the screen for that."""
    data = {
        "bylines-0-kind": "staff", "bylines-0-role": "by", "bylines-0-ORDER": "1",
        "change_kind": "", "change_words": "",
    }  # fmt: skip
    for formset in ("bylines", "article_topics", "comments"):
        data |= {f"{formset}-INITIAL_FORMS": "0", f"{formset}-MIN_NUM_FORMS": "0"}
        data |= {f"{formset}-MAX_NUM_FORMS": "1000", f"{formset}-TOTAL_FORMS": "0"}
    data |= {"bylines-TOTAL_FORMS": "1"}
    return editor.post(f"/admin/articles/{page.pk}/own/", data | fields)


def say_what_kind(editor: Client, page: ArticlePage) -> None:
    words = {"change_kind": "update", "change_words": "او رفت."}
    assert save_own_facts(editor, page, words).status_code == 302


def persian(page: ArticlePage) -> ArticlePage:
    return ArticlePage.objects.get(translation_key=page.translation_key, locale__language_code="fa")


def test_a_translation_is_baked_and_each_version_names_the_other(
    editor: Client, politics: DeskPage, tmp_path: Path
) -> None:
    original = make_original(politics)
    translation = submit(editor, original)
    assert editor.get(f"/admin/pages/{persian(original).pk}/edit/").status_code == 200
    write(editor, translation)
    press_publish(editor, persian(original))
    press_run(Edition(tmp_path))

    copy = persian(original)
    english, farsi = current_address(original), current_address(copy)
    assert farsi is not None
    assert farsi.endswith("/شهردار-استعفا-کرد/")
    assert farsi.startswith("/fa/")
    page = (tmp_path / f"{farsi}index.html"[1:]).read_text()
    for words in (
        "شهردار استعفا کرد",
        "باران می‌بارید.",
        "<b>زود</b>",
        'alt="شهرداری"',
        "شمارش دستی",
    ):
        assert words in page
    assert "It rained" not in page
    for address in (english, farsi):
        told = (tmp_path / f"{address}index.html"[1:]).read_text()
        assert told.count('<link rel="alternate" hreflang="en"') == 1
        assert told.count('<link rel="alternate" hreflang="fa"') == 1
        switch = told.partition('<nav class="languages"')[2].partition("</nav>")[0]
        assert re.findall(r'href="([^"]+)"', switch) == [english, farsi]


def test_an_article_in_one_language_has_no_switch_and_a_withdrawn_one_offers_what_is_left(
    editor: Client, politics: DeskPage, tmp_path: Path
) -> None:
    alone = make_article("Low water", desk=politics)
    original = make_original(politics)
    write(editor, submit(editor, original))
    press_publish(editor, persian(original))
    english = current_address(original)
    withdraw(original, words="We were wrong.", by=None)
    press_run(Edition(tmp_path))

    page = (tmp_path / f"{current_address(alone)}index.html"[1:]).read_text()
    gone = (tmp_path / gone_file(str(english))).read_text()

    assert '<nav class="languages"' not in page
    assert "We were wrong." in gone
    assert str(current_address(persian(original))) in gone.partition("Also in")[2]


def test_it_begins_as_a_draft_with_the_originals_makers_and_no_topics(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    submit(editor, original)

    copy = persian(original)
    assert not copy.live
    assert copy.get_parent().title == "سیاست"
    assert [line.contributor.name for line in copy.bylines.all()] == ["Ada Visser"]
    assert not copy.article_topics.exists()
    assert copy.photo == original.photo


def test_a_text_that_nobody_translated_keeps_it_from_readers(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    translation = submit(editor, original)
    write(editor, translation, **{"It rained.": ""})

    told = press_publish(editor, persian(original))

    assert "1 of " in told
    assert "texts are not translated yet" in told
    assert not persian(original).live


def test_an_article_whose_desk_is_not_translated_is_not_submitted(editor: Client) -> None:
    original = make_original(make_desk("Culture"))

    told = editor.post(
        f"/admin/localize/submit/page/{original.pk}/",
        {"locales": [Locale.objects.get(language_code="fa").pk]},
        follow=True,
    ).content.decode()

    assert "its desk, “Culture”, does not exist in Persian yet" in told
    assert not Translation.objects.exists()


def test_an_update_of_the_original_marks_what_changed_and_overwrites_nothing(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    translation = submit(editor, original)
    write(editor, translation)
    press_publish(editor, persian(original))
    address = current_address(persian(original))

    publish(original, title="The mayor leaves")
    editor.post(f"/admin/localize/update/{translation.source_id}/", {})
    copy = persian(original)
    assert copy.title == "شهردار استعفا کرد"
    total, done = translation.get_progress()
    assert total - done == 1

    write(editor, translation)
    say_what_kind(editor, copy)
    press_publish(editor, copy)
    assert persian(original).title == "شهردار می‌رود"
    assert current_address(persian(original)) == address  # a new headline never changes it


def test_what_a_translation_has_of_its_own_stays_when_the_original_changes(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    translation = submit(editor, original)
    write(editor, translation)
    bandar = make_topic("بندر", lang="fa")
    copy = persian(original)
    asked = editor.get(f"/admin/articles/{copy.pk}/own/").content.decode()
    assert "Bylines" in asked
    assert 'name="title"' not in asked
    saved = save_own_facts(
        editor,
        copy,
        {
            "bylines-0-role": "translation", "ticker": "never", "article_topics-TOTAL_FORMS": "1",
            "article_topics-0-topic": str(bandar.pk), "article_topics-0-ORDER": "1",
        },
    )  # fmt: skip
    assert saved.status_code == 302, saved.content.decode()
    publish(original, standfirst="She said so on Monday.", photo=None)
    editor.post(f"/admin/localize/update/{translation.source_id}/", {})
    press_publish(editor, copy)

    copy = persian(original)
    assert [topic.topic for topic in copy.article_topics.all()] == [bandar]
    assert "translation" in [line.role for line in copy.bylines.all()]
    assert copy.ticker == "never"
    assert copy.photo is None


def test_what_was_saved_as_a_draft_of_a_public_translation_is_published_with_it(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    write(editor, submit(editor, original))
    press_publish(editor, persian(original))
    own = {
        "bylines-0-kind": "withheld", "bylines-0-role": "by", "ticker": "never",
        "change_kind": "update", "change_words": "او رفت.",
    }  # fmt: skip
    assert save_own_facts(editor, persian(original), own).status_code == 302

    press_publish(editor, persian(original))

    for page in (persian(original), persian(original).get_latest_revision_as_object()):
        assert "withheld" in [line.kind for line in page.bylines.all()]
        assert page.ticker == "never"


def test_a_translation_that_waits_for_an_embargo_knows_its_original(
    editor: Client, politics: DeskPage
) -> None:
    original = make_original(politics)
    write(editor, submit(editor, original))
    later = (clock.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    save_own_facts(editor, persian(original), {"embargo_until": later})
    press_publish(editor, persian(original))

    assert persian(original).embargo_until is not None
    assert persian(original).translated_from_at is not None


def test_readers_of_a_translation_are_told_that_its_original_has_gone_on(
    editor: Client, politics: DeskPage, tmp_path: Path
) -> None:
    edition = Edition(tmp_path)
    original = make_original(politics)
    translation = submit(editor, original)
    write(editor, translation)
    press_publish(editor, persian(original))
    press_run(edition)
    page = tmp_path / f"{current_address(persian(original))}index.html"[1:]
    assert "ترجمهٔ نسخهٔ" not in page.read_text()
    assert '"translationOfWork": {"@type": "NewsArticle", "url": "http' in page.read_text()

    words = {"change_kind": "update", "change_words": "She has gone."}
    publish(original, title="The mayor leaves", **words)
    press_run(edition)
    assert "ترجمهٔ نسخهٔ" in page.read_text()
    assert f'href="{current_address(original)}" hreflang="en"' in page.read_text()

    editor.post(f"/admin/localize/update/{translation.source_id}/", {})
    write(editor, translation)
    assert "what kind of change this is" in press_publish(editor, persian(original))
    say_what_kind(editor, persian(original))
    press_publish(editor, persian(original))
    press_run(edition)
    assert "ترجمهٔ نسخهٔ" not in page.read_text()
    assert "شهردار می‌رود" in page.read_text()


def test_a_typo_in_the_original_is_not_told_of(editor: Client, politics: DeskPage) -> None:
    original = make_original(politics)
    translation = submit(editor, original)
    write(editor, translation)
    press_publish(editor, persian(original))

    publish(original, standfirst="She said so on Monday!", change_kind="typo")

    assert Teaser.objects.get(pk=persian(original).pk).behind_at is None
    assert Teaser.objects.get(pk=persian(original).pk).translates_id == original.pk


def test_nobody_is_offered_to_fill_a_language_with_the_articles_of_another(editor: Client) -> None:
    answer = editor.get("/admin/locales/new/")

    assert answer.status_code == 200
    assert "synchronise" not in answer.content.decode().lower()
