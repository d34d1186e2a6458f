"""The ticker's file: what readers without a stream ask for."""

import json

from courant.ticker.queries.lines import as_data
from courant.ticker.recipes.pages import OfTickers
from courant.ticker.views import TickerListView


class TickerFileRecipe(OfTickers):
    """The lines of the strip as JSON, see docs/formats/ticker.md."""

    name = "ticker.file"
    template = ""
    place = "{lang}.json"
    whole = False

    def render(self, view: TickerListView) -> bytes:
        """Return the file."""
        of = view.ticker
        told = {name: getattr(of, name) for name in (
            "lang", "number", "label", "motion", "seconds", "refresh",
        )}  # fmt: skip
        told["lines"] = [as_data(line) for line in of.lines]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
