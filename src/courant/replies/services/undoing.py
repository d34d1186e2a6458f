"""Taking back what a moderator decided a moment ago."""

from datetime import timedelta

from django.db import transaction

from courant.plant import clock
from courant.replies.errors import ReplyError
from courant.replies.models import Pass, Reply, Report, Ruling, State
from courant.replies.services.rulings import settle, tell
from courant.staff.models import Staff

# What was done to a writer, or to words that are not kept, is not taken back by a key.
CAN_BE_UNDONE = (
    "published",
    "published and trusted",
    "removed",
    "spam",
    "answered",
    "picked",
    "unpicked",
)
UNDO_WITHIN = timedelta(seconds=10)
UNDO_GRACE = timedelta(seconds=5)  # a click takes a while to arrive


@transaction.atomic
def undo(*, by: Staff) -> int:
    """Take back what somebody decided in the last ten seconds.  Return of how many replies.

    The rulings stay; that they were taken back is one more.

    Raises:
        ReplyError: It is something that is not taken back like this.
    """
    since = clock.now() - UNDO_WITHIN - UNDO_GRACE
    mine = Ruling.objects.filter(ruled_by=by, ruled_at__gte=since).order_by("-ruled_at", "-pk")
    last = mine.first()
    if last is None or last.act == "undone":
        return 0
    if last.act not in CAN_BE_UNDONE:
        raise ReplyError(f"This is not taken back by undo: {last.act}. Decide anew.")
    together = mine.filter(act=last.act, ruled_at=last.ruled_at)  # one decision, one moment
    noted: set[str] = set()
    still = [pair for ruling in together if (pair := _still_as_decided(ruling))]
    for ruling, reply in still:
        earlier = reply.rulings.filter(pk__lt=ruling.pk).last()
        state = earlier.state if earlier else State.HELD
        _undo_besides(ruling, reply)
        noted |= settle(reply, state, act="undone", by=by, because=ruling.act)
        Report.objects.filter(reply=reply).update(is_settled=state != State.HELD)
    tell(noted, "a decision was taken back")
    return len(still)


def _still_as_decided(ruling: Ruling) -> tuple[Ruling, Reply] | None:
    """Return a ruling and its reply, locked; None if something else was ruled on it since.

    What its writer withdrew meanwhile is nobody's to bring again.
    """
    reply = Reply.objects.select_for_update(of=["self"]).get(pk=ruling.reply_id)
    return (ruling, reply) if reply.rulings.last() == ruling else None


def _undo_besides(ruling: Ruling, reply: Reply) -> None:
    """Take back what was done besides giving a reply its state."""
    if ruling.act == "published and trusted" and ruling.because:
        Pass.objects.filter(replies=reply).update(trust=ruling.because)
    if ruling.act in ("picked", "unpicked"):
        reply.is_pick = ruling.act == "unpicked"
        reply.save(update_fields=["is_pick"])


def can_undo(by: Staff) -> bool:
    """Return whether somebody decided something just now that can be taken back."""
    mine = Ruling.objects.filter(ruled_by=by, ruled_at__gte=clock.now() - UNDO_WITHIN)
    last = mine.order_by("-ruled_at", "-pk").first()
    return last is not None and last.act in CAN_BE_UNDONE
