"""What the buttons of the queue do, by the word that the pressed button sends."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from django.db import transaction

from courant.replies.errors import ReplyError
from courant.replies.models import Mode, Reply
from courant.replies.services import moderation, passes, raids, threads
from courant.staff.models import Staff

# Takes the replies' numbers, who decides and what was typed; returns what is said of it.
Deed = Callable[[Sequence[int], Staff, Mapping[str, str]], str]


def _said(done: int, asked: Sequence[int], word: str) -> str:
    left = len(asked) - done
    more = f" {left} left: somebody else is deciding or has decided." if left else ""
    return f"{done} {'reply' if done == 1 else 'replies'} {word}.{more}"


def _publish(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    done = moderation.publish(numbers, by=by, seen=typed.get("seen", ""))
    return _said(done, numbers, "published")


def _trust(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    done = moderation.publish(numbers, by=by, trusting=True, seen=typed.get("seen", ""))
    return _said(done, numbers, "published, and trusted from now on")


def _remove(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    reason, seen = typed.get("reason", ""), typed.get("seen", "")
    done = moderation.remove(numbers, by=by, reason=reason, seen=seen)
    return _said(done, numbers, "removed")


def _spam(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    done = moderation.call_spam(numbers, by=by, seen=typed.get("seen", ""))
    return _said(done, numbers, "called spam")


def _hide(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    with transaction.atomic():  # in all of them or in none
        for number in numbers:
            moderation.hide_details(number, by=by, words=typed.get("hidden", ""))
    return "Personal details are hidden."


def _pick(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    reply = Reply.objects.get(pk=numbers[0])
    moderation.pick(reply.pk, by=by, is_pick=not reply.is_pick)
    return "No longer picked." if reply.is_pick else "Picked by the editors."


def _answer(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    moderation.answer_as_staff(numbers[0], by=by, text=typed.get("answer", ""))
    return "Answered."


def _hand_over(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    to = Staff.objects.filter(pk=typed.get("to") or 0, is_active=True).first()
    for number in numbers:
        moderation.hand_over(number, by=by, to=to, note=typed.get("note", ""))
    return f"Left to {to}." if to else "Left to whoever comes."


def _trust_pass(trust: str, said: str) -> Deed:
    def change(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
        for reply in _one_of_each_writer(numbers):
            passes.change_trust(reply, trust=trust, by=by)
        return said

    return change


def _pause(days: int) -> Deed:
    def pause(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
        for reply in _one_of_each_writer(numbers):
            passes.pause(reply, days=days, by=by)
        return f"Paused for {days} {'day' if days == 1 else 'days'}."

    return pause


def _warn(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
    for reply in _one_of_each_writer(numbers):
        passes.warn(reply, words=typed.get("warning", ""), by=by)
    return "They will be told at their next visit."


def _thread_mode(mode: str, said: str) -> Deed:
    def change(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
        for thread in _threads(numbers):
            threads.set_mode(thread, mode=mode, by=by)
        return said

    return change


def _raid(*, on: bool, said: str) -> Deed:
    def change(numbers: Sequence[int], by: Staff, typed: Mapping[str, str]) -> str:
        for reply in Reply.objects.filter(pk__in=numbers[:1]).select_related("thread"):
            raids.hold_raid(reply.thread, on=on, by=by)
        return said

    return change


def _one_of_each_writer(numbers: Sequence[int]) -> list[Reply]:
    found = {reply.by_pass_id: reply for reply in Reply.objects.filter(pk__in=numbers)}
    with_pass = [reply for writer, reply in found.items() if writer]
    if not with_pass:
        raise ReplyError("The writer took no pass code, so nobody can know them again.")
    return with_pass


def _threads(numbers: Sequence[int]) -> list[int]:
    rows = Reply.objects.filter(pk__in=numbers).values_list("thread", flat=True)
    return sorted(set(rows))


DEEDS: Final[dict[str, Deed]] = {
    "publish": _publish,
    "trust": _trust,
    "remove": _remove,
    "spam": _spam,
    "hide": _hide,
    "pick": _pick,
    "answer": _answer,
    "hand": _hand_over,
    "warn": _warn,
    "pass-usual": _trust_pass("usual", "The writer is as everybody again."),
    "pass-trusted": _trust_pass("trusted", "The writer is trusted."),
    "pass-held": _trust_pass("held", "Everything of this writer will be held."),
    "pass-banned": _trust_pass("banned", "The writer is banned; newcomers here are held for 1 h."),
    "pause-1": _pause(1),
    "pause-7": _pause(7),
    "pause-30": _pause(30),
    "thread-usual": _thread_mode(Mode.USUAL, "The thread is as the rules say."),
    "thread-open": _thread_mode(Mode.OPEN, "Everything in the thread is published at once."),
    "thread-newcomers": _thread_mode(Mode.NEWCOMERS, "Newcomers in the thread are held."),
    "thread-all": _thread_mode(Mode.ALL, "Everything in the thread is held."),
    "thread-closed": _thread_mode(Mode.CLOSED, "The thread is closed."),
    "thread-hidden": _thread_mode(Mode.HIDDEN, "The thread is hidden."),
    "raid-on": _raid(on=True, said="Everything in the thread is held for two hours."),
    "raid-off": _raid(on=False, said="The raid is over."),
}
