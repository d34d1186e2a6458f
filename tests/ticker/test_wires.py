"""Wires: what other outlets send waits for an editor, and a feed can do no harm."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from courant.plant import clock
from courant.plant.dialling import Dial
from courant.ticker.models import Suggestion, Ticker, TickerLine, Wire
from courant.ticker.queries.wires import waiting_suggestions
from courant.ticker.services import TickerError
from courant.ticker.services.wires import (
    dismiss_suggestion,
    fetch_due_wires,
    fetch_soon,
    fetch_wire,
    lead_to,
    use_suggestion,
)
from tests.paper import make_staff, make_ticker
from tests.plant.hosts import Host, answer, dial_to

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Agency:
    """An outlet with a feed, on a host of its own.

    Attributes:
        feed: What it answers: a feed's bytes, or a whole answer of HTTP.
    """

    def __init__(self) -> None:
        self.feed = b""
        self.host = Host(self._answer)
        self.dial: Dial = dial_to(agency=self.host)

    def names(self, *headlines: str, more: str = "") -> None:
        items = "".join(
            f"<item><title>{text}</title><guid>{text}</guid><link>https://agency.example/{n}</link>"
            f"<pubDate>{NOON - n * HOUR:%Y-%m-%dT%H:%M:%SZ}</pubDate></item>"
            for n, text in enumerate(headlines)
        )
        self.feed = f"<rss version='2.0'><channel>{items}{more}</channel></rss>".encode()

    def _answer(self, head: bytes) -> bytes:
        if self.feed.startswith(b"HTTP/"):
            return self.feed
        etag = f'ETag: "{hash(self.feed)}"'
        if etag.removeprefix("ETag: ").encode() in head:
            return answer(b"", status="304 Not Modified")
        return answer(self.feed, etag)


@pytest.fixture
def agency() -> Iterator[Agency]:
    outlet = Agency()
    with contextlib.closing(outlet.host):
        yield outlet


def make_wire(ticker: Ticker | None = None, **fields: object) -> Wire:
    """Subscribe to the agency."""
    values = {"outlet": "The Agency", "url": "http://agency.example/feed", **fields}
    return Wire.objects.create(ticker=ticker or make_ticker(), **values)


def waiting(wire: Wire) -> list[str]:
    return [suggestion.headline for suggestion in waiting_suggestions(wire.ticker)]


def later(hours: float) -> contextlib.AbstractContextManager[None]:
    return clock.stopped_at(NOON + hours * HOUR)


def test_what_a_feed_names_waits_newest_first_and_is_not_in_the_ticker(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Bridge closed", "Mayor resigns")

    assert fetch_wire(wire, dial=agency.dial) == 2

    wire.refresh_from_db()
    assert waiting(wire) == ["Bridge closed", "Mayor resigns"]
    assert (wire.note, wire.last_fetched_at) == ("", NOON)
    assert not TickerLine.objects.exists()


def test_what_was_fetched_before_does_not_come_again(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")
    fetch_wire(wire, dial=agency.dial)
    dismiss_suggestion(Suggestion.objects.get(), by=make_staff())
    agency.names("Bridge closed", "Mayor resigns")
    wire.refresh_from_db()

    assert fetch_wire(wire, dial=agency.dial) == 1
    assert waiting(wire) == ["Bridge closed"]


def test_a_feed_that_did_not_change_is_not_sent_again(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")
    fetch_wire(wire, dial=agency.dial)
    wire.refresh_from_db()

    with later(1):
        assert fetch_wire(wire, dial=agency.dial) == 0

    wire.refresh_from_db()
    assert f"If-None-Match: {wire.etag}" in agency.host.asked[1]
    assert wire.last_fetched_at == NOON + HOUR
    assert waiting(wire) == ["Mayor resigns"]


def test_of_a_long_feed_the_newest_20_wait_and_the_others_never_do(agency: Agency) -> None:
    wire = make_wire()
    headlines = [f"Headline {n}" for n in range(30)]
    agency.names(*headlines)
    fetch_wire(wire, dial=agency.dial)
    agency.names("Mayor resigns", *headlines)
    wire.refresh_from_db()

    fetch_wire(wire, dial=agency.dial)

    assert waiting(wire) == ["Mayor resigns", *headlines[:20]]


def test_after_a_week_a_headline_waits_no_longer_and_does_not_come_back(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")
    fetch_wire(wire, dial=agency.dial)

    with later(24 * 8):
        agency.names("Bridge closed", "Mayor resigns")
        wire.refresh_from_db()
        fetch_wire(wire, dial=agency.dial)
        assert waiting(wire) == ["Bridge closed"]
    assert Suggestion.objects.count() == 2  # remembered as long as the feed names it

    with later(24 * 16):
        agency.names("Bridge closed")
        wire.refresh_from_db()
        fetch_wire(wire, dial=agency.dial)
    assert Suggestion.objects.count() == 1


def test_a_feed_that_renames_all_each_time_does_not_fill_the_database(agency: Agency) -> None:
    wire = make_wire()
    for n in range(6):
        agency.names(*(f"Headline {n}-{m}" for m in range(500)))
        fetch_wire(wire, dial=agency.dial)
    assert Suggestion.objects.count() == 2000


def test_what_goes_wrong_is_noted_beside_the_wire_and_waits_twice_as_long(agency: Agency) -> None:
    wire = make_wire()
    agency.feed = b"<html><body>Nothing here</body></html>"
    waits = []
    for _ in range(8):
        fetch_wire(wire, dial=agency.dial)
        wire.refresh_from_db()
        waits.append((wire.next_at - NOON).total_seconds() / 60)

    assert waits == [20, 40, 80, 160, 320, 360, 360, 360]
    assert wire.note.startswith("http://agency.example/feed is a web page, not a feed.")
    assert wire.failures == 8

    agency.names("Mayor resigns")
    fetch_wire(wire, dial=agency.dial)
    wire.refresh_from_db()
    assert (wire.note, wire.failures, wire.next_at) == ("", 0, NOON + timedelta(minutes=10))


def test_a_failure_is_forgotten_when_all_is_as_it_was(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")
    fetch_wire(wire, dial=agency.dial)
    wire.refresh_from_db()
    wire.note, wire.failures = "It did not answer.", 1
    wire.save()

    fetch_wire(wire, dial=agency.dial)

    wire.refresh_from_db()
    assert (wire.note, wire.failures) == ("", 0)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (b"", "is empty"),
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "is not there"),
        (b"HTTP/1.1 302 Found\r\nLocation: /feed\r\n\r\n", "round in a circle"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"<a>" * 4 * 1024**2, "larger than 10 MiB"),
        (b"<!DOCTYPE rss [<!ENTITY a 'x'>]><rss>&a;</rss>", "declares a document type"),
        (b"\x00" * 1000, "not well-formed XML"),
    ],
)
def test_rubbish_gives_one_note_and_no_headline(agency: Agency, feed: bytes, words: str) -> None:
    wire = make_wire()
    agency.feed = feed

    assert fetch_wire(wire, dial=agency.dial) == 0

    wire.refresh_from_db()
    assert words in wire.note
    assert not Suggestion.objects.exists()


def test_a_host_inside_our_walls_is_not_reached() -> None:
    wire = make_wire(url="http://localhost/admin/")
    fetch_wire(wire)
    wire.refresh_from_db()
    assert "no address of the open internet" in wire.note


def test_remarks_on_a_feed_are_noted_though_it_is_read(agency: Agency) -> None:
    wire = make_wire()
    agency.names(more="<item><title>x</title><guid>1</guid><pubDate>2038-01-19</pubDate></item>")

    fetch_wire(wire, dial=agency.dial)

    wire.refresh_from_db()
    assert wire.note == "Dated in the future, so taken as of now: 1."
    assert Suggestion.objects.get().published_at == NOON
    assert wire.failures == 0


def test_due_wires_are_fetched_one_a_call_those_first_that_waited_longest(agency: Agency) -> None:
    ticker = make_ticker()
    agency.names("Mayor resigns")
    for n in range(3):
        make_wire(ticker, url=f"http://agency.example/{n}", next_at=NOON - n * HOUR)
    make_wire(ticker, url="http://agency.example/off", is_on=False)
    make_wire(ticker, url="http://agency.example/later", next_at=NOON + HOUR)

    assert [fetch_due_wires(dial=agency.dial) for _ in range(4)] == [True, True, True, False]
    assert [head.split()[1] for head in agency.host.asked] == ["/2", "/1", "/0"]


def test_a_clock_that_was_ahead_does_not_silence_a_wire(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")
    with later(24 * 365):
        fetch_wire(wire, dial=agency.dial)

    assert fetch_due_wires(dial=agency.dial)
    assert not fetch_due_wires(dial=agency.dial)


def test_fetching_now_asks_for_all_of_it_at_once(agency: Agency) -> None:
    wire = make_wire(next_at=NOON + HOUR, etag='"7"')
    fetch_soon(wire)
    assert fetch_due_wires(dial=agency.dial)
    assert "If-None-Match" not in agency.host.asked[0]


def test_a_wire_led_elsewhere_while_it_is_fetched_keeps_nothing_of_it(agency: Agency) -> None:
    wire = make_wire()
    agency.names("Mayor resigns")

    def dial(host: str, port: int, seconds: float) -> object:
        other = Wire.objects.get()
        lead_to(other, url="http://agency.example/other")
        other.save()
        return agency.dial(host, port, seconds)

    assert fetch_wire(wire, dial=dial) == 0  # type: ignore[arg-type]
    assert not Suggestion.objects.exists()
    assert Wire.objects.get().last_fetched_at is None


def suggest(agency: Agency, **wire: object) -> Suggestion:
    agency.names("Mayor resigns")
    fetch_wire(make_wire(**wire), dial=agency.dial)
    return Suggestion.objects.get()


def test_an_editor_makes_a_headline_a_line_with_outlet_and_link(agency: Agency) -> None:
    suggestion, by = suggest(agency), make_staff()

    used = use_suggestion(suggestion, by=by, level="important")

    line = TickerLine.objects.get()
    assert (used.line, used.remark) == (line, "")
    assert (line.text, line.href) == ("Mayor resigns", "https://agency.example/0")
    assert (line.outlet, line.level, line.filed_by) == ("The Agency", "important", by)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.line) == ("used", line)
    assert waiting(suggestion.wire) == []


def test_an_editor_may_choose_other_words(agency: Agency) -> None:
    use_suggestion(suggest(agency), by=make_staff(), text="The mayor is gone")
    assert TickerLine.objects.get().text == "The mayor is gone"


def test_a_link_that_readers_could_be_watched_on_is_left_out_and_said_to_be(
    agency: Agency,
) -> None:
    suggestion = suggest(agency)
    Suggestion.objects.update(href="http://agency.example/0")

    used = use_suggestion(suggestion, by=make_staff())

    assert used.line.href == ""
    assert used.remark.startswith("The line is in the ticker without its link.")
    assert "starts with http:" in used.remark


def test_a_headline_is_used_once(agency: Agency) -> None:
    suggestion, by = suggest(agency), make_staff()
    use_suggestion(suggestion, by=by)
    with pytest.raises(TickerError, match="somebody was quicker"):
        use_suggestion(suggestion, by=by)
    assert TickerLine.objects.count() == 1


def test_a_line_that_is_refused_leaves_the_headline_waiting(agency: Agency) -> None:
    suggestion = suggest(agency)
    with pytest.raises(TickerError):
        use_suggestion(suggestion, by=make_staff(), text="<b>x</b>")
    assert waiting(suggestion.wire) == ["Mayor resigns"]


def test_a_dismissed_headline_waits_no_longer(agency: Agency) -> None:
    suggestion, by = suggest(agency), make_staff()
    dismiss_suggestion(suggestion, by=by)
    dismiss_suggestion(suggestion, by=by)
    assert waiting(suggestion.wire) == []


def test_headlines_of_a_wire_that_is_off_do_not_wait(agency: Agency) -> None:
    suggestion = suggest(agency)
    Wire.objects.update(is_on=False)
    assert waiting(suggestion.wire) == []


@pytest.mark.parametrize("url", ["ftp://agency.example/", "http://agency.example:8080/", "feed"])
def test_an_address_that_is_never_fetched_is_refused_in_the_form(url: str) -> None:
    wire = Wire(outlet="The Agency", url=url, ticker=make_ticker())
    with pytest.raises(ValidationError, match="address"):
        wire.full_clean()
