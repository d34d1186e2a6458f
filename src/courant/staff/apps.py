"""Makes this room known to Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The room ``staff``."""

    name = "courant.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to allauth."""
        from courant.staff.second_factor import listen

        listen()
