"""What can be done to a ticker and is seen by readers."""

from datetime import timedelta

from courant.plant import clock
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.services import (
    change_line,
    file_line,
    pin_line,
    restore_line,
    strike_line,
)
from courant.ticker.services.tickers import settings_changed
from courant.ticker.services.time import keep_time
from tests.equality.town import Town
from tests.paper import make_staff


def the_line() -> TickerLine:
    return TickerLine.objects.get(text="The bridge is open.")


def file_a_line(town: Town) -> None:
    file_line(Ticker.objects.get(lang="fa"), text="پل باز است", by=None, level="breaking")


def strike_a_line(town: Town) -> None:
    strike_line(the_line(), by=make_staff())


def strike_and_take_that_back(town: Town) -> None:
    restore_line(strike_line(the_line(), by=make_staff()), by=make_staff())


def pin_a_line(town: Town) -> None:
    pin_line(the_line(), by=make_staff())


def correct_a_line(town: Town) -> None:
    change_line(the_line(), by=make_staff(), text="It is closed.", mark="corrected", note="Sorry.")


def let_every_line_end(town: Town) -> None:
    with clock.stopped_at(clock.now() + timedelta(days=20)):
        keep_time()


def _set(**settings: object) -> None:
    Ticker.objects.filter(lang="en").update(**settings)
    settings_changed(Ticker.objects.get(lang="en"), by=None)


def switch_a_ticker_off(town: Town) -> None:
    _set(is_on=False)


def show_it_on_fronts_only(town: Town) -> None:
    _set(place="fronts")


def name_it_otherwise(town: Town) -> None:
    _set(label="Just in", motion="scroll", length=1)


TICKER = [
    file_a_line,
    strike_a_line,
    strike_and_take_that_back,
    pin_a_line,
    correct_a_line,
    let_every_line_end,
    name_it_otherwise,
]

# Where the ticker's own pages hear of it in two ways.
TICKER_OVERLAPPING = [switch_a_ticker_off, show_it_on_fronts_only]
