"""Searching a large archive: how fast, how large, and what one more article costs.

    python -m bench.search [--articles 200000] [--words 300] [--questions 2000] [--json]

The articles are ``bench.texts``' words mixed with 60,000 made-up ones, as often as words are in a
language (Zipf's law), so that a question of two words has few answers or many.  They are filed by
the code of the press, a real kiosk is asked over one kept connection, and each answer is a whole
page: twenty headlines with their snippets, escaped and marked.  Then SQLite's FTS5, which is in
Python's own library, is given the same texts and asked the same questions in this process,
without HTTP and without a page.
"""

import argparse
import http.client
import json
import os
import random
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from urllib.parse import urlencode

from bench import texts
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from courant.plant.searching.cards import Card
from courant.plant.searching.filing import CardIndex

VOCABULARY, TAPE_WORDS, AT_ONCE = 60_000, 2_000_000, 5_000
PUBLICATIONS = 30
IDLE_SECONDS = 1.0
BUDGET_P99_MS, BUDGET_PUBLICATION_MS, BUDGET_RATE = 5.0, 50.0, 6_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark.  Return 0 if every budget is met, 1 if not."""
    parser = argparse.ArgumentParser(prog="courant bench search")
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--no-peer", action="store_true", help="leave SQLite's FTS5 out")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args(arguments)
    archive = Archive(options.articles, options.words)
    with tempfile.TemporaryDirectory(prefix="courant-bench-", ignore_cleanup_errors=True) as folder:
        told = _measure(Path(folder), archive, options.questions)
        if not options.no_peer:
            told |= _measure_peer(Path(folder), archive, options.questions)
    print(json.dumps(told) if options.json else _words(told))
    met = told["p99_ms"] <= BUDGET_P99_MS and told["publication_ms"] <= BUDGET_PUBLICATION_MS
    return 0 if met and told["articles_a_second"] >= BUDGET_RATE else 1


@dataclass(frozen=True)
class Text:
    """One made-up article."""

    number: int
    headline: str
    body: str


class Archive:
    """Articles that are the same every time."""

    def __init__(self, count: int, words: int) -> None:
        chance = random.Random(5)
        letters = "abcdefghijklmnopqrstuvwxyz"
        made = {"".join(chance.choices(letters, k=chance.randint(4, 10))) for _ in range(70_000)}
        self.rare = sorted(made)[:VOCABULARY]
        chance.shuffle(self.rare)
        weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.rare))))
        rare = chance.choices(self.rare, cum_weights=weights, k=TAPE_WORDS)
        common = chance.choices(texts.WORDS, k=TAPE_WORDS)
        self._tape = [
            often if chance.random() < 0.5 else seldom
            for often, seldom in zip(common, rare, strict=True)
        ]
        self.count, self._length = count, words

    def article(self, number: int) -> Text:
        """Return article ``number``."""
        start = number * 7919 * 13 % (TAPE_WORDS - self._length - 8)
        words = self._tape[start : start + self._length]
        parts = [" ".join(words[at : at + 60]) + "." for at in range(0, len(words), 60)]
        head = self._tape[start + self._length : start + self._length + 7]
        return Text(number, f"{' '.join(head).capitalize()} {number}", "\n".join(parts))

    def card(self, number: int) -> Card:
        """Return the card of article ``number``."""
        text = self.article(number)
        desk = texts.DESKS[number % len(texts.DESKS)]
        return Card(
            address=f"/{desk.lower()}/story-{number}/", lang="en", kicker="",
            headline=text.headline, standfirst="", text=text.body, makers=("Ada Visser",),
            speakers=(), quotations=(), desk=desk, desks=(f"/{desk.lower()}/",), topics=(),
            published_at=texts.published_at(number, max(self.count, number + 1)),
        )  # fmt: skip

    def questions(self, count: int) -> list[str]:
        """Return questions of two rare words each, that stand together in some article."""
        chance, found = random.Random(7), []
        known = set(self.rare)
        while len(found) < count:
            body = self.article(chance.randrange(self.count)).body.replace(".", " ")
            words = [word for word in body.split() if word in known]
            found.append(" ".join(chance.sample(words, 2)))
        return found


def _measure(folder: Path, archive: Archive, questions: int) -> dict[str, float]:
    home = Home(folder / "home")
    _make_edition(home)
    index = CardIndex(home.search)
    index.begin()
    spent, cpu = 0.0, 0.0
    for start in range(0, archive.count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, archive.count))
        cards = {card.address: card for card in map(archive.card, numbers)}
        cpu -= time.process_time()
        spent += _timed(lambda cards=cards: index.put(cards))
        cpu += time.process_time()
        print(f"\r{numbers.stop:,} filed", end="", file=sys.stderr)
    cpu -= time.process_time()
    spent += _timed(lambda: index.close(joining=True))
    cpu += time.process_time()
    index.complete()
    print(file=sys.stderr)
    size = _bytes_of(home.search)
    with running_kiosk(home) as (port, server):
        ask = Asker(port)
        ask("warm up")
        usual = [ask(question) for question in archive.questions(questions)]
        common = [ask("harbour bridge") for _ in range(50)]
        before = cpu_ms(server)
        again = archive.questions(questions)
        for question in again:
            ask(question)
        each = (cpu_ms(server) - before) / len(again)
        publications = [_publish(home, archive, archive.count + n) for n in range(PUBLICATIONS)]
        seen = ask(f"{archive.count + PUBLICATIONS - 1}")
    assert seen
    return {
        "articles": archive.count,
        "articles_a_second": round(archive.count / spent),
        "articles_a_cpu_second": round(archive.count / cpu),
        "megabytes": round(size / 1e6),
        "p50_ms": _percentile(usual, 50),
        "p99_ms": _percentile(usual, 99),
        "cpu_ms": round(each, 2),
        "common_p50_ms": _percentile(common, 50),
        "publication_ms": _percentile(publications, 50),
        "publication_worst_ms": round(max(publications), 1),
    }


def _publish(home: Home, archive: Archive, number: int) -> float:
    """File one more article as a press run does: open, write, wait for the disk, let go."""
    card = archive.card(number)

    def file() -> None:
        index = CardIndex(home.search)
        index.put({card.address: card})
        index.close()

    return _timed(file) * 1000


def _measure_peer(folder: Path, archive: Archive, questions: int) -> dict[str, float]:
    path = folder / "fts5.sqlite3"
    peer = sqlite3.connect(path)
    peer.execute("CREATE VIRTUAL TABLE articles USING fts5(address UNINDEXED, headline, body)")
    spent = 0.0
    for start in range(0, archive.count, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, archive.count))
        rows = [(f"/{t.number}/", t.headline, t.body) for t in map(archive.article, numbers)]
        began = time.perf_counter()
        with peer:
            peer.executemany("INSERT INTO articles VALUES (?, ?, ?)", rows)
        spent += time.perf_counter() - began
    statement = (
        "SELECT address, headline, snippet(articles, 2, '<mark>', '</mark>', '…', 36) "
        "FROM articles WHERE articles MATCH ? ORDER BY bm25(articles, 0, 4, 1) LIMIT 20"
    )
    counting = "SELECT count(*) FROM articles WHERE articles MATCH ?"

    def ask(words: str) -> float:
        quoted = " ".join(f'"{word}"' for word in words.split())
        return 1000 * _timed(
            lambda: (
                peer.execute(statement, [quoted]).fetchall(),
                peer.execute(counting, [quoted]).fetchone(),
            )
        )

    usual = [ask(question) for question in archive.questions(min(questions, 300))]
    common = [ask("harbour bridge") for _ in range(3)]
    return {
        "fts5_articles_a_second": round(archive.count / spent),
        "fts5_megabytes": round(path.stat().st_size / 1e6),
        "fts5_p50_ms": _percentile(usual, 50),
        "fts5_p99_ms": _percentile(usual, 99),
        "fts5_common_p50_ms": _percentile(common, 50),
    }


class Asker:
    """A reader with one kept connection."""

    def __init__(self, port: int) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._used = 0.0

    def __call__(self, words: str) -> float:
        """Ask; return the milliseconds until the whole page was there."""
        target = f"/search/?{urlencode({'q': words})}"
        began = time.perf_counter()
        if began - self._used > IDLE_SECONDS:  # the kiosk closes a connection nobody uses
            self._line.close()
        self._used = began
        self._line.request("GET", target)
        answer = self._line.getresponse()
        page = answer.read()
        spent = (time.perf_counter() - began) * 1000
        if answer.status != 200 or b"</html>" not in page:
            raise SystemExit(f"{target} answered {answer.status}.")
        return spent


def _make_edition(home: Home) -> None:
    edition = Edition(home.edition, durable=False)
    links = [{"label": desk, "href": f"/{desk.lower()}/"} for desk in texts.DESKS]
    paper = {
        "lang": "en", "name": "The Bench", "motto": "", "accent": "#8a1c1c",
        "accent_dark": "#ff8a80", "feed": "/feed.xml", "home": {"label": "The Bench", "href": "/"},
        "desks": links, "languages": [], "standing": [],
    }  # fmt: skip
    facts = {"languages": ["en"], "zone": "Europe/Amsterdam", "papers": {"en": paper}}
    edition.put_file(".house.json", json.dumps(facts).encode())


@contextmanager
def running_kiosk(home: Home) -> Iterator[tuple[int, int]]:
    """Run a real kiosk; yield its port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    environ = {**os.environ, "COURANT_HOME": str(home.root), "COURANT_PORT": str(port)}
    command = [sys.executable, "-m", "courant.project.cli", "kiosk"]
    with subprocess.Popen(command, env=environ) as server:
        try:
            end = time.monotonic() + 30
            while time.monotonic() < end:
                with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                    break
                time.sleep(0.05)
            yield port, server.pid
        finally:
            server.terminate()


