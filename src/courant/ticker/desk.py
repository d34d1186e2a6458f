"""What the desk shows: every language's lines in readers' order, and what was just taken off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from wagtail.permissions import page_permission_policy

from courant.design.languages import direction, locale_of
from courant.newsroom.models import Teaser
from courant.plant import clock
from courant.plant.digests import digest_of_value
from courant.press.values import any_of
from courant.staff.models import Staff
from courant.ticker.models import Act, Suggestion, Ticker, TickerLine
from courant.ticker.queries.lines import OPEN, in_order
from courant.ticker.queries.wires import waiting_suggestions
from courant.ticker.streams import open_streams

OVER_HOURS = 6  # how long a line that is over stays on the desk
MOST_OVER = 12  # of one language; the log has the rest
MOST_SUGGESTED = 8  # headlines of other outlets beside one box; the next come as these go
ENDINGS = ("struck", "withdrawn", "replaced", "expired")

State = TickerLine.State


@dataclass(frozen=True, slots=True)
class Row:
    """A line on the desk."""

    line: TickerLine
    place: int  # in the strip from 1; 0 when readers do not have it there
    says_now: str  # its article's headline, if the article changed since somebody looked
    above: int  # the pinned line over it, 0 if none
    below: int  # the pinned line under it, 0 if none

    @property
    def print(self) -> str:
        """Tells whether the row must be drawn anew: all that is seen of it but the time."""
        line = self.line
        seen = (
            line.text, line.href, line.level, line.mark, line.note, line.outlet, line.pinned,
            line.state, line.starts_at.timestamp(), line.ends_at.timestamp(), line.source,
        )  # fmt: skip
        return digest_of_value((*seen, self.place, self.says_now, self.above, self.below))


@dataclass(frozen=True, slots=True)
class Over:
    """A line that readers no longer have, and how that came."""

    line: TickerLine
    act: Act
    can_restore: bool


@dataclass(frozen=True, slots=True)
class Column:
    """One language on the desk."""

    ticker: Ticker
    language: str  # in English: "Persian"
    direction: str  # "ltr" or "rtl"
    live: tuple[Row, ...]
    scheduled: tuple[Row, ...]
    drafts: tuple[Row, ...]
    over: tuple[Over, ...]
    suggested: tuple[Suggestion, ...]  # headlines that came over the wire, newest first
    streams: int | None  # how many readers have it open; None when the kiosk does not say

    @property
    def changed(self) -> int:
        """How many lines somebody must look at."""
        return sum(bool(row.says_now) for row in (*self.live, *self.scheduled, *self.drafts))

    @property
    def mark(self) -> object:
        """Tells whether anything of it is different: what a desk that has it need not draw."""
        rows = (*self.live, *self.scheduled, *self.drafts)
        return (
            self.ticker.last_number, self.ticker.is_on, self.streams,
            [row.print for row in rows], [over.act.pk for over in self.over],
            [suggestion.pk for suggestion in self.suggested],
        )  # fmt: skip


def may_use_desk(user: object) -> bool:
    """Return whether somebody may file lines: whoever may publish articles, anywhere."""
    return isinstance(user, Staff) and bool(
        page_permission_policy.user_has_permission(user, "publish")
    )


def desk() -> tuple[Column, ...]:
    """Return all languages side by side, in a few queries each and a few for all."""
    now = clock.now()
    tickers = list(Ticker.objects.order_by("pk"))
    lines = list(TickerLine.objects.filter(state__in=OPEN).select_related("filed_by", "ticker"))
    says_now = _changed(lines)
    over = _over(now)
    streams = open_streams()
    return tuple(
        _column(
            ticker, [line for line in lines if line.ticker_id == ticker.pk], says_now,
            [one for one in over if one.line.ticker_id == ticker.pk],
            None if streams is None else streams.get(ticker.lang, 0),
        )
        for ticker in tickers
    )  # fmt: skip


def mark_of(columns: Iterable[Column]) -> str:
    """Return what tells one state of the desk from the next; an ETag without its quotes."""
    return digest_of_value([repr(column.mark) for column in columns])


def log_of(ticker: Ticker) -> QuerySet[Act]:
    """Return all that was done to a ticker, newest first."""
    return ticker.acts.select_related("line__ticker", "done_by").order_by("-number")


def _column(
    ticker: Ticker,
    lines: list[TickerLine],
    says_now: dict[int, str],
    over: list[Over],
    streams: int | None,
) -> Column:
    live = in_order(line for line in lines if line.state == State.LIVE)
    pinned = [line.pk for line in live if line.pinned]

    def row(line: TickerLine, place: int = 0) -> Row:
        at = pinned.index(line.pk) if line.pk in pinned else len(pinned)
        return Row(
            line=line,
            place=place if place <= ticker.length else 0,
            says_now=says_now.get(line.pk, ""),
            above=pinned[at - 1] if 0 < at < len(pinned) else 0,
            below=pinned[at + 1] if at + 1 < len(pinned) else 0,
        )

    def rows(state: str) -> tuple[Row, ...]:
        own = sorted((each for each in lines if each.state == state), key=lambda x: x.starts_at)
        return tuple(map(row, own))

    return Column(
        ticker=ticker,
        language=str(locale_of(ticker.lang).get_language_name("en") or ticker.lang),
        direction=direction(ticker.lang),
        live=tuple(row(line, place) for place, line in enumerate(live, 1)),
        scheduled=rows(State.SCHEDULED),
        drafts=rows(State.DRAFT),
        over=tuple(over[:MOST_OVER]),
        suggested=tuple(waiting_suggestions(ticker, limit=MOST_SUGGESTED)),
        streams=streams,
    )


def _changed(lines: list[TickerLine]) -> dict[int, str]:
    """Return what the articles say now of lines whose article changed since, by line."""
    articles = {line.article_id for line in lines if line.article_id}
    teasers = Teaser.objects.filter(pk__in=any_of(articles)).in_bulk()
    found = {}
    for line in lines:
        teaser = teasers.get(line.article_id or 0)
        if teaser is not None and teaser.version != line.article_version:
            found[line.pk] = teaser.headline
    return found


def _over(now: datetime) -> list[Over]:
    """Return the lines that went in the last hours, newest first, each once."""
    acts = Act.objects.filter(
        kind__in=ENDINGS,
        done_at__gte=now - timedelta(hours=OVER_HOURS),
        line__state__in=(State.WITHDRAWN, State.EXPIRED),
    )
    found: dict[int, Over] = {}
    for act in acts.select_related("line__ticker", "done_by").order_by("-pk"):
        if act.line is not None and act.line.pk not in found:
            is_timely = act.line.state == State.WITHDRAWN and act.line.ends_at > now
            found[act.line.pk] = Over(act.line, act, can_restore=is_timely)
    return list(found.values())
