"""Pages and files: which variant, which headers, and what a reader has already."""

import asyncio
import gzip
from email.utils import formatdate

import brotli
import pytest

from courant.kiosk.answers import of_file, send_answer
from courant.kiosk.app import make_app
from courant.kiosk.asgi import App, Message
from courant.kiosk.shelf import ENTRY_BYTES, MAX_KEPT_BYTES, Shelf
from courant.plant.addresses import url_path
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from tests.kiosk.asking import ask
from tests.kiosk.editions import ARTICLE, LONG_PHOTO_BYTES, PERSIAN, page


def test_a_page_is_what_was_baked(kiosk: App) -> None:
    reply = ask(kiosk, ARTICLE)

    assert (reply.status, reply.body) == (200, page(ARTICLE))
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["content-length"] == str(len(page(ARTICLE)))


def test_a_persian_address_is_found_encoded(kiosk: App) -> None:
    assert ask(kiosk, url_path(PERSIAN)).body == page("گزارش", lang="fa")


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("BR", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("identity", None),
        ("gzip;q=0.1, identity;q=0.9", None),
        ("deflate", None),
        ("", None),
    ],
)
def test_the_reader_chooses_the_variant(kiosk: App, accept: str, coding: str | None) -> None:
    reply = ask(kiosk, ARTICLE, headers=[("Accept-Encoding", accept)])

    assert reply.headers.get("content-encoding") == coding
    assert reply.headers["vary"] == "Accept-Encoding"
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[coding]
    assert unpack(reply.body) == page(ARTICLE)


def test_a_photo_has_no_variants_and_keeps_for_a_year(kiosk: App) -> None:
    reply = ask(kiosk, "/photos/0a1b-640.jpg", headers=[("Accept-Encoding", "br, gzip")])

    assert reply.headers["content-type"] == "image/jpeg"
    assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert reply.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert "vary" not in reply.headers


def test_a_long_photo_is_sent_from_disk_whole(kiosk: App) -> None:
    assert LONG_PHOTO_BYTES > MAX_KEPT_BYTES
    reply = ask(kiosk, "/photos/0a1b-1920.avif")

    assert reply.body == bytes(LONG_PHOTO_BYTES)
    assert reply.headers["content-length"] == str(LONG_PHOTO_BYTES)
    assert ask(kiosk, "/photos/0a1b-1920.avif", method="HEAD").body == b""


def test_a_document_is_an_attachment_and_a_page_is_not(kiosk: App) -> None:
    assert ask(kiosk, "/documents/0a1b.pdf").headers["content-disposition"] == "attachment"
    assert "content-disposition" not in ask(kiosk, ARTICLE).headers


@pytest.mark.parametrize(
    ("target", "content_type"),
    [
        ("/feed.xml", "application/atom+xml; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/figures.json", "application/json"),
        ("/old-style", "text/html; charset=utf-8"),
        ("/old-style.html", "text/html; charset=utf-8"),
        ("/assets/paper-0a1b.css", "text/css; charset=utf-8"),
        ("/assets/paper-0a1b.js", "text/javascript; charset=utf-8"),
        ("/assets/serif-0a1b.woff2", "font/woff2"),
    ],
)
def test_the_name_says_the_type(kiosk: App, target: str, content_type: str) -> None:
    reply = ask(kiosk, target)

    assert (reply.status, reply.headers["content-type"]) == (200, content_type)
    assert reply.headers["x-content-type-options"] == "nosniff"


def test_the_tag_is_the_one_nginx_would_give(kiosk: App, edition: Edition) -> None:
    found = (edition.root / "politics/budget/index.html.gz").stat()
    reply = ask(kiosk, ARTICLE, headers=[("Accept-Encoding", "gzip")])

    assert reply.headers["etag"] == f'"{int(found.st_mtime):x}-{found.st_size:x}"'
    assert reply.headers["last-modified"] == formatdate(int(found.st_mtime), usegmt=True)


def test_who_has_the_page_gets_304_without_a_body(kiosk: App) -> None:
    first = ask(kiosk, ARTICLE)
    for name, value in [
        ("If-None-Match", first.headers["etag"]),
        ("If-None-Match", f'"other", W/{first.headers["etag"]}'),
        ("If-None-Match", "*"),
        ("If-Modified-Since", first.headers["last-modified"]),
    ]:
        reply = ask(kiosk, ARTICLE, headers=[(name, value)])
        assert (reply.status, reply.body) == (304, b""), (name, value)
        assert reply.headers["etag"] == first.headers["etag"]
        assert {"content-type", "content-length"}.isdisjoint(reply.headers)
        assert reply.headers["cache-control"] == first.headers["cache-control"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("If-None-Match", '"another"'),
        ("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("If-Modified-Since", "the day before yesterday"),
        ("If-Modified-Since", "-1"),
    ],
)
def test_who_has_another_page_gets_this_one(kiosk: App, name: str, value: str) -> None:
    assert ask(kiosk, ARTICLE, headers=[(name, value)]).status == 200


