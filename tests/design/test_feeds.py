"""Feeds, sitemaps and robots.txt: what programs read."""

from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from courant.newsroom.views import (
    Link,
    RobotsView,
    SitemapEntryView,
    SitemapIndexView,
    SitemapView,
)
from courant.plant.addresses import Address
from tests.design.builders import PUBLISHED, make_engine, make_entry, make_feed

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def feed(**parts: Any) -> Element:
    return fromstring(make_engine().render("feed.xml", "en", feed=make_feed(**parts)))


def words(parent: Element, path: str) -> list[str | None]:
    return [found.text for found in parent.iterfind(path)]


def test_a_feed_has_what_atom_asks_of_it() -> None:
    atom = feed()

    links = {link.get("rel"): link.get("href") for link in atom.iterfind(f"{ATOM}link")}
    assert atom.tag == f"{ATOM}feed"
    assert words(atom, f"{ATOM}id") == ["tag:courant.example,2026:feed:en"]
    assert links == {
        "self": "https://courant.example/feed.xml",
        "alternate": "https://courant.example/",
    }
    assert datetime.fromisoformat(words(atom, f"{ATOM}updated")[0] or "") == PUBLISHED


def test_an_entry_keeps_its_headline_and_names_its_authors() -> None:
    (entry,) = feed().iterfind(f"{ATOM}entry")

    assert words(entry, f"{ATOM}title") == ["Dredgers & tides"]
    assert words(entry, f"{ATOM}summary") == ["A survey <of> silt."]
    assert words(entry, f"{ATOM}author/{ATOM}name") == ["Mina Rahimi", "Jan Bakker"]


def test_an_entry_without_authors_is_the_papers() -> None:
    (entry,) = feed(entries=(make_entry(authors=()),)).iterfind(f"{ATOM}entry")

    assert words(entry, f"{ATOM}author/{ATOM}name") == ["The Oudhaven Courant"]


def test_an_entry_holds_the_whole_article_with_whole_addresses() -> None:
    (entry,) = feed().iterfind(f"{ATOM}entry")
    (content,) = entry.iterfind(f"{ATOM}content")

    text = content.text or ""
    assert content.get("type") == "html"
    assert '<a href="https://courant.example/a/">a link</a>' in text
    assert 'src="https://courant.example/photos/p0-1920.jpg"' in text
    assert 'srcset="https://courant.example/photos/p0-320.avif 320w, https://courant' in text
    assert '="/' not in text
    assert "We asked twice" in text
    assert "Taking silt away" in text


def test_a_feed_of_nothing_is_still_a_feed() -> None:
    assert list(feed(entries=()).iterfind(f"{ATOM}entry")) == []


def test_a_sitemap_lists_pages_with_their_translations() -> None:
    pages = SitemapView(
        (
            SitemapEntryView(
                Address("/fa/بندر/"),
                PUBLISHED,
                (Link("", "/a&b/", "en"), Link("", "/fa/بندر/", "fa")),
            ),
        )
    )

    root = fromstring(make_engine().render("sitemap.xml", "en", sitemap=pages))

    assert words(root, f"{MAP}url/{MAP}loc") == [
        "https://courant.example/fa/%D8%A8%D9%86%D8%AF%D8%B1/"
    ]
    assert words(root, f"{MAP}url/{MAP}lastmod") == ["2026-11-23T13:05:00Z"]
    others = root.iterfind(f"{MAP}url/{{http://www.w3.org/1999/xhtml}}link")
    assert [other.get("hreflang") for other in others] == ["en", "fa"]


def test_the_sitemap_index_lists_its_parts() -> None:
    index = SitemapIndexView((SitemapEntryView(Address("/sitemaps/en-2026-11.xml"), PUBLISHED),))

    root = fromstring(make_engine().render("sitemap-index.xml", "en", index=index))

    assert words(root, f"{MAP}sitemap/{MAP}loc") == [
        "https://courant.example/sitemaps/en-2026-11.xml"
    ]


def test_robots_are_told_where_the_sitemap_is_and_kept_from_machine_addresses() -> None:
    robots = make_engine().render("robots.txt", "en", robots=RobotsView(Address("/sitemap.xml")))

    assert robots.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /-/",
        "Disallow: /search/",
        "Sitemap: https://courant.example/sitemap.xml",
    ]
