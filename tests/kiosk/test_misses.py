"""What has no page: moved, gone, old addresses of WordPress, careless spellings, missing."""

import shutil
import unicodedata

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.plant.addresses import Address, url_path
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.edition.maps import Gone, Moved
from tests.kiosk.asking import ask
from tests.kiosk.editions import ARTICLE, FRONT, PERSIAN, page, put_maps

REPORT = url_path(PERSIAN)
PHOTO = "/photos/0a1b-640.jpg"
BUDGET = "/politics/budget/"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        # the map
        ("/2019/05/budget/", BUDGET),
        ("/about.html", "/about/"),
        ("/" + "x" * 300 + "/", BUDGET),
        ("/old-one/", REPORT),  # three moves, one answer
        # a month or the feed of a desk that is elsewhere now
        ("/category/politics/2026-11/", "/politics/2026-11/"),
        ("/category/politics/feed.xml", "/politics/feed.xml"),
        ("/Category/Politics/2026-11/", "/politics/2026-11/"),
        # the old query keys come before the page
        ("/?p=12", BUDGET),
        ("/?utm_source=x&p=12&preview=true", BUDGET),
        ("/index.php?p=12", BUDGET),
        ("/?p=12&replytocom=9", BUDGET),
        ("/?cat=3", "/politics/"),
        # the slash and the index
        ("/politics/budget", BUDGET),
        ("/2019/05/budget", BUDGET),
        ("/index.html", "/"),
        ("/politics/budget/index.html", BUDGET),
        ("/index.php", "/"),
        ("/old-style/", "/old-style"),
        # what WordPress hung on its addresses
        ("/feed/", "/feed.xml"),
        ("/feed", "/feed.xml"),
        ("/feed/atom/", "/feed.xml"),
        ("/feed/rss2/", "/feed.xml"),
        ("/rss/", "/feed.xml"),
        ("/comments/feed/", "/feed.xml"),
        ("/politics/feed/", "/politics/feed.xml"),
        ("/category/politics/feed/rss2/", "/politics/feed.xml"),
        ("/politics/budget/feed/", BUDGET),
        ("/2019/05/budget/feed/", BUDGET),
        ("/politics/budget/amp/", BUDGET),
        ("/politics/budget/amp", BUDGET),
        ("/politics/budget/embed/", BUDGET),
        ("/politics/budget/trackback/", BUDGET),
        ("/politics/page/7/", "/politics/"),
        ("/page/2/", "/"),
        ("/category/politics/page/3/feed/", "/politics/feed.xml"),
        ("/politics/budget/comment-page-4/", BUDGET),
        ("/2019/05/budget/comment-page-4/amp/", BUDGET),
        ("/politics/budget/?replytocom=77", BUDGET),
        ("/2019/05/budget/?replytocom=77", BUDGET),
        ("/?feed=rss2", "/feed.xml"),
        ("/?feed=comments-rss2", "/feed.xml"),
        ("/politics/?feed=atom", "/politics/feed.xml"),
        ("/politics/budget/?feed=rss2", BUDGET),
        # uploads: the map holds originals alone
        ("/wp-content/uploads/2019/05/mayor.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-300x200.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-1024x768@2x.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-scaled.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-rotated.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-e1234567890123.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-e1234567890123-150x150.jpg", PHOTO),
        ("/wp-content/uploads/2019/05/mayor-300x200.jpg?w=150", PHOTO),
        ("/wp-content/uploads/2019/05/MAYOR-300x200.JPG", PHOTO),
        ("/wp-content/uploads/2019/05/town-300x200.jpg", PHOTO),
        # careless spellings
        ("/Politics/BUDGET/", BUDGET),
        ("/Politics/Budget", BUDGET),
        ("/2019/05/Budget/AMP/", BUDGET),
        (url_path("/fa/می\u200cروم/"), REPORT),
        (url_path("/fa/می\u200dروم/"), REPORT),
        (url_path("/fa/میروم"), REPORT),
        (url_path(url_path("/fa/میروم/")), REPORT),
        (url_path(url_path("/fa/میروم/").lower()), REPORT),
    ],
)
def test_an_old_address_leads_to_its_page(kiosk: App, asked: str, answered: str) -> None:
    reply = ask(kiosk, asked)

    assert (reply.status, reply.location, reply.body) == (301, answered, b"")
    assert reply.headers["cache-control"] == "public, max-age=15"
    assert ask(kiosk, answered).status == 200


def test_the_normal_form_of_an_address_does_not_matter(kiosk: App, edition: Edition) -> None:
    edition.put(Address("/café/"), page("coffee"))

    assert ask(kiosk, url_path(unicodedata.normalize("NFD", "/café/"))).body == page("coffee")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("/politics/withdrawn/", "/politics/withdrawn/"),
        ("/politics/withdrawn", "/politics/withdrawn/"),
        ("/Politics/Withdrawn/amp/", "/politics/withdrawn/"),
        ("/leads-to-gone/", "/politics/withdrawn/"),
        ("/?p=13", "/?p=13"),
        (url_path("/fa/رفته/"), "/fa/رفته/"),
    ],
)
def test_what_is_gone_answers_with_the_page_that_names_it(
    kiosk: App, asked: str, names: str
) -> None:
    reply = ask(kiosk, asked)

    assert (reply.status, reply.body) == (410, page(f"Withdrawn: {names}"))
    assert "etag" not in reply.headers
    compressed = ask(kiosk, asked, headers=[("Accept-Encoding", "gzip")])
    assert compressed.headers["content-encoding"] == "gzip"


