"""How much a first visit costs a reader, against the budgets of the design."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Printed

KB = 1024
MOST_PAGE_BYTES = 20 * KB  # HTML and style sheet, brotli
MOST_FONT_BYTES = 30 * KB
MOST_SCRIPT_BYTES = 10 * KB
MOST_REQUESTS = 6  # one picture not counted

PAGES = (
    "front", "article", "bare", "desk", "month", "topic", "contributor", "standing", "person",
)  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_weighs_little(readable: Printed, kind: str, lang: str) -> None:
    edition = readable.home / "edition"
    page = edition / readable.addresses[lang][kind].strip("/") / "index.html"
    html = page.read_text("utf-8")
    sheets = asked(edition, html, r'<link rel="stylesheet" href="([^"]+)"')
    fonts = asked(edition, html, r'<link rel="preload" as="font" [^>]*href="([^"]+)"')
    scripts = asked(edition, html, r'<script [^>]*src="([^"]+)"')
    icons = asked(edition, html, r'<link rel="icon" href="([^"]+)"')

    assert brotli(page) + sum(map(brotli, sheets)) <= MOST_PAGE_BYTES
    assert sum(font.stat().st_size for font in fonts) <= MOST_FONT_BYTES
    assert sum(map(brotli, scripts)) <= MOST_SCRIPT_BYTES
    assert 1 + len(sheets + fonts + scripts + icons) <= MOST_REQUESTS


def asked(edition: Path, html: str, pattern: str) -> list[Path]:
    """Return the files that a page asks for by tags of this form, each once."""
    return [edition / found.lstrip("/") for found in dict.fromkeys(re.findall(pattern, html))]


def brotli(file: Path) -> int:
    """Return how many bytes go over the wire for a file."""
    return file.with_name(f"{file.name}.br").stat().st_size
