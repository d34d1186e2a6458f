"""Makes this room known to Django."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    """The room ``newsroom``."""

    name = "courant.newsroom"
    label = "newsroom"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Enter the recipes in the press's book and listen to Wagtail."""
        from courant.newsroom import recipes, signals
        from courant.newsroom.indexes import make_indexes
        from courant.newsroom.models.doors import guard_publication
        from courant.newsroom.services.audit import audit_articles
        from courant.newsroom.slugs import let_slugs_be_shared
        from courant.newsroom.translating import keep_languages_apart
        from courant.press.recipes import register_audit

        recipes.register()
        register_audit(audit_articles)
        signals.connect()
        let_slugs_be_shared()
        keep_languages_apart()
        guard_publication()
        post_migrate.connect(make_indexes, sender=self)
