"""Baked pages: their structure, and what they promise machines and readers."""

import json
import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from courant.kiosk.classes import PAGE_POLICY
from courant.newsroom.views import BylineView, Link
from tests.design.builders import make_article, make_engine, make_every_page, render_page

KINDS = list(make_every_page())
ENGINE = make_engine()


class Page(HTMLParser):
    """What a page's tags say: each start tag with its attributes, in order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def baked(kind: str, lang: str = "en") -> str:
    return render_page(ENGINE, *make_every_page(lang)[kind]).decode()


def article_page(**parts: object) -> str:
    return render_page(ENGINE, "article.html", "article", make_article(**parts)).decode()  # type: ignore[arg-type]


def json_ld(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    article, _ = json.loads(found[1])["@graph"]
    return article


@pytest.mark.parametrize("lang", ["en", "nl", "fa"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_whole_in_every_language(kind: str, lang: str) -> None:
    page = Page(baked(kind, lang))

    side, script = ("rtl", "arab") if lang == "fa" else ("ltr", "latn")
    assert page.all("html") == [{"lang": lang, "dir": side, "class": script}]
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    assert page.tags[[tag for tag, _ in page.tags].index("body") + 1][1]["href"] == "#main"


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_is_skipped(kind: str) -> None:
    levels = [int(tag[1]) for tag, _ in Page(baked(kind)).tags if re.fullmatch(r"h\d", tag)]

    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_asks_nothing_of_another_host_and_carries_no_style_or_script(kind: str) -> None:
    page = Page(baked(kind))

    for tag, attributes in page.tags:
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        if tag in ("img", "source", "script") or attributes.get("rel") == "stylesheet":
            for name in ("src", "srcset", "href"):
                assert all(
                    one.startswith("/") for one in re.split(", ", attributes.get(name) or "/")
                )
    assert all(script["type"] == "application/ld+json" for script in page.all("script"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_has_its_size_and_only_the_first_is_fetched_at_once(kind: str) -> None:
    pictures = Page(baked(kind)).all("img")

    assert all(picture["width"] and picture["height"] and "alt" in picture for picture in pictures)
    eager = [picture for picture in pictures if picture.get("loading") != "lazy"]
    assert eager in ([], pictures[:1])
    assert all(picture["fetchpriority"] == "high" for picture in eager)


def test_the_policy_in_the_page_is_the_kiosks_less_what_only_a_header_may_say() -> None:
    (policy,) = [
        meta["content"]
        for meta in Page(baked("article")).all("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    ]

    assert policy == PAGE_POLICY.replace("frame-ancestors 'none'; ", "")


def test_a_caption_stands_before_its_credit_and_the_credit_says_photo_to_who_listens() -> None:
    page = baked("article")

    assert re.search(
        r'class="caption">.*?class="credit"><span class="hidden">Photo:</span>', page, re.S
    )


def test_the_byline_says_who_did_what_and_why_a_name_is_withheld() -> None:
    page = article_page(
        bylines=(
            BylineView("Mina Rahimi", "by", "/by/mina/"),
            BylineView("Jan Bakker", "by", "/by/jan/"),
            BylineView("Name withheld", "photos", policy=Link("why", "/names/")),
        )
    )

    assert 'By</span>\n<a href="/by/mina/" rel="author">Mina Rahimi</a>, <a' in page.replace(
        ",\n", ", "
    )
    assert (
        'Photos:</span>\n<span class="byline-name">Name withheld</span> (<a href="/names/">' in page
    )


def test_what_machines_read_survives_what_people_write() -> None:
    headline = 'A </script><script>alert(1)</script> & "quotes" \\ \u2028 سلام'

    page = article_page(headline=headline)

    assert json_ld(page)["headline"] == headline
    assert len(Page(page).all("script")) == 1


def test_the_paper_answers_for_a_name_that_is_withheld() -> None:
    page = article_page(bylines=(BylineView("Name withheld", "by", policy=Link("why", "/names/")),))

    assert json_ld(page)["author"] == [{"@type": "Organization", "name": "The Oudhaven Courant"}]


def test_an_article_without_bylines_is_the_papers() -> None:
    assert json_ld(article_page(bylines=()))["author"] == [
        {"@type": "Organization", "name": "The Oudhaven Courant"}
    ]


def test_an_article_names_its_translations_to_machines_and_a_default() -> None:
    links = [link for link in Page(baked("article")).all("link") if link.get("hreflang")]

    assert [link["hreflang"] for link in links] == ["en", "x-default", "fa"]
    assert all((link["href"] or "").startswith("https://courant.example/") for link in links)


def test_updated_is_shown_only_when_there_was_an_update() -> None:
    assert "Updated" in article_page()
    assert "Updated" not in article_page(updated_at=None)


def test_only_pages_that_ask_for_it_are_kept_from_search_engines() -> None:
    assert 'name="robots" content="noindex"' in baked("missing")
    assert "noindex" not in baked("article")


def test_a_withdrawn_page_speaks_for_the_editors() -> None:
    page = baked("gone")

    assert "The editors of The Oudhaven Courant" in page
    assert "The audit named another office" in page


def test_the_front_shows_the_time_of_todays_stories_and_the_date_of_older_ones() -> None:
    page = baked("front")

    assert ">14:05</time>" in page
    assert ">22 Nov</time>" in page
    assert ">Monday, 23 November 2026</time>" in page


def test_a_persian_front_is_dated_in_jalali() -> None:
    page = baked("front", "fa")

    assert ">دوشنبه ۲ آذر ۱۴۰۵</time>" in page
    assert ">۱۴:۰۵</time>" in page


def test_a_foreign_headline_in_a_list_says_its_language() -> None:
    page = render_page(
        ENGINE, "article.html", "article", make_article(related=make_article("fa").related)
    )

    assert '<article class="teaser teaser-story" lang="fa" dir="rtl">' in page.decode()
