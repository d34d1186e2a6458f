"""The seal on readers' addresses: made once, opened by a named person for a quarter of an hour."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from django.db import transaction

from courant.plant import clock
from courant.plant.sealing import SealError, make_key_pair, seal, unsealed
from courant.replies.errors import ReplyError
from courant.replies.models import ReplyRules, Unlocking
from courant.staff.models import Staff

UNLOCKED_FOR = timedelta(minutes=15)
PROBE = "courant"


@dataclass(slots=True)
class _Loaded:
    """The private key, in the memory of one process and nowhere else."""

    key: str = field(default="", repr=False)
    until: datetime | None = None
    lock: Lock = field(default_factory=Lock)


_loaded = _Loaded()


@transaction.atomic
def make_seal(rules: ReplyRules, *, by: Staff) -> str:
    """Make a new pair of keys; return the private one, which is kept nowhere.

    What was sealed to the old pair can be opened with the old private key only.
    """
    private, public = make_key_pair()
    rules.seal = public
    rules.save()
    Unlocking.objects.create(unlocked_at=clock.now(), unlocked_by=by, act="made")
    return private


def unlock(rules: ReplyRules, private_key: str, *, by: Staff) -> None:
    """Load the private key for fifteen minutes.  Who did is written down; the key is not.

    Raises:
        ReplyError: There is no seal, or this is not its key.
    """
    key = private_key.strip()
    try:
        fits = bool(rules.seal) and unsealed(seal(PROBE, rules.seal), key) == PROBE
    except SealError:
        fits = False
    if not fits:
        raise ReplyError("This is not the private key of the seal. Paste the whole line.")
    Unlocking.objects.create(unlocked_at=clock.now(), unlocked_by=by, act="unlocked")
    with _loaded.lock:
        _loaded.key, _loaded.until = key, clock.now() + UNLOCKED_FOR


def lock() -> None:
    """Forget the private key."""
    with _loaded.lock:
        _loaded.key, _loaded.until = "", None


def loaded_key() -> str:
    """Return the private key while it is loaded, else nothing."""
    with _loaded.lock:
        if _loaded.until is None or clock.now() >= _loaded.until:
            _loaded.key, _loaded.until = "", None
        return _loaded.key
