"""Readers report replies."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from courant.replies.models import Pass, Reply, Report, State
from courant.replies.services.rulings import settle, tell

HOLD_AT = 3  # different passes


def receive_report(letter: Mapping[str, Any], at: datetime) -> None:
    """Write a report down; the third pass's takes the reply back for an editor to look at.

    A reply that a moderator has cleared since is not taken back.  Call it in a transaction.
    """
    reply = Reply.objects.select_for_update().filter(pk=int(letter["reply"])).first()
    if reply is None or reply.state != State.PUBLISHED:
        return
    reason = str(letter["reason"])
    known = reason if reason in Report.Reason.values else Report.Reason.OTHER
    words, by = str(letter["words"])[:500], _known_pass(str(letter["pass"]))
    if by is not None:
        Report.objects.get_or_create(
            reply=reply, by_pass=by, defaults={"reported_at": at, "reason": known, "words": words}
        )
    else:
        Report.objects.create(reply=reply, reported_at=at, reason=known, words=words)
    _hold_if_many(reply)


def _hold_if_many(reply: Reply) -> None:
    is_cleared = reply.reports.filter(is_settled=True).exists()
    open_ones = reply.reports.filter(is_settled=False, by_pass__published__gt=0)
    if is_cleared or open_ones.values("by_pass").distinct().count() < HOLD_AT:
        return
    reply.reasons = ["reported"]
    reply.save(update_fields=["reasons"])
    tell(settle(reply, State.HELD, act="reported"), because="a reply was reported")


def _known_pass(digest: str) -> Pass | None:
    """Return a pass that has written before: a new one costs nothing, so it counts for nothing."""
    return Pass.objects.filter(digest=digest).first() if digest else None
