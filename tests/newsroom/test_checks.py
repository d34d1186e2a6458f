"""What must be right before publication, what should be looked at, and where each is mended."""

import html
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from courant.newsroom.checks import Finding, Level, findings_of
from courant.newsroom.checks.should import quotations
from courant.newsroom.models import ArticlePage, Byline, Override, Photo, Teaser
from courant.newsroom.preview import draft_of
from tests import paper
from tests.newsroom.test_editing import new_article

pytestmark = pytest.mark.django_db

LONG = "A caption long enough that nobody writes the same by accident."


def draft(headline: str = "Low water", **fields: Any) -> ArticlePage:
    return paper.make_article(headline, published=False, **fields)


def found(article: ArticlePage, level: Level | None = None) -> list[Finding]:
    return [one for one in findings_of(article) if level in (None, one.level)]


def words(article: ArticlePage) -> str:
    return "\n".join(one.words for one in findings_of(article))


def withheld(article: ArticlePage) -> ArticlePage:
    article.bylines = [Byline(kind=Byline.Kind.WITHHELD)]
    article.save_revision()
    return article


def block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": "3c9cbb0e-6b53-4a4d-a2d2-a4c1e1d5e9a1"}


def test_an_article_in_order_has_nothing_to_mend() -> None:
    article = draft(topics=[paper.make_topic()], label="news", dateline="Delft")
    assert found(article) == []


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"title": " "}, "title", "The headline is empty"),
        ({"label": "news"}, "dateline", "There is no dateline, and this is News"),
        ({"bylines": []}, "bylines", "There is no byline"),
        ({"standfirst": "See IMG_2231."}, "standfirst", "name of a file"),
        ({"title": "Low [gallery ids=1]"}, "title", "a shortcode"),
    ],
)
def test_each_message_names_the_field_and_the_remedy(
    fields: dict[str, Any], field: str, said: str
) -> None:
    article = draft()
    for name, value in fields.items():
        setattr(article, name, value)

    (finding,) = [one for one in found(article) if one.stops]

    assert finding.field == field
    assert said in finding.words


@pytest.mark.parametrize("label", ["", "opinion", "statement", "explainer"])
def test_only_news_needs_a_dateline_and_what_came_without_a_label_is_not_suddenly_refused(
    label: str,
) -> None:
    assert paper.make_article(label=label).live


@pytest.mark.parametrize(
    "left",
    [
        '[gallery ids="1,2"]', "[/caption]", "[vc_row]", '[my-slider id="7"]', "[embed]", "[video]",
        "[contact-form-7 id=12]",
    ],
)  # fmt: skip
def test_a_shortcode_in_any_text_is_found_where_it_stands(left: str) -> None:
    article = draft(body=[block("heading", text=f"Tide {left}", level="2")])

    (finding,) = [one for one in found(article) if one.stops]

    assert left in finding.words
    assert (finding.field, finding.block) == ("body", article.body[0].id)


@pytest.mark.parametrize("fine", ["[sic]", "[laughs]", "he [the mayor] said", "[…]", "x[1] = 2"])
def test_a_remark_in_brackets_is_no_shortcode(fine: str) -> None:
    assert not [one for one in found(draft(standfirst=fine)) if one.stops]


def test_verse_and_code_may_say_what_they_like() -> None:
    article = draft(body=[{"type": "code", "value": "[gallery] IMG_2231"}])
    assert not [one for one in found(article) if one.stops]


@pytest.mark.parametrize(
    "where",
    [
        "title",
        "standfirst",
        "dateline",
        "photo_caption",
        "photo_alt",
        "body",
        "credit",
        "creator",
        "content_warning",
        "change_words",
        "mark",
        "still",
    ],
)
def test_somebody_whose_name_is_withheld_is_found_wherever_they_are_named(where: str) -> None:
    person = paper.make_contributor("Mîna Rahimi")
    photo = paper.make_photo()
    article = draft(bylines=[person], photo=photo, photo_alt_decision="decorative")
    naming = "Seen by MINA  RAHIMI, they say."
    if where in ("credit", "creator"):
        Photo.objects.filter(pk=photo.pk).update(**{where: "Mina Rahimi"})
    elif where == "body":
        article.body = [paper.paragraph("<p>Seen by Mina <b>Rahimi</b>.</p>")]
    elif where == "mark":
        article.body = [paper.paragraph('<p><q data-speaker="Mina Rahimi">No.</q></p>')]
    elif where == "still":
        still = paper.make_photo(credit="Mina Rahimi")
        article.body = [block("embed", url="https://x.example/", title="Film", still=still.pk)]
    else:
        setattr(article, where, naming)
    withheld(article)

    (finding,) = [one for one in found(article) if one.level == Level.NEVER]

    assert "names somebody whose name this article withholds" in finding.words
    assert "Rahimi" not in finding.words