def test_the_date_is_not_looked_at_beside_a_tag(kiosk: App) -> None:
    today = ask(kiosk, ARTICLE).headers["last-modified"]
    both = [("If-None-Match", '"another"'), ("If-Modified-Since", today)]

    assert ask(kiosk, ARTICLE, headers=both).status == 200


def test_head_says_what_get_would(kiosk: App) -> None:
    got, told = ask(kiosk, ARTICLE), ask(kiosk, ARTICLE, method="HEAD")

    assert (told.status, told.headers, told.body) == (got.status, got.headers, b"")


def test_a_second_reader_gets_the_same_answer_from_memory(kiosk: App) -> None:
    assert ask(kiosk, ARTICLE) == ask(kiosk, ARTICLE)


def test_other_queries_are_ignored(kiosk: App) -> None:
    assert ask(kiosk, f"{ARTICLE}?utm_source=letter&x=p=12") == ask(kiosk, ARTICLE)


def test_a_replaced_page_is_seen_at_once(kiosk: App, edition: Edition) -> None:
    before = ask(kiosk, ARTICLE)

    edition.put(ARTICLE, page("a new headline"))

    after = ask(kiosk, ARTICLE)
    assert after.body == page("a new headline")
    assert after.headers["etag"] != before.headers["etag"]


def test_a_removed_page_is_missed_at_once(kiosk: App, edition: Edition) -> None:
    assert ask(kiosk, ARTICLE).status == 200

    edition.remove(ARTICLE)

    assert ask(kiosk, ARTICLE).status == 404


def test_what_is_kept_is_bounded_in_bytes_and_the_longest_unused_goes(edition: Edition) -> None:
    shelf = Shelf(edition.root, kept_bytes=30_000)
    keys = [(b"", name.encode(), ("",)) for name in ("assets/paper-0a1b.js", "feed.xml")]
    keys += [(b"", b"%d" % number, ("",)) for number in range(6)]
    for key in keys:
        ready = shelf.take("feed.xml", ("",))
        assert ready
        shelf.keep(key, ready)

    kept = [key for key in keys if shelf.fresh(key)]
    assert kept == keys[-len(kept) :]
    assert 30_000 - ENTRY_BYTES - 100 < len(kept) * ENTRY_BYTES <= 30_000


def test_a_kiosk_that_may_keep_nothing_serves_all_the_same(
    config: Config, edition: Edition
) -> None:
    kiosk = make_app(edition.root, config, kept_bytes=0)

    assert ask(kiosk, ARTICLE) == ask(kiosk, ARTICLE)
    assert ask(kiosk, ARTICLE).body == page(ARTICLE)


def test_strict_transport_is_asked_for_on_https_alone(edition: Edition, config: Config) -> None:
    secure = make_app(edition.root, Config(home=config.home, public_url="https://paper.example"))
    for target in ("/", "/nowhere/", "/-/health", "/2019/05/budget/"):
        said = ask(secure, target, host="paper.example").headers["strict-transport-security"]
        assert said == "max-age=31536000"
        plain = make_app(edition.root, config)
        assert "strict-transport-security" not in ask(plain, target).headers


def test_every_answer_carries_the_common_headers(kiosk: App) -> None:
    for target in ("/", "/feed.xml", "/nowhere/", "/2019/05/budget/", "/-/health", "/%00"):
        headers = ask(kiosk, target).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert "server" not in headers
        assert "set-cookie" not in headers


def test_an_unreadable_page_is_503_and_not_missing(kiosk: App, edition: Edition) -> None:
    path = edition.root / "politics/budget/index.html"
    path.unlink()
    path.symlink_to("index.html")  # a file that cannot be opened, whoever we are

    reply = ask(kiosk, ARTICLE)

    assert (reply.status, reply.headers["retry-after"]) == (503, "10")
    assert reply.headers["cache-control"] == "no-store"


def test_a_long_file_that_leaves_between_look_up_and_sending_is_503(
    kiosk: App, edition: Edition
) -> None:
    path = edition.root / "photos/0a1b-1920.avif"
    asked = "/photos/0a1b-1920.avif"
    ask(kiosk, asked)

    # The answer is looked up here and sent there; in between the press was quicker.
    ready = Shelf(edition.root, kept_bytes=0).take("photos/0a1b-1920.avif", ("",))
    assert ready
    path.unlink()

    with pytest.raises(FileNotFoundError):
        asyncio.run(send_answer(never, of_file(ready), is_head=False, closes=False))
    assert ask(kiosk, asked).status == 404


async def never(message: Message) -> None:
    raise AssertionError(f"nothing may be sent, not even {message}")
