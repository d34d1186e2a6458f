"""Word lists: found in a text however it is spelt, and never inside another word."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from courant.plant.writing.folding import fold, folded_with_places

MOST_ENTRIES: Final = 20_000
MOST_ENTRY_LETTERS: Final = 100
LEAST_PART: Final = 3  # letters beside a *; fewer would match half of all words
SPELT_OUT: Final = 3  # letters one by one, i d i o t, before they are taken for a word
WORD: Final = re.compile(r"[^\W_]+")


class WordListError(ValueError):
    """A line of a word list that cannot be used.  Editors see the message."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that was found, and where in the text as it was written."""

    entry: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str  # folded
    start: int  # in the text as it was written
    end: int


@dataclass(frozen=True, slots=True)
class WordList:
    """The entries of a list, made ready for looking up."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    starts: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # to endings
    ends: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    lengths: dict[str, list[int]] = field(default_factory=dict)  # of parts, by their beginning

    @classmethod
    def parse(cls, text: str) -> "WordList":
        """Read a list: an entry a line, ``#`` begins a remark, ``*`` stands for any letters.

        Raises:
            WordListError: Names the line, the rule and the remedy.
        """
        phrases, starts = defaultdict(list), defaultdict(list)
        ends: dict[str, str] = {}
        parts: dict[str, str] = {}
        for number, entry in _entries(text):
            before, star, after = fold(entry.strip("*")).partition("*")
            if not star and "*" not in entry:
                words = tuple(WORD.findall(before))
                _check(words, number, entry)
                phrases[words[0]].append((words, entry))
                continue
            _check_part(before, after, star, number, entry)
            if star:
                starts[before].append((after, entry))
            elif entry.startswith("*"):
                (parts if entry.endswith("*") else ends)[before] = entry
            else:
                starts[before].append(("", entry))
        lengths = defaultdict(list)
        for beginning, length in sorted({(part[:LEAST_PART], len(part)) for part in parts}):
            lengths[beginning].append(length)
        return cls(dict(phrases), dict(starts), ends, parts, dict(lengths))

    def found_in(self, text: str) -> tuple[Found, ...]:
        """Return the entries that a text holds, in the order in which they stand in it.

        Joiners, tatweel, accents, forms of letters, and spaces or signs between single letters
        do not hide a word; a word inside another is not found unless the entry says ``*``.
        """
        words = list(_words(text))
        found = [*self._phrases_in(words)]
        for word in [*words, *_spelt_out(words)]:
            found += [Found(entry, word.start, word.end) for entry in self._parts_in(word.text)]
        found += self._phrases_in(list(_spelt_out(words)))
        return tuple(sorted(set(found), key=lambda each: (each.start, each.end, each.entry)))

    def _phrases_in(self, words: list[_Word]) -> Iterator[Found]:
        for at, word in enumerate(words):
            for phrase, entry in self.phrases.get(word.text, ()):
                run = words[at : at + len(phrase)]
                if tuple(each.text for each in run) == phrase:
                    yield Found(entry, word.start, run[-1].end)

    def _parts_in(self, word: str) -> Iterator[str]:
        for length in range(LEAST_PART, min(len(word), MOST_ENTRY_LETTERS) + 1):
            for ending, entry in self.starts.get(word[:length], ()):
                if len(word) >= length + len(ending) and word.endswith(ending):
                    yield entry
            if (ending := word[-length:]) in self.ends:
                yield self.ends[ending]
        if self.parts:
            yield from self._inside(word)

    def _inside(self, word: str) -> Iterator[str]:
        for at in range(len(word) - LEAST_PART + 1):
            for length in self.lengths.get(word[at : at + LEAST_PART], ()):
                if (part := word[at : at + length]) in self.parts and len(part) == length:
                    yield self.parts[part]


def _entries(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if entry := line.partition("#")[0].strip():
            if number > MOST_ENTRIES:
                raise WordListError(f"The list has more than {MOST_ENTRIES:,} lines. Part it.")
            if len(entry) > MOST_ENTRY_LETTERS:
                raise WordListError(
                    f"Line {number} has {len(entry)} letters; an entry has at most "
                    f"{MOST_ENTRY_LETTERS}. Write one entry a line."
                )
            yield number, entry


def _check(words: tuple[str, ...], number: int, entry: str) -> None:
    if not words:
        raise WordListError(
            f"Line {number}, “{entry}”, has no letter or digit. Write a word, or take it out."
        )


def _check_part(before: str, after: str, star: str, number: int, entry: str) -> None:
    if "*" in after:
        raise WordListError(
            f"Line {number}, “{entry}”, has a * in two places inside. Use one, or two entries."
        )
    one_word = all(WORD.fullmatch(part) for part in (before, after) if part)
    if not one_word or len(before) < LEAST_PART or (star and entry.strip("*") != entry):
        raise WordListError(
            f"Line {number}, “{entry}”: beside a * must stand one word of at least {LEAST_PART} "
            "letters. Write more of it, or leave the * out."
        )


def _words(text: str) -> Iterator[_Word]:
    folded, places = folded_with_places(text)
    for found in WORD.finditer(folded):
        yield _Word(found[0], places[found.start()], places[found.end() - 1] + 1)


def _spelt_out(words: list[_Word]) -> Iterator[_Word]:
    """Yield what runs of single letters spell."""
    run: list[_Word] = []
    for word in [*words, None]:
        if word is not None and len(word.text) == 1:
            run.append(word)
            continue
        if len(run) >= SPELT_OUT:
            yield _Word("".join(each.text for each in run), run[0].start, run[-1].end)
        run = []
