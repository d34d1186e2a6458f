"""Collecting: from the letterbox to the database, letter after letter."""

from collections.abc import Mapping
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction

from courant.plant.letterbox.collecting import Collector
from courant.press.slices import one_slice
from courant.replies import outside
from courant.replies.errors import LetterError
from courant.replies.services.letters import receive

log = structlog.get_logger("courant.replies")

AT_ONCE = 25  # letters in a transaction: others wait to write for as long as it takes


def collect() -> bool:
    """Deal with the letters that wait.  Return whether there were any.

    A letter is taken out of the letterbox only when it is dealt with: killed in between, it is
    met again, and known by its nonce.

    Raises:
        DatabaseError: The database is away; the letters wait.
    """
    took = False
    for portion in Collector(settings.HOME.letterbox).waiting():
        for first in range(0, len(portion.letters), AT_ONCE):
            letters = outside.asked(portion.letters[first : first + AT_ONCE])
            with one_slice(), transaction.atomic():
                for letter in letters:
                    _receive(letter)
        portion.done()
        took = True
    return took


def _receive(letter: Mapping[str, Any]) -> None:
    try:
        receive(letter)
    except (DatabaseError, InterfaceError):
        raise
    except LetterError as error:
        log.error("letter.refused", because=str(error))  # never its words
