"""The words of an archive to measure on: the same for every system, the same every time."""

import random
from datetime import UTC, datetime, timedelta

WORDS = [
    "the",
    "harbour",
    "council",
    "voted",
    "late",
    "on",
    "Tuesday",
    "after",
    "a",
    "long",
    "and",
    "cold",
    "debate",
    "about",
    "the",
    "bridge",
    "that",
    "nobody",
    "had",
    "painted",
    "since",
    "the",
    "flood",
    "and",
    "the",
    "ferry",
    "captain",
    "said",
    "the",
    "tide",
    "would",
    "wait",
    "for",
    "no",
    "budget",
    "while",
    "the",
    "market",
    "women",
    "counted",
    "their",
    "crates",
    "and",
    "a",
    "clerk",
    "of",
    "the",
    "court",
    "read",
    "the",
    "ruling",
    "twice",
    "because",
    "the",
    "first",
    "time",
    "nobody",
    "listened",
    "and",
    "the",
    "mayor",
    "promised",
    "new",
    "lamps",
    "for",
    "the",
    "quay",
]
DESKS = ("Town", "Harbour", "Courts", "Work", "Culture", "Sport")
YEARS = 3
NEWEST = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)


def paragraphs(seed: int, words: int) -> list[str]:
    """Return the text of one article: paragraphs of some sixty words."""
    chance = random.Random(seed)
    text = [chance.choice(WORDS) for _ in range(words)]
    return [" ".join(text[start : start + 60]).capitalize() + "." for start in range(0, words, 60)]


def headline(number: int) -> str:
    """Return the headline of article ``number``; no two are alike."""
    chance = random.Random(-number)
    return f"{' '.join(chance.choice(WORDS) for _ in range(7)).capitalize()} {number}"


def published_at(number: int, count: int) -> datetime:
    """Return when article ``number`` of ``count`` was published: evenly over three years."""
    return NEWEST - timedelta(days=365 * YEARS) * number / count
