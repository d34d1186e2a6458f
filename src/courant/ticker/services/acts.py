"""Acts: how whatever is done to a ticker is numbered, logged and told to readers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import transaction

from courant.plant import bell, clock
from courant.press.changes import note_changed
from courant.staff.models import Staff
from courant.ticker import keys
from courant.ticker.models import Act, Ticker, TickerLine
from courant.ticker.queries.lines import Data, as_data, as_view, live_lines


@contextmanager
def locked(ticker: Ticker) -> Iterator[Ticker]:
    """Hold a ticker's row until the transaction ends: act *n* is never seen before *n* - 1.

    Yields the ticker as it is now.
    """
    with transaction.atomic():
        yield Ticker.objects.select_for_update().get(pk=ticker.pk)


def act(
    ticker: Ticker,
    kind: str,
    *,
    line: TickerLine | None = None,
    by: Staff | None = None,
    because: str = "",
) -> Act:
    """Write down what was just done to a locked ticker, and have readers told.

    Args:
        ticker: As ``locked`` gave it.
        kind: A word for it: ``filed``, ``struck``, ``expired``, …
        line: To which line; none when it was the ticker itself.
        by: Who did it; nobody when it was an article's publication, or time.
        because: Why, where that is not said by the kind.
    """
    shown = _shown(ticker) if ticker.is_on else []
    ticker.last_number += 1
    event = _event(ticker.last_number, ticker.shown, shown)
    ticker.shown = shown
    ticker.save(update_fields=["last_number", "shown"])
    done = Act.objects.create(
        ticker=ticker,
        number=ticker.last_number,
        kind=kind,
        line=line,
        because=because[:200],
        event=event,
        done_at=clock.now(),
        done_by=by,
    )
    note_changed(keys.ticker(ticker.lang), because=f"ticker line {kind}" if line else kind)
    transaction.on_commit(ring)
    return done


def _shown(ticker: Ticker) -> list[Data]:
    return [as_data(as_view(line)) for line in live_lines(ticker)[: ticker.length]]


def ring() -> None:
    """Wake the relay, if it listens."""
    bell.ring(settings.HOME.ticker_bell)


def _event(number: int, before: list[Data], now: list[Data]) -> Data:
    known = {line["id"]: line for line in before}
    news = [line for line in now if known.get(line["id"]) != line]
    return {"number": number, "order": [line["id"] for line in now], "lines": news}
