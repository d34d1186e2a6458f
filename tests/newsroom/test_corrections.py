"""What is changed in an article that readers have: of what kind, in which words, kept for good."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from wagtail.models import GroupApprovalTask, Locale, PageLogEntry, Workflow, WorkflowTask

from courant.newsroom import schedule
from courant.newsroom.checks import NotReadyError
from courant.newsroom.models import ArticlePage, Correction, Teaser
from courant.newsroom.preview import draft_of
from courant.newsroom.services.articles import withdraw
from courant.plant import clock
from tests import paper

pytestmark = pytest.mark.django_db


def test_a_correction_is_written_down_with_how_it_read_before() -> None:
    article = paper.make_article("Mayor resigns", body=[
        paper.paragraph("<p>On Monday.</p>"), paper.paragraph("<p>She <b>was</b> tired.</p>"),
    ])  # fmt: skip
    editor = paper.make_staff()

    paper.change(
        article, "correction", "It was Tuesday.", by=editor, title="Mayor steps down",
        body=[paper.paragraph("<p>On Tuesday.</p>"), paper.paragraph("<p>She was tired.</p>")],
    )  # fmt: skip

    row = Correction.objects.get()
    assert (row.article_id, row.kind, row.words) == (article.pk, "correction", "It was Tuesday.")
    assert row.made_by == editor
    assert row.wording == [
        ["headline", "Mayor resigns", "Mayor steps down"],
        ["text", "On Monday.", "On Tuesday."],
    ]


def test_what_was_said_of_a_change_is_not_said_of_the_next() -> None:
    article = paper.make_article()

    paper.change(article, "correction", "It was Tuesday.", title="Another")

    live = ArticlePage.objects.get(pk=article.pk)
    draft = live.get_latest_revision_as_object()
    assert (live.change_kind, live.change_words) == ("", "")
    assert (draft.change_kind, draft.change_words) == ("", "")


def test_a_correction_is_never_changed() -> None:
    paper.change(paper.make_article(), "correction", "It was Tuesday.", title="Another")
    row = Correction.objects.get()
    row.words = "It was Wednesday."

    with pytest.raises(TypeError, match="never changed"):
        row.save()


@pytest.mark.parametrize(("kind", "words"), [("correction", ""), ("typo", "Mayer")])
def test_the_database_holds_no_correction_without_words_and_no_typo_with_any(
    kind: str, words: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Correction.objects.create(
            lang="en", kind=kind, words=words, wording=[], revision_id=1, made_at=clock.now()
        )


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        ("", "", "Say what kind of change this is"),
        ("", "It was Tuesday.", "Say what kind of change this is"),
        ("correction", " ", "Write the words that readers will see"),
        ("typo", "It was Tuesday.", "Of a typo readers are not told"),
    ],
)
def test_a_person_is_refused_a_change_that_is_not_described(
    kind: str, words: str, reason: str
) -> None:
    article = paper.make_article("As it was")

    with pytest.raises(ValidationError, match=reason):
        paper.change(article, kind, words, by=paper.make_staff(), title="Another")

    assert ArticlePage.objects.get(pk=article.pk).title == "As it was"
    assert not Correction.objects.exists()


def test_what_readers_do_not_read_differently_needs_no_kind() -> None:
    article = paper.make_article(body=[paper.paragraph("<p>Same.</p>")])
    with_keys = [paper.paragraph('<p data-block-key="a1b2c">Same.</p>')]

    paper.change(article, "", "", by=paper.make_staff(), ticker="never", body=with_keys)

    assert ArticlePage.objects.get(pk=article.pk).ticker == "never"
    assert not Correction.objects.exists()


def test_a_program_that_says_nothing_tells_readers_nothing() -> None:
    article = paper.make_article()
    before = Teaser.objects.get(pk=article.pk).updated_at

    paper.publish(article, title="Another")

    assert Correction.objects.get().kind == "typo"
    assert Teaser.objects.get(pk=article.pk).updated_at == before


@pytest.mark.parametrize(
    ("kind", "words", "is_told"),
    [
        ("typo", "", False), ("update", "More.", True), ("clarification", "That is.", True),
        ("correction", "Not so.", True),
    ],
)  # fmt: skip
def test_updated_is_the_last_change_that_was_no_typo(kind: str, words: str, is_told: bool) -> None:
    article = paper.make_article()

    with clock.stopped_at(clock.now() + timedelta(hours=2)):
        paper.change(article, kind, words, title="Another")
        now = clock.now()

    updated_at = ArticlePage.objects.get(pk=article.pk).updated_at
    assert updated_at == (now if is_told else None)
    assert Teaser.objects.get(pk=article.pk).updated_at == (
        updated_at or article.first_published_at
    )


def test_the_kind_goes_with_a_draft_through_the_schedule() -> None:
    article, editor = paper.make_article("As it was"), paper.make_staff()
    article.title, article.change_kind, article.change_words = "Another", "update", "News."
    article.go_live_at = clock.now() + timedelta(hours=1)
    revision = article.save_revision(user=editor)
    revision.publish(user=editor)
    assert not Correction.objects.exists()
    past = clock.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content |= {"go_live_at": past.isoformat()}
    revision.approved_go_live_at = past
    revision.save()

    schedule.keep_the_schedule()

    row = Correction.objects.get()
    assert (row.kind, row.words, row.made_by) == ("update", "News.", editor)
    assert ArticlePage.objects.get(pk=article.pk).title == "Another"


def test_scheduling_a_change_asks_for_its_kind() -> None:
    article = paper.make_article()
    article.go_live_at = clock.now() + timedelta(hours=1)

    with pytest.raises(ValidationError, match="Say what kind"):
        paper.change(article, "", "", by=paper.make_staff(), title="Another",
                     go_live_at=article.go_live_at)  # fmt: skip


def test_an_older_revision_takes_no_correction_back() -> None:
    article = paper.make_article("As it was")
    first = article.latest_revision
    paper.change(article, "correction", "It was Tuesday.", title="Another")

    first.publish()

    assert ArticlePage.objects.get(pk=article.pk).title == "As it was"
    kinds = Correction.objects.filter(article=article).values_list("kind", flat=True)
    assert list(kinds) == ["correction", "typo"]
    assert ArticlePage.objects.get(pk=article.pk).updated_at is not None


def test_a_copy_and_a_translation_have_no_corrections_of_their_own() -> None:
    paper.make_paper(languages=["en", "fa"])
    desk, persian = paper.make_desk(), Locale.objects.get(language_code="fa")
    article = paper.make_article(desk=desk)
    desk.copy_for_translation(persian)
    paper.change(article, "correction", "It was Tuesday.", title="Another")
    article = ArticlePage.objects.get(pk=article.pk)

    copies = [
        article.copy(update_attrs={"slug": "copy"}),
        article.copy_for_translation(persian),
    ]

    for copy in copies:
        assert not Correction.objects.filter(article=copy.pk).exists()
        assert ArticlePage.objects.get(pk=copy.pk).updated_at is None


def test_a_deleted_article_leaves_its_corrections_with_the_editors() -> None:
    article = paper.make_article()
    paper.change(article, "correction", "It was Tuesday.", title="Another")

    ArticlePage.objects.get(pk=article.pk).delete()

    assert Correction.objects.get().article is None


def test_the_log_says_which_kind_and_in_which_words() -> None:
    article = paper.make_article()
    paper.change(article, "correction", "It was Tuesday.", title="Another", by=paper.make_staff())

    entry = PageLogEntry.objects.get(action="newsroom.change")

    assert entry.data == {"kind": "correction", "words": "It was Tuesday."}
    assert entry.message == "Correction: It was Tuesday."


def test_approval_in_a_workflow_carries_the_kind() -> None:
    article, editor = paper.make_article("As it was"), paper.make_staff()
    article.title, article.change_kind, article.change_words = "Another", "update", "News."
    article.save_revision(user=editor)
    workflow, task = (
        Workflow.objects.create(name="Two pairs of eyes"),
        GroupApprovalTask.objects.create(name="Look"),
    )
    WorkflowTask.objects.create(workflow=workflow, task=task)
    workflow.start(article, editor)

    ArticlePage.objects.get(pk=article.pk).current_workflow_task_state.approve(user=editor)

    assert Correction.objects.get().words == "News."


def test_what_was_withdrawn_does_not_come_back_in_other_words_unsaid() -> None:
    article, editor = paper.make_article("Ten died"), paper.make_staff()
    withdraw(article, words="We are not sure.", by=editor)
    draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    draft.title = "Nobody died"

    with pytest.raises(NotReadyError, match="Say what kind of change"):
        draft.save_revision(user=editor).publish(user=editor)

    draft.change_kind, draft.change_words = "correction", "Nobody died."
    draft.save_revision(user=editor).publish(user=editor)
    assert Correction.objects.get().wording == [["headline", "Ten died", "Nobody died"]]


@pytest.mark.parametrize(
    "changed", [{"label": "opinion"}, {"content_warning": "Blood"}], ids=["label", "warning"]
)
def test_what_readers_see_beside_the_text_is_changed_in_words_too(changed: dict[str, str]) -> None:
    article, editor = paper.make_article(label="report"), paper.make_staff()

    with pytest.raises(NotReadyError, match="Say what kind of change"):
        paper.change(article, "", "", by=editor, **changed)


def test_a_preview_shows_what_readers_will_be_told_of_the_change() -> None:
    article = paper.make_article("Mayor resigns")
    article.title, article.change_kind = "Mayor steps down", "correction"
    article.change_words = "She did not resign."
    article.save_revision()
    draft = article.get_latest_revision_as_object()

    page = draft_of(draft)[0].decode()

    assert page.count("She did not resign.") > 1, "in the notice and below the text"
    assert "<del>Mayor resigns</del>" in page
    assert not Correction.objects.exists()
    draft.change_kind, draft.change_words = "typo", ""
    assert 'id="changes"' not in draft_of(draft)[0].decode()
