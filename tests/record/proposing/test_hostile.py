"""Texts that nobody would write, and texts that somebody will send."""

import sys
from collections import Counter
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courant.record.proposing.marks import pairs
from courant.record.proposing.reading import propose

MARKS = "“”‘’\"'„‚«»‹›"
LANGS = ("en", "nl", "de", "fr", "fa", "ar", "xx")
MANY, FEW = 10_000, 250


@given(st.lists(st.text(f"{MARKS} a.Bو,:\n\u202e\u200c", max_size=80), max_size=5))
def test_any_text_gives_one_proposal_for_each_pair_of_marks(paragraphs: list[str]) -> None:
    for lang in LANGS:
        spans = pairs(paragraphs, lang)

        assert [one.span for one in propose(paragraphs, lang)] == list(spans)


@given(st.lists(st.text(f"{MARKS} ab.,", max_size=60), max_size=4))
def test_spans_lie_within_their_paragraphs_and_never_across_each_other(
    paragraphs: list[str],
) -> None:
    spans = pairs(paragraphs, "en")

    for number, span in enumerate(spans):
        assert 0 <= span.start < span.end <= len(paragraphs[span.paragraph])
        if span.inside is not None:
            outer = spans[span.inside]
            assert span.inside < number
            assert outer.paragraph == span.paragraph
            assert outer.start < span.start < span.end <= outer.end


@pytest.mark.parametrize(
    "unit",
    [
        "“",
        "‘a ",
        '"a" ',
        "“a ‘b’ ",
        "He said “a” and ",
        "Jan Smit said “a”, ",
        MARKS,
        "Aa Bb ",
        ",,a",
    ],
)
def test_work_grows_with_the_text_and_not_faster(unit: str) -> None:
    costs = [lines_run(unit * count) for count in (FEW, 2 * FEW)]

    assert costs[1] < 2.2 * costs[0]


def test_ten_thousand_marks_are_read() -> None:
    assert len(propose(["He said “a”, and “b”. " * (MANY // 4)], "en")) == MANY // 2


def lines_run(text: str) -> int:
    """Return how many lines of Python a text costs: a measure of work on any machine."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Callable[..., object]:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        propose([text], "en")
    finally:
        sys.settrace(before)
    return count


def test_controls_that_turn_the_direction_change_nothing_but_themselves() -> None:
    plain = propose(["“We wait,” said Ann Bell."], "en")
    turned = propose(["\u202b“We wait,” said Ann Bell.\u202c"], "en")

    assert [one.speaker for one in turned] == [one.speaker for one in plain] == ["Ann Bell"]


def test_the_same_text_always_gives_the_same_proposals() -> None:
    text = ["Ann Bell met Tom Reed.", "“We wait,” she said. “So,” said Reed, “do we.”"] * 20

    found = {propose(text, "en") for _ in range(5)}

    assert len(found) == 1
    assert Counter(one.speaker for one in found.pop())["Tom Reed"] == 40


@pytest.mark.parametrize("paragraphs", [[], [""], ["   "], ["“”"], ["“"], ["«»«»"], ["\x00“a”"]])
def test_nothing_to_read_is_read(paragraphs: list[str]) -> None:
    assert len(propose(paragraphs, "fa")) == len(pairs(paragraphs, "fa"))
