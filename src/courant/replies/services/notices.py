"""Mail: writers hear that somebody answered, moderators that replies wait."""

from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet

from courant.design.strings import text
from courant.newsroom.models import Teaser
from courant.newsroom.queries.paper import masthead
from courant.plant import clock
from courant.plant.sealing import SealError, unsealed
from courant.plant.secret_files import signing_secret
from courant.plant.signing import mark
from courant.replies.models import Moderator, Notice, Reply, State, Thread
from courant.replies.queries.threads import place_of
from courant.replies.services.seals import loaded_key

AT_ONCE = 100
DIGEST_EVERY = timedelta(days=1)
PURPOSE = "no more mail"  # as the kiosk signs it
SUBJECT = "Somebody answered you in %s"
BODY = "There is an answer to your reply under “%s”:"
STOP = "No more mail about this reply:"


def waiting_notices() -> int:
    """Return how many notices wait for the seal to be opened."""
    return _waiting().count()


def send_notices() -> int:
    """Send what waits, while the private key is loaded.  Return how many went.

    An address is in memory for as long as its mail takes, and in no log.
    """
    key, sent = loaded_key(), 0
    if not key:
        return 0
    signing = signing_secret(settings.HOME.form_key)  # as the kiosk signs
    waiting = _waiting().select_related("reply", "answer")
    # What could not be sent before holds up nobody who comes after it.
    for notice in waiting.order_by("trouble", "noted_at")[:AT_ONCE]:
        sent += _send(notice, key, signing)
    return sent


def _waiting() -> QuerySet[Notice]:
    """Return the notices to be sent: an answer that was taken down since is no news."""
    still = Notice.objects.filter(sent_at=None, answer__state=State.PUBLISHED)
    return still.exclude(reply__email="")  # erased: withdrawn, stopped, or its time was over


def send_digests() -> int:
    """Tell moderators who want mail that replies wait, once a day; of a raid, once at once."""
    held = Reply.objects.filter(state=State.HELD).count()
    raid = Thread.objects.filter(raid_until__gt=clock.now()).order_by("-raid_until").first()
    if not held and raid is None:
        return 0
    long_ago = Q(told_at=None) | Q(told_at__lt=clock.now() - DIGEST_EVERY)
    new_raid = (
        Q(told_at__lt=raid.raid_until - timedelta(hours=2)) if raid and raid.raid_until else Q()
    )
    due = Moderator.objects.filter(long_ago | new_raid if raid else long_ago, wants_mail=True)
    people = [each for each in due.select_related("staff") if each.staff.email]
    for each in people:
        _digest(each, held, is_raid=raid is not None).send(fail_silently=True)
        each.told_at = clock.now()
        each.save(update_fields=["told_at"])
    return len(people)


def _send(notice: Notice, key: str, signing: bytes) -> bool:
    try:
        address = unsealed(notice.reply.email, key)
        _mail(notice, address, signing).send()
    except SealError:
        notice.trouble = "Sealed to another key."
    except ValueError:  # a line break, say: whoever has the public key can seal anything
        notice.trouble = "What was sealed is no address that a mail can go to."
    except (OSError, SMTPException) as error:
        notice.trouble = f"The mail server did not take it: {type(error).__name__}."
    except Exception as error:  # noqa: BLE001  # its message quotes the address, for a log to keep
        notice.trouble = f"No mail can be addressed to what was left: {type(error).__name__}."
    else:
        notice.trouble, notice.sent_at = "", clock.now()
    notice.save(update_fields=["trouble", "sent_at"])
    return notice.sent_at is not None


def _mail(notice: Notice, address: str, signing: bytes) -> EmailMessage:
    lang, root = notice.reply.lang, settings.CONFIG.public_root
    teaser = Teaser.objects.filter(pk=notice.answer.thread_id).first()
    page = f"{root}{place_of(notice.answer)}"
    number = str(notice.reply_id)
    stop = f"{root}/-/stop/{number}.{mark(signing, PURPOSE, number)}"
    body = "\n\n".join(
        (text(BODY, lang) % (teaser.headline if teaser else ""), page, text(STOP, lang), stop)
    )
    headers = {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
        "Auto-Submitted": "auto-generated",  # RFC 3834
    }
    subject = text(SUBJECT, lang) % masthead().name
    return EmailMessage(subject, body, to=[address], headers=headers)


def _digest(each: Moderator, held: int, *, is_raid: bool) -> EmailMessage:
    subject = "A raid on the replies" if is_raid else f"{held} replies wait"
    body = (
        f"{held} {'reply is' if held == 1 else 'replies are'} held.\n\n"
        f"{settings.CONFIG.newsroom_root}/admin/replies/\n"
    )
    headers = {"Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, body, to=[each.staff.email], headers=headers)
