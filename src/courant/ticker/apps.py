"""Makes this room known to Django."""

from django.apps import AppConfig


class TickerConfig(AppConfig):
    """The room ``ticker``."""

    name = "courant.ticker"
    label = "ticker"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the recipes in the press's book, and follow what becomes of articles."""
        from courant.newsroom.services.publication import follow_articles
        from courant.ticker import recipes
        from courant.ticker.services.articles import follow

        recipes.register()
        follow_articles(follow)
