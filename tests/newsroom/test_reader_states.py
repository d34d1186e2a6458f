"""What stands between readers and an article: warnings, notices, photos hard to look at."""

import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from courant.newsroom.models import ArticlePage
from courant.newsroom.queries.addresses import current_address
from courant.plant import clock
from courant.plant.edition.files import Edition
from courant.press.run import press_run
from tests.conftest import NOON
from tests.paper import change, make_article, make_photo, paragraph, publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ELSEWHERE = "https://example.org/first/"
HARD = {"photo_alt_decision": "decorative", "photo_sensitive": True}


def baked(article: ArticlePage, root: Path) -> str:
    """Bake what has changed; return the article's page."""
    press_run(Edition(root))
    return (root / f"{current_address(article)}index.html"[1:]).read_text()


def places(root: Path, name: str) -> list[str]:
    """Return what the sitemaps name that are called so."""
    return [
        loc
        for path in sorted((root / "sitemaps").glob(name))
        for loc in re.findall("<loc>(.*?)</loc>", path.read_text())
    ]


def test_a_warning_stands_before_the_text_and_in_the_data(tmp_path: Path) -> None:
    article = make_article(content_warning="This report describes torture.")

    page = baked(article, tmp_path)

    warning = page.index("<strong>Content warning:</strong> This report describes torture.")
    assert warning < page.index('class="article-body"')
    data = tmp_path / f"{current_address(article)}data.json"[1:]
    assert '"content_warning":"This report describes torture."' in data.read_text()
    feed = unescape((tmp_path / "feed.xml").read_text())
    assert "<strong>Content warning:</strong> This report describes torture." in feed


def test_notices_stand_in_one_list_in_their_order(tmp_path: Path) -> None:
    article = make_article(at=NOON - timedelta(days=800), content_warning="It describes torture.")
    change(article, "correction", "It was Tuesday.", standfirst="On Tuesday.")

    page = baked(article, tmp_path)

    notices = page[page.index('class="article-notices"') : page.index('class="article-body"')]
    order = ("It was Tuesday.", "This article is from", "torture")
    told = [notices.index(words) for words in order]
    assert told == sorted(told)


def test_without_a_notice_there_is_no_list_of_them(tmp_path: Path) -> None:
    assert "article-notices" not in baked(make_article(), tmp_path)


def test_what_is_kept_from_search_engines_is_in_lists_but_in_no_sitemap(tmp_path: Path) -> None:
    article = make_article("Kept", unlisted=True)
    other = make_article("Told")

    page = baked(article, tmp_path)

    assert '<meta name="robots" content="noindex">' in page
    assert "Kept" in (tmp_path / "index.html").read_text()
    for name in ("en-*.xml", "news-*.xml"):
        named = places(tmp_path, name)
        assert not [loc for loc in named if loc.endswith(str(current_address(article)))]
        assert [loc for loc in named if loc.endswith(str(current_address(other)))]


def test_a_month_in_which_search_engines_may_know_nothing_has_no_part(tmp_path: Path) -> None:
    article = make_article(at=NOON - timedelta(days=100), unlisted=True)
    make_article()
    baked(article, tmp_path)
    index = tmp_path / "sitemap.xml"
    assert index.read_text().count("/sitemaps/en-") == 1

    publish(article, unlisted=False)
    baked(article, tmp_path)
    assert index.read_text().count("/sitemaps/en-") == 2

    publish(article, unlisted=True)
    baked(article, tmp_path)
    assert index.read_text().count("/sitemaps/en-") == 1
    assert len(list((tmp_path / "sitemaps").glob("en-*.xml"))) == 1


def test_search_engines_are_led_to_where_it_was_published_first(tmp_path: Path) -> None:
    page = baked(make_article(canonical_url=ELSEWHERE), tmp_path)

    assert f'<link rel="canonical" href="{ELSEWHERE}">' in page
    assert f'<meta property="og:url" content="{ELSEWHERE}">' in page


def test_a_photo_hard_to_look_at_is_veiled_and_shown_nowhere_else(tmp_path: Path) -> None:
    article = make_article(photo=make_photo(), **HARD)

    page = baked(article, tmp_path)

    figure = page[page.index('<figure class="figure figure-veiled">') :]
    assert figure.index("<details") < figure.index("<picture>")
    assert "og:image" not in page
    assert '"image"' not in page
    for name in ("index.html", "feed.xml"):
        assert "/photos/" not in (tmp_path / name).read_text()


def test_a_photo_in_the_text_is_veiled_by_itself(tmp_path: Path) -> None:
    photos = [
        {"photo": make_photo().pk, "alt_decision": "decorative", "alt": "", "caption": "",
         "sensitive": sensitive}
        for sensitive in (True, False)
    ]  # fmt: skip
    gallery = {"type": "gallery", "value": {"title": "", "photos": photos}}
    article = make_article(body=[paragraph("<p>See.</p>"), gallery])

    page = baked(article, tmp_path)

    assert page.count("figure-veiled") == 1
    feed = (tmp_path / "feed.xml").read_text()
    assert len(re.findall("&lt;figure", feed)) == 1


def test_what_was_said_of_an_article_can_be_taken_back(tmp_path: Path) -> None:
    article = make_article(content_warning="It describes torture.", photo=make_photo(), **HARD)
    assert "torture" in baked(article, tmp_path)

    publish(article, content_warning="", photo_sensitive=False)

    page = baked(article, tmp_path)
    assert "torture" not in page
    assert "figure-veiled" not in page
    assert "/photos/" in (tmp_path / "index.html").read_text()
    assert clock.now() == NOON
