"""Taking in what readers sent: each letter once, whatever is killed in between."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import structlog
from django.db import DataError, transaction

from courant.plant import clock
from courant.replies.digests import digest_of
from courant.replies.errors import LetterError
from courant.replies.models import ReceivedLetter
from courant.replies.services.arrivals import receive_reply
from courant.replies.services.reports import receive_report
from courant.replies.services.writers import receive_edit, receive_stop, receive_withdrawal

log = structlog.get_logger("courant.replies")

Letter = Mapping[str, Any]
KEPT = timedelta(hours=48)  # that a letter was received

KINDS: Final[dict[str, Callable[[Letter, datetime], None]]] = {
    "reply": receive_reply,
    "edit": receive_edit,
    "withdraw": receive_withdrawal,
    "report": receive_report,
    "stop": receive_stop,
}


def receive(letter: Letter) -> bool:
    """Deal with one letter in one transaction.  Return False if it had been dealt with before.

    Args:
        letter: As docs/formats/letters.md says.

    Raises:
        LetterError: It is not what the kiosk writes.  Nothing was stored.
    """
    nonce, kind = letter.get("nonce"), letter.get("kind")
    if not isinstance(nonce, str) or not nonce or kind not in KINDS:
        raise LetterError("A letter has no kind or no nonce.")
    try:
        at = _moment(letter)
        with transaction.atomic():
            digest = digest_of(nonce)
            if ReceivedLetter.objects.filter(pk=digest).exists():
                return False
            ReceivedLetter(pk=digest, received_at=clock.this_minute()).save(force_insert=True)
            KINDS[kind](letter, at)
    except (KeyError, TypeError, ValueError, DataError) as error:
        raise LetterError(f"A letter of kind {kind!r} lacks what it needs.") from error
    return True


def forget_letters() -> int:
    """Forget which letters were received more than 48 hours ago.  Return how many."""
    old = ReceivedLetter.objects.filter(received_at__lt=clock.now() - KEPT)
    return old.delete()[0]


def _moment(letter: Letter) -> datetime:
    """Return when it was written: to the minute, and never in the future."""
    at = datetime.fromtimestamp(int(letter["at"]) * 60, UTC)
    return min(at, clock.this_minute())
