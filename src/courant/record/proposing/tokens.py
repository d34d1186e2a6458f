"""Words of a text in sentences, its quotations as one token each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from courant.plant.writing.folding import fold
from courant.record.proposing.marks import ENDS_SENTENCE, QuotedSpan

MOST_TOKENS: Final = 400  # of a sentence; nobody reads a longer one as one
LETTER: Final = r"\w\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d"
INVERTED: Final = r"(?:t-)?(?:il|elle|on|ils|elles|ik|hij|zij)\b"  # French: demande-t-elle
TOKEN: Final = re.compile(
    rf"-{INVERTED}|[{LETTER}]+(?:-(?!{INVERTED})[{LETTER}]+)*|[^\s{LETTER}]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or a whole quotation."""

    text: str
    word: str  # folded, for looking up; empty for a quotation
    start: int
    end: int
    quoted: int | None = None  # which span

    @property
    def is_name_like(self) -> bool:
        """Whether it begins as names do in scripts that have capitals."""
        return self.text[:1].isupper()

    @property
    def is_word(self) -> bool:
        """Whether it is a word: no sign, no quotation."""
        return self.word != "" and (self.text[0].isalnum() or len(self.text) > 1)


Sentence = tuple[Token, ...]
folded = lru_cache(maxsize=65536)(fold)


def sentences(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, QuotedSpan]], short: frozenset[str]
) -> tuple[Sentence, ...]:
    """Return the sentences of a stretch of text.

    Args:
        text: The paragraph.
        start: Where the stretch begins.
        end: Where it ends.
        quoted: The quotations that stand in it and in no other within it, with their indexes.
        short: Words after which a full stop ends no sentence.
    """
    tokens = list(_tokens(text, start, end, quoted))
    found, first = [], 0
    for at, token in enumerate(tokens):
        coming = tokens[at + 1] if at + 1 < len(tokens) else None
        too_long = at - first + 1 >= MOST_TOKENS
        if (
            too_long
            or coming is None
            or _ends(token, tokens[at - 1] if at else None, coming, text, short)
        ):
            found.append(tuple(tokens[first : at + 1]))
            first = at + 1
    return tuple(found)


def _tokens(
    text: str, start: int, end: int, quoted: Sequence[tuple[int, QuotedSpan]]
) -> Iterator[Token]:
    at = start
    for number, span in quoted:
        yield from _plain(text, at, span.start)
        yield Token(text[span.start : span.end], "", span.start, span.end, number)
        at = span.end
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for found in TOKEN.finditer(text, start, max(start, end)):
        yield Token(found[0], folded(found[0]), found.start(), found.end())


def _ends(
    token: Token, before: Token | None, coming: Token, text: str, short: frozenset[str]
) -> bool:
    if token.quoted is not None:
        inner = token.text[:-1].rstrip()
        return inner[-1:] in ENDS_SENTENCE and inner != "" and _may_begin(coming)
    if token.text not in ENDS_SENTENCE:
        return False
    is_short = before is not None and (
        before.word in short or (len(before.text) == 1 and before.is_name_like)
    )
    return not (token.text == "." and is_short) and _may_begin(coming)


def _may_begin(token: Token) -> bool:
    if token.quoted is not None:
        return True
    first = token.text[0]
    return first.isdigit() or (first.isalpha() and not first.islower())
