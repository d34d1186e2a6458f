"""The sample paper as a reader on a phone and an editor meet it: marks and pictures."""

import shutil
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.lighthouse import CATEGORIES, marks_of
from tests.browser.pictures import take_pictures
from tests.project.house import House

pytestmark = [pytest.mark.browser, pytest.mark.long]

FULL = dict.fromkeys(CATEGORIES, 100)
FEWEST_PICTURES = 16


def test_lighthouse_gives_full_marks(chromium: Browser, sample: House) -> None:
    root = f"http://127.0.0.1:{sample.port}"
    page = chromium.new_page()
    page.goto(root)
    article = page.locator(".teaser-lead a").first.get_attribute("href")
    page.close()

    assert {path: marks_of(f"{root}{path}") for path in ("/", article)} == {
        "/": FULL,
        article: FULL,
    }


@pytest.mark.skipif(
    shutil.which("pdftoppm") is None, reason="pdftoppm is not installed (Debian: poppler-utils)"
)
def test_there_are_pictures_to_look_at(chromium: Browser, sample: House, tmp_path: Path) -> None:
    taken = take_pictures(tmp_path, sample, chromium)

    assert len(taken) >= FEWEST_PICTURES
    for file in taken:
        with Image.open(file) as picture:
            assert picture.convert("L").getextrema()[0] < 100, f"{file.name} is blank"