def _timed(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return time.perf_counter() - began


def cpu_ms(process: int) -> float:
    """Return the CPU time of a process and its children, in milliseconds."""
    tick = 1000 / os.sysconf("SC_CLK_TCK")
    total = 0.0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, _, rest = path.read_text().rpartition(")")
            fields = rest.split()
            if int(name.split()[0]) == process or int(fields[1]) == process:
                total += (int(fields[11]) + int(fields[12])) * tick
    return total


def _bytes_of(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def _percentile(values: Sequence[float], percent: int) -> float:
    if percent == 50:
        return round(statistics.median(values), 2)
    return round(statistics.quantiles(values, n=100)[percent - 1], 2)


def _words(told: dict[str, float]) -> str:
    rate, p99, publication = (
        told["articles_a_second"] / BUDGET_RATE,
        told["p99_ms"] / BUDGET_P99_MS,
        told["publication_ms"] / BUDGET_PUBLICATION_MS,
    )
    lines = f"""\
{told["articles"]:,.0f} articles filed at {told["articles_a_second"]:,.0f} a second \
(× {rate:.2f} of {BUDGET_RATE:,}), {told["articles_a_cpu_second"]:,.0f} a CPU second; \
{told["megabytes"]:,.0f} MB
two words at the kiosk: p50 {told["p50_ms"]} ms, p99 {told["p99_ms"]} ms \
(× {p99:.2f} of {BUDGET_P99_MS:g}), CPU {told["cpu_ms"]} ms; two words that every article has: \
p50 {told["common_p50_ms"]} ms
one more publication: median {told["publication_ms"]} ms (× {publication:.2f} of \
{BUDGET_PUBLICATION_MS:g}), worst {told["publication_worst_ms"]} ms"""
    if "fts5_p50_ms" in told:
        lines += f"""
SQLite FTS5, without HTTP and page: {told["fts5_articles_a_second"]:,.0f} a second, \
{told["fts5_megabytes"]:,.0f} MB; p50 {told["fts5_p50_ms"]} ms \
(× {told["fts5_p50_ms"] / told["p50_ms"]:.1f}), p99 {told["fts5_p99_ms"]} ms \
(× {told["fts5_p99_ms"] / told["p99_ms"]:.1f}); two words that every article has: \
p50 {told["fts5_common_p50_ms"]} ms"""
    return lines


if __name__ == "__main__":
    sys.exit(main())
