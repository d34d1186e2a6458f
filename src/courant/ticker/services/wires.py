"""What is done with wires: they are fetched, and editors use or dismiss what they bring."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import structlog
from django.conf import settings
from django.db import transaction

from courant.plant import bell, clock
from courant.plant.dialling import Dial, dial_global
from courant.plant.fetching import Fetched, FetchError, fetch
from courant.press.values import any_of
from courant.staff.models import Staff
from courant.ticker.errors import TickerError
from courant.ticker.models import Suggestion, TickerLine, Wire
from courant.ticker.models.wires import NOTE_LETTERS
from courant.ticker.queries.wires import STALE_AFTER, due_wire
from courant.ticker.services.lines import file_line
from courant.ticker.wires.items import Feed, FeedError, Item
from courant.ticker.wires.reading import read_feed

ACCEPT = (
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "*/*;q=0.5"
)
MOST_NEWS = 20  # headlines that one fetch may put before the editors
MOST_KEPT = 2_000  # headlines remembered of one wire; a feed that renames all each time ends there
LONGEST_WAIT = timedelta(hours=6)
MOST_FAILURES = 10  # are counted; the wait has long stopped growing then

State = Suggestion.State

log = structlog.get_logger("courant.ticker")


class Used(NamedTuple):
    """A headline that became a line, and what the editor should know about it."""

    line: TickerLine
    remark: str  # empty when it is as it came


def fetch_due_wires(*, dial: Dial = dial_global) -> bool:
    """Fetch the wire that has waited longest, if one is due.  Return whether there was one."""
    wire = due_wire(clock.now())
    if wire is None:
        return False
    fetch_wire(wire, dial=dial)
    return True


def fetch_wire(wire: Wire, *, dial: Dial = dial_global) -> int:
    """Fetch a wire's feed and suggest what is new in it; what goes wrong is noted beside it.

    Takes up to 20 seconds, most of them outside of any transaction.

    Returns:
        How many headlines were suggested.
    """
    now = clock.now()
    # Said before it is tried: whatever a fetch does to this process, the next wire has its turn.
    Wire.objects.filter(pk=wire.pk).update(last_tried_at=now, next_at=now + _every(wire))
    try:
        got = fetch(
            wire.url, accept=ACCEPT, etag=wire.etag, last_modified=wire.last_modified, dial=dial
        )
        feed = None if got.body is None else read_feed(got.body, url=got.url, now=now)
    except (FetchError, FeedError) as error:
        _failed(wire, str(error), now)
        return 0
    return _succeeded(wire, got, feed, now)


@transaction.atomic
def fetch_soon(wire: Wire) -> None:
    """Have the works fetch a wire as soon as they can, and all of it."""
    Wire.objects.filter(pk=wire.pk).update(next_at=clock.now(), etag="", last_modified="")
    transaction.on_commit(lambda: bell.ring(settings.HOME.bell))


def lead_to(wire: Wire, *, url: str) -> None:
    """Give a wire another address; what was known of the old one does not count any more.

    The wire is not saved: it may be on its way from a form.
    """
    wire.url, wire.etag, wire.last_modified, wire.note, wire.failures = url, "", "", "", 0
    wire.last_fetched_at, wire.next_at = None, clock.now()


@transaction.atomic
def use_suggestion(
    suggestion: Suggestion,
    *,
    by: Staff,
    level: str = TickerLine.Level.NORMAL,
    text: str = "",
    href: str | None = None,
    **further: Any,
) -> Used:
    """File a headline as a line of its wire's ticker, with its outlet and its link.

    Args:
        suggestion: Which.
        by: The editor who answers for it.
        level: ``normal``, ``important`` or ``breaking``.
        text: Other words than the outlet's, if the editor chose some.
        href: Another link than the outlet's, or empty for none, if the editor chose so.
        further: When it starts and ends and whether it is a draft, as ``file_line`` takes it.

    Raises:
        TickerError: Somebody used it before, or the ticker refuses the line.
    """
    held = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
    if held.state == State.USED:
        raise TickerError("This headline is in the ticker already: somebody was quicker.")
    filing = {"text": text or held.headline, "by": by, "level": level, **further}
    used = _filed(held, filing) if href is None else Used(_file(held, href, filing), "")
    held.state, held.line = State.USED, used.line
    held.save(update_fields=["state", "line"])
    return used


@transaction.atomic
def dismiss_suggestion(suggestion: Suggestion, *, by: Staff) -> None:
    """Take a headline off the editors' list.  Doing it twice does nothing."""
    waiting = Suggestion.objects.filter(pk=suggestion.pk, state=State.WAITING)
    if waiting.update(state=State.DISMISSED):
        log.info("wire.dismissed", suggestion=suggestion.pk, by=by.pk)


