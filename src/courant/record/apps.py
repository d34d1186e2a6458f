"""Makes this room known to Django."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The room ``record``."""

    name = "courant.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the recipes in the press's book, follow what becomes of articles and people."""
        from courant.newsroom.services.publication import follow_articles
        from courant.record import recipes, signals
        from courant.record.harvest import follow

        recipes.register()
        signals.connect()
        follow_articles(follow)
