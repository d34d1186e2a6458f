"""What the engine must know of a language."""

import pytest

from courant.design.languages import digits, direction, script_of


@pytest.mark.parametrize(
    "lang", ["ar", "he", "ur", "ps", "ckb", "dv", "yi", "ug", "sd", "fa", "prs"]
)
def test_languages_of_arabic_hebrew_and_thaana_script_run_from_right_to_left(lang: str) -> None:
    assert direction(lang) == "rtl"


@pytest.mark.parametrize("lang", ["en", "nl", "ku", "tr", "zh-hans", "pa", "unheard-of"])
def test_the_others_run_from_left_to_right(lang: str) -> None:
    assert direction(lang) == "ltr"


def test_a_script_in_the_tag_decides() -> None:
    assert direction("pa-arab") == "rtl"
    assert script_of("zh-hant") == "hant"


def test_numbers_are_written_in_the_digits_of_the_language() -> None:
    assert digits(404, "fa") == "۴۰۴"
    assert digits(404, "nl") == "404"
    assert digits("1,2", "ckb") == "١,٢"
