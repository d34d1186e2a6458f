"""What moderators do with passes: trust, warn, hold, pause, ban."""

import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from courant.plant import clock
from courant.plant.pass_codes import BITS, code_of, digest_of
from courant.plant.secret_files import signing_secret
from courant.replies.errors import ReplyError
from courant.replies.models import Pass, Reply, Ruling, Thread
from courant.staff.models import Staff

PAUSES = (1, 7, 30)  # days
NEWCOMERS_HELD_FOR = timedelta(hours=1)  # a new pass is free


@transaction.atomic
def change_trust(reply: Reply, *, trust: str, by: Staff) -> Pass:
    """Trust the writer of a reply, hold everything they send, ban them, or none of these.

    A ban also holds newcomers in that thread for an hour, since a new pass is free.

    Raises:
        ReplyError: The writer has no pass.
    """
    writer = _writer(reply)
    writer.trust = Pass.Trust(trust)
    writer.save(update_fields=["trust"])
    if writer.trust == Pass.Trust.BANNED:
        until = clock.now() + NEWCOMERS_HELD_FOR
        Thread.objects.filter(pk=reply.thread_id).update(newcomers_held_until=until)
    _log(reply, by, f"pass {writer.trust}")
    return writer


@transaction.atomic
def pause(reply: Reply, *, days: int, by: Staff) -> Pass:
    """Take nothing from the writer of a reply for some days.

    Raises:
        ReplyError: The writer has no pass, or the days are not 1, 7 or 30.
    """
    if days not in PAUSES:
        raise ReplyError("A pause is of 1, 7 or 30 days.")
    writer = _writer(reply)
    writer.paused_until = clock.now() + timedelta(days=days)
    writer.save(update_fields=["paused_until"])
    _log(reply, by, f"pass paused {days}")
    return writer


@transaction.atomic
def warn(reply: Reply, *, words: str, by: Staff) -> Pass:
    """Have the writer of a reply shown a word at their next visit.

    Raises:
        ReplyError: The writer has no pass, or there are no words.
    """
    if not words.strip():
        raise ReplyError("Write what the writer shall be told.")
    writer = _writer(reply)
    writer.warning, writer.warned_at = words.strip()[:300], clock.now()
    writer.save(update_fields=["warning", "warned_at"])
    _log(reply, by, "pass warned")
    return writer


@transaction.atomic
def make_own(*, by: Staff) -> str:
    """Give somebody of the newsroom a pass code of their own, and take the one before away.

    What is sent with it is published at once and marked as the newsroom's.

    Returns:
        The code, to be shown once: it is kept nowhere.

    Raises:
        ReplyError: There is no key to hash it with, as before the first start of the kiosk.
    """
    try:
        secret = signing_secret(settings.HOME.pass_key)
    except (OSError, ValueError) as error:
        raise ReplyError("There is no key for pass codes yet: start the paper first.") from error
    code = code_of(secrets.randbits(BITS))
    Pass.objects.filter(staff=by).update(staff=None, trust=Pass.Trust.BANNED)  # perhaps stolen
    Pass.objects.create(digest=digest_of(code, secret), staff=by, made_at=clock.this_minute())
    return code


def _writer(reply: Reply) -> Pass:
    if reply.by_pass_id is None:
        raise ReplyError("Its writer took no pass code, so nobody can know them again.")
    return Pass.objects.select_for_update().get(pk=reply.by_pass_id)


def _log(reply: Reply, by: Staff, act: str) -> None:
    Ruling.objects.create(
        reply=reply, ruled_at=clock.now(), ruled_by=by, act=act[:40], state=reply.state
    )
