"""The link to a draft for somebody who does not sign in: signed, for 72 hours, one revision.

Nothing is stored: the link is the revision's number and the time, with a mark that only we can
make.  Who made one stands in the article's history.
"""

from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner, b62_decode
from django.urls import reverse

from courant.plant import clock

GOOD_FOR: Final = timedelta(hours=72)
SALT: Final = "newsroom.draft-link"


class LinkError(Exception):
    """A link that opens nothing."""


class LinkOverError(LinkError):
    """A link of ours whose time is over."""


class _Signer(TimestampSigner):
    """Django's, by our clock."""

    def timestamp(self) -> str:
        from django.core.signing import b62_encode

        return b62_encode(int(clock.now().timestamp()))


def token_for(revision: int) -> str:
    """Return what opens one revision for 72 hours from now."""
    return _Signer(salt=SALT).sign(str(revision))


def link_for(revision: int) -> str:
    """Return the whole link."""
    path = reverse("newsroom_draft", args=[token_for(revision)])
    return f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def revision_of(token: str) -> tuple[int, datetime]:
    """Return which revision a token opens, and until when.

    Raises:
        LinkOverError: Its 72 hours are over.
        LinkError: We did not make it.
    """
    try:
        number = int(_Signer(salt=SALT).unsign(token))
        made = datetime.fromtimestamp(b62_decode(token.split(":")[1]), UTC)
    except (BadSignature, ValueError, IndexError) as error:
        raise LinkError("No link of ours.") from error
    until = made + GOOD_FOR
    if clock.now() >= until:
        raise LinkOverError(f"Over since {until:%d %b %Y %H:%M} UTC.")
    return number, until
