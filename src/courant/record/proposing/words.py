"""The words that the rules go by, language by language: ``words/LANG.toml`` beside this file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from courant.plant.writing.folding import fold
from courant.record.proposing.tokens import TOKEN, Token

WORDS: Final = Path(__file__).with_suffix("")
FALLBACK: Final = "en"
WRITTEN_AS: Final = {"prs": "fa"}  # Dari
LEAST_ENDING: Final = 5  # letters of a title that may end a longer one: commissievoorzitter
COMPOUNDING: Final = ("nl", "de")

Phrase = tuple[str, ...]


class Phrases:
    """Words and phrases, found at a place in a row of tokens."""

    def __init__(self, entries: Sequence[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = {}
        for entry in sorted(entries, key=len, reverse=True):
            self._by_first.setdefault(entry[0], []).append(entry)

    def __contains__(self, word: object) -> bool:
        return any(len(entry) == 1 for entry in self._by_first.get(str(word), ()))

    def at(self, tokens: Sequence[Token], place: int) -> int:
        """Return how many tokens from a place on are the longest entry, or 0."""
        for entry in self._by_first.get(tokens[place].word, ()):
            here = tokens[place : place + len(entry)]
            if len(here) == len(entry) and all(
                token.word == word for token, word in zip(here, entry, strict=True)
            ):
                return len(entry)
        return 0

    def ends_at(self, tokens: Sequence[Token], end: int, *, most: int = 4) -> int:
        """Return how many tokens before a place are an entry, or 0."""
        for start in range(max(0, end - most), end):
            if self.at(tokens, start) == end - start:
                return end - start
        return 0


@dataclass(frozen=True, slots=True)
class Words:
    """What one language says speaking with, and what it names people with."""

    lang: str
    said: Phrases  # verbs that govern quoted words
    after: Phrases  # verbs that say so right after a mark and nowhere else
    behind: Phrases  # those that follow them while their subject stands before
    according: Phrases
    naming: Phrases  # before a mark: what follows is the name of something
    named: Phrases  # after a mark, the same
    passive: frozenset[str]
    modal: frozenset[str]
    he: frozenset[str]
    she: frozenset[str]
    either: frozenset[str]  # a pronoun for both
    others: frozenset[str]  # pronouns that name nobody
    first: frozenset[str]
    mr: frozenset[str]
    mrs: frozenset[str]
    titles: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    prepositions: frozenset[str]
    stops: frozenset[str]  # no part of a name
    not_people: frozenset[str]  # in the names of places and bodies
    short: frozenset[str]  # end with a full stop that ends no sentence
    given_m: frozenset[str]
    given_f: frozenset[str]
    particles: frozenset[str]

    @property
    def has_capitals(self) -> bool:
        """Whether names are told by their first letters."""
        return self.lang not in ("fa", "ar")

    @property
    def verb_first(self) -> bool:
        """Whether the subject usually follows its verb."""
        return self.lang == "ar"

    def is_title(self, word: str) -> bool:
        """Return whether a word says what somebody is: it stands before a name, never in it."""
        if word in self.titles or word in self.mr or word in self.mrs:
            return True
        if self.lang not in COMPOUNDING:
            return False
        return any(
            word[at:] in self.titles or word[at:] in self.mrs
            for at in range(1, len(word) - LEAST_ENDING + 1)
        )

    def is_body(self, word: str) -> bool:
        """Return whether a word makes a name that of a place or a body of people."""
        if word in self.not_people:
            return True
        return self.lang in COMPOUNDING and any(
            word[at:] in self.not_people for at in range(1, len(word) - LEAST_ENDING + 1)
        )

    def is_given(self, word: str) -> bool:
        """Return whether a word is a common given name."""
        return word in self.given_m or word in self.given_f

    def sex(self, word: str) -> str:
        """Return ``m`` or ``f`` if a word tells, else nothing."""
        if word in self.mrs or word in self.given_f:
            return "" if word in self.given_m else "f"
        return "m" if word in self.mr or word in self.given_m else ""


PHRASES: Final = ("said", "after", "behind", "according", "naming", "named")


@lru_cache(maxsize=32)
def words_of(lang: str) -> Words:
    """Return the words of a language, or of English where we have none."""
    first = lang.partition("-")[0].lower()
    first = WRITTEN_AS.get(first, first)
    path = WORDS / f"{first}.toml"
    known = first.isalpha() and path.is_file()
    return _read(first, path) if known else words_of(FALLBACK)


def _read(lang: str, path: Path) -> Words:
    lists: Mapping[str, str] = tomllib.loads(path.read_text("utf-8"))
    made: dict[str, Any] = {}  # the file's names are the fields'
    for name, text in lists.items():
        entries = _entries(text)
        if name in PHRASES:
            made[name] = Phrases(_with_and(entries) if lang == "ar" else entries)
        else:
            made[name] = frozenset(" ".join(entry) for entry in entries)
    return Words(lang, **made)


def _entries(text: str) -> list[Phrase]:
    phrases = (tuple(TOKEN.findall(fold(entry))) for entry in text.split(","))
    return [phrase for phrase in phrases if phrase]


def _with_and(entries: Sequence[Phrase]) -> list[Phrase]:
    """Return them with "and" and "so" before them too, which Arabic writes in one with the word."""
    return [(f"{lead}{entry[0]}", *entry[1:]) for entry in entries for lead in ("", "و", "ف")]
