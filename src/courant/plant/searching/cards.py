"""Cards: what the search index holds of one page."""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

DIGEST_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class Card:
    """One page as readers may find it.  Whatever is on a card is public."""

    address: str
    lang: str  # BCP 47
    kicker: str
    headline: str
    standfirst: str
    text: str  # plain, paragraphs parted by line breaks
    makers: tuple[str, ...]  # names of who made it
    speakers: tuple[str, ...]  # names of who is quoted
    quotations: tuple[str, ...]  # what they said, plain
    desk: str  # its name, perhaps empty
    desks: tuple[str, ...]  # addresses of its desk and of those above
    topics: tuple[str, ...]  # names
    published_at: datetime  # UTC

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody by whose name it is found, once."""
        return tuple(dict.fromkeys((*self.makers, *self.speakers)))


@dataclass(frozen=True, slots=True)
class Shown:
    """The side of a card that a list of results shows."""

    address: str
    lang: str
    kicker: str
    headline: str
    standfirst: str
    text: str
    makers: tuple[str, ...]
    desk: str
    published_at: datetime


def shown_side(card: Card) -> bytes:
    """Return what a list of results shows of a card, as it is stored."""
    facts: tuple[Any, ...] = (
        card.address, card.lang, card.kicker, card.headline, card.standfirst, card.text,
        card.makers, card.desk, int(card.published_at.timestamp()),
    )  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).encode()


def written(card: Card) -> tuple[bytes, int]:
    """Return what is stored of a card, and 64 bits that differ when anything on it does."""
    shown = shown_side(card)
    hidden = json.dumps(
        (card.speakers, card.quotations, card.desks, card.topics), ensure_ascii=False
    )
    total = hashlib.blake2b(shown, digest_size=DIGEST_BYTES)
    total.update(hidden.encode())
    return shown, int.from_bytes(total.digest(), "big")


def read_shown(stored: bytes) -> Shown:
    """Return what was stored.

    Raises:
        ValueError: It is not what ``shown_side`` wrote.
    """
    address, lang, kicker, headline, standfirst, text, makers, desk, at = json.loads(stored)
    published_at = datetime.fromtimestamp(at, UTC)
    return Shown(
        address, lang, kicker, headline, standfirst, text, tuple(makers), desk, published_at
    )
