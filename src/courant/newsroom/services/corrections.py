"""Writing down what was changed in an article that readers have, of what kind, in which words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from courant.newsroom.checks import Finding, Level, NotReadyError
from courant.newsroom.models import ArticlePage, Correction
from courant.newsroom.queries.corrections import as_readers_have_it
from courant.newsroom.services.embargo import forget_past_embargo
from courant.newsroom.wording import differs, passages
from courant.plant import clock
from courant.staff.models import Staff

Kind = Correction.Kind
LOGGED = "newsroom.change"  # in Wagtail's log
SAID = ("change_kind", "change_words")  # what an editor says with a draft

NO_KIND = (
    "Readers have this article. Say what kind of change this is: a typo, an update, a "
    "clarification or a correction."
)
NO_WORDS = "Write the words that readers will see. Only a typo is put right without any."
WORDY_TYPO = (
    "Of a typo readers are not told, so these words would not be seen. Take them out, or call the "
    "change an update, a clarification or a correction."
)


def problem_with(kind: str, words: str, *, asked: bool) -> tuple[str, str] | None:
    """Return what is wrong with how a change was described: the field, and why.

    Args:
        kind: Of the change, or empty.
        words: For readers.
        asked: Whether a kind must be said at all.
    """
    words = words.strip()
    if not kind and (asked or words):
        return "change_kind", NO_KIND
    if kind and kind != Kind.TYPO and not words:
        return "change_words", NO_WORDS
    if kind == Kind.TYPO and words:
        return "change_words", WORDY_TYPO
    return None


def problem_with_draft(draft: Any) -> tuple[str, str] | None:
    """Return what is wrong with how a draft's change is described, were it published now."""
    before = as_readers_have_it(draft)
    if before is None:
        return None
    return problem_with(draft.change_kind, draft.change_words, asked=differs(before, draft))


@contextmanager
def noting_the_change(after: Any, revision: Revision, *, by: Any) -> Iterator[None]:
    """Publish an article within: what that changes of what readers have is written down before.

    So the listener, who is told within, finds the row.  A person is asked for the kind; a program
    that says none (an import, a repair) tells readers nothing, as a typo does.

    Args:
        after: The article as the revision has it.
        revision: To be published, or only to be scheduled.
        by: Who publishes it; None when the schedule or a program does.

    Raises:
        NotReadyError: Somebody publishes a change without saying what kind it is, or in no words.
    """
    forget_past_embargo(after, revision)
    before = as_readers_have_it(after)
    is_due = not after.go_live_at or after.go_live_at <= timezone.now()
    if before is not None:
        is_different = differs(before, after)
        asked = is_different and by is not None
        if problem := problem_with(after.change_kind, after.change_words, asked=asked):
            field, words = problem
            raise NotReadyError(before, [Finding(words, field, level=Level.NEVER)])
        after.updated_at = before.updated_at
        if is_due and (is_different or after.change_kind):
            after.updated_at = _write_down(before, after, revision, by=by or revision.user)
    if is_due:
        after.change_kind = after.change_words = ""  # what was said is taken up
    yield
    if is_due:
        _take_up(revision)


def _write_down(before: ArticlePage, after: Any, revision: Revision, *, by: Staff | None) -> Any:
    """Add the row; return when readers were last told of a change."""
    kind = Kind(after.change_kind or Kind.TYPO)
    row = Correction.objects.create(
        article=before,
        lang=before.locale.language_code,
        kind=kind,
        words=after.change_words.strip(),
        wording=passages(before, after),
        revision_id=revision.pk,
        made_at=clock.now(),
        made_by=by,
    )
    data = {"kind": str(kind), "words": row.words}
    log(instance=before, action=LOGGED, user=by, revision=revision, data=data)
    return before.updated_at if kind == Kind.TYPO else row.made_at


def _take_up(revision: Revision) -> None:
    """Empty what was said of the change: the next draft begins without it."""
    if any(revision.content.get(name) for name in SAID):
        revision.content = revision.content | dict.fromkeys(SAID, "")
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)
