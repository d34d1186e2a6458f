"""What readers write: cleaned, folded, compared, linked."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courant.plant.plain_text import BIDI
from courant.plant.writing.cleaning import TextError, clean_name, clean_text, mended_text
from courant.plant.writing.folding import fold, folded_with_places
from courant.plant.writing.likeness import are_alike, fingerprint
from courant.plant.writing.linking import links_in, with_links

LONG = (
    "This newspaper lies to you every single day and everyone who writes here is paid by "
    "foreign agents, wake up people and stop reading it now"
)

KEPT = {
    "a plain text": ("Hello.", "Hello."),
    "its paragraphs": ("One.\r\n\r\nTwo.", "One.\n\nTwo."),
    "no more than two empty lines": ("One.\n\n\n\n\n\nTwo.", "One.\n\n\nTwo."),
    "no space at the ends of lines": ("  One. \t\n Two.  ", "One.\nTwo."),
    "letters in normal form C": ("e\u0301", "é"),
    "a joiner in a Persian word": ("می\u200cروم", "می\u200cروم"),
    "a family of pictures": ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    "a heart": ("❤\ufe0f", "❤\ufe0f"),
    "a skin": ("👍🏽", "👍🏽"),
    "a joiner after Persian digits": ("۲۵\u200cساله", "۲۵\u200cساله"),
    "a joiner after Arabic digits": ("٢٥\u200cسنة", "٢٥\u200cسنة"),
    "a joiner after a Latin word": ("Google\u200cها", "Google\u200cها"),
    "a joiner after quotation marks": ("«کتاب»\u200cها", "«کتاب»\u200cها"),
    "one of two joiners": ("می\u200c\u200cروم", "می\u200cروم"),
    "no joiner that joins nothing": ("\u200cمی\u200c روم\u200c", "می روم"),
    "no marks of direction": ("\u200fسلام\u200e ABC\u061c", "سلام ABC"),
    "no joiner behind a soft hyphen at a word's start": ("بد \u00ad\u200cابت", "بد ابت"),
    "no joiner behind a byte order mark at a word's end": ("x\u200c\ufeff y", "x y"),
    "no soft hyphens": ("a\u00adbc", "abc"),
    "no byte order mark": ("\ufeffHello", "Hello"),
    "pictures younger than Python": ("\U0001fa77\U0001fae8", "\U0001fa77\U0001fae8"),
    "an Indic conjunct": ("क\u094d\u200dष", "क\u094d\u200dष"),
}

REFUSED = {
    "nothing": ("", "empty"),
    "spaces": (" \n\t ", "empty"),
    "one letter": ("a", "too-short"),
    "too much": ("a" * 31, "too-long"),
    "an override": ("abc\u202edef", "bidi"),
    "an isolate": ("abc\u2067def", "bidi"),
    "a joiner in a Dutch word": ("abc\u200cdef", "invisible"),
    "a joiner between digits": ("12\u200c34", "invisible"),
    "a zero-width space": ("abc\u200bdef", "invisible"),
    "a tag": ("abc\U000e0041def", "invisible"),
    "a filler": ("abc\u3164def", "invisible"),
    "a private letter": ("abc\ue000def", "invisible"),
    "a bell": ("abc\x07def", "control"),
    "a null": ("abc\x00def", "control"),
    "half a pair": ("abc\ud800def", "not-utf8"),
    "a pile of marks": ("a" + "\u0335" * 9, "marks"),
}


@pytest.mark.parametrize(("typed", "kept"), KEPT.values(), ids=KEPT)
def test_a_text_keeps(typed: str, kept: str) -> None:
    assert clean_text(typed, least=1, most=30) == kept


@pytest.mark.parametrize("piece", ["\u200c", "\u200c\u200d", "\u00ad", "\u200c\u00ad", "a\u200c"])
def test_what_nobody_sees_does_not_keep_anybody_waiting(piece: str) -> None:
    """Were the time to grow with the square of the text, this would take hours."""
    with suppress(TextError):
        clean_text(f"a{piece * 200_000}b", least=1, most=30)


@pytest.mark.parametrize(("typed", "code"), REFUSED.values(), ids=REFUSED)
def test_a_text_is_refused_for(typed: str, code: str) -> None:
    with pytest.raises(TextError) as refused:
        clean_text(typed, least=2, most=30)

    assert refused.value.code == code


MENDED = {
    "an override goes, joiners and marks stay": ("می\u200cخواهم \u202eمُعَلِّم", "می\u200cخواهم مُعَلِّم"),
    "a null goes": ("a\x00b", "ab"),
    "half a pair goes": ("a\ud800b", "ab"),
    "a joiner goes with what it joined": ("x\u202e\u200cy", "xy"),
    "only the ninth mark goes": ("a" + "\u0335" * 9, "a" + "\u0335" * 8),
    "what is too long is cut": ("b" * 70, "b" * 60),
    "nothing stays nothing": ("\u202e", ""),
}


@pytest.mark.parametrize(("typed", "kept"), MENDED.values(), ids=MENDED)
def test_of_another_systems_text(typed: str, kept: str) -> None:
    assert mended_text(typed, most=60) == kept


@given(st.text(max_size=60))
def test_what_is_mended_is_clean(text: str) -> None:
    if mended := mended_text(text, most=60):
        assert clean_text(mended, least=1, most=60) == mended


def test_a_name_is_one_line() -> None:
    assert clean_name("  Ada   Visser ") == "Ada Visser"
    with pytest.raises(TextError, match="line break"):
        clean_name("Ada\nVisser")


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing_and_no_turner_gets_through(text: str) -> None:
    try:
        clean = clean_text(text, least=1, most=100)
    except TextError:
        return
    assert clean_text(clean, least=1, most=100) == clean
    assert not BIDI & set(clean)


FOLDED = [
    ("Press", "PRESS"), ("café", "CAFE"), ("كتاب", "کتاب"), ("علي", "علی"), ("إيران", "ایران"),
    ("آزادی", "ازادی"), ("می\u200cروم", "میروم"), ("ســلام", "سلام"), ("سَلام", "سلام"),
    ("۱۲۳", "123"), ("١٢٣", "123"), ("ｆｒｅｅ", "free"), ("Straße", "STRASSE"), ("خانهٔ", "خانه"),
    ("ﷲ", "الله"), ("Łódź", "lodz"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), FOLDED)
def test_two_spellings_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_and_each_letter_knows_its_place(text: str) -> None:
    folded, places = folded_with_places(text)

    assert fold(folded) == folded == fold(text)
    assert len(places) == len(folded)
    assert places == sorted(places)


@pytest.mark.parametrize(
    "other",
    [LONG.upper(), LONG + "!!!", LONG.replace(" ", "  "), LONG.replace("single day", "day"),
     LONG.replace("foreign", "western")],
)  # fmt: skip
def test_a_text_that_is_hardly_changed_is_alike(other: str) -> None:
    assert are_alike(fingerprint(LONG), fingerprint(other))


@pytest.mark.parametrize(
    "other",
    ["", "Great article, thanks to the writers for explaining what happened in the harbour.",
     "I think the council should have asked the harbour workers before it decided.", "سلام"],
)  # fmt: skip
def test_another_text_is_not(other: str) -> None:
    assert not are_alike(fingerprint(LONG), fingerprint(other))


LINKED = {
    "https://x.example/a?b=1&c=2": "https://x.example/a?b=1&c=2",
    "see https://x.example.": "https://x.example",
    "(https://x.example/a_(b))": "https://x.example/a_(b)",
    "www.x.example؟": "https://www.x.example",
    "HTTP://X.EXAMPLE/A": "http://x.example/A",
}


@pytest.mark.parametrize("text", LINKED)
def test_an_address_is_linked_without_the_signs_around_it(text: str) -> None:
    assert [link.href for link in links_in(text)] == [LINKED[text]]


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "data:text/html,x", "http://", "https://localhost/x", "ftp://x.example",
     "http://paper.example@evil.example/", "https://x.example:99999999/"],
)  # fmt: skip
def test_what_leads_nowhere_good_is_not_linked(text: str) -> None:
    assert links_in(text) == ()


def test_a_text_becomes_paragraphs_with_breaks() -> None:
    assert with_links("One\ntwo.\n\nThree & <b>") == (
        "<p>One<br>two.</p><p>Three &amp; &lt;b&gt;</p>"
    )


@given(st.text(alphabet=st.sampled_from("ab <>&\"'/:.\n") | st.characters(), max_size=80))
def test_no_text_becomes_other_markup(text: str) -> None:
    markup = with_links(f"{text} https://x.example/{text}")

    known = r'</?p>|<br>|<a href="https?://[^"<>]*" rel="nofollow ugc noopener">|</a>'
    assert "<" not in re.sub(known, "", markup)
    assert ">" not in re.sub(known, "", markup)
