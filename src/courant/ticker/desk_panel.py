"""What the newsroom's home says of the ticker: which lines somebody must look at now."""

from typing import Any

from wagtail.admin.ui.components import Component

from courant.ticker.desk import desk


class TickerPanel(Component):
    """Nothing at all when every line is as its article is."""

    name = "ticker"
    template_name = "ticker/panel.html"
    order = 15

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the languages that need somebody."""
        return {"columns": [column for column in desk() if column.changed]}
