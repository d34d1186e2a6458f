"""Lines: which are live, in which order, and as what readers have them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from courant.plant.addresses import Address, url_path
from courant.press.values import any_of
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.views import LineView

Data = dict[str, Any]  # a line as JSON has it, see docs/formats/ticker.md

FIRST_LEVELS = (
    TickerLine.Level.BREAKING,
    TickerLine.Level.IMPORTANT,
    TickerLine.Level.NORMAL,
)
OPEN = (TickerLine.State.DRAFT, TickerLine.State.SCHEDULED, TickerLine.State.LIVE)


def in_order(lines: Iterable[TickerLine]) -> list[TickerLine]:
    """Return lines as readers see them: the pinned, breaking, important, then the newest."""
    return sorted(lines, key=_place)


def _place(line: TickerLine) -> tuple[object, ...]:
    if line.pinned:
        return (0, line.rank, line.number)
    level = FIRST_LEVELS.index(TickerLine.Level(line.level))
    return (1, level, -line.starts_at.timestamp(), -line.number)


def live_lines(ticker: Ticker) -> list[TickerLine]:
    """Return all live lines of a ticker, in order; readers are shown the first of them."""
    return in_order(ticker.lines.filter(state=TickerLine.State.LIVE))


def as_view(line: TickerLine) -> LineView:
    """Return a line as templates get it."""
    return LineView(
        id=line.number,
        text=line.text,
        href=line.href,
        level=line.level,
        mark=line.mark,
        note=line.note,
        outlet=line.outlet,
        at=line.starts_at,
    )


def as_data(line: LineView) -> Data:
    """Return a line as readers' programs get it: in the stream and in the file."""
    return {
        **asdict(line),
        "href": url_path(line.href) if line.href.startswith("/") else line.href,
        "at": f"{line.at:%Y-%m-%dT%H:%M:%SZ}",
    }


def open_lines_of(articles: Iterable[int]) -> dict[int, list[TickerLine]]:
    """Return the lines about some articles that are not over, by article."""
    found: dict[int, list[TickerLine]] = {}
    rows = TickerLine.objects.filter(article__in=any_of(list(articles)), state__in=OPEN)
    for line in rows.order_by("pk"):
        found.setdefault(line.article_id or 0, []).append(line)
    return found


def due_lines(now: datetime) -> list[TickerLine]:
    """Return scheduled lines whose moment has come, then live ones whose time is over."""
    states = TickerLine.State
    begin = TickerLine.objects.filter(state=states.SCHEDULED, starts_at__lte=now)
    end = TickerLine.objects.filter(state=states.LIVE, ends_at__lte=now)
    return [*begin.order_by("starts_at", "pk"), *end.order_by("ends_at", "pk")]


def address_of(lang: str) -> Address:
    """Return where the full list of a language is."""
    return Address(f"/ticker/{lang}/")
