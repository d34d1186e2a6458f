"""What an editor meets in the admin: photos taken in, articles refused, previews, withdrawals."""

import re
from datetime import timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Page, Revision

from courant.newsroom.models import ArticlePage, Byline, Photo, Teaser, Withdrawal
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.schedule import keep_the_schedule
from courant.plant import clock
from tests import paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(paper.make_staff("editor"))
    return client


def jpeg(name: str = "ali-home-IMG_2231.jpg") -> SimpleUploadedFile:
    body = BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "Lot Kranendonk"
    Image.new("RGB", (800, 600), "navy").save(body, "JPEG", exif=exif)
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def test_an_uploaded_photo_keeps_nothing_of_its_files_name(editor: Client) -> None:
    answer = editor.post("/admin/images/add/", {"file": jpeg(), "tags": ""}, follow=True)

    photo = Photo.objects.get()
    assert answer.status_code == 200
    assert "2231" not in f"{photo.title} {photo.file.name} {photo.description}"
    assert photo.offered["creator"] == "Lot Kranendonk"
    assert photo.creator == ""


def test_what_a_photos_file_says_is_offered_and_kept_once_an_editor_saves_it(
    editor: Client,
) -> None:
    editor.post("/admin/images/add/", {"file": jpeg(), "tags": ""})
    photo = Photo.objects.get()

    asked = editor.get(f"/admin/images/{photo.pk}/").content.decode()
    editor.post(
        f"/admin/images/{photo.pk}/", {"creator": "Lot Kranendonk", "credit": "Lot", "tags": ""}
    )

    assert "Lot Kranendonk" in asked
    assert Photo.objects.get().creator == "Lot Kranendonk"


def test_a_refused_first_publication_leaves_a_draft(editor: Client) -> None:
    photo = paper.make_photo(credit="", rendered=False)
    desk = paper.make_desk()

    editor.post(
        f"/admin/pages/add/newsroom/articlepage/{desk.pk}/",
        new_article("Low water", photo=photo.pk, photo_alt_decision="decorative"),
    )

    article = ArticlePage.objects.get()
    assert article.title == "Low water"
    assert not article.live


def new_article(headline: str, **fields: object) -> dict[str, object]:
    """Return what the editor's New form sends when Publish is pressed."""
    empty = {"INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": "1000"}
    data: dict[str, object] = {
        "title": headline, "slug": "low-water", "body-count": "0", "photo_caption": "null",
        "action-publish": "1", "bylines-0-kind": "staff", "bylines-0-role": "by",
        "bylines-0-ORDER": "1", "bylines-0-id": "",
    }  # fmt: skip
    for formset, count in (("bylines", 1), ("article_topics", 0), ("comments", 0)):
        data |= {f"{formset}-{name}": value for name, value in empty.items()}
        data[f"{formset}-TOTAL_FORMS"] = str(count)
    return data | fields


