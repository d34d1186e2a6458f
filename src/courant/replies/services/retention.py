"""What is not kept: removed texts 30 days, spam and refused ones 7, sealed addresses 30 at most."""

from datetime import datetime, timedelta

from django.db import transaction

from courant.plant import clock
from courant.press.values import any_of
from courant.replies.models import Notice, Reply, Report, State
from courant.replies.queries.rules import rules, was_open
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
        Report.objects.filter(reply__in=old).update(words="")  # they may quote it
        count += old.update(text="", name="", email="", outside="", note="", fingerprint=0)
    count += _forget_emails(now)
    forget_letters()
    clear_receipts()
    return count


def _forget_emails(now: datetime) -> int:
    """Erase the sealed addresses that have served: old ones, and those under closed threads.

    A notice that waits for somebody to open the seal keeps its address for the 30 days.
    """
    sealed = Reply.objects.exclude(email="")
    count = sealed.filter(said_at__lt=now - EMAIL_KEPT).update(email="")
    Notice.objects.filter(sent_at=None, reply__email="").delete()  # nobody is left to tell
    waiting = Notice.objects.filter(sent_at=None).values("reply")
    idle, of = sealed.exclude(pk__in=waiting).select_related("thread"), rules()
    over = [reply.pk for reply in idle if not was_open(reply.thread, of, now)]
    return count + Reply.objects.filter(pk__in=any_of(over)).update(email="")
