"""What a miss offers where another language has the page."""

import pytest

from courant.design.sources import source_of
from courant.kiosk.asgi import App
from courant.kiosk.elsewhere import PLACE
from courant.plant.addresses import Address, url_path
from courant.plant.config import Config
from courant.plant.edition.files import Edition, status_file
from tests.kiosk.asking import ask
from tests.kiosk.editions import ARTICLE, PERSIAN, page
from tests.kiosk.servers import fetch, free_port, granian, nginx

ROOMY = b"<!doctype html><title>404</title>" + PLACE + b"<p>Nothing is here.</p>" * 40


@pytest.fixture
def roomy(edition: Edition) -> Edition:
    for lang in ("en", "nl", "fa"):
        edition.put_file(status_file(404, lang), ROOMY)
    return edition


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        (f"/fa{ARTICLE}", ARTICLE),
        (f"/nl{ARTICLE}", ARTICLE),
        (f"/fa{ARTICLE}".rstrip("/"), ARTICLE),
        (url_path(PERSIAN).removeprefix("/fa"), url_path(PERSIAN)),
        (url_path(PERSIAN).replace("/fa", "/nl", 1), url_path(PERSIAN)),
    ],
)
@pytest.mark.usefixtures("roomy")
def test_a_page_of_another_language_is_offered(kiosk: App, asked: str, offered: str) -> None:
    reply = ask(kiosk, asked)

    assert reply.status == 404
    assert f'<a href="{offered}" lang="'.encode() in reply.body
    assert PLACE not in reply.body
    assert reply.headers["content-length"] == str(len(reply.body))
    assert "etag" not in reply.headers


@pytest.mark.usefixtures("roomy")
def test_it_is_said_in_the_language_that_was_asked_for(kiosk: App) -> None:
    told = ask(kiosk, f"/fa{ARTICLE}").body.decode()

    assert "این صفحه به زبانی دیگر موجود است:" in told
    assert 'hreflang="en" dir="ltr">English</a>' in told


def test_all_languages_that_have_it_are_offered(kiosk: App, roomy: Edition) -> None:
    roomy.put(Address(f"/nl{ARTICLE}"), page("begroting", lang="nl"))

    told = ask(kiosk, f"/fa{ARTICLE}").body.decode()

    assert told.index(">English</a>") < told.index(">Nederlands</a>")


@pytest.mark.parametrize(
    "asked", ["/nowhere/", "/fa/nowhere/", "/fa/?p=99", "/fa/feed.txt", "/-/fa/", "/fa/../about/"]
)
@pytest.mark.usefixtures("roomy")
def test_where_no_language_has_it_nothing_is_offered(kiosk: App, asked: str) -> None:
    assert ask(kiosk, asked).body == ROOMY


def test_the_baked_page_has_room_for_the_offer() -> None:
    assert PLACE.decode() in (source_of("missing.html", "fa", ()) or "")


def test_nginx_offers_the_same(
    roomy: Edition, config: Config, tmp_path_factory: pytest.TempPathFactory
) -> None:
    port = free_port()
    served = Config(home=config.home, port=free_port(), allowed_hosts=(f"127.0.0.1:{port}",))
    with nginx(served, port=port, under=tmp_path_factory.mktemp("nginx")), granian(served):
        straight, through = (fetch(at, f"/fa{ARTICLE}") for at in (served.port, port))

    assert straight.status == through.status == 404
    assert straight.body == through.body
    assert b">English</a>" in through.body
