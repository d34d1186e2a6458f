"""Quotations in bodies: the block, the mark, what the editor makes of it, what readers get."""

import json
import re
from typing import Any

import pytest
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import ReferenceIndex

from courant.newsroom.blocks import QUOTING
from courant.newsroom.body_block import BodyBlock
from courant.newsroom.checks import NotReadyError
from courant.newsroom.models import Person
from courant.newsroom.quotations import quotations
from courant.newsroom.views import ArticleView
from courant.press.bake import composed
from courant.press.recipes import recipe_named
from tests import paper

MARKED = (
    'She <q data-person="5" data-lang="fa" data-said="2026-11-03" data-precision="day" '
    'data-place="In &quot;the&quot; hall &amp; out" '
    'data-source="https://example.org/a?b=1&amp;c=2" data-told="1" '
    'data-original="«نه»" data-original-lang="fa" '
    'data-translator="Omid">no, '
    "<b>never</b></q> again."
)


def by_the_editor(html: str) -> str:
    """Return what is stored when an editor opens rich text and saves it."""
    converter = ContentstateConverter([*QUOTING, "ul"])
    return str(converter.to_database_format(converter.from_database_format(html)))


def view_of(article: Any) -> ArticleView:
    articles = recipe_named("newsroom.article")
    ((view, _),) = composed(articles, articles.subjects([article.teaser.address]))
    assert isinstance(view, ArticleView)
    return view


@pytest.mark.django_db
@pytest.mark.parametrize(
    "html",
    [
        f'<p data-block-key="a1">{MARKED}</p>',
        '<ul><li data-block-key="a1"><q data-speaker="A nurse">It hurts</q>.</li></ul>',
        '<p data-block-key="a1"><q data-person="5">One</q> and <q data-person="6">two</q></p>',
        '<p data-block-key="a1"><q data-person="5">One</q><q data-person="5">two</q></p>',
        '<p data-block-key="a1"><a href="https://example.org/">a</a> <q data-person="5">b</q></p>',
    ],
)
def test_a_mark_comes_out_of_the_editor_as_it_went_in(html: str) -> None:
    assert by_the_editor(html) == html


@pytest.mark.django_db
def test_the_editor_gets_an_entity_with_the_blocks_names() -> None:
    converter = ContentstateConverter(QUOTING)

    state = json.loads(converter.from_database_format(f"<p>{MARKED}</p>"))

    (entity,) = state["entityMap"].values()
    assert entity["type"] == "QUOTATION"
    assert entity["data"]["person"] == "5"
    assert entity["data"]["original"] == "«نه»"
    assert entity["data"]["place"] == 'In "the" hall & out'


@pytest.mark.django_db
def test_what_a_mark_may_not_say_is_not_stored() -> None:
    stored = by_the_editor('<p><q data-person="5" onclick="x()" style="y" class="z">No</q></p>')

    assert '<q data-person="5">No</q>' in stored


def test_anchors_stay_with_the_words_and_are_numbered_where_words_are_the_same() -> None:
    yes, no = paper.quotation("Yes."), paper.quotation("No.")

    first = [quotation.anchor for quotation in quotations([yes, no, yes])]
    moved = [quotation.anchor for quotation in quotations([no, yes])]

    assert moved == [first[1], first[0]]
    assert first[2] == f"{first[0]}-2"


@pytest.mark.parametrize(
    ("facts", "day", "precision"),
    [
        ({"said_on": "2026-11-03", "said_precision": "day"}, "2026-11-03", "day"),
        ({"said_on": "2026-11-03", "said_precision": "month"}, "2026-11-01", "month"),
        ({"said_on": "2026-11-03", "said_precision": "unknown"}, None, "unknown"),
        ({"said_on": "2026-11-03"}, "2026-11-03", "day"),
        ({"said_on": "yesterday"}, None, "unknown"),
        ({"said_precision": "day"}, None, "unknown"),
        ({}, None, "unknown"),
    ],
)
def test_a_day_is_as_exact_as_its_editor_said(
    facts: dict[str, str], day: str | None, precision: str
) -> None:
    (said,) = quotations([paper.quotation("Yes.", **facts)])

    assert (said.said_on and said.said_on.isoformat(), said.precision) == (day, precision)


def test_a_quotation_that_was_stored_before_there_were_people_is_still_one() -> None:
    value = {"text": "<p>Yes.</p>", "speaker": "A nurse", "source_url": "https://example.org/"}

    (said,) = quotations([{"type": "quotation", "value": value}])

    assert (said.text, said.speaker, said.person) == ("Yes.", "A nurse", None)


