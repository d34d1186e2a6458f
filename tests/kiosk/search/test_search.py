"""Searching at the kiosk: what a reader asks, and the page that comes back."""

import asyncio
import re
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.search import window
from courant.kiosk.search.days import span_of
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.searching.filing import CardIndex
from courant.plant.searching.finding import PAGE
from tests.kiosk.asking import Reply, ask, asked
from tests.kiosk.search.papers import STORIES, make_paper
from tests.kiosk.servers import fetch, free_port, granian
from tests.plant.searching.cards import make_card, make_index

HIT = re.compile(r'<h2 class="search-headline"><a href="([^"]*)">')


def search(kiosk: App, path: str = "/search/", **fields: str) -> Reply:
    return ask(kiosk, f"{path}?{urlencode(fields)}" if fields else path)


def hits(reply: Reply) -> list[str]:
    return HIT.findall(reply.body.decode())


def test_words_are_found_and_marked_in_an_escaped_page(kiosk: App) -> None:
    reply = search(kiosk, q="bridge painted")
    page = reply.body.decode()

    assert reply.status == 200
    assert hits(reply) == ["/town/bridge/"]
    assert "<mark>Bridge</mark> reopens</a>" in page
    assert (
        "&lt;b&gt;Nobody&lt;/b&gt; had <mark>painted</mark> the <mark>bridge</mark> &amp;" in page
    )
    assert "One article" in page


def test_the_page_may_be_kept_by_nobody_and_runs_nothing(kiosk: App) -> None:
    headers = search(kiosk, q="bridge").headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-robots-tag"] == "noindex"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]


def test_each_language_has_its_own_page_and_finds_its_own_articles(kiosk: App) -> None:
    persian = search(kiosk, "/fa/search/", q="كتابهاي")

    assert hits(persian) == ["/fa/shahr/ketab/"]
    assert '<html lang="fa" dir="rtl"' in persian.body.decode()
    assert "جست‌وجو" in persian.body.decode()
    assert hits(search(kiosk, q="کتاب")) == []
    assert hits(search(kiosk, q="کتاب", lang="all")) == ["/fa/shahr/ketab/"]
    assert hits(search(kiosk, q="کتاب", lang="fa")) == ["/fa/shahr/ketab/"]


def test_who_finds_nothing_is_offered_the_languages_in_which_there_is_something(kiosk: App) -> None:
    page = search(kiosk, q="کتاب").body.decode()

    assert "Nothing was found." in page
    assert "فارسی (1)" in page
    assert "lang=fa" in page
    assert "Nederlands (" not in page.split("search-others")[1]


@pytest.mark.parametrize(
    ("fields", "addresses"),
    [
        ({"q": "bridge"}, ["/town/bridge/", "/sport/regatta/"]),
        ({"q": "bridge", "order": "newest"}, ["/town/bridge/", "/sport/regatta/"]),
        ({"q": "bridge", "desk": "/sport/"}, ["/sport/regatta/"]),
        ({"q": "bridge", "person": "visser"}, ["/town/bridge/"]),
        ({"q": "bridge", "person": "Ada VISSER"}, ["/town/bridge/"]),
        ({"q": "bridge", "person": "Visser Ada"}, []),
        ({"q": "bridge", "from": "2025"}, ["/town/bridge/"]),
        ({"q": "bridge", "to": "2025"}, ["/sport/regatta/"]),
        ({"q": "bridge", "from": "2026-11", "to": "2026-11"}, ["/town/bridge/"]),
        ({"q": "bridge", "from": "2026-11-20", "to": "2026-11-20"}, ["/town/bridge/"]),
        ({"q": "bridge", "from": "2026-11-21"}, []),
        ({"q": "bridge", "from": "۱۴۰۵/۸", "to": "۱۴۰۵"}, ["/town/bridge/"]),
        ({"q": "nobody", "in": "quotations"}, ["/town/bridge/"]),
        ({"q": "mayor", "in": "quotations"}, []),
        ({"person": "visser"}, ["/town/bridge/"]),
        ({"q": "", "person": ""}, []),
        ({"q": "bridge", "page": "2"}, []),
        ({"q": "bridge", "page": "-1", "colour": "red"}, ["/town/bridge/", "/sport/regatta/"]),
    ],
    ids=str,
)
def test_conditions_narrow_what_is_found(
    kiosk: App, fields: dict[str, str], addresses: list[str]
) -> None:
    assert hits(search(kiosk, **fields)) == addresses


