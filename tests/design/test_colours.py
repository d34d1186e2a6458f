"""The accent: read on white, and on a dark page."""

import pytest

from courant.design.colours import DARK_PAPER, ColourError, check_accent, contrast, readable_on_dark


def test_contrast_runs_from_one_to_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#a00e1c", "#a00e1c") == 1
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")


@pytest.mark.parametrize("accent", ["#a00e1c", "#000000", "#00008b", "#14532d", "#f0f0f0"])
def test_any_accent_becomes_readable_on_a_dark_page(accent: str) -> None:
    assert contrast(readable_on_dark(accent), DARK_PAPER) >= 4.5


def test_an_accent_that_is_readable_on_dark_already_stays_as_it_is() -> None:
    assert readable_on_dark("#f0707c") == "#f0707c"


def test_a_pale_accent_is_refused_with_its_contrast_and_a_remedy() -> None:
    with pytest.raises(ColourError, match=r"#ffcc00 has a contrast of 1\.5 .* Choose a darker"):
        check_accent("#ffcc00")


@pytest.mark.parametrize("colour", ["red", "#fff", "#gg0000", "a00e1c", ""])
def test_what_is_not_a_colour_is_refused(colour: str) -> None:
    with pytest.raises(ColourError, match="#a00e1c"):
        contrast(colour, "#ffffff")
