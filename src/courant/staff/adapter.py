"""The rules we give allauth."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from courant.plant import clock
from courant.staff.models import Staff


class StaffAdapter(DefaultAccountAdapter):
    """Nobody signs up; a password that its owner chose is no longer a one-time password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: who works here is added by those who already do."""
        return False

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Send who changed a password on to the newsroom."""
        return reverse(settings.LOGIN_REDIRECT_URL)

    def set_password(self, user: Staff, password: str) -> None:
        """Store a password that its owner chose, and forget the one they were given."""
        first = settings.HOME.keys / "first-password"
        if first.is_file() and user.check_password(first.read_text().strip()):
            first.unlink()
        user.must_change_password = False
        user.password_good_until = None
        super().set_password(user, password)


class StaffBackend(AuthenticationBackend):
    """Knows that one-time passwords end."""

    # Not in ``user_can_authenticate``: allauth lets whom that refuses in again by the side door,
    # to show them a page about their account being closed.
    def _check_password(self, user: Staff | None, password: str) -> Staff | None:
        found: Staff | None = super()._check_password(user, password)
        until = found.password_good_until if found else None
        return None if until and clock.now() >= until else found


class FactorAdapter(DefaultMFAAdapter):
    """Seeds of second factors lie encrypted in the database, the key beside it in ``keys/``."""

    def encrypt(self, text: str) -> str:
        """Return what is stored for a seed."""
        return Fernet(settings.FACTOR_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the seed of what was stored."""
        return Fernet(settings.FACTOR_KEY).decrypt(encrypted_text.encode()).decode()
