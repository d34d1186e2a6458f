"""What a converted text is: blocks as the newsroom stores them, and what an editor should know."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from courant.exchange.wxr.addresses import bare_host
from courant.exchange.wxr.media import Attachments

Block = dict[str, Any]  # {"type": …, "value": …}, the raw form of a StreamField's child
Counts = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PhotoRef:
    """A photo that a text shows: by its attachment, by its URL, or both."""

    attachment: int | None
    src: str


@dataclass(frozen=True, slots=True)
class Notes:
    """What came by while a text was converted, each in order of appearance."""

    unknown_blocks: Counts = ()  # kept as the text inside them
    shortcodes: Counts = ()  # tags that were taken out
    dropped: Counts = ()  # what has no place in a newspaper: scripts, forms, search boxes
    file_names: tuple[str, ...] = ()  # that stood, or still stand, in words
    links: tuple[str, ...] = ()  # to the old site itself, as written
    photos: tuple[PhotoRef, ...] = ()
    embeds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A converted text."""

    blocks: tuple[Block, ...]
    notes: Notes


@dataclass(frozen=True, slots=True)
class Context:
    """What a conversion may ask about the site its text comes from."""

    hosts: frozenset[str] = frozenset()  # the site's own, as ``bare_host`` gives them
    attachments: Attachments | None = None
    reusable: Callable[[int], str] | None = None  # the content of a wp_block by its id, or ""
    footnotes: str = ""  # the post's meta of that name

    @classmethod
    def of(cls, site_urls: Iterable[str], **more: Any) -> "Context":
        """Return the context of a site known under these URLs."""
        return cls(hosts=frozenset(filter(None, map(bare_host, site_urls))), **more)

    def is_own(self, url: str) -> bool:
        """Say whether a URL, or a path alone, points into the old site."""
        if "//" not in url[:9]:
            return not url.startswith(("#", "mailto:", "tel:", "data:", "javascript:"))
        return bare_host(url) in self.hosts


@dataclass(slots=True)
class Notebook:
    """Notes while they are taken."""

    unknown_blocks: Counter[str] = field(default_factory=Counter)
    shortcodes: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    file_names: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)
    photos: dict[PhotoRef, None] = field(default_factory=dict)
    embeds: dict[str, None] = field(default_factory=dict)

    def names(self, found: Iterable[str]) -> None:
        """Note names of files."""
        self.file_names.update(dict.fromkeys(found))

    def close(self) -> Notes:
        """Return the notes as they stand."""
        return Notes(
            unknown_blocks=tuple(self.unknown_blocks.items()),
            shortcodes=tuple(self.shortcodes.items()),
            dropped=tuple(self.dropped.items()),
            file_names=tuple(self.file_names),
            links=tuple(self.links),
            photos=tuple(self.photos),
            embeds=tuple(self.embeds),
        )