def test_the_still_picture_of_an_embed_needs_a_credit_and_shows_it() -> None:
    still = paper.make_photo(credit="")
    film = [block("embed", url="https://x.example/film", title="Film", still=still.pk)]

    (finding,) = [one for one in found(draft(body=film)) if one.stops]
    assert "credit" in finding.words

    Photo.objects.filter(pk=still.pk).update(credit="Ines de Vries")
    article = paper.make_article(body=film)
    assert "Ines de Vries" in draft_of(article)[0].decode()


@pytest.mark.parametrize(
    ("facts", "lacks"),
    [
        ({"person": 5, "told": True}, ""),
        ({"speaker": "The ministry", "source_document": 3}, ""),
        ({"speaker": "The ministry", "source_url": ""}, "no source"),
        ({"source_url": "https://x.example/"}, "no speaker"),
    ],
)
def test_a_quotation_that_says_who_and_where_from_is_let_alone(
    facts: dict[str, Any], lacks: str
) -> None:
    article = draft(body=[block("quotation", text="<p>No.</p>", **facts)])

    said = [one.words for one in quotations(article)]

    assert [lacks in words for words in said] == ([True] if lacks else [])


@pytest.mark.parametrize(
    ("pulled", "is_there"),
    [
        ("The harbour stays open", True),
        ("“the harbour stays OPEN.”", True),
        ("She said: the harbour", True),
        ("the mayor, who was ill", True),
        ("The harbour is open", False),
    ],
)
def test_a_pull_quote_repeats_words_of_the_article(pulled: str, is_there: bool) -> None:
    told = paper.paragraph(
        "<p>She said: the harbour <b>stays</b> open. So did the <i>mayor</i>, who was ill.</p>"
    )
    article = draft(body=[told, block("pullquote", text=pulled)])

    said = [one.words for one in found(article) if one.stops]

    assert said == [] if is_there else "is not in the article in these words" in said[0]


def test_the_words_of_a_withdrawal_name_nobody_who_is_withheld(publisher: Client) -> None:
    person = paper.make_contributor("Mina Rahimi")
    article = paper.make_article(bylines=[person])
    withheld(article)
    ArticlePage.objects.get(pk=article.pk).get_latest_revision().publish()
    door = f"/admin/articles/{article.pk}/withdraw/"

    for words in ("Mina Rahimi was threatened.", "See IMG_2231.jpg."):
        refused = publisher.post(door, {"words": words}).content.decode()
        assert words in html.unescape(refused)
        assert "Take " in refused
    assert ArticlePage.objects.get(pk=article.pk).live


def test_who_signed_in_to_write_it_is_meant_by_a_withheld_byline_too() -> None:
    writer = paper.make_staff("mina", first_name="مینا", last_name="رحیمی")
    article = draft(standfirst="گزارش مينا رحيمي از تهران")
    article.save_revision(user=writer)
    withheld(article)

    assert [one.field for one in found(article, Level.NEVER)] == ["standfirst"]


def test_a_photographer_who_is_named_openly_may_stand_beside_a_withheld_writer() -> None:
    writer, photographer = paper.make_contributor("Mina Rahimi"), paper.make_contributor("Ada Ro")
    photo = paper.make_photo(credit="Ada Ro")
    article = draft(bylines=[writer, photographer], photo=photo, photo_alt_decision="decorative")
    article.bylines = [
        Byline(kind=Byline.Kind.WITHHELD),
        Byline(contributor=photographer, role=Byline.Role.PHOTOS),
    ]
    article.save_revision()

    assert found(article, Level.NEVER) == []


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"title": "W" * 111}, "title", "The headline has 111 letters"),
        ({}, "article_topics", "There is no topic"),
        (
            {"body": [paper.paragraph('<p><a href="http://a.example/">here</a></p>')]},
            "body",
            "leads to http://a.example/",
        ),
        (
            {"body": [block("quotation", text="<p>No.</p>", speaker="", source_url="")]},
            "body",
            "Quotation 1 has no speaker and no source",
        ),
        (
            {"body": [block("heading", text="Lesser", level="3")]},
            "body",
            "“Lesser” is a lesser heading with no heading above it",
        ),
        (
            {"body": [paper.paragraph("<p>Photo: Ines de Vries / Agency</p>")]},
            "body",
            "looks like a photo's credit",
        ),
    ],
)
def test_what_should_be_looked_at_is_said_and_stops_nobody(
    fields: dict[str, Any], field: str, said: str
) -> None:
    article = draft(**{"headline": fields.pop("title", "Low water"), **fields})

    assert (field, True) in [(one.field, said in one.words) for one in found(article, Level.SHOULD)]
    article.save_revision().publish()
    assert Teaser.objects.filter(pk=article.pk).exists()


