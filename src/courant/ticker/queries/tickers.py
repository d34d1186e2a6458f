"""Tickers: as their pages and the strip show them."""

from courant.design.strings import text as wording
from courant.plant.addresses import Address
from courant.press.slices import once_a_slice
from courant.ticker.models import Ticker
from courant.ticker.queries.lines import address_of, as_view, live_lines
from courant.ticker.views import TickerView

Shown = dict[str, TickerView]  # by language


def tickers_shown() -> dict[str, tuple[Ticker, TickerView]]:
    """Return the tickers that are on, with the lines that readers are shown, by language."""
    return once_a_slice("tickers", _tickers_shown)


def _tickers_shown() -> dict[str, tuple[Ticker, TickerView]]:
    on = Ticker.objects.filter(is_on=True)
    return {each.lang: (each, view_of(each, whole=False)) for each in on}


def view_of(ticker: Ticker, *, whole: bool) -> TickerView:
    """Return a ticker as templates show it.

    Args:
        ticker: Which.
        whole: Whether with all live lines, or with those of the strip alone.
    """
    lines = live_lines(ticker) if ticker.is_on else []
    home = address_of(ticker.lang)
    return TickerView(
        lang=ticker.lang,
        label=ticker.label or wording("News Ticker", ticker.lang),
        number=ticker.last_number,
        motion=ticker.motion,
        seconds=ticker.seconds,
        refresh=ticker.refresh,
        lines=tuple(map(as_view, lines if whole else lines[: ticker.length])),
        home=home,
        file=Address(f"/ticker/{ticker.lang}.json"),
        feed=Address(f"{home}feed.xml"),
        embed=Address(f"{home}embed/"),
        stream=f"/-/ticker/{ticker.lang}",
    )
