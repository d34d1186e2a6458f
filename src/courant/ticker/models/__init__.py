"""What the ticker keeps."""

from courant.ticker.models.lines import Act, TickerLine
from courant.ticker.models.tickers import Ticker
from courant.ticker.models.wires import Suggestion, Wire

__all__ = ["Act", "Suggestion", "Ticker", "TickerLine", "Wire"]