def test_a_headline_that_was_used_before_is_published_under_the_next_number(
    editor: Client,
) -> None:
    desk = paper.make_desk()
    for _ in range(2):
        editor.post(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/", new_article("Low water"))

    where = sorted(current_address(article) for article in ArticlePage.objects.all())
    home = current_address(desk)

    assert where == [f"{home}low-water-2/", f"{home}low-water/"]


def test_a_headline_without_letters_is_published_all_the_same(editor: Client) -> None:
    desk = paper.make_desk()

    editor.post(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/", new_article("1 = 1!", slug=""))
    editor.post(f"/admin/pages/add/newsroom/articlepage/{desk.pk}/", new_article("!!!", slug=""))

    where = {article.title: current_address(article) for article in ArticlePage.objects.all()}
    assert where == {
        "1 = 1!": f"{current_address(desk)}1-1/",
        "!!!": f"{current_address(desk)}article/",
    }


def draft(headline: str, **fields: object) -> dict[str, object]:
    """Return what the form sends to save a draft, by itself or by its button."""
    sent = new_article(headline, **fields)
    del sent["action-publish"]
    return sent


UNFINISHED = {
    "bylines-0-kind": "named", "bylines-0-contributor": "",
    "article_topics-TOTAL_FORMS": "1", "article_topics-0-topic": "",
    "article_topics-0-ORDER": "1", "article_topics-0-id": "",
    "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "related",
    "body-0-id": "", "body-0-value-page": "", "body-0-value-url": "", "body-0-value-title": "",
}  # fmt: skip


def test_a_draft_is_saved_while_a_byline_a_topic_and_a_block_wait(editor: Client) -> None:
    desk = paper.make_desk()

    editor.post(
        f"/admin/pages/add/newsroom/articlepage/{desk.pk}/", draft("Low water", **UNFINISHED)
    )

    article = ArticlePage.objects.get().get_latest_revision_as_object()
    assert [line.kind for line in article.bylines.all()] == ["named"]
    assert list(article.article_topics.all()) == []


def test_what_waits_in_a_draft_keeps_it_from_being_published() -> None:
    waiting = {"type": "related", "value": {"page": None, "url": "", "title": ""}}
    article = paper.make_article(published=False, body=[waiting])
    article.bylines = [Byline(kind=Byline.Kind.NAMED)]
    with pytest.raises(ValidationError) as refused:
        article.save_revision().publish()

    assert refused.value.messages == [
        "Byline 1: choose who it is, or say that the name is withheld.",
        (
            "Block 1 of the text (Related), page: Choose one of our articles, or give a web "
            "address and its title."
        ),
    ]


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example", "javascript:x"])
def test_a_link_that_hides_another_host_is_refused_where_it_stands(
    editor: Client, target: str
) -> None:
    link = f'<p>See <a href="{target}">here</a></p>'
    with pytest.raises(ValidationError, match="cannot be a link"):
        paper.make_article(body=[paper.paragraph(link)])
    with pytest.raises(ValidationError, match=r"The main photo's caption: .* cannot be"):
        paper.make_article(photo_caption=link)


def test_a_related_link_must_be_on_the_web(editor: Client) -> None:
    fields = UNFINISHED | {"body-0-value-url": "ftp://a.example/", "body-0-value-title": "Here"}

    answer = editor.post(
        f"/admin/pages/add/newsroom/articlepage/{paper.make_desk().pk}/", draft("Ebb", **fields)
    )

    assert "must begin with https:// or http://" in answer.content.decode()


def test_an_article_moves_and_is_copied_to_where_its_slug_is_in_use(editor: Client) -> None:
    here, there = paper.make_desk(), paper.make_desk()
    article, other = (paper.make_article(slug="ebb", desk=desk) for desk in (here, there))
    before = current_address(article)

    editor.post(f"/admin/pages/{article.pk}/move/{there.pk}/confirm/")
    copied = editor.post(
        f"/admin/pages/{other.pk}/copy/",
        {"new_title": "Ebb", "new_slug": "ebb", "new_parent_page": there.pk},
    )

    assert Page.objects.get(pk=article.pk).get_parent().pk == there.pk
    assert current_address(article) == before
    assert copied.status_code == 302
    assert ArticlePage.objects.child_of(there).count() == 3


def test_several_photos_at_once_keep_nothing_of_their_files_names(editor: Client) -> None:
    answer = editor.post(
        "/admin/images/multiple/add/",
        {"title": "ali-home-IMG_2231", "files[]": jpeg()},
        headers={"x-requested-with": "XMLHttpRequest"},
    )

    assert answer.status_code == 200
    assert answer.json()["success"], answer.json()
    photo = Photo.objects.get()
    shown = f"{photo.title} {photo.file.name} {answer.content.decode()}"
    assert "2231" not in shown
    assert "ali-home" not in shown


def test_a_broken_photo_is_refused_with_the_reason(editor: Client) -> None:
    broken = SimpleUploadedFile("a.jpg", b"\xff\xd8\xff\xe0 not a picture", "image/jpeg")

    answer = editor.post("/admin/images/add/", {"file": broken, "tags": ""})

    assert not Photo.objects.exists()
    assert "errors" in answer.content.decode() or "error" in answer.content.decode()


def test_the_photo_screens_open(editor: Client) -> None:
    photo = paper.make_photo()

    for address in ("/admin/images/", f"/admin/images/{photo.pk}/", "/admin/images/chooser/"):
        assert editor.get(address).status_code == 200, address


def test_an_article_whose_photo_has_no_credit_is_not_published() -> None:
    photo = paper.make_photo(credit="", rendered=False)

    with pytest.raises(ValidationError, match="has no credit"):
        paper.make_article(photo=photo, photo_alt_decision="decorative")

    assert not Teaser.objects.exists()


def test_an_article_without_an_alt_decision_is_not_published() -> None:
    photo = paper.make_photo(rendered=False)

    with pytest.raises(ValidationError, match="decide whether it is described or decorative"):
        paper.make_article(photo=photo)


def test_a_file_name_in_the_text_stops_publication() -> None:
    with pytest.raises(ValidationError, match="IMG_2231"):
        paper.make_article(body=[paper.paragraph("<p>The harbour. IMG_2231</p>")])


def test_publishing_by_bulk_action_is_refused_with_words_and_keeps_the_draft(
    editor: Client,
) -> None:
    photo = paper.make_photo(credit="", rendered=False)
    article = paper.make_article("Low water", published=False, photo=photo)

    answer = editor.post(
        f"/admin/bulk/wagtailcore/page/publish/?next=/admin/&id={article.pk}", follow=True
    )

    assert "was not published; your draft is kept" in answer.content.decode()
    assert "has no credit" in answer.content.decode()
    assert not ArticlePage.objects.get(pk=article.pk).live


def test_withdrawing_asks_for_words_and_keeps_them(editor: Client) -> None:
    article = paper.make_article("Low water")

    asked = editor.get(f"/admin/articles/{article.pk}/withdraw/")
    editor.post(f"/admin/articles/{article.pk}/withdraw/", {"words": "We had the wrong tide."})

    assert asked.status_code == 200
    assert Withdrawal.objects.get().words == "We had the wrong tide."
    assert not Teaser.objects.exists()


def test_the_home_says_what_the_press_could_not_do(editor: Client) -> None:
    from courant.press.models import StaleAddress

    StaleAddress.objects.create(
        address="/town/low-water/", recipe="newsroom.article", rank=10, claim=1,
        since=clock.now(), tried_at=clock.now(), error="EngineError: article.html, line 3",
    )  # fmt: skip

    home = editor.get("/admin/").content.decode()
    report = editor.get("/admin/press/").content.decode()

    assert "/town/low-water/" in home
    assert "article.html, line 3" in report


def test_a_page_knows_its_own_address_and_not_wagtails() -> None:
    article = paper.make_article("Low water", slug="low-water")
    before = article.get_url()

    article.move(paper.make_desk("Elsewhere"), pos="last-child")

    assert before is not None
    assert before.endswith("/low-water/")
    assert Page.objects.get(pk=article.pk).specific.get_url() == before


def test_what_is_due_is_published_though_another_due_page_fails() -> None:
    good, bad = (
        schedule(paper.make_article("Good", published=False)),
        schedule(paper.make_article("Bad", published=False), bylines=[]),
    )

    keep_the_schedule()

    assert ArticlePage.objects.get(pk=good.object_id).live
    assert not ArticlePage.objects.get(pk=bad.object_id).live
    assert Revision.objects.get(pk=bad.pk).approved_go_live_at is not None


def schedule(article: ArticlePage, **content: object) -> Revision:
    """Schedule an article as an editor would, then let its moment pass."""
    article.go_live_at = clock.now() + timedelta(hours=1)
    revision = article.save_revision()
    revision.publish()
    past = clock.now() - timedelta(minutes=1)
    revision.content |= {"go_live_at": past.isoformat(), **content}
    revision.approved_go_live_at = past
    revision.save()
    return revision


@pytest.mark.parametrize(
    ("kind", "word"), [("articlepage", "Headline"), ("deskpage", "Name"), ("standingpage", "Title")]
)
def test_the_screens_use_the_papers_words(editor: Client, kind: str, word: str) -> None:
    front = paper.make_paper("The Test Courant")
    parent = paper.make_desk() if kind == "articlepage" else front

    home = editor.get("/admin/").content.decode()
    form = editor.get(f"/admin/pages/add/newsroom/{kind}/{parent.pk}/").content.decode()

    assert "- The Test Courant</title>" in home
    assert "- The Test Courant</title>" in form
    assert re.search(r"<h1[^>]*>\s*The Test Courant\s*</h1>", home)
    assert f'placeholder="{word}"' in form


def test_an_article_is_offered_the_desks_of_its_own_language(editor: Client) -> None:
    paper.make_paper(languages=("en", "fa"))
    town, _ = paper.make_desk("Town"), paper.make_desk("شهر", lang="fa")

    form = editor.get(f"/admin/pages/add/newsroom/articlepage/{town.pk}/").content.decode()

    offered = form[form.index('id="id_also_on"') :]
    assert "Town" in offered
    assert "شهر" not in offered


def test_moments_that_an_editor_sets_are_by_the_papers_clock(editor: Client) -> None:
    desk = paper.make_desk()
    later = clock.now() + timedelta(days=2)
    by_the_wall = later.astimezone(ZoneInfo("Europe/Amsterdam"))

    editor.post(
        f"/admin/pages/add/newsroom/articlepage/{desk.pk}/",
        new_article("Low water", go_live_at=f"{by_the_wall:%Y-%m-%d %H:%M}"),
    )

    due = Revision.objects.get(approved_go_live_at__isnull=False).approved_go_live_at
    assert due == later.replace(second=0, microsecond=0)


def test_our_own_screens_and_the_missing_one_have_titles(editor: Client) -> None:
    paper.make_paper("The Test Courant")
    article = paper.make_article("Low water")
    screens = {
        "/admin/press/": "Press",
        f"/admin/articles/{article.pk}/withdraw/": "Withdraw Low water",
        "/admin/nothing/": "There is no such screen",
    }

    for path, title in screens.items():
        page = editor.get(path).content.decode()
        assert f"<title>{title} - The Test Courant</title>" in page, path
