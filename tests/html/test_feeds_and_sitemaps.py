"""Feeds and sitemaps as their readers want them: RFC 4287, sitemaps.org 0.9, robots.txt."""

import re
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import parse

from courant.plant.addresses import Address, file_of

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
DATED = (f"{SITEMAP}lastmod", f"{NEWS}news/{NEWS}publication_date")  # of a part; of one with news
OTHERS = {"ticker", "people", "corrections"}  # feeds of something else than articles
MOST_ENTRIES = 50_000  # of one part, sitemaps.org


@pytest.fixture(scope="module")
def feeds(edition: Path) -> dict[Path, Element]:
    found = {path: parse(path).getroot() for path in edition.rglob("feed.xml")}
    assert edition / "feed.xml" in found
    assert edition / "fa" / "feed.xml" in found
    return found


def text_of(element: Element, name: str) -> str:
    found = element.findall(name)
    assert len(found) == 1, f"{name} must stand there once"
    assert found[0].text
    return found[0].text


def moment(text: str) -> datetime:
    told = datetime.fromisoformat(text)
    assert told.tzinfo is not None
    return told


def test_a_feed_has_what_the_standard_asks_of_it(feeds: dict[Path, Element]) -> None:
    for path, feed in feeds.items():
        assert feed.tag == f"{ATOM}feed", path
        assert urlsplit(text_of(feed, f"{ATOM}id")).scheme
        assert text_of(feed, f"{ATOM}title")
        updated = moment(text_of(feed, f"{ATOM}updated"))
        links = {
            link.get("rel", "alternate"): link.get("href") for link in feed.findall(f"{ATOM}link")
        }
        assert {"self", "alternate"} <= set(links)
        entries = feed.findall(f"{ATOM}entry")
        assert all(moment(text_of(one, f"{ATOM}updated")) <= updated for one in entries)
        ids = [text_of(entry, f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids)), path


def test_an_entry_has_the_whole_article_and_who_wrote_it(feeds: dict[Path, Element]) -> None:
    whole = 0
    of_articles = {path: feed for path, feed in feeds.items() if OTHERS.isdisjoint(path.parts)}
    for path, feed in of_articles.items():
        for entry in feed.findall(f"{ATOM}entry"):
            assert text_of(entry, f"{ATOM}title")
            assert moment(text_of(entry, f"{ATOM}published"))
            assert entry.findall(f"{ATOM}author") or feed.findall(f"{ATOM}author"), path
            for author in entry.findall(f"{ATOM}author"):
                assert text_of(author, f"{ATOM}name")
            (content,) = entry.findall(f"{ATOM}content")
            assert content.get("type") == "html"
            whole += "<table" in (content.text or "")
            assert not re.search(r'\b(?:href|src)="/(?!/)', content.text or ""), "a relative link"
            assert any(
                link.get("rel", "alternate") == "alternate" for link in entry.findall(f"{ATOM}link")
            )
    assert whole, "no feed had the article with a table in it"


def test_the_sitemap_names_its_parts_and_they_name_every_page(edition: Path) -> None:
    index = parse(edition / "sitemap.xml").getroot()
    assert index.tag == f"{SITEMAP}sitemapindex"
    named = set()
    for part in index.findall(f"{SITEMAP}sitemap"):
        file = file_at(edition, text_of(part, f"{SITEMAP}loc"))
        urls = parse(file).getroot()
        assert urls.tag == f"{SITEMAP}urlset"
        assert 0 < len(urls) <= MOST_ENTRIES
        for url in urls.findall(f"{SITEMAP}url"):
            assert moment(text_of(url, DATED[file.name.startswith("news-")]))
            named.add(file_at(edition, text_of(url, f"{SITEMAP}loc")))
    articles = {
        page for page in edition.rglob("index.html") if b'"NewsArticle"' in page.read_bytes()
    }
    assert articles
    assert articles <= named


def file_at(edition: Path, url: str) -> Path:
    """Return the file at a whole URL of ours; it must be there."""
    parts = urlsplit(url)
    assert parts.scheme in ("http", "https")
    assert parts.netloc
    file = edition / file_of(Address(unquote(parts.path)))
    assert file.is_file(), url
    return file


def test_crawlers_are_told_where_the_sitemap_is(edition: Path) -> None:
    robots = (edition / "robots.txt").read_text()

    (sitemap,) = re.findall(r"^Sitemap: (\S+)$", robots, re.MULTILINE)
    assert file_at(edition, sitemap) == edition / "sitemap.xml"
