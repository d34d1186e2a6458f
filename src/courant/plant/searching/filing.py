"""Filing: the index for writing.  One writer at a time; whoever holds the press's lock."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import tantivy

from courant.plant.searching.cards import Card, written
from courant.plant.searching.errors import SearchError, troubles_told
from courant.plant.searching.schema import VERSION, document_of, schema
from courant.plant.searching.state import (
    CURRENT,
    META,
    State,
    is_usable,
    make_readable,
    new_generation,
    read_state,
    remove_others,
    write_state,
)

WRITER_BYTES: Final = 48 * 1024 * 1024  # of words held before they become a segment
WRITER_THREADS: Final = 1
MOST_SEGMENTS: Final = 12  # above that it is worth joining them


class CardIndex:
    """The search index of a home.

    What is put is durable when ``put`` returns.  Putting the same again changes nothing, so
    whoever is not sure whether it was done may do it again.
    """

    def __init__(self, root: Path) -> None:
        """Look at the index in ``root``, which need not be there yet."""
        self.root = root
        self._index: tantivy.Index | None = None
        self._writer: tantivy.IndexWriter | None = None

    def is_usable(self) -> bool:
        """Return whether there is an index of this release."""
        return is_usable(self.root)

    def is_complete(self) -> bool:
        """Return whether every public page is in it."""
        state = read_state(self.root)
        return state is not None and state.is_complete

    def changed_at(self) -> int:
        """Return when the index was changed last, in nanoseconds since 1970; 0 without one."""
        state = read_state(self.root)
        try:
            return (self.root / state.generation / META).stat().st_mtime_ns if state else 0
        except OSError:
            return 0

    def begin(self) -> None:
        """Begin an empty index.  It is the current one at once, and says that it is not complete.

        Raises:
            SearchError: It cannot be written.
        """
        self.close()
        with troubles_told():
            name = new_generation(self.root)
            tantivy.Index(schema(), str(self.root / name), reuse=False)
            make_readable(self.root / name)
            write_state(self.root, State(name, VERSION, is_complete=False))
            remove_others(self.root, name)

    def complete(self) -> None:
        """Say that every public page is in it."""
        state = read_state(self.root)
        if state is not None and not state.is_complete:
            with troubles_told():
                write_state(self.root, State(state.generation, state.schema, is_complete=True))

    def give_up(self) -> None:
        """Let go of an index that cannot be used: another has to be begun."""
        with suppress(SearchError):
            self.close()
        with suppress(OSError):
            (self.root / CURRENT).unlink(missing_ok=True)

    def put(self, cards: Mapping[str, Card | None]) -> int:
        """Make these the cards of their addresses; None takes one away.  Return how many changed.

        Raises:
            SearchError: The index cannot be read or written.
        """
        if not cards:
            return 0
        with troubles_told():
            held = self._digests(list(cards))
            changed = 0
            for address, card in cards.items():
                shown, digest = written(card) if card else (b"", None)
                if held.get(address) == digest:
                    continue
                writer = self._opened_writer()
                if address in held:
                    writer.delete_documents_by_term("address", address)
                if card is not None and digest is not None:
                    writer.add_document(document_of(card, shown, digest))
                changed += 1
            if changed:
                self._opened_writer().commit()
                self._open_to_readers()
                self._opened().reload()
        return changed

    def addresses(self) -> set[str]:
        """Return the addresses of all cards.

        Raises:
            SearchError: The index cannot be read.
        """
        with troubles_told():
            searcher = self._opened().searcher()
            listed = searcher.terms_with_prefix("address", "", tantivy.Query.all_query())
            return {address for address, _ in listed}

    def digests(self) -> dict[str, int]:
        """Return the digest of every card by its address.

        Raises:
            SearchError: The index cannot be read.
        """
        with troubles_told():
            return self._digests(sorted(self.addresses()))

    def join_segments(self) -> bool:
        """Join the small pieces that many commits leave.  Return whether it was worth it.

        Raises:
            SearchError: The index cannot be written.
        """
        with troubles_told():
            if self._opened().searcher().num_segments <= MOST_SEGMENTS:
                return False
            self._opened_writer().commit()
            self.close(joining=True)
        return True

    def close(self, *, joining: bool = False) -> None:
        """Let go of the index; the next use opens it again.

        Args:
            joining: Whether to wait until segments that are being joined are; else that is
                broken off, and begun again another time.
        """
        writer, self._writer, self._index = self._writer, None, None
        if writer is not None and joining:
            with troubles_told():
                writer.wait_merging_threads()
                self._open_to_readers()

    def _open_to_readers(self) -> None:
        if (state := read_state(self.root)) is not None:
            make_readable(self.root / state.generation)

    def _digests(self, addresses: list[str]) -> dict[str, int]:
        searcher = self._opened().searcher()
        if not searcher.num_docs:
            return {}
        found = {}
        for address in addresses:
            query = tantivy.Query.term_query(schema(), "address", address)
            if hits := searcher.search(query, 1, count=False).hits:
                found[address] = hits[0][1]
        values = searcher.fast_field_values("digest", list(found.values()))
        return {address: int(value or 0) for address, value in zip(found, values, strict=True)}

    def _opened(self) -> tantivy.Index:
        if self._index is None:
            state = read_state(self.root)
            if state is None or state.schema != VERSION:
                raise SearchError("There is no search index of this release.")
            self._index = tantivy.Index.open(str(self.root / state.generation))
            self._index.config_reader("manual")
            self._index.reload()
        return self._index

    def _opened_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._opened().writer(WRITER_BYTES, WRITER_THREADS)
        return self._writer
