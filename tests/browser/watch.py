"""Watching a running house from outside: as a reader asks, and as it lies on the disk."""

import hashlib
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, build_opener

from tests.project.house import House


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


# The ticker's lines stand on pages that are not baked for them.
LIVE = re.compile(rb"<!--live \w+-->.*?<!--/live-->", re.DOTALL)


def fetch(running: House, address: str, *, live: bool = False) -> tuple[int, str]:
    """Ask the kiosk; return the status and the body, of a redirect its target.

    Without what the ticker says, unless ``live``.
    """
    try:
        url = f"http://127.0.0.1:{running.port}{quote(address, safe='/?=&%+')}"
        with build_opener(_Stay).open(url) as answer:
            body = answer.read()
            return answer.status, (body if live else LIVE.sub(b"", body)).decode()
    except HTTPError as error:
        return error.code, error.headers.get("location") or error.read().decode()


def readable(running: House, address: str) -> bool:
    return fetch(running, address)[0] == 200


def in_sitemaps(running: House, address: str) -> bool:
    parts = (running.home / "edition" / "sitemaps").rglob("*.xml")
    return any(f"{address}</loc>" in part.read_text() for part in parts)


def files(home: Path) -> dict[str, str]:
    """Return the hash of every plain file that readers can get, without tickers, by its path."""
    root = home / "edition"
    plain = (path for path in root.rglob("*") if path.suffix not in (".gz", ".br", ".tmp"))
    return {
        str(path.relative_to(root)): hashlib.sha256(LIVE.sub(b"", path.read_bytes())).hexdigest()
        for path in plain
        if path.is_file()
    }


def page_of(name: str) -> str:
    return f"/{name.removesuffix('index.html').removesuffix('data.json')}"


def ask(home: Path, question: str, *values: object) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{home}/courant.sqlite3?mode=ro", uri=True)) as rows:
        return rows.execute(question, values).fetchall()


def last_run(home: Path) -> object:
    return ask(home, "SELECT max(id) FROM press_pressrun")[0][0]


def settled(home: Path) -> bool:
    """Say whether nothing waits: no change, no stale page, no photo without all its files."""
    waiting = [
        "SELECT count(*) FROM press_change",
        "SELECT count(*) FROM press_staleaddress",
        "SELECT count(*) FROM newsroom_photo WHERE stage <> 'whole'",
        "SELECT count(*) FROM press_pressrun WHERE ended_at IS NULL",
    ]
    return not any(ask(home, question)[0][0] for question in waiting)


def due(home: Path, *, since: object) -> set[str]:
    """Return the addresses whose trays hold a key that was noted since that run."""
    noted: set[str] = set()
    for (keys,) in ask(home, "SELECT keys FROM press_pressrun WHERE id > ?", since):
        noted |= set(json.loads(str(keys)))
    trays = ask(
        home,
        "SELECT b.address, i.key FROM press_baking b JOIN press_ingredient i ON i.baking_id = b.id",
    )
    return {str(address) for address, key in trays if key in noted}
