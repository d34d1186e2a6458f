"""What the index holds of a card, field by field, and in which form."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Final

import tantivy

from courant.plant.searching.cards import Card
from courant.plant.writing.words import folded_words, inner_pieces

VERSION: Final = 2  # change it with anything here, or in how words are folded

# An article counts twice as much as one that is fourteen years older: a bit, so that of two
# that say the same the newer comes first.
SECONDS_OF_A_YEAR: Final = 365.25 * 24 * 3600
SLOPE_YEARS: Final = 14 / math.log(2)
EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


@cache
def schema() -> tantivy.Schema:
    """Return the schema.  Words come folded, so the library only parts them at spaces."""
    made = tantivy.SchemaBuilder()
    for name in ("address", "lang", "desk"):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    made.add_text_field("words", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("people", tokenizer_name="whitespace", index_option="position")
    made.add_text_field("quotations", tokenizer_name="whitespace", index_option="position")
    for name in ("headline", "standfirst", "pieces"):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    made.add_integer_field("at", indexed=True, fast=True)  # seconds since 1970
    made.add_float_field("weight", fast=True)
    made.add_unsigned_field("digest", fast=True)
    made.add_bytes_field("shown", stored=True)
    return made.build()


def document_of(card: Card, shown: bytes, digest: int) -> tantivy.Document:
    """Return a card as the index takes it, with what ``written`` made of it."""
    made = tantivy.Document()
    made.add_text("address", card.address)
    made.add_text("lang", card.lang)
    for desk in card.desks:
        made.add_text("desk", desk)
    head = f"{card.kicker} {card.headline}"
    # Each a value of its own: no phrase reaches from one into the next.
    said = (head, card.standfirst, card.text, card.desk, *card.people, *card.topics)
    _add(made, "words", said)
    _add(made, "headline", (head,))
    _add(made, "standfirst", (card.standfirst,))
    _add(made, "people", card.people)
    _add(made, "quotations", card.quotations)
    for text in said:
        if inner := inner_pieces(text):
            made.add_text("pieces", " ".join(inner))
    made.add_integer("at", int(card.published_at.timestamp()))
    made.add_float("weight", weight_of(card.published_at))
    made.add_unsigned("digest", digest)
    made.add_bytes("shown", shown)
    return made


def weight_of(published_at: datetime) -> float:
    """Return what an article's score is multiplied by; grows slowly with its date.

    It depends on nothing else, so a card does not change as time passes.
    """
    years = (published_at - EPOCH).total_seconds() / SECONDS_OF_A_YEAR
    return math.exp(years / SLOPE_YEARS)


def _add(made: tantivy.Document, field: str, texts: Iterable[str]) -> None:
    for text in texts:
        if words := folded_words(text):
            made.add_text(field, " ".join(words))
