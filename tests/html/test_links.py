"""Whatever a baked page names is there: pages, photos, style sheets, parts of pages."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from courant.plant.addresses import Address, file_of
from courant.plant.edition.files import gone_file

ROOTS = re.compile(r"https?://(127\.0\.0\.1|localhost):\d+(?=/|\Z)")
WRITTEN_BY_US = ("ali-home", "survey.pdf", "IMG_")  # names of files that were handed in
KIOSKS = re.compile(r"(?:/[a-z-]{2,})?/search/")  # a page that the kiosk makes


class Names(HTMLParser):
    """Collects what a page points to, and the names of its own parts."""

    def __init__(self) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.parts: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.targets.append(value)
            elif name == "srcset" and value:
                self.targets += [one.split()[0] for one in value.split(", ")]
            elif name == "id" and value:
                self.parts.add(value)


def pages(edition: Path) -> Iterator[tuple[Path, str]]:
    return ((page, page.read_text("utf-8")) for page in sorted(edition.rglob("*.html")))


def read(text: str) -> Names:
    names = Names()
    names.feed(text)
    return names


def test_every_link_of_ours_leads_to_a_file_of_the_edition(edition: Path) -> None:
    for page, text in pages(edition):
        names = read(text)
        for target in names.targets:
            url = urlsplit(ROOTS.sub("", target))
            if url.scheme or url.netloc:
                assert url.scheme in ("https", "http", "mailto"), (page, target)
            elif not url.path:
                assert url.fragment in names.parts, (page, target)
            elif not (_is_itself(page, text, target) or KIOSKS.fullmatch(url.path)):
                address = unquote(url.path)
                # What was withdrawn answers with a page of its own that says why.
                there = [file_of(Address(address)), gone_file(address)]
                assert any((edition / file).is_file() for file in there), (page, target)


def _is_itself(page: Path, text: str, target: str) -> bool:
    """Say whether a page that is no page of the edition (404, 410) names its own address."""
    return page.parts[-2].startswith(".") and f'<link rel="canonical" href="{target}">' in text


def test_no_page_asks_anything_of_another_host(edition: Path) -> None:
    fetched = re.compile(r'<(?:img|source|script|link rel="(?:stylesheet|preload|icon)")[^>]*>')
    for page, text in pages(edition):
        for tag in fetched.findall(text):
            assert "//" not in ROOTS.sub("", tag).replace("application/ld+json", ""), (page, tag)


@pytest.mark.parametrize("ending", ["*.html", "*.xml", "*.json"])
def test_no_name_of_a_file_that_was_handed_in_is_shown(edition: Path, ending: str) -> None:
    for file in edition.rglob(ending):
        text = file.read_text("utf-8")
        assert [name for name in WRITTEN_BY_US if name in text or name in file.name] == [], file


def test_what_machines_read_of_an_article_is_json(edition: Path) -> None:
    articles = 0
    for page, text in pages(edition):
        for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S):
            if "@graph" not in json.loads(data):
                continue  # a front's
            told, way = json.loads(data)["@graph"]
            articles += 1
            assert told["@type"].endswith("NewsArticle"), page
            assert told["headline"]
            assert told["datePublished"] <= told["dateModified"]
            assert told["author"]
            assert told["publisher"]["name"]
            assert way["itemListElement"][-1]["name"] == told["headline"]
    assert articles > 10
