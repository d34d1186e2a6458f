"""What is not kept: removed texts 30 days, spam and refused ones 7, sealed addresses 30."""

from datetime import timedelta

from django.db import transaction

from courant.plant import clock
from courant.replies.models import Reply, State
from courant.replies.receipts import clear_receipts
from courant.replies.services.letters import forget_letters

TEXT_KEPT = {
    State.REMOVED: timedelta(days=30),
    State.SPAM: timedelta(days=7),
    State.REFUSED: timedelta(days=7),
}
EMAIL_KEPT = timedelta(days=30)


@transaction.atomic
def forget_what_is_over() -> int:
    """Erase what has been kept for long enough.  Return of how many replies.

    The row stays, with its rulings: a thread keeps its shape, and the record who decided what.
    """
    now, count = clock.now(), 0
    for state, kept in TEXT_KEPT.items():
        old = Reply.objects.filter(state=state, settled_at__lt=now - kept).exclude(text="")
        count += old.update(text="", name="", email="", outside="", note="", fingerprint=0)
    count += Reply.objects.exclude(email="").filter(said_at__lt=now - EMAIL_KEPT).update(email="")
    forget_letters()
    clear_receipts()
    return count