def test_a_day_begins_and_ends_in_the_papers_zone(config: Config, edition: Edition) -> None:
    make_index(config.paths.search, *STORIES).close()  # the bridge: 23:30 in Amsterdam

    kiosk = make_app(edition.root, config)

    assert hits(search(kiosk, q="bridge", **{"from": "2026-11-20", "to": "2026-11-20"}))


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026-12", date(2026, 12, 1), date(2027, 1, 1)),
        ("2028/02/29", date(2028, 2, 29), date(2028, 3, 1)),
        ("۱۴۰۵", date(2026, 3, 21), date(2027, 3, 21)),
        ("1405-12", date(2027, 2, 20), date(2027, 3, 21)),
        ("١٤٠٥.١.١", date(2026, 3, 21), date(2026, 3, 22)),
    ],
)
def test_days_are_read_in_either_calendar(text: str, first: date, after: date) -> None:
    assert (span_of(text).first, span_of(text).after) == (first, after)


@pytest.mark.parametrize("text", ["yesterday", "2026-13", "2027-02-29", "0000", "9999", "20"])
def test_a_date_that_is_none_is_said_beside_its_field(kiosk: App, text: str) -> None:
    reply = search(kiosk, q="bridge", **{"from": text})

    assert reply.status == 400
    assert hits(reply) == []
    assert "This is not a date that we can read." in reply.body.decode()
    assert 'aria-invalid="true"' in reply.body.decode()


def test_days_the_wrong_way_round_are_said(kiosk: App) -> None:
    reply = search(kiosk, q="bridge", **{"from": "2026", "to": "2025"})

    assert reply.status == 400
    assert "The first day is after the last." in reply.body.decode()


def test_too_little_and_too_much_are_said(kiosk: App) -> None:
    assert "Type at least one word of two letters." in search(kiosk, q="x").body.decode()
    long = search(kiosk, q="bridge " + " ".join(f"w{number}" for number in range(50)))
    assert "Only the first 10 words were looked for." in long.body.decode()
    assert search(kiosk, q="x" * 3000).status == 414


def test_without_a_question_the_page_helps(kiosk: App) -> None:
    page = search(kiosk).body.decode()

    assert 'role="search"' in page
    assert "Quotation marks hold words together" in page
    assert "Nothing was found" not in page


def test_many_results_have_pages_that_keep_the_question(config: Config, edition: Edition) -> None:
    cards = [make_card("The bridge.") for _ in range(PAGE + 1)]
    make_index(config.paths.search, *cards).close()
    kiosk = make_app(edition.root, config)

    first = search(kiosk, q="bridge", order="newest")
    onward = unescape(re.search(r'rel="next" href="([^"]*)"', first.body.decode())[1])  # type: ignore[index]
    second = ask(kiosk, onward)

    assert onward == "/search/?q=bridge&order=newest&page=2"
    assert len(hits(first)) == PAGE
    assert len(hits(second)) == 1
    assert f'start="{PAGE + 1}"' in second.body.decode()
    assert 'rel="prev" href="/search/?q=bridge&order=newest"' in unescape(second.body.decode())


