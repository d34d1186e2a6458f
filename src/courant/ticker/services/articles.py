"""What becomes of lines when readers are shown something else of an article.

Called in the transaction of the deed, so a line is gone the moment its story is.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from courant.newsroom.models import ArticlePage, Correction, Teaser
from courant.newsroom.queries.articles import DeskTree
from courant.plant import clock
from courant.plant.digests import digest_of_value
from courant.plant.plain_text import fitted
from courant.press.values import any_of
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.queries.lines import open_lines_of
from courant.ticker.services.acts import act, locked
from courant.ticker.services.lines import MOST_LETTERS, State, close, hours_of, new_line
from courant.ticker.services.links import Target

Teasers = Mapping[int, Teaser]
NEVER = "never"
Mark = TickerLine.Mark


class Wish(NamedTuple):
    """What an article's editor asked for."""

    choice: str  # a level, "never", or empty: as the ticker's settings say
    text: str
    until: datetime | None

    @property
    def digest(self) -> str:
        """Tells one wish from the next; empty when there is none."""
        return digest_of_value(tuple(self)) if self.choice else ""


class News(NamedTuple):
    """That readers were told of a change of an article."""

    mark: str  # "updated" or "corrected"
    note: str  # in which words


def follow(old: Teasers, new: Teasers) -> None:
    """Bring the lines about some articles up to what readers are shown of them.

    Args:
        old: What they were shown before.
        new: What they are shown now; an article that is in ``old`` alone is no longer public.
    """
    # A paper of 50,000 articles comes by here when it is imported: few are of this week.
    concerned = {pk for pk, teaser in new.items() if teaser.is_current} | set(old)
    lines = open_lines_of(concerned)
    concerned = {pk for pk in concerned if pk in lines or (pk in new and new[pk].is_current)}
    if not concerned:
        return
    wishes = _wishes(concerned & new.keys())
    tickers = {ticker.lang: ticker for ticker in Ticker.objects.order_by("pk")}
    for pk in sorted(concerned, key=lambda pk: (pk not in new, pk in new and new[pk].published_at)):
        if pk not in new:
            _withdraw(lines[pk])
        elif ticker := tickers.get(new[pk].lang):
            news = _news(old.get(pk), new[pk])
            _follow_one(ticker, new[pk], lines.get(pk, []), wishes[pk], news)


def _news(old: Teaser | None, new: Teaser) -> News | None:
    """Return what readers were told since; a typo is nothing that they are told of."""
    if old is None or new.updated_at <= old.updated_at:
        return None
    told = Correction.objects.filter(article=new.pk, made_at=new.updated_at).last()
    is_corrected = new.corrected_at == new.updated_at
    return News(
        Mark.CORRECTED if is_corrected else Mark.UPDATED,
        fitted(told.words, most=MOST_LETTERS) if told else "",
    )


def _withdraw(lines: list[TickerLine]) -> None:
    for line in lines:
        with locked(line.ticker) as ticker:
            close(ticker, line, kind="withdrawn", because="its article is no longer public")


def _wishes(pks: set[int]) -> dict[int, Wish]:
    rows = ArticlePage.objects.filter(pk__in=any_of(pks))
    columns = ("pk", "ticker", "ticker_text", "ticker_until")
    return {pk: Wish(*wish) for pk, *wish in rows.values_list(*columns)}


def _follow_one(
    ticker: Ticker, teaser: Teaser, lines: list[TickerLine], wish: Wish, news: News | None
) -> None:
    """Bring one public article's lines up to date; an editor's own words are left alone.

    Every line carries the mark, whoever wrote it: it says that the story is not what it was.
    """
    with locked(ticker) as held:
        for line in (line for line in lines if line.ticker_id == held.pk):
            if wish.choice == NEVER and (line.asked or line.source == TickerLine.Source.AUTOMATIC):
                close(held, line, kind="withdrawn", because="its article's editor said so")
            else:
                _freshen(held, line, teaser, wish, news)
        if wish.choice in TickerLine.Level.values:
            _show(held, teaser, wish)
        elif not wish.choice:
            _show_automatically(held, teaser)


def _freshen(
    ticker: Ticker, line: TickerLine, teaser: Teaser, wish: Wish, news: News | None
) -> None:
    before = (line.text, line.href, line.mark, line.note)
    follows = line.source == TickerLine.Source.AUTOMATIC or (line.asked and not wish.text)
    if follows and line.asked == wish.digest:
        line.text = fitted(teaser.headline, most=MOST_LETTERS)
    line.href = teaser.address
    if news and not (line.mark == Mark.CORRECTED and news.mark == Mark.UPDATED):
        line.mark, line.note = news  # what was corrected stays so
    if (line.text, line.href, line.mark, line.note) == before:
        return
    if follows:
        line.article_version = teaser.version
    line.save(update_fields=["text", "href", "mark", "note", "article_version"])
    kind = news.mark if news else "followed"
    act(ticker, kind, line=line, because="its article changed")


def _show(ticker: Ticker, teaser: Teaser, wish: Wish) -> None:
    """Show an article as its editor asked, once for each wish: a struck line stays struck."""
    if ticker.lines.filter(article=teaser.pk, asked=wish.digest).exists():
        return
    now = clock.now()
    until = wish.until or now + timedelta(hours=hours_of(ticker, wish.choice))
    if until <= now:
        return
    new_line(
        ticker, by=None, text=fitted(wish.text or teaser.headline, most=MOST_LETTERS),
        target=Target(teaser.address, teaser.pk, teaser.version), level=wish.choice,
        state=State.LIVE, starts_at=now, ends_at=until, asked=wish.digest,
    )  # fmt: skip


def _show_automatically(ticker: Ticker, teaser: Teaser) -> None:
    """Show a fresh article in its first hours, unless there was ever a line about it."""
    start = teaser.published_at
    end = start + timedelta(hours=ticker.automatic_hours)
    is_fresh = clock.now() < end
    if not (ticker.is_automatic and is_fresh and _is_of_desks(ticker, teaser)):
        return
    if ticker.lines.filter(article=teaser.pk).exists():
        return
    new_line(
        ticker, by=None, text=fitted(teaser.headline, most=MOST_LETTERS),
        target=Target(teaser.address, teaser.pk, teaser.version),
        source=TickerLine.Source.AUTOMATIC, state=State.LIVE, starts_at=start, ends_at=end,
    )  # fmt: skip


def _is_of_desks(ticker: Ticker, teaser: Teaser) -> bool:
    chosen = set(ticker.desks.values_list("pk", flat=True))
    return not chosen or bool(chosen & set(DeskTree().with_above(teaser.desk_id)))
