"""How every decision about a reply is written down and told to the press."""

from collections.abc import Collection, Iterable
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from courant.plant import clock
from courant.press.changes import note_changed
from courant.replies import keys
from courant.replies.models import Notice, Pass, Reply, Report, Ruling, State
from courant.replies.receipts import leave_receipt
from courant.replies.services.lessons import teach
from courant.staff.models import Staff

# A page shows these, or a line where they were if they have answers.
SHOWN = frozenset({State.PUBLISHED})
TAKEN_BACK = frozenset({State.REMOVED, State.SPAM})
# What clears a reply: nobody has by handing it on, hiding a number in it or answering it.
DECISIONS = frozenset({"published", "published and trusted", "removed", "spam", "undone"})


def settle(
    reply: Reply,
    state: str,
    *,
    act: str,
    by: Staff | None = None,
    because: str = "",
    at: datetime | None = None,
) -> set[str]:
    """Give a reply a state, write the ruling down, count it for its writer.

    Call it in a transaction, and ``tell`` the press what it returns.

    Args:
        reply: Locked, or not stored yet.
        state: Its new one; may be the old one, when something else about it was decided.
        act: What was done, or the phase that ruled.
        by: Who; nobody when a phase did.
        because: Why, in a few words of ours or the moderator's; never the reply's.
        at: When, if it is one of many decided together.  Now; of what no person decided only
            the minute is kept, for a letter is mostly ruled on in the second it was sent.
    """
    before, reply.state = reply.state, state
    reply.settled_at = at or (clock.now() if by else clock.this_minute())
    reply.save(update_fields=["state", "settled_at"] if reply.pk else None)
    Ruling.objects.create(
        reply=reply, ruled_at=reply.settled_at, ruled_by=by, act=act, state=state,
        because=because[:300],
    )  # fmt: skip
    if by is not None and act in DECISIONS:
        teach(reply)
        Report.objects.filter(reply=reply, is_settled=False).update(is_settled=True)
    _count(reply, before, state)
    if state == State.PUBLISHED:
        _note_answer(reply)
    if reply.nonce:
        transaction.on_commit(partial(leave_receipt, reply))
    return keys_of([reply]) if SHOWN & {before, state} else set()


def keys_of(replies: Iterable[Reply]) -> set[str]:
    """Return the ingredients that these replies are part of."""
    return {
        key for reply in replies for key in (keys.thread(reply.thread_id), keys.feed(reply.lang))
    }


def tell(noted: Collection[str], because: str) -> None:
    """Have the pages baked that show what changed: nothing when readers never saw it."""
    note_changed(*noted, because=because)


def _note_answer(answer: Reply) -> None:
    """Have the writer of what was answered told, if they asked to be."""
    if answer.parent_id is None:
        return
    asked = Reply.objects.filter(pk=answer.parent_id, state=State.PUBLISHED).exclude(email="")
    if asked.exists():
        Notice.objects.get_or_create(
            answer=answer,
            defaults={"reply_id": answer.parent_id, "noted_at": clock.now()},
        )


def _count(reply: Reply, before: str, state: str) -> None:
    if reply.by_pass_id is None or before == state:
        return
    published = (state == State.PUBLISHED) - (before == State.PUBLISHED)
    removed = (state in TAKEN_BACK) - (before in TAKEN_BACK)
    Pass.objects.filter(pk=reply.by_pass_id).update(
        published=F("published") + published, removed=F("removed") + removed
    )
