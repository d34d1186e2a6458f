"""How mail leaves the house: Django's settings from our one address."""

from typing import Any
from urllib.parse import unquote, urlsplit

from courant.plant.config import Config

PRINTED = "courant.project.printed_mail.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
PORTS = {"smtp": 587, "smtps": 465}  # RFC 8314
TIMEOUT_SECONDS = 20


def mail_settings(config: Config) -> dict[str, Any]:
    """Return Django's mail settings; without an address, mail is printed and not sent."""
    told: dict[str, Any] = {
        "EMAIL_BACKEND": PRINTED,
        "DEFAULT_FROM_EMAIL": config.mail_from or "courant@localhost",
    }
    if not config.mail_url:
        return told
    parts = urlsplit(config.mail_url)
    return told | {
        "EMAIL_BACKEND": SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp"
        and parts.hostname not in ("localhost", "127.0.0.1"),
        "EMAIL_TIMEOUT": TIMEOUT_SECONDS,
    }
