"""The relay: what was done to the tickers comes to the kiosks in order, once, whatever dies."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from courant.ticker.models import Ticker
from courant.ticker.relay import relay
from courant.ticker.services import strike_line
from tests.paper import make_line, make_paper, make_staff, make_ticker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture(autouse=True)
def told() -> Iterator[Path]:
    """Where kiosks look; empty."""
    place: Path = settings.HOME.ticker
    shutil.rmtree(place, ignore_errors=True)
    yield place
    shutil.rmtree(place, ignore_errors=True)


def read(path: Path) -> tuple[dict[str, object], list[dict[str, object]]]:
    first, *rest = path.read_text("utf-8").splitlines()
    assert first.startswith("state\t")
    events = [json.loads(line.partition("\t")[2]) for line in rest]
    assert [f"{event['number']}" for event in events] == [line.partition("\t")[0] for line in rest]
    return json.loads(first.partition("\t")[2]), events


def test_a_new_paper_gets_a_ticker_for_each_language(told: Path) -> None:
    make_paper(languages=["en", "fa"])

    assert relay()

    assert sorted(path.name for path in told.iterdir()) == ["en", "fa"]


def test_every_act_comes_once_and_in_order_however_often_the_relay_runs(told: Path) -> None:
    make_ticker()
    for text in ("one", "two"):
        make_line(text)
        relay()
    make_line("three")
    make_line("four")

    relay()
    again = relay()

    state, events = read(told / "en")
    assert not again
    assert [event["number"] for event in events] == list(range(1, len(events) + 1))
    assert state["number"] == len(events)
    said = [line["text"] for event in events for line in event["lines"]]  # type: ignore[attr-defined]
    assert said == ["one", "two", "three", "four"]


def test_the_state_is_what_the_events_lead_to(told: Path) -> None:
    lines = [make_line(text) for text in ("one", "two", "three")]
    strike_line(lines[1], by=make_staff())
    relay()

    state, events = read(told / "en")
    known: dict[int, str] = {}
    for event in events:
        known |= {line["id"]: line["text"] for line in event["lines"]}  # type: ignore[attr-defined]
    shown = [known[number] for number in events[-1]["order"]]  # type: ignore[attr-defined]
    assert shown == [line["text"] for line in state["lines"]] == ["three", "one"]  # type: ignore[attr-defined]


def test_a_lost_or_damaged_file_is_written_again(told: Path) -> None:
    make_line("one")
    relay()
    whole = (told / "en").read_bytes()

    for damage in (b"", b"state\t{", b"\xff\xfe", b"state\t[]\n"):
        (told / "en").write_bytes(damage)
        relay()
        assert (told / "en").read_bytes() == whole


def test_only_the_last_two_hundred_events_are_held(told: Path) -> None:
    ticker = make_ticker()
    for number in range(230):
        make_line(f"line {number}", ticker=ticker)

    relay()

    state, events = read(told / "en")
    assert len(events) == 200
    assert events[-1]["number"] == state["number"] == Ticker.objects.get().last_number


def test_a_ticker_that_is_off_has_no_file(told: Path) -> None:
    make_line("one")
    relay()
    make_ticker(is_on=False)

    relay()

    assert not (told / "en").exists()
