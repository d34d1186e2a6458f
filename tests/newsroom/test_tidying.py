"""ي and ك become ی and ک where the paper speaks, and never where somebody is quoted."""

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from courant.newsroom.models import ArticlePage
from courant.newsroom.tidying import is_for, tidied
from tests import paper


@pytest.mark.parametrize(
    ("words", "better", "count"),
    [
        ("كتابي", "کتابی", 2),
        ("<p>كتاب «كتابي» ديگر</p>", "<p>کتاب «كتابي» دیگر</p>", 2),
        ('<p>كتاب "كتابي" ديگر</p>', '<p>کتاب "كتابي" دیگر</p>', 2),
        ("كتاب &quot;كتابي&quot; ديگر", "کتاب &quot;كتابي&quot; دیگر", 2),
        ("«كتاب <b>كتابي</b>» ديگر", "«كتاب <b>كتابي</b>» دیگر", 1),
        ("“كتاب «كتابي» كتاب” ديگر", "“كتاب «كتابي» كتاب” دیگر", 1),
        ('<a href="/كتابي/">كتاب</a>', '<a href="/كتابي/">کتاب</a>', 1),
        ("«كتاب بي پايان", "«كتاب بي پايان", 0),
        ('<q data-speaker="علي">كتابي</q> ديگر', '<q data-speaker="علي">كتابي</q> دیگر', 1),
        (
            '<q data-speaker="علي">كتاب «كتابي</q> ديگر',
            '<q data-speaker="علي">كتاب «كتابي</q> دیگر',
            1,
        ),
        ("", "", 0),
    ],
)
def test_letters_are_tidied_outside_quotations(words: str, better: str, count: int) -> None:
    assert tidied(words) == (better, count)


@given(st.text(alphabet='يكیک «»“”"<>a&;', max_size=60))
def test_tidying_twice_changes_nothing_and_no_letter_is_lost(words: str) -> None:
    once, count = tidied(words)

    assert tidied(once) == (once, 0)
    assert len(once) == len(words)
    assert sum(a != b for a, b in zip(once, words, strict=True)) == count


def test_it_is_for_persian_and_not_for_arabic() -> None:
    assert [lang for lang in ("fa", "fa-AF", "prs", "ar", "en", "ckb") if is_for(lang)] == [
        "fa",
        "fa-AF",
        "prs",
        "ckb",
    ]


@pytest.mark.django_db
def test_an_editor_sees_the_count_and_tidies_a_new_draft_without_the_quotation(
    client: Client,
) -> None:
    paper.make_paper(languages=["fa"])
    quotation = {"text": "<p>كتابي</p>", "speaker": "علي", "source_url": ""}
    article = paper.make_article(
        "كتاب تازه",
        desk=paper.make_desk("شهر", lang="fa"),
        body=[paper.paragraph("<p>ديگر</p>"), {"type": "quotation", "value": quotation}],
    )
    client.force_login(paper.make_staff())
    before = article.latest_revision_id

    asked = client.get(f"/admin/articles/{article.pk}/tidy/").content.decode()
    client.post(f"/admin/articles/{article.pk}/tidy/")

    assert "<strong>2</strong> letters" in asked
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert draft.title == "کتاب تازه"
    assert draft.body.raw_data[0]["value"] == "<p>دیگر</p>"
    assert quotation.items() <= draft.body.raw_data[1]["value"].items()
    assert draft.latest_revision_id != before
    assert ArticlePage.objects.get(pk=article.pk).title == "كتاب تازه"


@pytest.mark.django_db
def test_an_arabic_article_is_left_alone(client: Client) -> None:
    paper.make_paper(languages=["ar"])
    article = paper.make_article("كتاب", desk=paper.make_desk("مدينة", lang="ar"))
    client.force_login(paper.make_staff())

    client.post(f"/admin/articles/{article.pk}/tidy/")

    assert article.get_latest_revision_as_object().title == "كتاب"
    assert "Tidy" not in client.get(f"/admin/pages/{article.pk}/edit/").content.decode()
