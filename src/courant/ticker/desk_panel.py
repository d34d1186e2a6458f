"""What the newsroom's home says of the ticker: which lines somebody must look at now."""

from datetime import timedelta
from typing import Any

from wagtail.admin.ui.components import Component

from courant.plant import clock
from courant.ticker.desk import desk
from courant.ticker.models import TickerLine

ENDS_SOON = timedelta(minutes=30)
MOST_ENDING = 8


class TickerPanel(Component):
    """Nothing at all when every line is as its article is, and none is about to end."""

    name = "ticker"
    template_name = "ticker/panel.html"
    order = 15

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the languages that need somebody, and the lines that end soon."""
        soon = clock.now() + ENDS_SOON
        ending = TickerLine.objects.filter(state=TickerLine.State.LIVE, ends_at__lte=soon)
        return {
            "columns": [column for column in desk() if column.changed],
            "ending": ending.order_by("ends_at", "pk")[:MOST_ENDING],
        }