@pytest.mark.django_db
def test_the_page_has_an_anchor_a_speaker_and_a_source_for_each_quotation() -> None:
    paper.make_paper(languages=["en", "fa"])
    mina = paper.make_person("Mina Rahimi", slug="mina-rahimi", fa="مینا رحیمی")
    body = [
        paper.paragraph(f"<p>She said: “{paper.mark('We asked twice.', mina)}”</p>"),
        paper.quotation(
            "ما دو بار پرسیدیم.", mina, lang="fa", source_url="https://example.org/tape", told=True
        ),
    ]
    desk = paper.make_desk(lang="en")

    view = view_of(paper.make_article(desk=desk, body=body))
    html = recipe_named("newsroom.article").render(view).decode()

    inline, block = view.quotations
    assert f'<q id="{inline.anchor}">We asked twice.</q>' in html
    assert f'<figure class="quotation" id="{block.anchor}" dir="rtl">' in html
    assert html.count('href="/people/mina-rahimi/"') == 2
    assert 'href="https://example.org/tape">example.org</a>' in html
    assert "told The Test Courant" in html
    assert f'href="#about-{inline.anchor}"' in html
    assert f'id="about-{inline.anchor}"' in html


@pytest.mark.django_db
def test_original_words_open_without_scripts_in_their_own_direction() -> None:
    mina = paper.make_person()
    body = [paper.quotation("We asked.", mina, original="پرسیدیم", original_lang="fa")]

    view = view_of(paper.make_article(body=body))
    html = recipe_named("newsroom.article").render(view).decode()

    assert "<summary>Show original</summary>" in html
    assert '<blockquote lang="fa" dir="rtl">پرسیدیم</blockquote>' in html


@pytest.mark.django_db
def test_quotations_stand_in_the_structured_data() -> None:
    mina = paper.make_person("Mina </script>", slug="mina")
    body = [paper.quotation("Yes & no.", mina, said_on="2026-11-03", lang="fa")]

    view = view_of(paper.make_article(body=body))
    html = recipe_named("newsroom.article").render(view).decode()

    told = json.loads(html.split('<script type="application/ld+json">')[1].split("</script>")[0])
    (part,) = told["@graph"][0]["hasPart"]
    assert part["@type"] == "Quotation"
    assert part["text"] == "Yes & no."
    assert part["dateCreated"] == "2026-11-03"
    assert part["spokenByCharacter"]["name"] == "Mina </script>"
    assert part["url"].endswith(f"#{view.quotations[0].anchor}")


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.django_db
def test_what_people_wrote_into_the_facts_stays_text() -> None:
    person = paper.make_person(HOSTILE, slug="hostile")
    facts = {
        "place": HOSTILE, "original": HOSTILE, "original_lang": HOSTILE, "lang": HOSTILE,
        "translator": HOSTILE, "source_url": "javascript:alert(1)",
    }  # fmt: skip
    marked = paper.mark(
        "Yes.", person, place=HOSTILE, lang=HOSTILE, source="javascript:alert(1)",
        original=HOSTILE, original_lang=HOSTILE,
    )  # fmt: skip
    body = [paper.quotation("No.", person, **facts), paper.paragraph(f"<p>{marked}</p>")]

    article = paper.make_article()
    article.body = body  # behind the back of the checks, which would refuse some of it
    article.save()
    view = view_of(article)
    html = recipe_named("newsroom.article").render(view).decode()

    assert len(view.quotations) == 2
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "javascript:" not in html


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"source": "javascript:alert(1)"}, "https://"),
        ({"lang": "Persian!"}, "not a language"),
        ({"original_lang": "?"}, "not a language"),
        ({"said": "yesterday"}, "is not a day"),
    ],
)
def test_a_mark_that_says_what_cannot_be_is_not_published(
    facts: dict[str, str], words: str
) -> None:
    person = paper.make_person()
    body = [paper.paragraph(f"<p>{paper.mark('Yes.', person, **facts)}</p>")]

    with pytest.raises(NotReadyError, match=re.escape(words)):
        paper.make_article(body=body)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["<p><q data-person='5'>x</p>", "<p></q><q></p>", "<p><q>a</p>"])
def test_a_broken_mark_breaks_no_page(text: str) -> None:
    body = [paper.paragraph(text), paper.paragraph("<p>b</q></p>"), paper.quotation("Yes.")]

    view = view_of(paper.make_article(body=body))

    assert len(view.quotations) == 1


@pytest.mark.django_db
def test_wagtail_knows_where_a_person_is_quoted() -> None:
    one, other = paper.make_person(), paper.make_person()
    article = paper.make_article(
        body=[paper.paragraph(f"<p>{paper.mark('Yes.', one)}</p>"), paper.quotation("No.", other)]
    )

    for person in (one, other):
        (reference,) = ReferenceIndex.get_references_to(Person.objects.get(pk=person.pk))
        assert reference.object_id == str(article.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "field", "words"),
    [
        ({"original": "نه"}, "original_lang", "which language"),
        ({"said_precision": "month"}, "said_on", "day of that month"),
        ({"lang": "Persian!"}, "lang", "not a language"),
        ({"source_url": "ftp://example.org/"}, "source_url", "https://"),
    ],
)
def test_the_editor_is_told_at_the_field_what_a_quotation_lacks(
    facts: dict[str, str], field: str, words: str
) -> None:
    block = BodyBlock().child_blocks["quotation"]
    value = block.to_python({"text": "<p>No.</p>", **facts})

    with pytest.raises(Exception) as refused:  # noqa: PT011  # Wagtail's own kind
        block.clean(value)

    assert words in str(refused.value.block_errors[field])
