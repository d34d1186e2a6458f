"""Every pair of quotation marks is found, whichever marks a newsroom types."""

import pytest

from courant.record.proposing.marks import QuotedSpan, pairs


def quoted(text: str, lang: str = "en") -> list[str]:
    return [span.text for span in pairs(text.split("\n"), lang)]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("She said “go home” twice.", "en"),
        ("She said ‘go home’ twice.", "en"),
        ('She said "go home" twice.', "en"),
        ("She said 'go home' twice.", "en"),
        ("Ze zei „go home” twee keer.", "nl"),
        ("Ze zei ,,go home'' twee keer.", "nl"),
        ("Ze zei ,,go home” twee keer.", "nl"),
        ("Sie sagte „go home“ zweimal.", "de"),
        ("Sie sagte ‚go home‘ zweimal.", "de"),
        ("Sie sagte »go home« zweimal.", "de"),
        ("Sie sagte ›go home‹ zweimal.", "de"),
        ("Hon sade ”go home” två gånger.", "sv"),
        ("Elle a dit « go home » deux fois.", "fr"),
        ("Elle a dit «\u00a0go home\u00a0» deux fois.", "fr"),
        ("Elle a dit ‹go home› deux fois.", "fr"),
        ("او گفت «go home» و رفت.", "fa"),
        ('She said “go home" twice.', "en"),
    ],
)
def test_each_kind_of_marks_makes_a_pair(text: str, lang: str) -> None:
    assert quoted(text, lang) == ["go home"]


def test_a_span_says_where_its_marks_stand() -> None:
    (span,) = pairs(["Nothing.", "He said “yes”."], "en")

    assert span == QuotedSpan(paragraph=1, start=8, end=13, text="yes")


@pytest.mark.parametrize(
    "text",
    [
        "The council’s plan isn't the miners' plan.",
        "It’s the ‘90s again, rock ’n’ roll.",
        "'Tis what it was; give 'em time.",
        "Sizes of 5' and 6\" fit.",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_inside_quoted_words_do_not_end_them() -> None:
    assert quoted("‘It’s the customers’ money they’re closing,’ he said.") == [
        "It’s the customers’ money they’re closing,"
    ]
    assert quoted("'It's the customers' money they're closing,' he said.") == [
        "It's the customers' money they're closing,"
    ]


def test_a_dutch_elision_at_the_beginning_of_a_sentence_opens_nothing() -> None:
    assert quoted("‘s Avonds zei hij: ‘Het is laat.’ En ‘t was laat.", "nl") == ["Het is laat."]


def test_words_quoted_within_quoted_words_know_what_they_stand_in() -> None:
    outer, inner, after = pairs(["“He said ‘go’ and I went,” she said. “So.”"], "en")

    assert (outer.inside, inner.inside, after.inside) == (None, 0, None)
    assert inner.text == "go"


def test_german_marks_nest_in_dutch_ones() -> None:
    assert quoted("Zij: ‘Toen zeiden ze: „Volgend jaar” en weg.’", "nl") == [
        "Toen zeiden ze: „Volgend jaar” en weg.",
        "Volgend jaar",
    ]


def test_the_second_half_of_a_split_quotation_continues_the_first() -> None:
    spans = pairs(["“I would,” she said, “if I could.” She paused. “But no.”"], "en")

    assert [span.continues for span in spans] == [False, True, False]


def test_a_persian_comma_splits_a_quotation_too() -> None:
    spans = pairs(["«نه»، او گفت، «هرگز.»"], "fa")

    assert [span.continues for span in spans] == [False, True]


def test_a_speech_over_paragraphs_opens_in_each_and_closes_in_the_last() -> None:
    first, second = pairs(["He rose. “One.", "“Two.” He sat."], "en")

    assert (first.text, first.runs_on) == ("One.", True)
    assert (second.text, second.runs_on) == ("Two.", False)


def test_a_mark_that_is_never_closed_is_passed_over() -> None:
    assert quoted("He said “yes and left.\nShe said “no”.") == ["no"]


def test_a_forgotten_straight_mark_does_not_turn_all_that_follow_round() -> None:
    assert quoted('He said "yes and left. She said "no" and "never".') == ["no", "never"]
