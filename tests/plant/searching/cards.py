"""Builders: cards and indexes."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from courant.plant.searching.cards import Card
from courant.plant.searching.filing import CardIndex
from courant.plant.searching.finding import Finder
from courant.plant.searching.questions import Question, understood

_numbers = count(1)
BLANK = Card(
    address="", lang="en", kicker="", headline="", standfirst="", text="", makers=(), speakers=(),
    quotations=(), desk="", desks=(), topics=(), published_at=datetime(2026, 11, 1, tzinfo=UTC),
)  # fmt: skip


def make_card(text: str = "", **facts: Any) -> Card:
    """Make a card; its address is its own."""
    return (
        replace(BLANK, address=f"/town/story-{next(_numbers)}/", text=text, **facts)
        if ("address" not in facts)
        else replace(BLANK, text=text, **facts)
    )


def make_index(root: Path, *cards: Card) -> CardIndex:
    """Make a whole index of some cards."""
    index = CardIndex(root)
    index.begin()
    index.put({card.address: card for card in cards})
    index.complete()
    return index


def found(root: Path, words: str, **conditions: Any) -> list[str]:
    """Return the addresses that are found, in order."""
    question = Question(understood(words).sought, **conditions)
    return [shown.address for shown in Finder(root).find(question).shown]
