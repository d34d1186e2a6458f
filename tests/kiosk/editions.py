"""Editions to serve: one with every kind of address, made with the plant's own tools."""

import json
from collections.abc import Iterable
from pathlib import Path

from courant.plant.addresses import Address, shard_of
from courant.plant.edition.files import Edition, gone_file, status_file
from courant.plant.edition.maps import Entry, Gone, Moved, map_file, write_map

FRONT, ARTICLE, FEED = Address("/"), Address("/politics/budget/"), Address("/feed.xml")
PERSIAN = Address("/fa/سیاست/گزارش/")
LONG_PHOTO_BYTES = 3_000_000

MOVED = (
    Moved("/2019/05/budget/", "/politics/budget/"),
    Moved("/?p=12", "/politics/budget/"),
    Moved("/?cat=3", "/politics/"),
    Moved("/category/politics/", "/politics/"),
    Moved("/old-one/", "/old-two/"),
    Moved("/old-two/", "/old-three/"),
    Moved("/old-three/", "/fa/سیاست/گزارش/"),
    Moved("/round/", "/and-round/"),
    Moved("/and-round/", "/round/"),
    Moved("/leads-to-gone/", "/politics/withdrawn/"),
    Moved("/about.html", "/about/"),
    Moved("/fa/می\u200cروم/", "/fa/سیاست/گزارش/"),
    Moved("/fa/میروم/", "/fa/سیاست/گزارش/"),
    Moved("/wp-content/uploads/2019/05/mayor.jpg", "/photos/0a1b-640.jpg"),
    Moved("/wp-content/uploads/2019/05/town-scaled.jpg", "/photos/0a1b-640.jpg"),
    Moved("/" + "x" * 300 + "/", "/politics/budget/"),
)
GONE = (Gone("/politics/withdrawn/", "en"), Gone("/fa/رفته/", "fa"), Gone("/?p=13", "en"))


def page(words: str, *, lang: str = "en") -> bytes:
    """Return a small page, long enough to be worth compressing."""
    text = f"<p>{words} says the paper of record. </p>\n" * 40
    return f'<!doctype html><html lang="{lang}"><title>{words}</title>{text}</html>\n'.encode()


def make_edition(root: Path) -> Edition:
    """Write an edition with every kind of address into ``root``."""
    edition = Edition(root, durable=False)
    for address in (FRONT, ARTICLE, Address("/politics/"), Address("/about/")):
        edition.put(address, page(address))
    edition.put(Address("/fa/"), page("fa", lang="fa"))
    edition.put(PERSIAN, page("گزارش", lang="fa"))
    edition.put(Address("/old-style"), page("without a slash"))
    edition.put(Address("/old-style.html"), page("with an extension"))
    edition.put(Address("/politics/2026-11/"), page("November"))
    edition.put(FEED, b'<feed xmlns="http://www.w3.org/2005/Atom"/>\n')
    edition.put(Address("/politics/feed.xml"), b'<feed xmlns="http://www.w3.org/2005/Atom" />\n')
    edition.put(Address("/sitemap.xml"), b"<sitemapindex/>\n")
    edition.put(Address("/robots.txt"), b"User-agent: *\nAllow: /\n")
    edition.put(Address("/figures.json"), b'{"figures": []}\n')
    for address in ("/ticker/en/", "/ticker/en/embed/"):
        edition.put(Address(address), page(address))
    edition.put(Address("/ticker/en/feed.xml"), b"<feed/>\n")
    edition.put(Address("/ticker/en.json"), b'{"number": 0, "lines": []}\n')
    _put_files(edition)
    _put_house(edition)
    put_maps(edition, [*MOVED, *GONE])
    return edition


def put_maps(edition: Edition, entries: Iterable[Entry]) -> None:
    """Write the maps that hold the entries; a gone one gets its page."""
    shards: dict[str, list[Entry]] = {}
    for entry in entries:
        shards.setdefault(shard_of(entry.address), []).append(entry)
        if isinstance(entry, Gone):
            edition.put_file(gone_file(entry.address), page(f"Withdrawn: {entry.address}"))
    for shard, held in shards.items():
        edition.put_file(map_file(shard), write_map(held))


def _put_files(edition: Edition) -> None:
    edition.put_file("assets/paper-0a1b.css", b"body { color: black }\n" * 20)
    edition.put_file("assets/paper-0a1b.js", b"'use strict';\n" * 20)
    edition.put_file("assets/serif-0a1b.woff2", b"wOF2" + bytes(range(256)))
    edition.put_file("photos/0a1b-640.jpg", b"\xff\xd8\xff" + bytes(range(256)) * 20)
    edition.put_file("photos/0a1b-1920.avif", bytes(LONG_PHOTO_BYTES))
    edition.put_file("documents/0a1b.pdf", b"%PDF-1.7\n" + bytes(range(256)))


def _put_house(edition: Edition) -> None:
    edition.put_file(".house.json", json.dumps({"languages": ["en", "nl", "fa"]}).encode())
    for lang in ("en", "nl", "fa"):
        for status in (404, 410, 503):
            edition.put_file(status_file(status, lang), page(f"{status} in {lang}", lang=lang))
    edition.put_file(".status/503.html", page("503 for all"))
