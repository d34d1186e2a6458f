"""What the newsroom's home says of the press: what failed, what waits, whether it runs."""

from typing import Any

from django.conf import settings
from wagtail.admin.ui.components import Component

from courant.newsroom.models import Photo
from courant.plant import clock
from courant.press import queries

ALIVE_WITHIN_SECONDS = 60


class PressPanel(Component):
    """Nothing at all when all is well but the last edition; else what needs somebody now."""

    name = "press"
    template_name = "newsroom/press_panel.html"
    order = 10

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Count what is wrong and name the first few."""
        failed, late = queries.failed_bakes(), queries.late_bakes()
        return {
            "failed": failed[:5],
            "failed_count": failed.count(),
            "late_count": late.count() + queries.late_changes().count(),
            "photos": Photo.objects.exclude(trouble="")[:5],
            "last_run": queries.last_run(),
            "works_silent": not works_are_alive(),
        }


def works_are_alive() -> bool:
    """Return whether the works have shown themselves within the last minute."""
    try:
        beat = (settings.HOME.run / "works.alive").stat().st_mtime
    except OSError:
        return False
    return clock.now().timestamp() - beat < ALIVE_WITHIN_SECONDS
