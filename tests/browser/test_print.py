"""Every article of the sample on paper: what its text says, and what it must not say."""

import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from courant.design.strings import text
from courant.newsroom.photos.filenames import find_file_names
from courant.plant.config import Config
from courant.plant.writing.folding import fold
from tests.browser.conftest import printed
from tests.kiosk.servers import free_port, granian

pytestmark = [
    pytest.mark.browser,
    pytest.mark.long,
    pytest.mark.skipif(
        shutil.which("pdftotext") is None, reason="pdftotext is not installed (poppler-utils)"
    ),
]

SHORTCODE = re.compile(r"\[/?(?:caption|gallery|embed|audio|video|playlist|[a-z]+_[a-z]+)\b")
PRINTED_AS = """hrefs => hrefs.map(href => {
  const link = document.createElement("a")
  link.setAttribute("href", href)
  document.querySelector(".article-body").append(link)
  return getComputedStyle(link, "::after").content
})"""
MARKUP = re.compile(r"<[^>]*>")
# What stands on controls, by the English words that a template says.
CONTROLS = (
    "Leave a Reply", "Required fields are marked *", "Post Comment", "Skip to the text",
    "News Ticker", "Search", "Languages",
)  # fmt: skip


@pytest.fixture(scope="module")
def root(homes: Path) -> Iterator[tuple[str, Path]]:
    """Where the sample is read, and its edition."""
    config = Config(home=printed(homes, "sample").home, port=free_port())
    with granian(config):
        yield f"http://127.0.0.1:{config.port}", config.paths.edition


def on_paper(chromium: Browser, url: str, folder: Path) -> str:
    """Print a page; return the text of the PDF."""
    page = chromium.new_page()
    page.goto(url)
    page.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    page.close()
    command = ["pdftotext", "-enc", "UTF-8", str(folder / "page.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def words_of(words: str) -> list[str]:
    """Return a text's words as both a page and the text of a PDF have them.

    A PDF has presentation forms for letters, and breaks words at a line's end; pdftotext turns
    the two letters of the ligature lam-alef around, and puts a mark before its letter.
    """
    plain = unicodedata.normalize("NFKD", unescape(MARKUP.sub(" ", words))).replace("لا", "ال")
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.findall(r"[\w\u200c]+", letters)


def missing_from(paper: str, words: str) -> list[str]:
    """Return the words that are not in a paper's text.  Joiners are a space there, or nothing."""
    there = {fold(part) for word in words_of(paper) for part in (word, *word.split("\u200c"))}
    return [
        word
        for word in words_of(words)
        if fold(word) not in there and not {*map(fold, word.split("\u200c"))} <= there
    ]


def figures_of(article: Any) -> Iterator[dict[str, Any]]:
    if article["photo"]:
        yield article["photo"]
    for block in article["body"]:
        yield from block.get("figures", [block] if block["kind"] == "figure" else [])


def test_every_article_on_paper_has_its_words_and_none_of_the_screens(
    chromium: Browser, root: tuple[str, Path], tmp_path: Path
) -> None:
    site, edition = root
    articles = [json.loads(path.read_text()) for path in sorted(edition.rglob("data.json"))]
    captions, wrong = 0, []

    for article in articles:
        address = article["url"].split("/", 3)[3]
        paper = on_paper(chromium, f"{site}/{address}", tmp_path)
        lang = article["language"]
        wrong += [(address, name) for name in find_file_names(paper)]
        wrong += [(address, code) for code in SHORTCODE.findall(paper)]
        wrong += [(address, said) for said in CONTROLS if text(said, lang) in paper]
        for words in (article["headline"], article["standfirst"], article["paper"]["name"]):
            wrong += [(address, word) for word in missing_from(paper, words)]
        for figure in figures_of(article):
            captions += 1
            for words in (figure["caption"], figure["picture"]["credit"]):
                wrong += [(address, word) for word in missing_from(paper, words)]
        assert address.split("/")[0] in paper, "the address stands on the paper"

    assert wrong == []
    assert len(articles) > 40
    assert captions > 20


def test_replies_are_printed_for_who_went_to_them_and_the_day_of_printing_is_said(
    chromium: Browser, root: tuple[str, Path], tmp_path: Path
) -> None:
    site, edition = root
    page = next(
        path
        for path in sorted(edition.rglob("index.html"))
        if (path.parent / "data.json").exists()
        if all(part in path.read_text() for part in ('<html lang="en"', '<ol class="thread">'))
    )
    where = f"{site}/{page.parent.relative_to(edition)}/"
    name = re.search(r'class="reply-name"><bdi>([^<]+)', page.read_text())
    assert name

    plain, asked = (on_paper(chromium, f"{where}{place}", tmp_path) for place in ("", "#replies"))

    assert missing_from(plain, f"Reply {unescape(name[1])}")
    assert unescape(name[1]) in asked
    assert "Post Comment" not in asked
    assert f"{datetime.now(UTC):%Y}" in plain.partition("Printed on")[2]


def test_links_are_printed_as_whole_addresses(chromium: Browser, root: tuple[str, Path]) -> None:
    site, edition = root
    article = next(edition.rglob("data.json")).parent.relative_to(edition)
    page = chromium.new_page()
    page.goto(f"{site}/{article}/")
    page.emulate_media(media="print")

    printed_as = page.evaluate(PRINTED_AS, ["/town/", "https://elsewhere.example/", "#changes"])
    page.close()

    assert printed_as[0].replace('" "', "").startswith('" (http://')
    assert printed_as[0].replace('" "', "").endswith('/town/)"')
    assert "https://elsewhere.example/" in printed_as[1]
    assert printed_as[2] == "none"


def test_what_is_missing_from_a_paper_is_found() -> None:
    assert missing_from("The ferry is back", "The ferry was back") == ["was"]
    assert missing_from("کتابها", "كتاب‌ها") == []
    assert missing_from("کتاب ها", "كتاب‌ها") == []
    assert missing_from("کتاب", "كتاب‌ها") != []
