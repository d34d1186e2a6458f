"""What a writer can still do with a reply, by its receipt: change it, take it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from courant.plant import clock
from courant.replies.digests import digest_of
from courant.replies.models import ReceivedLetter, Reply, State
from courant.replies.models.threads import NAME_LETTERS
from courant.replies.queries.rules import EDITABLE, GRACE, rules
from courant.replies.services.arrivals import look_at
from courant.replies.services.rulings import settle, tell


def receive_edit(letter: Mapping[str, Any], at: datetime) -> None:
    """Put a writer's new words in place of the old, within five minutes, marked as edited.

    They go through the phases again; what those refuse changes nothing.  Call it in a transaction.
    """
    reply = _of(letter)
    late = reply is None or at > reply.said_at + EDITABLE + GRACE
    if reply is None or late or reply.state not in (State.PUBLISHED, State.HELD):
        return
    old = reply.text, reply.name, reply.fingerprint, reply.like_id, reply.outside
    reply.name = str(letter["name"])[:NAME_LETTERS]
    verdict = look_at(reply, rules(), letter)
    if verdict.state == State.REFUSED:
        reply.text, reply.name, reply.fingerprint, reply.like_id, reply.outside = old
        return
    reply.edited_at = at
    reply.reasons = [verdict.reason] if verdict.reason else []
    words = ["text", "name", "fingerprint", "like", "outside"]
    reply.save(update_fields=[*words, "edited_at", "reasons"])
    held = State.HELD if reply.state == State.HELD else verdict.state
    tell(settle(reply, held, act="edited"), because="a reply was edited")


def receive_withdrawal(letter: Mapping[str, Any], at: datetime) -> None:
    """Take a reply back for its writer: its words, name and email are erased at once.

    Letters of two kiosk processes may come in either order.  A reply that comes after its
    withdrawal counts as received already.
    """
    reply = _of(letter)
    if reply is None:
        told = {"received_at": clock.this_minute()}
        ReceivedLetter.objects.get_or_create(pk=digest_of(str(letter["of"])), defaults=told)
        return
    if reply.state == State.WITHDRAWN:
        return
    noted = settle(reply, State.WITHDRAWN, act="withdrawn")
    reply.text = reply.name = reply.email = reply.outside = reply.note = ""
    reply.fingerprint = 0
    reply.save(update_fields=["text", "name", "email", "outside", "note", "fingerprint"])
    tell(noted, because="a reply was withdrawn")


def receive_stop(letter: Mapping[str, Any], at: datetime) -> None:
    """Stop telling a writer by mail: the sealed address is erased.

    The letter names the reply's own letter, or from the link in a mail the reply itself.
    """
    number = int(letter.get("reply") or 0)
    reply = Reply.objects.filter(pk=number).first() if number else _of(letter)
    if reply is not None:
        reply.email = ""
        reply.save(update_fields=["email"])


def _of(letter: Mapping[str, Any]) -> Reply | None:
    """Return the reply that a receipt is about, locked."""
    rows = Reply.objects.select_for_update(of=["self"]).select_related("thread", "by_pass")
    return rows.filter(nonce=digest_of(str(letter["of"]))).first()
