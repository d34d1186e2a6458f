"""What a feed comes to: headlines, and what was odd about them."""

from dataclasses import dataclass
from datetime import datetime


class FeedError(Exception):
    """Bytes that are no feed we can read.  Editors read the message: culprit, rule, remedy."""


@dataclass(slots=True)
class Entry:
    """An entry as its feed writes it; ``title`` and ``words`` are HTML, whatever they were."""

    guid: str = ""
    link: str = ""
    permalink: str = ""  # the guid, where that is an address
    date: str = ""
    updated: str = ""
    title: str = ""
    words: str = ""  # a summary or the whole text, for entries without a title


@dataclass(frozen=True, slots=True)
class Item:
    """An entry as we know it."""

    guid: str  # what it is known by, at most 200 letters
    headline: str  # a line as the ticker's rules want it
    href: str  # http or https, at most 1,000 letters; may be empty
    published: datetime  # UTC; never in the future


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that was read: at most 500 items in its own order, and remarks for the editors."""

    items: tuple[Item, ...]
    remarks: tuple[str, ...]
