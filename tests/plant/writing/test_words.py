"""Texts taken apart into folded words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courant.plant.writing.words import (
    MOST_LETTERS,
    WORD,
    folded_word,
    folded_words,
    inner_pieces,
)

APART = {
    "Don’t: stop—now!": ["don", "t", "stop", "now"],
    "«سلام»، دنیا؛ چرا؟": ["سلام", "دنیا", "چرا"],
    "می‌خواهم": ["میخواهم"],
    "a\u00adb c\u200dd": ["ab", "cd"],
    "20.000 €": ["20", "000"],
    "١٢٣ ۴۵۶": ["123", "456"],
    "/town/x_y?z=1": ["town", "x", "y", "z", "1"],
    "\u200f\u064b": [],
    "ﷺ": ["صلیاللهعلیهوسلم"],
}


@pytest.mark.parametrize("text", APART)
def test_a_text_comes_apart_into_words(text: str) -> None:
    assert folded_words(text) == APART[text]


def test_a_word_parted_by_joiners_has_pieces() -> None:
    assert inner_pieces("کتاب‌های می‌خواهم و باز") == ["کتاب", "های", "می", "خواهم"]
    assert inner_pieces("no joiners here") == []


@given(st.text(max_size=80))
def test_a_text_can_be_put_together_again_and_its_words_hold_no_space(text: str) -> None:
    spread = WORD.split(text)

    assert "".join(spread) == text
    assert len(spread) % 2
    for word in folded_words(text):
        assert word
        assert len(word) <= MOST_LETTERS
        assert not any(letter.isspace() for letter in word)
        assert folded_word(word) == word


@given(st.text(alphabet=st.characters(max_codepoint=127), max_size=80))
def test_the_short_way_for_plain_texts_finds_what_the_long_way_finds(text: str) -> None:
    assert folded_words(text) == list(filter(None, map(folded_word, WORD.findall(text))))
