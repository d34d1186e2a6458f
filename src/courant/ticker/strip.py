"""The strip: the ticker's lines in the pages of the current edition.

A page gets them when it is baked; when they change, what stands there is replaced in the file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from courant.design.engine import Engine
from courant.newsroom.recipes.engine import engine
from courant.plant import crash
from courant.plant.digests import digest_of_value
from courant.plant.edition.files import Edition
from courant.plant.html import Html
from courant.press.live import live_part, pages_with, refill
from courant.press.recipes import Fragment, house_hash
from courant.press.run import PressBusyError, press_lock
from courant.ticker import keys
from courant.ticker.models import Ticker
from courant.ticker.queries.tickers import tickers_shown, view_of
from courant.ticker.views import TickerView

NAME = "ticker"  # of the place in the templates, and of the live part in pages

_settled: dict[str, tuple[Ticker, TickerView]] = {}


def settle(views: Sequence[Any]) -> None:
    """Read the tickers; done while pages are composed, for rendering must not ask."""
    _settled.clear()
    _settled.update(tickers_shown())


def html(lang: str, head: Any) -> Html:
    """Return what stands in a page's place for the ticker."""
    ticker, view = _settled.get(lang, (None, None))
    if head.is_current:
        on_page = ticker is not None and _is_placed(ticker, head.address)
        return live_part(NAME, inside(view) if view and on_page else "")
    if view is None or ticker is None or ticker.place == Ticker.Place.FRONTS:
        return Html()
    return live_part(NAME, _link(view))


def keys_of(view: Any) -> Iterable[str]:
    """Return the key that tells on which pages a strip stands."""
    head = getattr(view, "head", None)
    return (keys.strip(view.paper.lang),) if head is not None and head.is_current else ()


FRAGMENT = Fragment(settle=settle, html=html, keys=keys_of)


def inside(view: TickerView) -> str:
    """Return the strip of a ticker: nothing when it has no line."""
    return _rendered("ticker.html", view, engine()) if view.lines else ""


def _link(view: TickerView) -> str:
    plain = replace(view, label="", number=0, motion="", seconds=0, refresh=0, lines=())
    return _rendered("ticker-link.html", plain, engine())


@lru_cache(maxsize=64)
def _rendered(template: str, view: TickerView, by: Engine) -> str:
    return by.render(template, view.lang, ticker=view).decode()


def _is_placed(ticker: Ticker, address: str) -> bool:
    is_front = address in ("/", f"/{ticker.lang}/")
    return is_front or ticker.place == Ticker.Place.EVERYWHERE


def refill_strips() -> bool:
    """Put the tickers' lines into the current edition's pages, unless a bake holds the press.

    Returns whether any language's pages were not up to date.
    """
    if not any(_is_behind(ticker) for ticker in Ticker.objects.all()):
        return False
    try:
        with press_lock(settings.HOME.run):
            refill_under_lock()
    except PressBusyError:
        return False
    return True


def refill_under_lock() -> None:
    """Put the tickers' lines where they are not yet; whoever calls holds the press."""
    for ticker in Ticker.objects.order_by("pk"):
        if _is_behind(ticker):
            refill_strip(ticker, Edition(settings.HOME.edition))
            record = _record(ticker)
            record.parent.mkdir(parents=True, exist_ok=True)
            record.write_text(_stand(ticker), "ascii")


def refill_strip(ticker: Ticker, edition: Edition) -> int:
    """Put a ticker's lines into an edition's pages.  Return how many files are new."""
    strip = inside(view_of(ticker, whole=False)) if ticker.is_on else ""
    pages = pages_with(keys.strip(ticker.lang))
    within = [page for page in pages if _is_placed(ticker, page)]
    without = [page for page in pages if not _is_placed(ticker, page)]
    count = refill(edition, within, NAME, strip)
    crash.point("ticker.mid-refill")
    count += refill(edition, without, NAME, "")
    edition.sync()
    return count


def _is_behind(ticker: Ticker) -> bool:
    try:
        return _record(ticker).read_text("ascii") != _stand(ticker)
    except (OSError, UnicodeDecodeError):
        return True


def _record(ticker: Ticker) -> Path:
    """Return the file that says up to which act all pages are; lost, they are filled once more."""
    record: Path = settings.HOME.run / f"ticker.{ticker.lang}.filled"
    return record


def _stand(ticker: Ticker) -> str:
    """Return what tells one strip from the next; the number alone may come again in a backup."""
    of = (ticker.last_number, ticker.is_on, ticker.place, repr(ticker.shown), house_hash())
    return digest_of_value(of)
