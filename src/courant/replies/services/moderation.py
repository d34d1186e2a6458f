"""What moderators do with replies.  Each deed is one transaction and one bake per article."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from courant.design.strings import text as in_words
from courant.newsroom.queries.paper import house, masthead
from courant.plant import clock
from courant.plant.writing.cleaning import TextError, clean_text
from courant.replies import keys
from courant.replies.errors import ReplyError
from courant.replies.models import Pass, Reply, State
from courant.replies.models.threads import NAME_LETTERS
from courant.replies.services.rulings import keys_of, settle, tell
from courant.replies.texts.details import without_details
from courant.staff.models import Staff

DETAIL_HIDDEN = "[personal detail removed]"
EDITORS = "The editors of %s"
BETWEEN_WORDS = re.compile(r"[,،;؛\n]")
STAFF_LETTERS = 10_000

# Why a reply is removed; readers see it where the reply has answers.
REASONS = {
    "attack": "personal attack",
    "incitement": "incitement",
    "details": "personal data",
    "false": "false claim",
    "topic": "off topic",
    "advertising": "advertising",
    "other": "other",
}


@transaction.atomic
def publish(numbers: Collection[int], *, by: Staff, trusting: bool = False, seen: str = "") -> int:
    """Publish replies.  Return how many.

    Args:
        numbers: Theirs.  What another moderator looks at right now is left alone.
        by: Who decides.
        trusting: Whether to trust their writers from now on.
        seen: In which state they were shown; what is in another by now, somebody else has
            decided, and it is left alone.  Empty: in any.
    """
    replies = _taken(numbers, by, seen)
    if not trusting:
        return _settle_all(replies, State.PUBLISHED, by, "published")
    passes = Pass.objects.filter(pk__in={reply.by_pass_id for reply in replies if reply.by_pass_id})
    before = dict(passes.values_list("pk", "trust"))
    passes.update(trust=Pass.Trust.TRUSTED)
    at, act = clock.now(), "published and trusted"  # one moment: one decision to take back
    return sum(
        # Why: so that the trust can be taken back as well.
        _settle_all([reply], State.PUBLISHED, by, act, before.get(reply.by_pass_id or 0, ""), at=at)
        for reply in replies
    )


@transaction.atomic
def remove(numbers: Collection[int], *, by: Staff, reason: str, seen: str = "") -> int:
    """Remove replies.  Return how many.

    Args:
        numbers: Theirs.
        by: Who decides.
        reason: One of ``REASONS``.
        seen: As for ``publish``.

    Raises:
        ReplyError: There is no such reason.
    """
    if reason not in REASONS:
        raise ReplyError(f"Choose why: {', '.join(REASONS.values())}.")
    replies = _taken(numbers, by, seen)
    for reply in replies:
        reply.words = reason
        reply.save(update_fields=["words"])
    return _settle_all(replies, State.REMOVED, by, "removed", REASONS[reason])


@transaction.atomic
def call_spam(numbers: Collection[int], *, by: Staff, seen: str = "") -> int:
    """Send replies to spam.  Return how many.  What was ``seen`` is as for ``publish``."""
    return _settle_all(_taken(numbers, by, seen), State.SPAM, by, "spam")


@transaction.atomic
def hide_details(number: int, *, by: Staff, words: str = "") -> Reply:
    """Take personal details out of a reply and its name; what stood there is not kept.

    Args:
        number: The reply's.
        by: Who does it.
        words: What to hide besides what the machine finds, as it stands there; with commas.

    Raises:
        ReplyError: Nothing was found, or somebody else decides it.
    """
    taken = _taken([number], by)
    if not taken:
        raise ReplyError("Somebody else is deciding this reply.")
    reply = taken[0]
    instead = in_words(DETAIL_HIDDEN, reply.lang)
    before = reply.name, reply.text
    for found in filter(None, map(str.strip, BETWEEN_WORDS.split(words))):
        if found not in reply.name and found not in reply.text:
            raise ReplyError(f"“{found}” does not stand there. Write it as it stands.")
        reply.name = reply.name.replace(found, instead)
        reply.text = reply.text.replace(found, instead)
    reply.name = without_details(reply.name, instead)[:NAME_LETTERS]
    reply.text = without_details(reply.text, instead)
    if (reply.name, reply.text) == before:
        raise ReplyError("Nothing was found. Write the words to hide as they stand there.")
    reply.save(update_fields=["name", "text"])
    noted = settle(reply, reply.state, act="details hidden", by=by)
    tell(noted | (keys_of([reply]) if reply.state == State.PUBLISHED else set()), "details hidden")
    return reply


@transaction.atomic
def pick(number: int, *, by: Staff, is_pick: bool = True) -> Reply:
    """Mark a published reply as the editors' pick, or take the mark away.

    Raises:
        ReplyError: It is not published.
    """
    reply = Reply.objects.select_for_update().get(pk=number)
    if reply.state != State.PUBLISHED:
        raise ReplyError("Only a published reply can be picked. Publish it first.")
    reply.is_pick = is_pick
    reply.save(update_fields=["is_pick"])
    settle(reply, reply.state, act="picked" if is_pick else "unpicked", by=by)
    tell({keys.thread(reply.thread_id)}, "a pick")
    return reply


@transaction.atomic
def answer_as_staff(number: int, *, by: Staff, text: str) -> Reply:
    """Answer a published reply in the newsroom's name.

    Raises:
        ReplyError: The text cannot stand, or what is answered is not published.
    """
    parent = Reply.objects.select_related("thread").get(pk=number)
    if parent.state != State.PUBLISHED:
        raise ReplyError("Publish the reply before you answer it: readers must see both.")
    try:
        said = clean_text(text, least=2, most=STAFF_LETTERS)
    except TextError as error:
        raise ReplyError(str(error)) from error
    answer = Reply.objects.create(
        thread=parent.thread, parent=parent, origin=Reply.Origin.STAFF, by_staff=by, text=said,
        name=signature_of(by, parent.lang), lang=parent.lang, state=State.HELD,
        said_at=clock.this_minute(),
    )  # fmt: skip
    tell(settle(answer, State.PUBLISHED, act="answered", by=by), "an answer by the newsroom")
    return answer


def signature_of(staff: Staff, lang: str) -> str:
    """Return with what name somebody of the newsroom answers: never the one they sign in with."""
    if name := staff.get_full_name():
        return name
    paper = house().papers.get(lang)
    return in_words(EDITORS, lang) % (paper.name if paper else masthead().name)


@transaction.atomic
def hand_over(number: int, *, by: Staff, to: Staff | None, note: str) -> Reply:
    """Leave a reply to a colleague, with a note."""
    reply = Reply.objects.select_for_update().get(pk=number)
    reply.handed_to, reply.note = to, note.strip()[:300]
    reply.looked_at_by = reply.looked_at_until = None
    reply.save(update_fields=["handed_to", "note", "looked_at_by", "looked_at_until"])
    settle(reply, reply.state, act="handed over", by=by, because=f"to {to}" if to else "")
    return reply


def _taken(numbers: Collection[int], by: Staff, seen: str = "") -> list[Reply]:
    """Return replies, locked, without those that somebody else is deciding or has decided."""
    free = Q(looked_at_until=None) | Q(looked_at_until__lt=clock.now()) | Q(looked_at_by=by)
    rows = Reply.objects.select_for_update(of=["self"]).filter(free, pk__in=numbers)
    as_seen = rows.filter(state=seen) if seen else rows
    return list(as_seen.select_related("thread").order_by("pk"))


def _settle_all(
    replies: Collection[Reply],
    state: str,
    by: Staff,
    act: str,
    because: str = "",
    *,
    at: datetime | None = None,
) -> int:
    # What its writer took back is nobody's to bring again.
    open_ones = [reply for reply in replies if reply.state != State.WITHDRAWN]
    noted, at = set[str](), at or clock.now()
    for reply in open_ones:
        noted |= settle(reply, state, act=act, by=by, because=because, at=at)
    tell(noted, f"replies {act}")
    return len(open_ones)
