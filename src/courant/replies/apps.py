"""Makes this room known to Django."""

from django.apps import AppConfig


class RepliesConfig(AppConfig):
    """The room ``replies``."""

    name = "courant.replies"
    label = "replies"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the recipes in the press's book, and fill the articles' place for replies."""
        from courant.replies import recipes, signals

        recipes.register()
        signals.connect()
