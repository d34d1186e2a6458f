"""Noting a change: the one way in which the press learns that something is different now."""

from django.conf import settings
from django.db import transaction

from courant.plant import bell, clock
from courant.press.models import Change
from courant.press.rows import insert_values


def note_changed(*keys: str, because: str) -> None:
    """Remember that these ingredients changed, and wake the press when that is committed.

    Call it inside the transaction that changes them.  A key that no page holds costs nothing.

    Args:
        keys: Names of ingredients, as in the rooms' ``keys`` modules.
        because: What was done, in a few words; operators read it in the log.
    """
    if not keys:
        return
    now = clock.now()
    rows = [(key, because[:200], now) for key in sorted(set(keys))]
    insert_values(Change, ("key", "because", "noted_at"), rows)
    transaction.on_commit(ring)


def ring() -> None:
    """Wake the works, if they listen."""
    bell.ring(settings.HOME.bell)
