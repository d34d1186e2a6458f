"""Whether a session has shown a second factor."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.http import HttpRequest

from courant.staff.models import Staff


def has_second_factor(request: HttpRequest) -> bool:
    """Say whether this very session has shown a second factor, not merely whether there is one."""
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def count_what_was_set_up(
    request: HttpRequest, user: Staff, authenticator: Authenticator, **kwargs: Any
) -> None:
    """Count a second factor as shown in the session that set it up: doing so proved it works."""
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


def listen() -> None:
    """Connect to allauth's signal.  Called once, when the room is made known."""
    authenticator_added.connect(count_what_was_set_up, dispatch_uid="courant.staff.second_factor")
