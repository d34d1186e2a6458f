"""What an editor does with a line: file it, change it, pin it, strike it, take that back."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from courant.plant import clock
from courant.plant.plain_text import PlainTextError, one_line
from courant.staff.models import Staff
from courant.ticker.errors import TickerError
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.queries.lines import OPEN
from courant.ticker.services.acts import act, locked
from courant.ticker.services.links import Target, target_of

MOST_LETTERS, WARN_LETTERS = 140, 90
DRAFTED, RELEASED = "drafted", "released"  # acts that tell whether readers ever had a line
LONGEST = timedelta(days=31)  # a line that should stay longer is an article

State, Level = TickerLine.State, TickerLine.Level


def file_line(
    ticker: Ticker,
    *,
    text: str,
    by: Staff | None,
    href: str = "",
    level: str = Level.NORMAL,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    outlet: str = "",
    as_draft: bool = False,
) -> TickerLine:
    """File a line: readers have it within a second, unless it starts later or is a draft.

    A line about an article takes the place of every other line about it in this ticker.

    Args:
        ticker: Of the language the line is in.
        text: Plain, one line, at most 140 letters.
        by: Who files it.
        href: A path or page of ours, an https address, or nothing.
        level: ``normal``, ``important`` or ``breaking``.
        starts_at: From when; by default now.
        ends_at: Until when; by default 12, 6 or 2 hours after the start, by the level.
        outlet: Whose news it is, when it came over the wire.
        as_draft: Whether to keep it from readers until ``release_line``.

    Raises:
        TickerError: Text, link or times are refused; its ``field`` says which.
    """
    words, level, target = _text(text), _level(level), target_of(href)
    with locked(ticker) as held:
        now = clock.now()  # not before: who waited for the lock would seem older than who did not
        start = starts_at or now
        end = ends_at or start + timedelta(hours=hours_of(held, level))
        _check_times(start, end, now)
        state = State.DRAFT if as_draft else State.SCHEDULED if start > now else State.LIVE
        return new_line(
            held, by=by, text=words, target=target, level=level, state=state,
            starts_at=start, ends_at=end, outlet=outlet[:80],
            kind=DRAFTED if as_draft else "filed",
        )  # fmt: skip


def new_line(
    ticker: Ticker, *, by: Staff | None, target: Target, kind: str = "filed", **fields: Any
) -> TickerLine:
    """Enter a line into a locked ticker, in place of others about its article."""
    _close_others(ticker, target, by)
    line = TickerLine.objects.create(
        ticker=ticker,
        number=ticker.last_number + 1,
        href=target.href,
        article_id=target.article,
        article_version=target.version,
        filed_at=clock.now(),
        filed_by=by,
        **fields,
    )
    act(ticker, kind, line=line, by=by)
    return line


def _close_others(ticker: Ticker, target: Target, by: Staff | None) -> None:
    """Take back the open lines about an article that another is about to be shown for."""
    if target.article is not None:
        for other in ticker.lines.filter(article=target.article, state__in=OPEN):
            close(ticker, other, kind="replaced", by=by)


def release_line(line: TickerLine, *, by: Staff) -> TickerLine:
    """Let readers have a draft, from now or from its start, for as long as was meant."""
    with locked(line.ticker) as ticker:
        line = _again(line)
        if line.state == State.DRAFT:
            now, lasts = clock.now(), line.ends_at - line.starts_at
            line.starts_at = max(now, line.starts_at)
            line.ends_at = line.starts_at + lasts
            line.state = State.SCHEDULED if line.starts_at > now else State.LIVE
            line.save()
            act(ticker, RELEASED, line=line, by=by)
        return line


def strike_line(line: TickerLine, *, by: Staff | None, because: str = "") -> TickerLine:
    """Take a line back.  Doing it twice does nothing: two editors may be quick."""
    with locked(line.ticker) as ticker:
        line = _again(line)
        if line.state in OPEN:
            close(ticker, line, kind="struck", by=by, because=because)
        return line


def close(
    ticker: Ticker, line: TickerLine, *, kind: str, by: Staff | None = None, because: str = ""
) -> None:
    """Take an open line of a locked ticker back."""
    line.state = State.WITHDRAWN
    line.save(update_fields=["state"])
    act(ticker, kind, line=line, by=by, because=because)


def restore_line(line: TickerLine, *, by: Staff) -> TickerLine:
    """Take a strike back: the line is as it was, for the time it had left.

    Raises:
        TickerError: Its time is over meanwhile, or its article is no longer public.
    """
    with locked(line.ticker) as ticker:
        line = _again(line)
        if line.state != State.WITHDRAWN:
            return line
        now = clock.now()
        if line.ends_at <= now:
            raise TickerError("Its time is over. File it again.", field="ends_at")
        _check_comeback(ticker, line, by)
        line.state = State.SCHEDULED if line.starts_at > now else State.LIVE
        if _is_unreleased(line):
            line.state = State.DRAFT
        line.save(update_fields=["state"])
        act(ticker, "restored", line=line, by=by)
        return line


def _check_comeback(ticker: Ticker, line: TickerLine, by: Staff) -> None:
    """Make room for a line that comes back.

    Raises:
        TickerError: What it leads to is no longer public.
    """
    if line.href.startswith("/"):
        _close_others(ticker, target_of(line.href), by)


def _is_unreleased(line: TickerLine) -> bool:
    kinds = set(line.acts.values_list("kind", flat=True))
    return DRAFTED in kinds and RELEASED not in kinds


def extend_line(line: TickerLine, *, until: datetime, by: Staff) -> TickerLine:
    """Give a line another end, later or sooner; one whose time was over is live again.

    Raises:
        TickerError: The end is before the start or in the past, the line was struck, or it was
            over and what it leads to is no longer public.
    """
    with locked(line.ticker) as ticker:
        line = _again(line)
        if line.state == State.WITHDRAWN:
            raise TickerError("The line was struck. Take that back first.")
        _check_times(line.starts_at, until, clock.now())
        line.ends_at = until
        if line.state == State.EXPIRED:
            _check_comeback(ticker, line, by)
            line.state = State.LIVE
        line.save(update_fields=["ends_at", "state"])
        act(ticker, "extended", line=line, by=by)
        return line


def change_line(
    line: TickerLine,
    *,
    by: Staff,
    text: str | None = None,
    level: str | None = None,
    mark: str | None = None,
    note: str | None = None,
) -> TickerLine:
    """Change what a line says, and tell readers so where it matters.

    Args:
        line: Which.
        by: Who.
        text: What it says now.
        level: ``normal``, ``important`` or ``breaking``.
        mark: ``updated``, ``corrected`` or nothing.
        note: What was updated or corrected, at most 140 letters.

    Raises:
        TickerError: One of them is refused, or the line was struck or is over.
    """
    changes = {
        "text": None if text is None else _text(text),
        "level": None if level is None else _level(level),
        "mark": None if mark is None else _mark(mark),
        "note": None if note is None else _text(note, "note") if note.strip() else "",
    }
    with locked(line.ticker) as ticker:
        line = _open(line)
        for name, value in changes.items():
            if value is not None:
                setattr(line, name, value)
        line.article_version = _version_now(line)  # whoever changes it has looked at it
        line.save()
        act(ticker, mark or "changed", line=line, by=by)
        return line


def pin_line(line: TickerLine, *, by: Staff, above: TickerLine | None = None) -> TickerLine:
    """Pin a line at the top: above another pinned one, else below all of them.

    Raises:
        TickerError: The line is no longer shown.
    """
    with locked(line.ticker) as ticker:
        line = _open(line)
        pinned = ticker.lines.filter(pinned=True, state__in=OPEN)
        anchor = pinned.filter(pk=above.pk).first() if above else None
        if anchor is not None:
            line.rank = anchor.rank
            pinned.filter(rank__gte=anchor.rank).update(rank=F("rank") + 1)
        else:
            ranks = pinned.exclude(pk=line.pk).values_list("rank", flat=True)
            line.rank = max(ranks, default=0) + 1
        line.pinned = True
        line.save(update_fields=["pinned", "rank"])
        act(ticker, "pinned", line=line, by=by)
        return line


def unpin_line(line: TickerLine, *, by: Staff) -> TickerLine:
    """Let a line take its place by level and time again."""
    with locked(line.ticker) as ticker:
        line = _again(line)
        if line.pinned:
            line.pinned = False
            line.save(update_fields=["pinned"])
            act(ticker, "unpinned", line=line, by=by)
        return line


def look_at_line(line: TickerLine, *, by: Staff) -> TickerLine:
    """Note that somebody saw how a line's article changed, and lets the line stand.

    Raises:
        TickerError: The line is no longer shown.
    """
    with locked(line.ticker) as ticker:
        line = _open(line)
        if line.article_version != (version := _version_now(line)):
            line.article_version = version
            line.save(update_fields=["article_version"])
            act(ticker, "looked at", line=line, by=by)
        return line


def hours_of(ticker: Ticker, level: str) -> int:
    """Return how long a line of a level stays when nobody says otherwise."""
    hours: int = getattr(ticker, f"{level}_hours")
    return hours


def _again(line: TickerLine) -> TickerLine:
    """Return a line as it is now that its ticker is locked: somebody may have been quicker."""
    return TickerLine.objects.get(pk=line.pk)


def _open(line: TickerLine) -> TickerLine:
    line = _again(line)
    if line.state not in OPEN:
        raise TickerError("The line is no longer shown. File it again.")
    return line


def _version_now(line: TickerLine) -> str:
    if line.article_id is None:
        return ""
    from courant.newsroom.models import Teaser

    found = Teaser.objects.filter(pk=line.article_id).values_list("version", flat=True).first()
    return found or line.article_version


def _text(text: str, field: str = "text") -> str:
    try:
        return one_line(text, most=MOST_LETTERS)
    except PlainTextError as error:
        raise TickerError(str(error), field=field) from error


def _level(level: str) -> str:
    if level not in Level.values:
        raise TickerError(f"{level!r} is not a level. Choose normal, important or breaking.",
                          field="level")  # fmt: skip
    return level


def _mark(mark: str) -> str:
    if mark and mark not in TickerLine.Mark.values:
        raise TickerError(f"{mark!r} is not a mark. Choose updated or corrected.", field="mark")
    return mark


def _check_times(start: datetime, end: datetime, now: datetime) -> None:
    if end <= start:
        raise TickerError(
            f"The end, {end:%d %b %H:%M} UTC, is not after the start, {start:%d %b %H:%M} UTC. "
            "Choose a later end.",
            field="ends_at",
        )
    if end <= now:
        raise TickerError("The end is in the past. Choose a later one.", field="ends_at")
    if end - max(start, now) > LONGEST:
        raise TickerError("A line may stay 31 days. Choose an earlier end.", field="ends_at")
