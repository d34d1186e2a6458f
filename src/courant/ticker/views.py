"""What the ticker's templates and files show: frozen values with no database behind them."""

from dataclasses import dataclass
from datetime import datetime

from courant.newsroom.views import HeadView, PaperView
from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class LineView:
    """One line as readers have it."""

    id: int  # its number in its ticker
    text: str
    href: str  # a path of ours, not percent-encoded; an https address; or empty
    level: str  # "normal", "important" or "breaking"
    mark: str  # "", "updated" or "corrected"
    note: str  # what was updated or corrected; may be empty
    outlet: str  # whose news it is, when it came over the wire
    at: datetime  # UTC: when it was filed, or was due


@dataclass(frozen=True, slots=True)
class TickerView:
    """The ticker of one language, with the lines that are shown, in order."""

    lang: str  # BCP 47
    label: str  # "News Ticker" in its language, or what the editors call it
    number: int  # of the last act
    motion: str  # "none", "one" (at a time) or "scroll"
    seconds: int  # a line
    refresh: int  # seconds, where there is no stream
    lines: tuple[LineView, ...]
    home: Address  # /ticker/en/
    file: Address  # /ticker/en.json
    feed: Address  # /ticker/en/feed.xml
    embed: Address  # /ticker/en/embed/
    stream: str  # /-/ticker/en


@dataclass(frozen=True, slots=True)
class TickerListView:
    """A page of the ticker's own: all live lines, for people, for feeds or for other sites."""

    head: HeadView
    paper: PaperView
    address: Address
    ticker: TickerView
