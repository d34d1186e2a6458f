"""Putting the elements of an export together into records."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from courant.exchange.wxr import build
from courant.exchange.wxr.build import Frame
from courant.exchange.wxr.errors import WxrError
from courant.exchange.wxr.records import Author, Item, Record, Site, Term

MAX_RECORD_BYTES = 64 * 1024**2  # an item with all its comments; about, in memory
MAX_NAMED = 500_000  # authors and terms of one file, which are remembered
HELD = 10_000  # authors and terms kept back until the channel has said what it is
ELEMENT_BYTES = 100  # what an element costs beside its text

_TERMS = ("wp:category", "wp:tag", "wp:term")
_CHILDREN: dict[str, frozenset[str]] = {
    "": frozenset({"rss"}),
    "rss": frozenset({"channel"}),
    "channel": frozenset({"item", "wp:author", "wp:wp_author", *_TERMS}),
    "item": frozenset({"wp:postmeta", "wp:comment"}),
    "wp:comment": frozenset({"wp:commentmeta"}),
    **dict.fromkeys(_TERMS, frozenset({"wp:termmeta"})),
}
_NONE: frozenset[str] = frozenset()
_METAS = ("wp:postmeta", "wp:commentmeta", "wp:termmeta")
_VERSION = re.compile(r"\d+\.\d+")

NoteMend = Callable[[int, str], None]


@dataclass(slots=True)
class _Named:
    """Who and what has come by, so that each is told once."""

    authors: set[str] = field(default_factory=set)
    terms: set[tuple[str, str]] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.authors) + len(self.terms)


class Assembler:
    """Takes elements as they open and close, and gives records.

    With ``mend`` it takes what a strict reading refuses, and says so there.  Set ``cut`` when
    what follows was added because the file had ended too early.
    """

    def __init__(
        self, *, file: str, mend: NoteMend | None = None, writers_key: bytes = b""
    ) -> None:
        """Start on one file, named in errors."""
        self.cut = False
        self._file, self._mend, self._writers_key = file, mend, writers_key
        self._frames: list[Frame] = []
        self._attributes: Mapping[str, str] = {}
        self._channel: Frame | None = None
        self._site: Site | None = None
        self._held: list[Record] = []
        self._named = _Named()
        self._items = 0

    def ready(self) -> Iterator[Record]:
        """Yield the records that are complete, the site first.

        Raises:
            WxrError: The channel has no version and was not to be mended.
        """
        if self._site is None and len(self._held) >= HELD:
            self._introduce()
        if self._site is not None:
            held, self._held = self._held, []
            yield from held

    def finish(self) -> Iterator[Record]:
        """Yield the rest.

        Raises:
            WxrError: The file held no channel.
        """
        if self._channel is None:
            raise self._error("It has no <channel>.", line=1)
        yield from self.ready()

    def opened(self, name: str, attributes: Mapping[str, str], line: int) -> bool:
        """Take note of an element (see ``scan.Sink``)."""
        parent = self._frames[-1].name if self._frames else ""
        if parent == "rss" and name != "channel" and self._mend:
            self._mend(line, f"<{name}> stands where <channel> should; it was read as one")
            name = "channel"
        if name not in _CHILDREN.get(parent, _NONE):
            if not parent:
                raise self._error(f"It starts with <{name}>, not with <rss>.", line=line)
            self._attributes = attributes
            return False
        frame = Frame(name, line)
        self._frames.append(frame)
        if name == "channel":
            self._channel = frame
        elif name == "item":
            self._items += 1
            self._introduce()
        return True

    def leaf(self, name: str, text: str) -> None:
        """Take the text of an element (see ``scan.Sink``)."""
        frame = self._frames[-1]
        self._weigh(frame, len(text))
        if frame.name == "item" and name in ("category", "tag"):
            frame.add_term(text, domain=name, attributes=self._attributes)
        elif not frame.fields.get(name):
            frame.fields[name] = text

    def closed(self) -> None:
        """Take note that a record, or a part of one, is complete (see ``scan.Sink``)."""
        frame = self._frames.pop()
        if frame.name in _METAS:
            self._weigh(self._frames[-1], frame.size)
            self._frames[-1].metas.append(build.meta(frame))
        elif frame.name == "wp:comment":
            self._weigh(self._frames[-1], frame.size)
            self._frames[-1].comments.append(build.comment(frame, self._writers_key))
        elif frame.name == "item":
            self._item(frame)
        elif frame.name in _TERMS:
            self._name_term(build.term(frame))
        elif frame.name in ("wp:author", "wp:wp_author"):
            self._name_author(build.author(frame))
        elif frame.name == "channel":
            self._introduce()

    def _item(self, frame: Frame) -> None:
        if self.cut and not frame.fields.get("wp:status"):
            if self._mend:
                self._mend(frame.line, "the item in which the file ends was left out")
            return
        item = build.item(frame, number=self._items)
        self._name_those_of(item)
        self._held.append(item)

    def _name_those_of(self, item: Item) -> None:
        if item.creator and item.creator not in self._named.authors:
            self._name_author(Author(item.creator, item.creator, declared=False))
        for term in item.terms:
            if (term.taxonomy, term.slug) not in self._named.terms:
                self._name_term(Term(term.taxonomy, term.slug, term.name, declared=False))

    def _name_author(self, author: Author) -> None:
        self._named.authors.add(author.login)
        self._hold(author)

    def _name_term(self, term: Term) -> None:
        self._named.terms.add((term.taxonomy, term.slug))
        self._hold(term)

    def _hold(self, record: Record) -> None:
        self._held.append(record)
        if len(self._named) > MAX_NAMED:
            raise self._error(f"It names more than {MAX_NAMED:,} authors and terms.")

    def _introduce(self) -> None:
        """Put the site before all other records, once the channel has told about it."""
        if self._site is None and self._channel is not None:
            version = self._channel.text("wp:wxr_version")
            if not _VERSION.fullmatch(version):
                version = self._mended_version(version)
            self._site = build.site(self._channel, version=version, file=self._file)
            self._held.insert(0, self._site)

    def _mended_version(self, version: str) -> str:
        culprit = f"wp:wxr_version is {version!r}" if version else "It has no wp:wxr_version"
        if self._mend is None:
            raise self._error(f"{culprit}; an export says which version it is, as in 1.2.")
        self._mend(self._channel.line if self._channel else 0, f"{culprit}; it was read as 1.2")
        return "1.2"

    def _weigh(self, frame: Frame, size: int) -> None:
        frame.size += size + ELEMENT_BYTES
        if frame.size > MAX_RECORD_BYTES:
            raise self._error(f"<{frame.name}> holds more than 64 MiB.", line=frame.line)

    def _error(self, rule: str, line: int = 0) -> WxrError:
        return WxrError(
            rule,
            file=self._file,
            line=line or (self._channel.line if self._channel else 0),
            remedy="Give a file that WordPress wrote (Tools, Export), or try --repair."
            if self._mend is None
            else "Export it again.",
        )
