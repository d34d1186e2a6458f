"""A reply arrives: looked at, ruled on, stored, and told to the press if it is published."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from courant.newsroom.models import ArticlePage
from courant.plant.writing.cleaning import TextError, clean_name, clean_text
from courant.plant.writing.likeness import fingerprint
from courant.plant.writing.linking import links_in
from courant.replies import outside, phases
from courant.replies.digests import digest_of
from courant.replies.filter.judging import HELD_AT_BITS
from courant.replies.models import Pass, Reply, ReplyRules, State, Thread
from courant.replies.models.threads import NAME_LETTERS
from courant.replies.phases import Case, Verdict
from courant.replies.queries.lessons import judge
from courant.replies.queries.raids import first_alike, stored
from courant.replies.queries.rules import is_raided, mode_of, rules, was_open, words_found
from courant.replies.queries.writers import history_of, reserved_names, was_said
from courant.replies.services.raids import RAID, watch_for_raid
from courant.replies.services.rulings import settle, tell
from courant.replies.texts.details import details_in
from courant.staff.models import Staff

REPEATS_WITHIN = timedelta(days=2)


def receive_reply(letter: Mapping[str, Any], at: datetime) -> None:
    """Store a reply with its ruling.  Call it in a transaction.

    A letter about an article that is no more leaves nothing behind.

    Args:
        letter: Of kind ``reply``.
        at: When it was written.
    """
    thread = thread_of(int(letter["thread"]))
    if thread is None:
        return
    of = rules()
    writer = _writer(letter, at)
    reply = Reply(
        thread=thread, parent=_parent(thread, int(letter["answers"])), said_at=at,
        name=str(letter["name"])[:NAME_LETTERS], text=str(letter["text"])[: of.most_letters],
        lang=str(letter["lang"])[:20], by_pass=writer, is_onion=letter["lane"] == "onion",
        email=str(letter["email"]), nonce=digest_of(str(letter["nonce"])),
        by_staff=_colleague(writer),
    )  # fmt: skip
    verdict = look_at(reply, of, letter)
    if reply.by_staff is not None:
        reply.origin = Reply.Origin.STAFF
    reply.reasons = _reasons(verdict, thread)
    act = verdict.reason or "all phases"
    tell(settle(reply, verdict.state, act=act), because="a reply")
    watch_for_raid(thread, at)


def _reasons(verdict: Verdict, thread: Thread) -> list[str]:
    """Return why a reply is as it is; whatever is held in a raid is part of it."""
    reasons = [verdict.reason] if verdict.reason else []
    joins = verdict.state == State.HELD and is_raided(thread) and RAID not in reasons
    return [*reasons, RAID] if joins else reasons


def look_at(reply: Reply, of: ReplyRules, letter: Mapping[str, Any]) -> Verdict:
    """Clean a reply and have the phases rule on it.

    Sets its text, name, fingerprint and what the outside hook said as they are stored.

    Args:
        reply: Not stored yet, or about to be changed.
        of: The rules in force.
        letter: With the text as it came, uncut.
    """
    fault = ""
    try:
        reply.text = clean_text(str(letter["text"]), least=1, most=10_000)
        reply.name = clean_name(reply.name)
    except TextError as error:
        fault, reply.text, reply.name = error.code, "", ""  # not even stored
    print_of_text = fingerprint(reply.text)
    reply.fingerprint = stored(print_of_text)
    reply.like_id = first_alike(print_of_text, reply.said_at)
    reply.outside = str(letter.get(outside.HOLD, ""))
    marks = tuple(map(str, letter.get("marks", ())))
    return phases.rule(_case(reply, of, fault, marks))


def _case(reply: Reply, of: ReplyRules, fault: str, marks: tuple[str, ...]) -> Case:
    thread, writer, at = reply.thread, reply.by_pass, reply.said_at
    history = history_of(writer, at)
    found = words_found(f"{reply.name}\n{reply.text}", reply.lang)
    held_until = thread.newcomers_held_until
    judgement = judge(reply.name, reply.text)
    return Case(
        letters=len(reply.text),
        most_letters=of.most_letters,
        is_open=was_open(thread, of, at),
        fault=fault,
        is_repeat=was_said(reply, at - REPEATS_WITHIN),
        is_staff=_colleague(writer) is not None,
        trust=writer.trust if writer else Pass.Trust.USUAL,
        is_paused=bool(writer and writer.paused_until and writer.paused_until > at),
        published=writer.published if writer else 0,
        in_last_hour=history.in_last_hour,
        recent=history.recent,
        recent_removed=history.recent_removed,
        blocked=found["blocked"],
        watched=found["watched"],
        links=len(links_in(reply.text)),
        links_held_at=of.links_held_at,
        marks=marks,
        is_held_outside=bool(reply.outside),
        spam=judgement.bits if judgement else None,
        spam_held_at=HELD_AT_BITS,
        is_reserved_name=reserved_names().has_like(reply.name),
        details=tuple(detail.kind for detail in details_in(f"{reply.name}\n{reply.text}")),
        newcomer_replies=of.newcomer_replies,
        newcomers_are_held=held_until is not None and held_until > at,
        mode=mode_of(thread, of),
        is_raid=is_raided(thread),
    )


def thread_of(article: int) -> Thread | None:
    """Return an article's thread, making it, and holding it until the transaction ends.

    None when there is no such article.
    """
    locked = Thread.objects.select_for_update()
    if found := locked.filter(pk=article).first():
        return found
    if not ArticlePage.objects.filter(pk=article).exists():
        return None
    Thread.objects.get_or_create(pk=article)
    return locked.get(pk=article)


def _parent(thread: Thread, number: int) -> Reply | None:
    """Return the reply that is answered, if it is one that readers see in this thread."""
    return thread.replies.filter(pk=number, state=State.PUBLISHED).first() if number else None


def _colleague(writer: Pass | None) -> Staff | None:
    """Return who of the newsroom has a pass, as long as they may sign in."""
    staff = writer.staff if writer else None
    return staff if staff is not None and staff.is_active else None


def _writer(letter: Mapping[str, Any], at: datetime) -> Pass | None:
    """Return the writer's pass: the one they gave, or the one that was made for them."""
    digest = str(letter["pass"] or letter["new_pass"])[:64]
    if not digest:
        return None
    known = Pass.objects.select_related("staff")
    return known.filter(digest=digest).first() or Pass.objects.create(digest=digest, made_at=at)
