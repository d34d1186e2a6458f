"""What the paper says, in every language it speaks."""

import pytest

from courant.design.sources import wordings
from courant.design.strings import text, translated_languages, wording
from courant.kiosk.letters.messages import wordings as said_of_letters

# Said by other rooms through ``text``, so no template holds them.
SAID_ELSEWHERE = {
    "Staff", "Name withheld", "Why we withhold a name", "The newest articles", "Front page",
    "News Ticker", "Somebody answered you in %s", "No more mail about this reply:",
    "There is an answer to your reply under “%s”:", "People who are quoted",
    "About this quotation",
}  # fmt: skip


@pytest.mark.parametrize("lang", translated_languages())
def test_every_text_of_the_templates_is_translated(lang: str) -> None:
    assert set(wordings()) | SAID_ELSEWHERE | said_of_letters() == set(wording(lang))


@pytest.mark.parametrize("lang", translated_languages())
def test_a_translation_has_a_place_for_what_the_english_has_a_place_for(lang: str) -> None:
    for english, translated in wording(lang).items():
        assert english.count("%s") == translated.count("%s"), english
        assert translated.strip(), english


def test_dutch_and_persian_are_spoken() -> None:
    assert {"nl", "fa"} <= set(translated_languages())


def test_a_language_without_a_file_falls_back_to_english() -> None:
    assert text("Topics", "fi") == "Topics"
    assert text("Topics", "nl-be") == "Onderwerpen"


def test_persian_is_written_with_persian_letters() -> None:
    assert not set("".join(wording("fa").values())) & set("يك")
