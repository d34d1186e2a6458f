"""From a stored body to plain paragraphs, and back to the place of some words."""

from typing import Any

import pytest

from courant.record.proposing.paragraphs import Paragraph, WrapError, paragraphs_of
from courant.record.proposing.reading import propose


def body(*values: str, kind: str = "paragraph") -> list[dict[str, Any]]:
    return [{"type": kind, "value": value, "id": f"b{at}"} for at, value in enumerate(values)]


def only(value: str) -> Paragraph:
    (paragraph,) = paragraphs_of(body(value))
    return paragraph


def found(paragraph: Paragraph, words: str) -> tuple[int, int]:
    start = paragraph.text.index(words)
    return start, start + len(words)


def test_paragraphs_and_list_items_are_read_in_order() -> None:
    stored = [
        *body('<p data-block-key="x1">One.</p><p>Two.</p>'),
        {"type": "heading", "value": {"text": "“No”", "level": "2"}},
        *body("<ul><li>Three.</li><li>Four.</li></ul>", kind="list"),
    ]

    read = paragraphs_of(stored)

    assert [(one.text, one.block) for one in read] == [
        ("One.", 0), ("Two.", 0), ("Three.", 2), ("Four.", 2),
    ]  # fmt: skip
    assert read[0].block_id == "b0"


def test_empty_paragraphs_are_left_out() -> None:
    assert paragraphs_of(body("<p></p><p> </p><p>One.</p>", ""))[0].text == "One."


def test_tags_and_references_are_no_part_of_the_text() -> None:
    paragraph = only("<p>She <b>said</b> &ldquo;R&amp;D&rdquo;<br/>a &lt; b &nosuch; & c</p>")

    assert paragraph.text == "She said “R&D”\na < b &nosuch; & c"


@pytest.mark.parametrize(
    ("value", "words", "marked"),
    [
        ("<p>He said “yes”.</p>", "“yes”", "<p>He said <q>“yes”</q>.</p>"),
        ("<p>A &amp; B: “R&amp;D”.</p>", "“R&D”", "<p>A &amp; B: <q>“R&amp;D”</q>.</p>"),
        ("<p>A: &ldquo;no&rdquo;.</p>", "“no”", "<p>A: <q>&ldquo;no&rdquo;</q>.</p>"),
        ("<p>A: <b>“no”</b>.</p>", "“no”", "<p>A: <b><q>“no”</q></b>.</p>"),
        ("<p>A: “<i>no</i>”.</p>", "“no”", "<p>A: <q>“<i>no</i>”</q>.</p>"),
        ("<p>A: <b>“n</b>o”.</p>", "“no”", "<p>A: <q><b>“n</b>o”</q>.</p>"),
        ("<p>A: “n<b>o”</b>.</p>", "“no”", "<p>A: <q>“n<b>o”</b></q>.</p>"),
        ("<p>One.</p><p>“no”</p>", "“no”", "<p>One.</p><p><q>“no”</q></p>"),
        ("<p>A: “no<br/>way”</p>", "“no\nway”", "<p>A: <q>“no<br/>way”</q></p>"),
    ],
)
def test_words_can_be_marked_where_they_are_stored(value: str, words: str, marked: str) -> None:
    paragraph = next(one for one in paragraphs_of(body(value)) if words in one.text)

    assert paragraph.wrapped(*found(paragraph, words), "<q>", "</q>") == marked


def test_no_mark_is_put_across_the_border_of_a_link() -> None:
    paragraph = only('<p>A: “no <a href="/x/">way” at</a> all.</p>')

    with pytest.raises(WrapError, match=r"“no way”.*Take it off"):
        paragraph.wrapped(*found(paragraph, "“no way”"), "<q>", "</q>")


def test_a_place_knows_which_elements_it_lies_in() -> None:
    paragraph = only("<p>One <q>“two <b>three</b>”</q> four<br/>five.</p>")

    assert paragraph.elements_at(paragraph.text.index("three")) == ("p", "q", "b")
    assert paragraph.elements_at(paragraph.text.index("five")) == ("p",)


def test_proposals_lead_back_to_the_stored_words() -> None:
    stored = body("<p>One.</p>", "<p><i>“We wait,”</i> said Ann&nbsp;Bell.</p>")
    read = paragraphs_of(stored)

    (proposal,) = propose([one.text for one in read], "en")

    paragraph = read[proposal.span.paragraph]
    first, last = paragraph.source(proposal.span.start, proposal.span.end)
    assert proposal.speaker == "Ann Bell"
    assert stored[paragraph.block]["value"][first:last] == "“We wait,”"


def test_broken_markup_is_read_as_text() -> None:
    assert only("<p>a < b && c <" + "<a " * 20_000).text.startswith("a < b && c <<a <a")
