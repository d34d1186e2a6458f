"""What ``bench.lines`` runs in a process of its own, so that Django sees one home."""

import http.client
import json
import os
import sys
import threading
import time
from pathlib import Path
from typing import Any

from bench.publish_child import GIVE_UP_SECONDS, HOST, PORT, running, wait_until

FRESH = 60  # articles of this week, as a small newsroom writes them
PLACES = {
    "HTML": "/",
    "file": "/ticker/en.json",
    "list": "/ticker/en/",
    "feed": "/ticker/en/feed.xml",
    "embed": "/ticker/en/embed/",
}


def main(words: list[str]) -> None:
    """Bake the home, start kiosk and works, file lines, count files, withdraw an article."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "courant.project.settings"
    import django

    django.setup()
    from courant.press.run import press_run

    _write_this_week()
    press_run(jobs=2)
    os.sync()
    with running("kiosk"), running("work"):
        wait_until("/", b"<h1")
        time.sleep(5)
        listener = Listener()
        told = [_file(number, listener) for number in range(int(words[0]))]
        result: dict[str, Any] = {
            "stream_ms": [stream for stream, _ in told],
            "front_ms": [front for _, front in told],
        }
        time.sleep(2)
        result |= _count(listener)
        result["gone_ms"] = _withdraw(listener)
    result |= _refill()
    print(json.dumps(result))


class Listener(threading.Thread):
    """A reader with an open stream; remembers when each text came, and what is shown."""

    def __init__(self) -> None:
        """Open the stream."""
        super().__init__(daemon=True)
        self.came: dict[str, float] = {}
        self.shown: set[str] = set()
        self._texts: dict[int, str] = {}
        self._connection = http.client.HTTPConnection(HOST, PORT)
        self._connection.request("GET", "/-/ticker/en")
        self._answer = self._connection.getresponse()
        self.start()

    def run(self) -> None:
        """Read until the process ends."""
        while line := self._answer.readline():
            if line.startswith(b"data:"):
                event, now = json.loads(line[5:]), time.perf_counter()
                self._texts |= {told["id"]: told["text"] for told in event["lines"]}
                for told in event["lines"]:
                    self.came.setdefault(told["text"], now)
                order = event.get("order") or [told["id"] for told in event["lines"]]
                self.shown = {self._texts[number] for number in order}


def _write_this_week() -> None:
    from courant.newsroom.models import Teaser
    from courant.newsroom.services.publication import show_articles
    from courant.plant import clock

    pks = list(
        Teaser.objects.filter(lang="en").order_by("-pk").values_list("pk", flat=True)[:FRESH]
    )
    from courant.newsroom.models import ArticlePage

    ArticlePage.objects.filter(pk__in=pks).update(first_published_at=clock.now())
    show_articles(pks, because="bench")


def _file(number: int, listener: Listener) -> tuple[float, float]:
    """File a line; return the milliseconds to the stream and to the front."""
    from courant.ticker.models import Ticker
    from courant.ticker.services import file_line

    text = f"The tide is in, says line {number}."
    began = time.perf_counter()
    file_line(Ticker.objects.get(lang="en"), text=text, by=None)
    _until(lambda: text in listener.came)
    stream = listener.came[text] - began
    wait_until("/", text.encode())
    front = time.perf_counter() - began
    time.sleep(0.2)
    return round(stream * 1000, 1), round(front * 1000, 1)


def _count(listener: Listener) -> dict[str, int]:
    """Return how many of the edition's files one more line makes new."""
    from django.conf import settings

    from courant.press.live import pages_with
    from courant.ticker import keys

    root = settings.HOME.edition
    before = _states(root)
    _file(10_000, listener)
    time.sleep(2)
    changed = [name for name, state in _states(root).items() if before.get(name) != state]
    return {
        "files": len(before),
        "changed": len(changed),
        "with_strip": len(pages_with(keys.strip("en"))),
    }


def _states(root: Path) -> dict[str, tuple[int, int]]:
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            state = (Path(folder) / name).stat()
            found[f"{folder}/{name}"] = (state.st_ino, state.st_mtime_ns)
    return found


def _withdraw(listener: Listener) -> dict[str, float]:
    """Withdraw an article with a line; return the milliseconds until each place has it no more."""
    from courant.newsroom.models import ArticlePage, Teaser
    from courant.newsroom.queries.addresses import current_address
    from courant.newsroom.services.articles import withdraw
    from courant.ticker.models import Ticker
    from courant.ticker.services import file_line

    pk = Teaser.objects.filter(lang="en", is_current=True).values_list("pk", flat=True)[0]
    article, text = ArticlePage.objects.get(pk=pk), "This one will be taken back."
    address = current_address(article)
    file_line(Ticker.objects.get(lang="en"), text=text, by=None, href=str(address))
    for path in PLACES.values():
        wait_until(path, text.encode())
    time.sleep(0.5)
    began = time.perf_counter()
    withdraw(article, words="It was wrong.", by=None)
    gone = {}
    _until(lambda: text not in listener.shown)
    gone["open pages"] = time.perf_counter() - began
    for place, path in PLACES.items():
        _until(lambda at=path: text.encode() not in _body(at))
        gone[place] = time.perf_counter() - began
    return {place: round(seconds * 1000, 1) for place, seconds in gone.items()}


def _refill() -> dict[str, float]:
    """Return how long it takes to put another strip into all pages that have one."""
    from django.conf import settings

    from courant.plant.edition.files import Edition
    from courant.ticker.models import Ticker
    from courant.ticker.services import file_line
    from courant.ticker.strip import refill_strip

    ticker = Ticker.objects.get(lang="en")
    file_line(ticker, text="And out again.", by=None)
    began = time.perf_counter()
    refill_strip(Ticker.objects.get(lang="en"), Edition(settings.HOME.edition))
    return {"refill_ms": round((time.perf_counter() - began) * 1000, 1)}


def _body(path: str) -> bytes:
    connection = http.client.HTTPConnection(HOST, PORT, timeout=5)
    connection.request("GET", path)
    body = connection.getresponse().read()
    connection.close()
    return body


def _until(is_so: Any) -> None:
    deadline = time.monotonic() + GIVE_UP_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise SystemExit("It did not come about in time.")
        time.sleep(0.001)


if __name__ == "__main__":
    main(sys.argv[1:])
