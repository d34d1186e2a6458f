"""Receipts: what became of a letter, left where the kiosk finds it for whoever holds the nonce.

One small file a letter, ``run/receipts/<digest of the nonce>``, for 48 hours after each change of
its state.  While only its writer may see a reply, its text and name are in it, for nobody but the
kiosk to read.
"""

import json
import os
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings

from courant.newsroom.models import Teaser
from courant.plant import clock
from courant.replies.models import Reply, State
from courant.replies.queries.rules import EDITABLE, GRACE
from courant.replies.queries.threads import place_of

KEPT = timedelta(hours=48)
# What its writer is told; that a machine took something for spam is not.
TOLD = {State.SPAM: State.HELD}


def leave_receipt(reply: Reply) -> None:
    """Say what is with a reply that came in a letter, whenever that changes."""
    write(settings.HOME.receipts / reply.nonce, facts_of(reply))


def write(path: Path, facts: dict[str, Any]) -> None:
    """Write a receipt whole or not at all.  Not waited for: it can be written again.

    Its own time is on the minute too, or it would tell when the letter was sent.
    """
    path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(json.dumps(facts, ensure_ascii=False), "utf-8")
    beside.chmod(0o640)
    minute = int(clock.this_minute().timestamp())
    os.utime(beside, (minute, minute))
    os.replace(beside, path)  # noqa: PTH105  # it says what it does


def clear_receipts() -> int:
    """Take away receipts older than 48 hours.  Return how many."""
    oldest, count = (clock.now() - KEPT).timestamp(), 0
    with suppress(FileNotFoundError):
        for path in settings.HOME.receipts.iterdir():
            if path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)
                count += 1
    return count


def facts_of(reply: Reply) -> dict[str, Any]:
    """Return what a reply's writer is told."""
    state = TOLD.get(State(reply.state), State(reply.state))
    address = Teaser.objects.filter(pk=reply.thread_id).values_list("address", flat=True).first()
    shown = state == State.PUBLISHED and address
    return {
        "state": state.value,
        "reply": reply.pk,
        "thread": reply.thread_id,
        "lang": reply.lang,
        "why": reply.reasons[0] if state == State.REFUSED and reply.reasons else "",
        "address": place_of(reply) if shown else address or "",
        "editable_until": int((reply.said_at + EDITABLE).timestamp()) // 60,
        "warning": _warning(reply),
        **_words(reply),
    }


def _words(reply: Reply) -> dict[str, str]:
    """Return what its writer wrote, while readers do not see it yet or it can be changed."""
    is_open = clock.now() < reply.said_at + EDITABLE + GRACE
    # As TOLD has it: who sent spam sees no more and no less than who is held.
    waits = reply.state in (State.HELD, State.SPAM)
    mine = waits or (reply.state == State.PUBLISHED and is_open)
    return {"text": reply.text, "name": reply.name} if mine else {}


def _warning(reply: Reply) -> str:
    """Return what a moderator wants the writer told, once: with their next reply."""
    writer = reply.by_pass
    if writer is None or not writer.warning or writer.warned_at is None:
        return ""
    # Times of replies are on the minute.
    since = writer.warned_at.replace(second=0, microsecond=0)
    later = writer.replies.filter(said_at__gte=since).order_by("pk")
    told = later.values_list("pk", flat=True).first()
    return writer.warning if told == reply.pk else ""
