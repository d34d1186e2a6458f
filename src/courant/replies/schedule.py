"""Time passing: threads close, raids are over, texts are forgotten."""

from datetime import datetime, timedelta

from courant.plant import clock
from courant.replies.services.notices import send_digests
from courant.replies.services.raids import end_raids
from courant.replies.services.retention import forget_what_is_over
from courant.replies.services.threads import close_threads

FORGET_EVERY = timedelta(hours=1)

_forgotten_at: list[datetime] = []  # when this process last looked for what is over


def keep_threads() -> bool:
    """Do everything that is due by now.  Return whether there was anything."""
    now = clock.now()
    forgot = 0
    if not _forgotten_at or now - _forgotten_at[-1] >= FORGET_EVERY:
        _forgotten_at[:] = [now]
        forgot = forget_what_is_over()
    return any([end_raids(), close_threads(), forgot, send_digests()])
