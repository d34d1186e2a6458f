"""The sample's markup and its dates."""

from datetime import UTC, date, datetime

import pytest

from courant.exchange.sample.body import parse_body
from courant.exchange.sample.dates import moment_of, name_days
from courant.exchange.sample.paper import SampleError

ZONE = "Europe/Amsterdam"
NOON = datetime(2026, 7, 10, 10, 0, tzinfo=UTC)


def test_a_paragraph_keeps_its_weight_its_slant_and_its_links() -> None:
    (block,) = parse_body("A *b* and **c** & [d](https://example.org/).")

    assert block["value"] == (
        '<p>A <i>b</i> and <b>c</b> &amp; <a href="https://example.org/">d</a>.</p>'
    )


def test_a_quotation_has_paragraphs_a_speaker_and_a_source() -> None:
    (block,) = parse_body("> One.\n>\n> Two.\n> — Ada, smith | https://example.org/s")

    assert block["value"] == {
        "text": "<p>One.</p><p>Two.</p>",
        "speaker": "Ada, smith",
        "source_url": "https://example.org/s",
    }


def test_a_picture_without_a_description_is_decorative() -> None:
    (block,) = parse_body("!photo gables | The basin.")

    assert block["value"]["alt_decision"] == "decorative"


def test_a_table_may_name_its_rows() -> None:
    (block,) = parse_body("!table* Catch\n| | Tonnes |\n|-\n| Sole | *11* |")

    assert block["value"] == {
        "caption": "Catch",
        "head": ["", "Tonnes"],
        "rows": [["Sole", "<i>11</i>"]],
        "row_headings": True,
    }


def test_verse_keeps_its_lines() -> None:
    (block,) = parse_body("!verse\none\n/\n two")

    assert block["value"] == "one\n\n two"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("!film x", "'!film' is not a directive"),
        ("> No one said this.", "must end with a line '> — Speaker'"),
        ("!photo gables", "must be written 'name | caption | alt'"),
        ("!table T\n| a | b |\n|-\n| c |", "must have equal lengths"),
        ("- one\ntwo", "must begin as its first does"),
    ],
)
def test_a_slip_of_the_pen_is_named(text: str, complaint: str) -> None:
    with pytest.raises(SampleError, match=complaint):
        parse_body(text)


@pytest.mark.parametrize(
    ("age", "moment"),
    [
        ("3h", datetime(2026, 7, 10, 7, 0, tzinfo=UTC)),
        ("2d 07:40", datetime(2026, 7, 8, 5, 40, tzinfo=UTC)),
        ("200d 07:40", datetime(2025, 12, 22, 6, 40, tzinfo=UTC)),  # in winter, another offset
        ("+1d 06:00", datetime(2026, 7, 11, 4, 0, tzinfo=UTC)),
    ],
)
def test_an_age_is_counted_from_the_set_up_in_the_papers_zone(age: str, moment: datetime) -> None:
    assert moment_of(age, set_up_at=NOON, zone=ZONE) == moment


def test_an_age_of_another_form_is_refused() -> None:
    with pytest.raises(SampleError, match="must look like"):
        moment_of("last week", set_up_at=NOON, zone=ZONE)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Friday, 11 July, June, 2024"),
        ("nl", "vrijdag, 11 juli, juni, 2024"),
        ("fa", "جمعه, ۲۰ تیر, خرداد, ۱۴۰۳"),
    ],
)
def test_days_are_named_in_the_language_and_its_calendar(lang: str, words: str) -> None:
    told = "{weekday}, {date +1}, {month -1}, {year -2}"

    assert name_days(told, day=date(2026, 7, 10), lang=lang) == words