def test_what_is_filed_is_found_at_the_next_question(kiosk: App, config: Config) -> None:
    assert hits(search(kiosk, q="lighthouse")) == []

    index = CardIndex(config.paths.search)
    index.put({"/new/": make_card("The lighthouse.", address="/new/")})
    assert hits(search(kiosk, q="lighthouse")) == ["/new/"]

    index.put({"/new/": None})
    index.close()
    assert hits(search(kiosk, q="lighthouse")) == []


def test_an_index_that_is_being_made_says_so(kiosk: App, config: Config) -> None:
    index = CardIndex(config.paths.search)
    index.begin()
    index.put({card.address: card for card in STORIES[:1]})
    index.close()

    page = search(kiosk, q="bridge")

    assert hits(page) == ["/town/bridge/"]
    assert "is being indexed anew" in page.body.decode()


def test_without_an_index_readers_are_told_in_words(config: Config, edition: Edition) -> None:
    reply = search(make_app(edition.root, config), q="bridge")

    assert reply.status == 503
    assert reply.headers["retry-after"] == "10"
    assert "Search is not available just now." in reply.body.decode()
    assert "The Courant" in reply.body.decode()


def test_a_damaged_index_is_a_503_too_and_mends_when_it_is_made_again(
    kiosk: App, config: Config
) -> None:
    for path in (config.paths.search / "1").iterdir():
        path.write_bytes(b"not what it was")
    assert search(kiosk, q="bridge").status == 503

    make_index(config.paths.search, *STORIES).close()
    assert hits(search(kiosk, q="bridge"))


def test_an_edition_that_does_not_tell_of_its_papers_is_a_503(config: Config) -> None:
    edition = Edition(config.paths.edition)
    edition.put_file(".house.json", b'{"languages": ["en"]}')

    assert search(make_app(edition.root, config), q="bridge").status == 503


def test_when_too_many_ask_at_once_the_rest_are_told(
    kiosk: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "MOST_WAITING", 0)

    reply = search(kiosk, q="bridge")

    assert reply.status == 503
    assert "Many people are searching" in reply.body.decode()
    assert 'value="bridge"' in reply.body.decode()


def test_head_has_no_body_and_post_is_refused(kiosk: App) -> None:
    head = ask(kiosk, "/search/?q=bridge", method="HEAD")

    assert (head.status, head.body) == (200, b"")
    assert int(head.headers["content-length"]) > 1000
    assert ask(kiosk, "/search/?q=bridge", method="POST").status == 405


@pytest.mark.parametrize("path", ["/search", "/fa/search"])
def test_without_its_slash_the_address_leads_to_the_search(kiosk: App, path: str) -> None:
    reply = ask(kiosk, f"{path}?q=a%20b")

    assert (reply.status, reply.location) == (301, f"{path}/?q=a%20b")


def test_an_old_sites_search_leads_to_ours(kiosk: App) -> None:
    assert ask(kiosk, "/?s=new+bridge").location == "/search/?q=new+bridge"
    assert ask(kiosk, "/fa/?s=%DA%A9%D8%AA").location == "/fa/search/?q=%DA%A9%D8%AA"


@pytest.mark.parametrize("path", ["/xx/search/", "/town/search/", "/search/x/", "/nl/search/x"])
def test_there_is_no_search_anywhere_else(kiosk: App, path: str) -> None:
    assert ask(kiosk, f"{path}?q=bridge").status == 404


HOSTILE = [
    "AND", "OR NOT", "bridge AND", "(bridge", "bridge)", '"bridge', "bridge~2", "bri*", "*", "?",
    "/brid.e/", "headline:bridge", "address:/town/", "[a TO z]", "{1 TO 5}", "bridge^9", "+bridge",
    "-bridge", "!bridge", "\\bridge", "bridge\\", "a:b:c", "IN [a b]", "\x00bridge", "bri\x1b[31m",
    "\u202ebridge", "\u2067bridge\u2069", "<script>alert(1)</script>", "' OR 1=1 --", "${7*7}",
    "{{ 7*7 }}", "{% raw %}", "😀", "👨‍👩‍👧", "\ufeffbridge", "bridge\u200b", "a" * 2000, "é" * 300,
    "\u0301" * 500, "ﷺ" * 100, '"' * 2000, "«" * 500, "a " * 1000, "می " * 300, "می‌" * 200,
    "ها‌" * 200, "bridge " * 250, '"a b" ' * 300, "%", "%00", "%zz", "q=q", "&", ";", "#",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:20]))
