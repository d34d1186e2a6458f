"""nginx and the kiosk give the same answer for every kind of address."""

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import pytest

from courant.kiosk.classes import (
    COMMON,
    CONTENT_TYPES,
    EMBED_POLICY,
    FEED_CACHE,
    FEED_TYPE,
    FILE_POLICY,
    HASHED_CACHE,
    PAGE_CACHE,
    PAGE_POLICY,
    TICKER_CACHE,
    TICKER_FILE_CACHE,
)
from courant.plant.addresses import url_path
from courant.plant.config import Config
from tests.kiosk.asking import Reply
from tests.kiosk.editions import ARTICLE, PERSIAN, make_edition, page
from tests.kiosk.servers import NGINX_CONF, fetch, free_port, granian, nginx
from tests.kiosk.tickers import TickerFile, following

# The servers' own: when they answered, what they are called, how they hold the line.
OWN = {"date", "server", "connection", "transfer-encoding"}


@dataclass(frozen=True)
class Pair:
    config: Config
    kiosk: int
    nginx: int


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    home, under = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("nginx")
    port = free_port()
    config = Config(home=home, port=free_port(), allowed_hosts=(f"127.0.0.1:{port}",))
    make_edition(config.paths.edition)
    with nginx(config, port=port, under=under), granian(config):
        yield Pair(config, config.port, port)


def compared(reply: Reply) -> tuple[int, dict[str, str], bytes]:
    headers = {name: value for name, value in reply.headers.items() if name not in OWN}
    return reply.status, headers, reply.body


GZIP, BROTLI = [("Accept-Encoding", "gzip")], [("Accept-Encoding", "gzip, deflate, br, zstd")]
CASES = {
    "page": (ARTICLE, 200),
    "front": ("/", 200),
    "Persian page": (url_path(PERSIAN), 200),
    "page with a query": (f"{ARTICLE}?utm_source=letter", 200),
    "imported page without a slash": ("/old-style", 200),
    "imported page with an extension": ("/old-style.html", 200),
    "feed": ("/feed.xml", 200),
    "desk feed": ("/politics/feed.xml", 200),
    "ticker's page": ("/ticker/en/", 200),
    "ticker's feed": ("/ticker/en/feed.xml", 200),
    "ticker's embed": ("/ticker/en/embed/", 200),
    "ticker's file": ("/ticker/en.json", 200),
    "no ticker": ("/ticker/de/", 404),
    "no ticker's file": ("/ticker/de.json", 404),
    "no ticker's stream": ("/-/ticker/de", 404),
    "no language's stream": ("/-/ticker/", 404),
    "sitemap": ("/sitemap.xml", 200),
    "robots": ("/robots.txt", 200),
    "figures": ("/figures.json", 200),
    "style sheet": ("/assets/paper-0a1b.css", 200),
    "script": ("/assets/paper-0a1b.js", 200),
    "font": ("/assets/serif-0a1b.woff2", 200),
    "photo": ("/photos/0a1b-640.jpg", 200),
    "long photo": ("/photos/0a1b-1920.avif", 200),
    "document": ("/documents/0a1b.pdf", 200),
    "moved": ("/2019/05/budget/", 301),
    "moved to Persian": ("/old-one/", 301),
    "missing slash": ("/politics/budget", 301),
    "index file": ("/politics/budget/index.html", 301),
    "front's index file": ("/index.html", 301),
    "old feed": ("/feed/", 301),
    "old page": ("/politics/page/3/", 301),
    "old upload": ("/wp-content/uploads/2019/05/mayor-300x200.jpg", 301),
    "other case": ("/Politics/Budget/", 301),
    "encoded twice": (url_path(url_path("/fa/میروم/")), 301),
    "old query": ("/?p=12", 301),
    "old query among others": ("/?a=1&p=12&b=2", 301),
    "old query on a page": ("/politics/budget/?replytocom=7", 301),
    "old feed query": ("/?feed=rss2", 301),
    "old query, gone": ("/?p=13", 410),
    "gone": ("/politics/withdrawn/", 410),
    "Persian and gone": (url_path("/fa/رفته/"), 410),
    "missing": ("/nowhere/", 404),
    "missing in Persian": ("/fa/nowhere/", 404),
    "missing photo": ("/photos/none.jpg", 404),
    "missing feed": ("/nowhere/feed.xml", 404),
    "a directory": ("/photos/", 404),
    "a directory without a slash": ("/photos", 404),
    "unknown item": ("/?p=99", 404),
    "house file": ("/.house.json", 404),
    "map": ("/.map/3f", 404),
    "status page": ("/.status/404/en.html", 404),
    "dot, encoded": ("/%2estatus/404/en.html", 404),
    "dot segments": ("/politics/../about/", 404),
    "dot segments, encoded": ("/politics/%2e%2e/about/", 404),
    "single dot": ("/politics/./budget/", 404),
    "variant": ("/politics/budget/index.html.gz", 404),
    "variant, encoded": ("/politics/budget/index.html%2Egz", 404),
    "feed's variant": ("/feed.xml.br", 404),
    "temporary file": ("/feed.xml.tmp", 404),
    "two slashes": ("//politics/budget/", 404),
    "two slashes within": ("/politics//budget/", 404),
    "encoded slash": ("/politics%2Fbudget/", 200),
    "machine's address": ("/-/nothing", 404),
    "search": ("/search/?q=x", 503),
    "backslash": ("/a%5Cb/", 400),
    "control character": ("/a%07b/", 400),
    "not UTF-8": ("/%ff/", 400),
    "long path": ("/" + "x/" * 512, 400),
    "long query": ("/?" + "x" * 2049, 414),
}


