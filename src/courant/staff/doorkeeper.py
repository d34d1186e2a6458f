"""The doorkeeper: what must be settled before somebody who signed in may go on."""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.shortcuts import redirect

from courant.staff.second_factor import has_second_factor

LEAVE: Final = frozenset(
    {"account_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
)
CHANGE_PASSWORD: Final = frozenset({"account_change_password"})
SECOND_FACTOR: Final = frozenset(
    {
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_authenticate",
        "mfa_generate_recovery_codes",
        "mfa_index",
        "mfa_list_webauthn",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
    }
)


class _First(NamedTuple):
    """Something to do first."""

    go_to: str  # name of the view
    allowed: frozenset[str]  # names of the views one may visit meanwhile
    words: str  # for who cannot be sent there


PASSWORD_FIRST: Final = _First(
    "account_change_password", CHANGE_PASSWORD, "Choose a password of your own first."
)
FACTOR_FIRST: Final = _First(
    "mfa_index", SECOND_FACTOR, "This newsroom asks for a second factor. Set one up first."
)
PROVE_FIRST: Final = _First(
    "mfa_reauthenticate", SECOND_FACTOR, "This newsroom asks for a second factor. Show it first."
)


class DoorkeeperMiddleware:
    """Sends people to the thing they must do first: a password of their own, a second factor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the next one does."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let a request pass, or send it where its sender must go first."""
        match = request.resolver_match
        wanted = must_first(request)
        if wanted is None or match is None or match.url_name in wanted.allowed | LEAVE:
            return None
        if request.method not in ("GET", "HEAD"):
            return HttpResponseForbidden(wanted.words, content_type="text/plain; charset=utf-8")
        return redirect(wanted.go_to)


def must_first(request: HttpRequest) -> _First | None:
    """Return what the person behind a request must do before anything else, if there is."""
    if not request.user.is_authenticated:
        return None
    if request.user.must_change_password:
        return PASSWORD_FIRST
    if settings.SECOND_FACTOR_REQUIRED and not has_second_factor(request):
        return PROVE_FIRST if is_mfa_enabled(request.user) else FACTOR_FIRST
    return None
