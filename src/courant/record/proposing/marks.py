"""Pairs of quotation marks in a text, whichever of the world's marks its writer typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

# What may close what.  Writers mix curled and straight marks, so a straight one closes either.
CLOSED_BY: Final = {
    "“": "”\"", "”": "”“", "„": "“”\"", "\"": "\"”", "«": "»", "»": "«»",
    "‘": "’'", "‚": "‘’'", "'": "'’", "‹": "›", "›": "‹›",
}  # fmt: skip
ALWAYS_OPEN: Final = "“„«‘‚‹"  # unless they close what is open
BOTH_WAYS: Final = "\"'“‘«»‹›"  # these open in one language what they close in another
SINGLE: Final = "‘’'‚"  # those that are apostrophes too
# On typewriters, and still in some newsrooms, two of one sign are a mark.
TYPED: Final = {",,": "„", "''": "”", "’’": "”", "‘’": "”", "``": "“", "<<": "«", ">>": "»"}
MARK: Final = re.compile(f",,(?=\\w)|''|’’|‘’|``|<<|>>|[{''.join(CLOSED_BY)}’]")
ENDS_SENTENCE: Final = ".!?…؟۔"
MOST_OPEN: Final = 8  # marks that are open at once; who nests deeper has forgotten to close
MOST_SPLIT: Final = 160  # letters between the parts of one quotation

# Words that begin with an apostrophe, which some keyboards turn into an opening mark.
LEADING: Final = {
    "en": re.compile(r"(?:em|til|tis|twas|cause|bout|n)\b|\d0s", re.IGNORECASE),
    "nl": re.compile(r"(?:s|t|n|k|m|r|ns)\b(?!['’])|\d\d\b", re.IGNORECASE),
    "de": re.compile(r"(?:s|ne|nen|n)\b(?!['’])", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """Words between quotation marks, and where they stand: marks are part of the span."""

    paragraph: int
    start: int
    end: int
    text: str  # without its marks
    inside: int | None = None  # which span of this text it is nested in, by its index
    continues: bool = False  # the second half of a split quotation: “…,” she said, “…”
    runs_on: bool = False  # its marks are closed in a later paragraph


@dataclass(frozen=True, slots=True)
class _Pair:
    start: int
    end: int  # after the closing mark
    inner_start: int
    inner_end: int
    closed: bool = True


def pairs(paragraphs: Sequence[str], lang: str) -> tuple[QuotedSpan, ...]:
    """Return every pair of quotation marks, in the order in which they open.

    A speech over several paragraphs opens its marks in each and closes them in the last; each of
    its paragraphs gives a span.  Other marks that are never closed are passed over.
    """
    found: list[QuotedSpan] = []
    for number, text in enumerate(paragraphs):
        follower = paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        found += _spans(text, number, _paired(text, lang, follower), first=len(found))
    return tuple(found)


def _spans(text: str, number: int, found: Iterable[_Pair], *, first: int) -> list[QuotedSpan]:
    spans: list[QuotedSpan] = []
    open_now: list[int] = []
    last_outside: QuotedSpan | None = None
    for pair in sorted(found, key=lambda each: (each.start, -each.end)):
        while open_now and spans[open_now[-1]].end <= pair.start:
            open_now.pop()
        inner = text[pair.inner_start : pair.inner_end].strip()
        span = QuotedSpan(number, pair.start, pair.end, inner, runs_on=not pair.closed)
        if open_now:
            span = replace(span, inside=first + open_now[-1])
        else:
            if last_outside is not None:
                gap = text[last_outside.end : pair.start]
                span = replace(span, continues=_is_split(gap))
            last_outside = span
        open_now.append(len(spans))
        spans.append(span)
    return spans


def _is_split(gap: str) -> bool:
    """Return whether a quotation goes on after these words: they end no sentence but a comma."""
    words = gap.strip()
    if len(words) > MOST_SPLIT or not words or words[-1] not in ",،–—":
        return False
    return len(words.strip(",،–— ")) > 0 and not any(sign in words for sign in ".!?؟;؛:")


@dataclass(frozen=True, slots=True)
class _Mark:
    sign: str  # one of CLOSED_BY, whatever was typed for it
    start: int
    end: int


def _marks(text: str, lang: str) -> list[_Mark]:
    return [
        _Mark(TYPED.get(found[0], found[0]), found.start(), found.end())
        for found in MARK.finditer(text)
        if len(found[0]) > 1 or not _is_apostrophe(text, found.start(), lang)
    ]


def _paired(text: str, lang: str, follower: str) -> list[_Pair]:
    marks = _marks(text, lang)
    found: list[_Pair] = []
    open_now: list[_Mark] = []
    for turn, mark in enumerate(marks):
        closes = _closes(text, mark, open_now, marks[turn + 1 : turn + 2])
        if closes is not None:
            opener = open_now[closes]
            found.append(_Pair(opener.start, mark.end, opener.end, mark.start))
            del open_now[closes:]
        elif mark.sign in ALWAYS_OPEN or _looks_opening(text, mark):
            open_now.append(mark)
            del open_now[:-MOST_OPEN]
    if open_now and follower.lstrip().startswith(text[open_now[0].start : open_now[0].end]):
        opener, end = open_now[0], len(text.rstrip())
        found.append(_Pair(opener.start, end, opener.end, end, closed=False))
    return found


def _closes(
    text: str, mark: _Mark, open_now: Sequence[_Mark], coming: Sequence[_Mark]
) -> int | None:
    """Return which of the open marks this one closes, if any."""
    if mark.sign in BOTH_WAYS and _looks_opening(text, mark):
        return None
    for turn in range(len(open_now) - 1, -1, -1):
        if mark.sign in CLOSED_BY.get(open_now[turn].sign, ""):
            is_end = mark.sign not in "’'" or not _is_possessive(text, mark, coming)
            return turn if is_end else None
    return None


def _looks_opening(text: str, mark: _Mark) -> bool:
    if mark.sign == "’":
        return False
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    opens = not before or before.isspace() or before in "([{—–-/" or before in "“„«‘‚\"'"
    return opens and bool(after) and not after.isspace() and after not in ",.;:!?)،؛"


def _is_apostrophe(text: str, at: int, lang: str) -> bool:
    if text[at] not in SINGLE:
        return False
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if text[at] != "‚" and before.isalnum() and after.isalnum():
        return True
    leading = LEADING.get(lang)
    return bool(leading and not before.isalnum() and leading.match(text, at + 1))


def _is_possessive(text: str, mark: _Mark, coming: Sequence[_Mark]) -> bool:
    """Return whether a mark after an s is no end: another end comes before anything opens."""
    before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
    if before not in ("s", "z", "x") or not after.isspace() or not coming:
        return False
    if coming[0].sign not in "’'" or _looks_opening(text, coming[0]):
        return False
    return text[mark.end + 1 : mark.end + 2].isalnum()