def test_a_text_that_was_copied_with_its_captions_is_noticed() -> None:
    photo = paper.make_photo()
    article = draft(
        photo=photo,
        photo_alt_decision="decorative",
        photo_caption=f"<p>{LONG}</p>",
        body=[paper.paragraph(f"<p>{LONG} {photo.credit}</p>")],
    )
    assert "repeats the caption of the main photo" in words(article)


def test_the_same_photo_with_another_caption_elsewhere_is_noticed() -> None:
    photo = paper.make_photo()
    paper.make_article(
        "Last year", photo=photo, photo_alt_decision="decorative", photo_caption="<p>In May.</p>"
    )
    same, other = (
        draft(photo=photo, photo_alt_decision="decorative", photo_caption=f"<p>In {month}.</p>")
        for month in ("May", "June")
    )

    assert "another caption" not in words(same)
    assert "stands in “Last year” with another caption: “In May.”" in words(other)


@pytest.fixture
def publisher(client: Client) -> Client:
    client.force_login(paper.make_staff("publisher"))
    return client


def test_publishing_in_the_editor_passes_the_same_door(publisher: Client) -> None:
    article = draft()
    photo = paper.make_photo(credit="")

    answer = publisher.post(
        f"/admin/pages/{article.pk}/edit/",
        new_article("Low water", photo=photo.pk, photo_alt_decision="decorative"),
        follow=True,
    ).content.decode()

    assert not ArticlePage.objects.get(pk=article.pk).live
    assert "was not published; your draft is kept" in answer
    assert f'<a href="/admin/images/{photo.pk}/">' in answer


def test_a_refusal_leads_to_the_field(publisher: Client) -> None:
    article = draft()

    answer = publisher.post(
        f"/admin/pages/{article.pk}/edit/", new_article("Low water", label="news"), follow=True
    ).content.decode()

    assert '<a href="#id_dateline" data-jump="dateline" data-block="">' in answer


def test_a_refused_change_leaves_what_readers_have(publisher: Client) -> None:
    article = paper.make_article("Low water")

    publisher.post(
        f"/admin/pages/{article.pk}/edit/", new_article("High water [gallery]"), follow=True
    )

    assert ArticlePage.objects.get(pk=article.pk).live
    assert Teaser.objects.get(pk=article.pk).headline == "Low water"


def test_what_is_urgent_is_published_over_a_must_with_who_and_why(publisher: Client) -> None:
    article = draft(label="news")

    asked = publisher.get(f"/admin/articles/{article.pk}/urgent/").content.decode()
    publisher.post(f"/admin/articles/{article.pk}/urgent/", {"why": "The dyke broke."})
    history = publisher.get(f"/admin/pages/{article.pk}/history/").content.decode()

    assert "There is no dateline" in asked
    assert Teaser.objects.filter(pk=article.pk).exists()
    override = Override.objects.get()
    assert (override.why, override.by.username) == ("The dyke broke.", "publisher")
    assert "There is no dateline" in override.over[0]
    assert "The dyke broke." in history


def test_urgent_needs_a_reason(publisher: Client) -> None:
    article = draft(label="news")
    publisher.post(f"/admin/articles/{article.pk}/urgent/", {"why": "  "})
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_nothing_is_so_urgent_that_a_withheld_name_is_published(publisher: Client) -> None:
    person = paper.make_contributor("Mina Rahimi")
    article = withheld(draft(bylines=[person], standfirst="By Mina Rahimi"))

    answer = publisher.post(
        f"/admin/articles/{article.pk}/urgent/", {"why": "Now."}, follow=True
    ).content.decode()

    assert "However urgent it is, this must be put right first" in answer
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_an_override_holds_for_one_draft_only(publisher: Client) -> None:
    article = draft(label="news")
    publisher.post(f"/admin/articles/{article.pk}/urgent/", {"why": "Now."})

    with pytest.raises(ValidationError, match="no dateline"):
        paper.publish(article, standfirst="Another")
