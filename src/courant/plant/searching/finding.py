"""Finding: the index for reading.  No database, no lock; safe to share by threads."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Any, Final

import tantivy

from courant.plant.searching.cards import Shown, read_shown
from courant.plant.searching.errors import SearchError, troubles_told
from courant.plant.searching.queries import is_ranked, query_for
from courant.plant.searching.questions import Question
from courant.plant.searching.schema import VERSION
from courant.plant.searching.state import CURRENT, META, State, read_state
from courant.plant.searching.views import View

PAGE: Final = 20  # cards on a page of results
MOST_PAGES: Final = 50
TRIES, TRY_AGAIN_SECONDS = 3, 0.02

Stamp = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Found:
    """What an index answers."""

    count: int
    shown: tuple[Shown, ...]
    is_complete: bool  # whether every public page is in the index yet


class Finder:
    """Reads an index, and reads it again when it changes."""

    def __init__(self, root: Path) -> None:
        """Look at the index in ``root``, which need not be there yet."""
        self._root = root
        self._lock = Lock()
        self._state: State | None = None
        self._state_stamp: Stamp | None = None
        self._stamp: Stamp | None = None
        self._view: View | None = None
        self._index: tantivy.Index | None = None

    def find(self, question: Question, page: int = 1) -> Found:
        """Return one page of what a question finds, and how much there is.

        Args:
            question: What is asked.
            page: From 1 to ``MOST_PAGES``.

        Raises:
            SearchError: There is no index, or it cannot be read.
        """
        with troubles_told():
            searcher, is_complete = self._fresh()
            query = query_for(question, searcher)
            start = PAGE * (page - 1)
            if is_ranked(question, searcher):
                found = searcher.search(query, PAGE, offset=start, weight_by_field="weight")
            else:
                found = searcher.search(query, PAGE, offset=start, order_by_field="at")
            cards = [searcher.doc(place).get_first("shown") for _, place in found.hits]
            return Found(_count(found), tuple(map(read_shown, filter(None, cards))), is_complete)

    def counts(self, question: Question, langs: Sequence[str]) -> dict[str, int]:
        """Return how many articles a question finds in each of some languages.

        Raises:
            SearchError: There is no index, or it cannot be read.
        """
        with troubles_told():
            searcher, _ = self._fresh()
            return {
                lang: _count(searcher.search(query_for(replace(question, lang=lang), searcher), 1))
                for lang in langs
            }

    def _fresh(self) -> tuple[tantivy.Searcher, bool]:
        """Return what is in the index now; two stats when nothing has changed."""
        with self._lock:
            for _ in range(TRIES - 1):
                try:
                    return self._looked_at()
                except (OSError, ValueError):  # changed under our eyes, perhaps
                    self._index = None
                    time.sleep(TRY_AGAIN_SECONDS)
            return self._looked_at()

    def _looked_at(self) -> tuple[tantivy.Searcher, bool]:
        state_stamp = _stamp(self._root / CURRENT)
        if self._state is None or state_stamp != self._state_stamp:
            state = read_state(self._root)
            if state is None or state.schema != VERSION:
                raise SearchError("There is no search index of this release.")
            if self._state is None or state.generation != self._state.generation:
                self._index = None
            self._state, self._state_stamp = state, state_stamp
        path = self._root / self._state.generation
        stamp = _stamp(path / META)
        if self._index is None or self._view is None:
            self._view = View(path)
            self._view.refresh()
            self._index = tantivy.Index.open(str(self._view.root))
            self._index.config_reader("manual")
            self._index.reload()
        elif stamp != self._stamp:
            self._view.refresh()
            self._index.reload()
        self._stamp = stamp
        return self._index.searcher(), self._state.is_complete


def _count(found: Any) -> int:
    """Return how many there are; the library's types do not know that it tells."""
    return int(found.count)


def _stamp(path: Path) -> Stamp:
    found = os.stat(path)  # noqa: PTH116  # twice for every question
    return found.st_ino, found.st_mtime_ns, found.st_size
