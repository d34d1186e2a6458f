"""What the newsroom's home says of replies: how many wait for somebody."""

from typing import Any

from wagtail.admin.ui.components import Component

from courant.plant import clock
from courant.replies.models import Reply, State, Thread


class RepliesPanel(Component):
    """Nothing at all when nothing waits."""

    name = "replies"
    template_name = "replies/panel.html"
    order = 16

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return how many wait, and which articles are raided."""
        raided = Thread.objects.filter(raid_until__gt=clock.now()).select_related("article")
        reported = Reply.objects.filter(reports__is_settled=False, state=State.PUBLISHED)
        return {
            "held": Reply.objects.filter(state=State.HELD).count(),
            "reported": reported.distinct().count(),
            "raided": [thread.article.title for thread in raided],
        }