def test_no_question_is_more_than_words(kiosk: App, text: str) -> None:
    query = f"q={quote(text)}"
    reply = ask(kiosk, f"/search/?{query[:2048]}")

    assert reply.status == 200
    assert b"<script" not in reply.body.replace(b"&lt;script", b"")
    assert b"{{" not in reply.body.replace(b"{{ 7*7 }}", b"")


@pytest.mark.parametrize(
    "query",
    ["q=%ff%fe", "q=%C3%28", "q=%ED%A0%80", "q", "=", "&&&&", "q=1&q=2", "page=99999999999999",
     "page=%D9%A1", "desk=/../", "desk=%00", "lang=%22%3E", "order=x", "in=x", "from=%00",
     "&" * 2000, "a=1&" * 400, "q=a;b", "q=%u0041", "person=%22%20OR", "q=x&desk=" + "d" * 1900],
)  # fmt: skip
def test_no_query_string_breaks_the_page(kiosk: App, query: str) -> None:
    reply = ask(kiosk, f"/search/?{query}")

    assert reply.status in (200, 400)
    assert b"</html>" in reply.body


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), person=st.text(max_size=20), since=st.text(max_size=12))
def test_anything_typed_is_answered_with_a_page(
    kiosk: App, text: str, person: str, since: str
) -> None:
    fields = {"q": text, "person": person, "from": since}
    query = urlencode({name: value.encode("utf-8", "replace") for name, value in fields.items()})

    reply = ask(kiosk, f"/search/?{query[:2048]}")

    assert reply.status in (200, 400)
    assert reply.body.rstrip().endswith(b"</html>")


def test_the_loop_goes_on_while_questions_are_answered(
    kiosk: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow index must not hold up who only wants to read."""
    release = asyncio.Event()
    order: list[str] = []

    async def both() -> None:
        loop = asyncio.get_running_loop()

        def slow(*_: object) -> None:
            asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)
            raise window.SearchError("slow")

        monkeypatch.setattr("courant.plant.searching.finding.Finder.find", slow)

        async def get(target: str) -> None:
            path, _, query = target.partition("?")
            scope = {
                "type": "http", "method": "GET", "path": path, "raw_path": path.encode(),
                "query_string": query.encode(), "headers": [(b"host", b"127.0.0.1:8000")],
                "client": ("127.0.0.1", 1),
            }  # fmt: skip
            await asked(kiosk, scope)
            order.append(path)

        searching = asyncio.create_task(get("/search/?q=bridge"))
        await asyncio.sleep(0)
        await get("/")
        release.set()
        await searching

    asyncio.run(both())

    assert order == ["/", "/search/"]


def test_a_real_kiosk_searches_and_several_processes_see_what_is_new(tmp_path: Path) -> None:
    """No database anywhere: the home holds an edition and an index, nothing else."""
    config = Config(home=tmp_path, port=free_port())
    other = Config(home=tmp_path, port=free_port())
    make_paper(config.paths.edition)
    index = make_index(config.paths.search, *STORIES)
    with granian(config), granian(other):
        ports = (config.port, other.port)
        for port in ports:
            assert hits(fetch(port, "/search/?q=bridge+painted")) == ["/town/bridge/"]
        index.put({"/new/": make_card("The lighthouse.", address="/new/")})
        for port in ports:
            assert hits(fetch(port, "/search/?q=lighthouse")) == ["/new/"]
        index.begin()
        index.close()
        for port in ports:
            assert hits(fetch(port, "/search/?q=lighthouse")) == []
