"""Makes this room known to Django."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The room ``exchange``."""

    name = "courant.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"