def test_without_its_own_page_a_gone_address_gets_the_one_for_all(
    kiosk: App, edition: Edition
) -> None:
    shutil.rmtree(edition.root / ".gone")

    assert ask(kiosk, url_path("/fa/رفته/")).body == page("410 in fa", lang="fa")


@pytest.mark.parametrize(
    ("asked", "lang"),
    [
        ("/nowhere/", "en"),
        ("/fa/nowhere/", "fa"),
        ("/nl/x", "nl"),
        ("/en/x", "en"),
        ("/de/x/", "en"),
        ("/category/politics/2026-10/", "en"),  # nor has the desk that month where it is now
        ("/politics/2026-10/", "en"),
        ("/round/", "en"),  # moves in a circle
        ("/nowhere/feed/", "en"),
        ("/nowhere/%d8/", "en"),
        ("/wp-login.php", "en"),
        ("/xmlrpc.php", "en"),
        ("/-/nothing", "en"),
        ("/-/", "en"),
        ("//politics/budget/", "en"),
        ("//evil.example/feed/", "en"),
        # a draft's link: the front page would be no answer
        ("/?p=99", "en"),
        ("/?page_id=99", "en"),
        ("/fa/?p=99", "fa"),
        # our own files
        ("/.house.json", "en"),
        ("/.map/3f", "en"),
        ("/.status/404/en.html", "en"),
        ("/%2Estatus/404/en.html", "en"),
        ("/politics/../about/", "en"),
        ("/politics/%2e%2e/about/", "en"),
        ("/index.html.gz", "en"),
        ("/politics/budget/index.html.br", "en"),
        ("/feed.xml.tmp", "en"),
        ("/" + "y" * 300 + "/", "en"),
    ],
)
def test_what_is_missing_is_said_in_its_language(kiosk: App, asked: str, lang: str) -> None:
    reply = ask(kiosk, asked)
    status = 400 if "%d8/" in asked else 404

    assert reply.status == status
    if status == 404:
        assert reply.body == page(f"404 in {lang}", lang=lang)


def test_a_query_of_someone_elses_does_not_hide_an_article(kiosk: App) -> None:
    assert ask(kiosk, f"{ARTICLE}?p=2").status == 200
    assert ask(kiosk, "/?m=1").status == 200


def test_a_line_that_breaks_the_map_is_passed_over(kiosk: App, edition: Edition) -> None:
    shard = next((edition.root / ".map").iterdir())
    shard.write_bytes(b"/broken/\tnonsense\n" + shard.read_bytes())

    assert ask(kiosk, "/broken/").status == 404


def test_a_new_map_is_seen_at_once(kiosk: App, edition: Edition) -> None:
    assert ask(kiosk, "/was-here/").status == 404

    put_maps(edition, [Moved("/was-here/", "/about/")])
    assert ask(kiosk, "/was-here/").location == "/about/"

    put_maps(edition, [Gone("/was-here/", "en")])
    assert ask(kiosk, "/was-here/").status == 410


def test_a_location_cannot_break_out_of_its_header(kiosk: App, edition: Edition) -> None:
    put_maps(edition, [Moved("/x/", "/search/?q=é b"), Moved("/y/", "//evil.example/")])

    assert ask(kiosk, "/x/").location == "/search/?q=%C3%A9%20b"
    assert ask(kiosk, "/y/").status == 404


def test_without_an_edition_the_answer_is_503_and_never_404(config: Config) -> None:
    kiosk = make_app(config.paths.edition, config)
    for _ in range(2):
        for asked in ("/", ARTICLE, "/nowhere/", "/?p=12"):
            reply = ask(kiosk, asked)
            assert (reply.status, reply.headers["retry-after"]) == (503, "10")
            assert reply.headers["content-type"] == "text/plain; charset=utf-8"
        config.paths.edition.mkdir(exist_ok=True)


def test_an_edition_that_arrives_late_is_served(config: Config) -> None:
    kiosk = make_app(config.paths.edition, config)
    assert ask(kiosk, "/").status == 503

    Edition(config.paths.edition, durable=False).put(FRONT, page("at last"))

    assert ask(kiosk, "/").body == page("at last")


def test_without_a_house_file_errors_are_said_in_words(config: Config) -> None:
    Edition(config.paths.edition, durable=False).put(FRONT, page("alone"))
    reply = ask(make_app(config.paths.edition, config), "/nowhere/")

    assert (reply.status, reply.body) == (404, b"There is no such page.\n")
