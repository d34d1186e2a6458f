"""Makes this room known to Django."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The room ``press``."""

    name = "courant.press"
    label = "press"
    default_auto_field = "django.db.models.BigAutoField"