def _filed(suggestion: Suggestion, filing: Mapping[str, Any]) -> Used:
    try:
        return Used(_file(suggestion, suggestion.href, filing), "")
    except TickerError as error:
        if error.field != "href":
            raise
        line = _file(suggestion, "", filing)
        return Used(line, f"The line is in the ticker without its link. {error}")


def _file(suggestion: Suggestion, href: str, filing: Mapping[str, Any]) -> TickerLine:
    wire = suggestion.wire
    return file_line(wire.ticker, href=href, outlet=wire.outlet, **filing)


def _every(wire: Wire) -> timedelta:
    """Return how long to wait for the next try: twice as long with each failure, up to 6 hours."""
    usual = timedelta(minutes=wire.every_minutes)
    doubled = usual * (1 << wire.failures)
    return max(usual, min(doubled, LONGEST_WAIT))


@transaction.atomic
def _failed(wire: Wire, reason: str, now: datetime) -> None:
    if held := _held(wire):
        held.failures = min(held.failures + 1, MOST_FAILURES)
        held.note = reason[:NOTE_LETTERS]
        held.next_at = now + _every(held)
        held.save(update_fields=["failures", "note", "next_at"])


@transaction.atomic
def _succeeded(wire: Wire, got: Fetched, feed: Feed | None, now: datetime) -> int:
    held = _held(wire)
    if held is None:
        return 0
    if feed is not None:
        held.etag, held.last_modified = got.etag, got.last_modified
        held.note = " ".join(feed.remarks)[:NOTE_LETTERS]
    elif held.failures:
        held.note = ""
    held.failures, held.last_fetched_at = 0, now
    held.next_at = now + _every(held)
    held.save()
    if feed is None:
        return 0
    news = _take(held, feed.items, now)
    _sweep(held, now)
    return news


def _held(wire: Wire) -> Wire | None:
    """Return a wire's row, locked; None if it was taken away or led elsewhere meanwhile."""
    return Wire.objects.select_for_update().filter(pk=wire.pk, url=wire.url).first()


def _take(wire: Wire, items: Sequence[Item], now: datetime) -> int:
    """Remember what a feed names; put the newest of what is new before the editors."""
    known = wire.suggestions.filter(guid__in=any_of([item.guid for item in items]))
    guids = set(known.values_list("guid", flat=True))
    known.update(named_at=now)
    new = sorted((item for item in items if item.guid not in guids), key=_age)
    Suggestion.objects.bulk_create(
        Suggestion(
            wire=wire,
            guid=item.guid,
            headline=item.headline,
            href=item.href,
            published_at=item.published,
            seen_at=now,
            named_at=now,
            state=State.WAITING if n < MOST_NEWS else State.DISMISSED,
        )
        for n, item in enumerate(new)
    )
    return min(len(new), MOST_NEWS)


def _age(item: Item) -> float:
    return -item.published.timestamp()


def _sweep(wire: Wire, now: datetime) -> None:
    """Forget what the feed has not named for a week, and the oldest of very many."""
    wire.suggestions.filter(named_at__lt=now - STALE_AFTER).delete()
    kept = wire.suggestions.order_by("-named_at", "-pk").values_list("pk", flat=True)
    if beyond := list(kept[MOST_KEPT:]):
        wire.suggestions.filter(pk__in=any_of(beyond)).delete()
