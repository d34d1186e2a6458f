"""Snippets: the place in a text where the words stand that were asked for, and those marked."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from courant.plant.html import Html, escape
from courant.plant.writing.words import WORD, folded_word, pieces

WORDS: Final = 36  # of a snippet
BEFORE: Final = 6  # the first found word, for the sense of it
# A line break after what is no sentence: a heading, a speaker, a cell.
UNENDED: Final = re.compile(r"(?<![.!?:;,…؟؛،»”\"'\s])\s*\n\s*")
MOST_PLACES: Final = 60  # of found words that are weighed


def marked(text: str, wanted: Collection[str]) -> Html:
    """Return a short text whole, escaped, with the wanted words in ``<mark>``."""
    spread = WORD.split(text)
    return _joined(spread, set(_places(spread[1::2], wanted)))


def snippet(text: str, wanted: Collection[str]) -> Html:
    """Return the part of a text with the most different wanted words; else its beginning.

    Args:
        text: Plain.
        wanted: Folded words.
    """
    spread = WORD.split(UNENDED.sub(" · ", text))
    words = spread[1::2]
    if not words:
        return escape(text.rstrip())
    places = _places(words, wanted)
    start = max(0, min(_best(words, places) - BEFORE, len(words) - WORDS))
    end = start + WORDS
    # Between two words stands what parts them: spread is (sign, word, sign, word, …, sign).
    part = [*spread[2 * start + 1 : 2 * min(end, len(words))], ""]
    if start == 0:
        part[:0] = [spread[0]]
    else:
        part[:0] = ["… "]
    found = {place - start for place in places if start <= place < end}
    tail = " …" if end < len(words) else spread[-1].rstrip()
    return Html(_joined(part, found) + escape(tail))


def _places(words: Sequence[str], wanted: Collection[str]) -> list[int]:
    """Return which of the words were asked for, whole or in a piece."""
    if not wanted:
        return []
    found = [at for at, word in enumerate(map(folded_word, words)) if word in wanted]
    parted = [
        at for at, word in enumerate(words)
        if "\u200c" in word and not wanted.isdisjoint(pieces(word))  # type: ignore[attr-defined]
    ]  # fmt: skip
    return sorted({*found, *parted}) if parted else found


def _best(words: Sequence[str], places: Sequence[int]) -> int:
    """Return the place from which on the most different wanted words stand together."""
    best, most = 0, 0
    weighed = places[:MOST_PLACES]
    for number, place in enumerate(weighed):
        near = [folded_word(words[at]) for at in weighed[number:] if at < place + WORDS - BEFORE]
        if len(set(near)) > most:
            best, most = place, len(set(near))
    return best


def _joined(spread: Sequence[str], found: Collection[int]) -> Html:
    parts = []
    for number, part in enumerate(spread):
        is_found = number % 2 and number // 2 in found
        parts.append(f"<mark>{escape(part)}</mark>" if is_found else escape(part))
    return Html("".join(parts))