@pytest.mark.parametrize("accept", [[], GZIP, BROTLI], ids=["plain", "gzip", "br"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("target", "status"), CASES.values(), ids=CASES.keys())
def test_both_give_the_same_answer(
    servers: Pair, method: str, target: str, status: int, accept: list[tuple[str, str]]
) -> None:
    ours = fetch(servers.kiosk, target, method=method, headers=accept)
    theirs = fetch(servers.nginx, target, method=method, headers=accept)

    assert ours.status == status
    assert compared(ours) == compared(theirs)


@pytest.mark.parametrize("target", [ARTICLE, "/feed.xml", "/photos/0a1b-640.jpg"])
@pytest.mark.parametrize("accept", [[], GZIP, BROTLI], ids=["plain", "gzip", "br"])
def test_both_know_who_has_the_page_already(
    servers: Pair, target: str, accept: list[tuple[str, str]]
) -> None:
    first = fetch(servers.kiosk, target, headers=accept).headers
    tag, date = first["etag"], first["last-modified"]
    for conditions, status in (
        ([("If-None-Match", tag)], 304),
        ([("If-None-Match", f'"x", W/{tag}')], 304),
        ([("If-None-Match", "*")], 304),
        ([("If-Modified-Since", date)], 304),
        ([("If-None-Match", tag), ("If-Modified-Since", date)], 304),
        ([("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")], 304),
        ([("If-None-Match", '"x"')], 200),
        ([("If-None-Match", '"x"'), ("If-Modified-Since", date)], 200),
        ([("If-Modified-Since", "Thu, 01 Jan 1970 00:00:01 GMT")], 200),
    ):
        for method in ("GET", "HEAD"):
            ours = fetch(servers.kiosk, target, method=method, headers=[*accept, *conditions])
            theirs = fetch(servers.nginx, target, method=method, headers=[*accept, *conditions])
            assert ours.status == status, conditions
            assert compared(ours) == compared(theirs), conditions


@pytest.mark.parametrize(
    "accept",
    [
        *("br;q=0, gzip", "gzip;q=0", "gzip;q=0.2, br;q=0.1", "*", "*;q=0", "GZIP", "", "x-gzip"),
        *("identity;q=1, gzip;q=0.5", "br", "deflate"),
    ],
)
def test_both_weigh_encodings_alike(servers: Pair, accept: str) -> None:
    said = [("Accept-Encoding", accept)]
    ours = fetch(servers.kiosk, ARTICLE, headers=said)
    assert compared(ours) == compared(fetch(servers.nginx, ARTICLE, headers=said))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
@pytest.mark.parametrize("target", [ARTICLE, "/photos/0a1b-640.jpg", "/nowhere/", "/-/health"])
def test_both_refuse_other_methods(servers: Pair, method: str, target: str) -> None:
    ours = fetch(servers.kiosk, target, method=method)

    assert (ours.status, ours.headers["allow"]) == (405, "GET, HEAD")
    assert compared(ours) == compared(fetch(servers.nginx, target, method=method))


def test_nginx_passes_a_stream_on_as_it_comes(servers: Pair) -> None:
    ticker = TickerFile(servers.config)
    with following(servers.kiosk) as ours, following(servers.nginx) as theirs:
        names = ours.headers.keys() - OWN - {"x-accel-buffering"}  # which speaks to nginx
        assert names == theirs.headers.keys() - OWN
        assert {name: ours.headers[name] for name in names} == {
            name: theirs.headers[name] for name in names
        }
        assert ours.read_to(0) == theirs.read_to(0)
        ticker.file_lines()
        assert ours.read_to(1) == theirs.read_to(1)
    ticker.path.unlink()


def test_both_refuse_another_host(servers: Pair) -> None:
    ours = fetch(servers.kiosk, ARTICLE, host="evil.example")

    assert ours.status == 421
    assert compared(ours) == compared(fetch(servers.nginx, ARTICLE, host="evil.example"))


def test_nginx_serves_pages_itself_and_answers_503_where_it_needs_the_kiosk(
    tmp_path: Path,
) -> None:
    config, port = Config(home=tmp_path, port=free_port()), free_port()
    make_edition(config.paths.edition)
    with nginx(config, port=port, under=tmp_path):
        for target, status in CASES.values():
            for accept in ([], GZIP, BROTLI):
                needs_kiosk = status != HTTPStatus.OK
                answered = fetch(port, target, headers=accept).status
                assert answered == (503 if needs_kiosk else 200), target
        for target in ("/nowhere/", "/2019/05/budget/", "/?p=12", "/-/health", "/.house.json"):
            reply = fetch(port, target, headers=BROTLI)
            assert (reply.status, reply.body) == (503, page("503 for all"))
            assert (reply.headers["retry-after"], reply.headers["cache-control"]) == (
                "10",
                "no-store",
            )
        assert fetch(port, "/fa/nowhere/").body == page("503 in fa", lang="fa")
        (config.paths.edition / ".status/503.html").unlink()
        assert fetch(port, "/nowhere/").status == 503


def test_nginx_is_told_the_kiosks_types_and_headers() -> None:
    said = NGINX_CONF.read_text()
    block = said.partition("    types {")[2].partition("}")[0]
    lines = [line.strip().rstrip(";").split() for line in block.strip().splitlines()]
    types = {extension: kind for kind, *extensions in lines for extension in extensions}
    assert types == {name: kind.partition(";")[0] for name, kind in CONTENT_TYPES.items()}

    with_charset = set(said.partition("charset_types ")[2].partition(";")[0].split()) | {
        "text/html"
    }
    told = [kind for kind in (*CONTENT_TYPES.values(), FEED_TYPE) if "charset=utf-8" in kind]
    assert with_charset == {kind.partition(";")[0] for kind in told}

    policies = (PAGE_POLICY, EMBED_POLICY, FILE_POLICY)
    caches = (PAGE_CACHE, FEED_CACHE, HASHED_CACHE, TICKER_CACHE, TICKER_FILE_CACHE)
    for words in (*policies, *caches):
        assert f'"{words}"' in said
    for name, value in COMMON:
        assert f"add_header {name.decode()} ".lower() in said.lower()
        assert value.decode() in said
