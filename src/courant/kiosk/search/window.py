"""The window at which readers ask: each question is answered in a thread, so the loop is free."""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, Final
from urllib.parse import parse_qs, urlencode

from courant.design.engine import Engine
from courant.design.strings import text
from courant.kiosk import answers
from courant.kiosk.answers import Answer
from courant.kiosk.asgi import Headers
from courant.kiosk.classes import COMMON, LETTER_POLICY, NO_CACHE, PAGE_TYPE
from courant.kiosk.gate import Request
from courant.kiosk.house import House
from courant.kiosk.papers import Paper
from courant.kiosk.search.asked import NO_DATE, TURNED, Asked, Read, asked_in, read
from courant.kiosk.search.results import (
    HeadView,
    ResultsView,
    desks_for,
    others_of,
    results_of,
)
from courant.plant.config import Config
from courant.plant.searching.errors import SearchError
from courant.plant.searching.finding import Finder

log = logging.getLogger(__name__)

NAME: Final = "search/"
THREADS: Final = 2
MOST_WAITING: Final = 64  # questions, those being answered among them
PATIENCE_SECONDS: Final = 5.0
RETRY_AFTER: Final = (b"retry-after", str(answers.RETRY_SECONDS).encode())
CLOSED: Final = "Search is not available just now. Please try again in a minute."
BUSY: Final = "Many people are searching at the moment. Please try again in a minute."
NOT_TOLD: Final = "Search is not available just now."


class SearchWindow:
    """Answers ``/search/`` in each of the paper's languages."""

    def __init__(self, config: Config, house: House, extra: Headers) -> None:
        """Open the window of one paper.

        Args:
            config: Of which only the home and the public URL are read.
            house: What the edition says of the paper.
            extra: Headers that go with every answer.
        """
        self._house = house
        self._extra = extra
        self._public_root = config.public_root
        self._finder = Finder(config.paths.search)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="search")
        self._waiting = 0
        self._engines: dict[str, Engine] = {}
        self._making = Lock()

    def language_at(self, path: str) -> str | None:
        """Return in which language a path is that of the search page; None if it is not."""
        if not path.endswith(f"/{NAME}"):
            return None
        front = path.removesuffix(NAME)
        for lang, home in zip(self._house.languages(), self._house.fronts(), strict=True):
            if front == home:
                return lang
        return None

    def location_for(self, request: Request) -> str:
        """Return where a careless address of the search leads, or that of an old site's."""
        query = request.query.decode("latin-1")
        if request.path.endswith("/search") and self.language_at(f"{request.path}/"):
            return answers.location_of(f"{request.path}/{f'?{query}' if query else ''}")
        if query.startswith("s=") and request.path in self._house.fronts():
            words = parse_qs(query).get("s", [""])[0]
            return f"{answers.location_of(request.path)}{NAME}?{urlencode({'q': words})}"
        return ""

    async def answer(self, request: Request, lang: str) -> Answer:
        """Answer one question.

        Args:
            request: Which passed the gate: its query is bounded.
            lang: Of the page.
        """
        paper = self._house.paper(lang)
        if paper is None:
            return answers.plus(answers.in_words(503, NOT_TOLD), [RETRY_AFTER, *self._extra])
        asked = asked_in(request.query)
        if self._waiting >= MOST_WAITING:
            return self._page(paper, read(asked, lang=lang, zone="UTC"), status=503, trouble=BUSY)
        loop = asyncio.get_running_loop()
        self._waiting += 1
        work = self._pool.submit(self._answered, asked, paper)
        work.add_done_callback(lambda _: loop.call_soon_threadsafe(self._one_less))
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                return await asyncio.wrap_future(work)
        except TimeoutError:
            return self._page(paper, read(asked, lang=lang, zone="UTC"), status=503, trouble=BUSY)

    def _one_less(self) -> None:
        self._waiting -= 1

    def _answered(self, asked: Asked, paper: Paper) -> Answer:
        """Look, and make the page.  In a thread."""
        asked_for = read(asked, lang=paper.lang, zone=self._house.zone())
        if asked_for.faults:
            return self._page(paper, asked_for, status=400)
        if not asked_for.is_question:
            return self._page(paper, asked_for)
        here = f"{paper.home.href}{NAME}"
        try:
            found = self._finder.find(asked_for.question, asked.page)
            others: tuple[Any, ...] = ()
            if not found.count and asked_for.question.lang:
                counts = self._finder.counts(
                    asked_for.question, [other.lang for other in paper.languages]
                )
                pairs = [(other, counts[other.lang]) for other in paper.languages]
                others = others_of(pairs, asked, here)
        except SearchError as error:
            log.warning("Searching failed: %s", error)
            return self._page(paper, asked_for, status=503, trouble=CLOSED)
        results = results_of(asked_for, found, here)
        return self._page(paper, asked_for, results=results, others=others)

    def _page(
        self,
        paper: Paper,
        asked_for: Read,
        *,
        status: int = 200,
        results: ResultsView | None = None,
        others: tuple[Any, ...] = (),
        trouble: str = "",
    ) -> Answer:
        asked = asked_for.asked
        here = f"{paper.home.href}{NAME}"
        search = text("Search", paper.lang)
        title = f"{asked.q[:60]} – {search}" if asked.q else search
        faults: Mapping[str, str] = {
            name: text(said, paper.lang) for name, said in asked_for.faults.items()
        }
        body = self._engine().render(
            "search.html", paper.lang, paper=paper, head=HeadView(here, title), here=here,
            asked=asked, typed=asked_for.typed, results=results, others=others, faults=faults,
            desks=desks_for(paper, asked), trouble=text(trouble, paper.lang) if trouble else "",
            chosen_lang=asked.lang or paper.lang,
            bare=asked.address(here, desk="", person="", since="", until="", where="", page=1)
            if asked.has_conditions and asked.q else "",
        )  # fmt: skip
        return Answer(status, self._headers(len(body), closed=bool(trouble)), body)

    def _headers(self, length: int, *, closed: bool) -> Headers:
        named = {
            "content-type": PAGE_TYPE,
            "content-length": str(length),
            "cache-control": NO_CACHE,
            "content-security-policy": LETTER_POLICY,
            "x-robots-tag": "noindex",
        }
        told = [(name.encode(), value.encode()) for name, value in named.items()]
        return [*told, *COMMON, *self._extra, *([RETRY_AFTER] if closed else [])]

    def _engine(self) -> Engine:
        """Return the template engine; made with the first question, and again for another zone."""
        zone = self._house.zone()
        with self._making:
            if zone not in self._engines:
                self._engines = {zone: Engine(zone=zone, public_root=self._public_root)}
            return self._engines[zone]


def wordings() -> frozenset[str]:
    """Return every English text that this room says without a template."""
    return frozenset({BUSY, CLOSED, NO_DATE, TURNED})
