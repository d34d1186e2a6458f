"""Budgets and memory: spent together, filled again, bounded, and forgotten when nothing came."""

import pytest

from courant.kiosk.letters import budgets as budgets_module
from courant.kiosk.letters import heard as heard_module
from courant.kiosk.letters.budgets import Buckets, Budgets
from courant.kiosk.letters.heard import Heard
from courant.kiosk.letters.lanes import Sender
from courant.kiosk.letters.limits import Limits, Rate
from courant.plant.writing.likeness import fingerprint

ANN, ONION = Sender("clearnet", b"a" * 16), Sender("onion", b"")


class Ticks:
    """A monotonic clock that is told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Ticks:
    told = Ticks()
    monkeypatch.setattr(budgets_module, "time", told)
    monkeypatch.setattr(heard_module, "time", told)
    return told


def test_a_bucket_fills_again(ticks: Ticks) -> None:
    buckets = Buckets(Rate(2, 0.5))
    for _ in range(2):
        assert buckets.wait_seconds("x") == 0
        buckets.take("x")

    assert buckets.wait_seconds("x") == pytest.approx(2)
    ticks.now += 2
    assert buckets.wait_seconds("x") == pytest.approx(0)
    ticks.now += 1000
    assert buckets.level("x") == 2


def test_what_one_budget_refuses_costs_the_others_nothing(ticks: Ticks) -> None:
    budgets = Budgets(Limits(in_all=Rate(3, 0.1), of_a_thread=Rate(1, 0.1)))

    assert budgets.spend(ANN, 42) == 0
    assert [budgets.spend(ANN, 42) for _ in range(5)] == [10] * 5
    assert [budgets.spend(ANN, other) for other in (43, 44, 45)] == [0, 0, 10]


def test_the_onion_has_a_lane_of_its_own(ticks: Ticks) -> None:
    budgets = Budgets(Limits(of_a_lane=Rate(1, 0.1)))

    assert [budgets.spend(ONION, 1), budgets.spend(ONION, 2)] == [0, 10]
    assert budgets.spend(ANN, 1) == 0


def test_buckets_are_bounded(ticks: Ticks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets_module, "KEPT_BUCKETS", 10)
    buckets = Buckets(Rate(2, 0.5))
    for key in range(100):
        buckets.take(key)

    assert len(buckets._kept) == 10


def test_patience_grows_with_the_crowd(ticks: Ticks) -> None:
    budgets = Budgets(Limits(in_all=Rate(100, 0.001)))
    waits = []
    for number in range(100):
        waits.append(budgets.patience_seconds())
        budgets.spend(Sender("clearnet", b""), number)

    assert waits[0] == waits[50] == 4
    assert waits == sorted(waits)
    assert 58 < waits[-1] <= 60


def test_a_text_is_remembered_in_its_thread_for_some_hours(ticks: Ticks) -> None:
    heard = Heard(15)
    text = fingerprint("The bridge was shut for years. Who will pay for it?")
    with heard.hearing("n", thread=42, print_of_text=text, by="p"):
        pass

    assert heard.has_text(42, text)
    assert not heard.has_text(43, text)
    assert heard.has_letter("n")
    assert heard.wait_seconds("p") == 15
    assert heard.wait_seconds("") == heard.wait_seconds("q") == 0
    ticks.now += 6 * 3600 + 1
    assert not heard.has_text(42, text)
    assert heard.wait_seconds("p") == 0


def test_what_did_not_come_in_is_forgotten(ticks: Ticks) -> None:
    heard = Heard(15)
    with (
        pytest.raises(OSError, match="full"),
        heard.hearing("n", thread=42, print_of_text=7, by="p"),
    ):
        raise OSError("full")

    assert not heard.has_letter("n")
    assert not heard.has_text(42, 7)
    assert heard.wait_seconds("p") == 0


def test_memory_is_bounded(ticks: Ticks, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LETTERS", "THREADS", "TEXTS", "PASSES"):
        monkeypatch.setattr(heard_module, f"KEPT_{name}", 10)
    heard = Heard(15)
    for number in range(100):
        for thread in (1, number):
            with heard.hearing(
                f"{number}-{thread}", thread=thread, print_of_text=number, by=f"{number}"
            ):
                pass

    assert len(heard._letters) == len(heard._texts) == len(heard._passes) == 10
    assert len(heard._texts[1]) == 10
