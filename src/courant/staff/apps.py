"""Makes this room known to Django."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The room ``staff``."""

    name = "courant.staff"
    label = "staff"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to allauth, and ask staff for less than Wagtail does."""
        from courant.staff.account_forms import let_staff_be_nameless
        from courant.staff.second_factor import listen

        listen()
        let_staff_be_nameless()
