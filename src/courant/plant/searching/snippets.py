"""Snippets: the place in a text where the words stand that were asked for, and those marked."""

import re
from collections.abc import Collection, Sequence
from typing import Final

from courant.plant.html import Html, escape
from courant.plant.writing.words import WORD, each_folded, folded_word, pieces

WORDS: Final = 36  # of a snippet
BEFORE: Final = 6  # the first found word, for the sense of it
# A line break after what is no sentence: a heading, a speaker, a cell.
UNENDED: Final = re.compile(r"(?<![.!?:;,…؟؛،»”\"'\s])\s*\n\s*")
STRETCH_LETTERS: Final = 4_000  # of a text that are looked at together
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
    start = 0
    while start < len(text):
        end = _end_of_stretch(text, start)
        spread = WORD.split(text[start:end])
        if places := _places(spread[1::2], wanted):
            return _part(spread, places, is_first=not start, is_last=end >= len(text))
        start = end
    spread = WORD.split(text[: _end_of_stretch(text, 0)])
    if len(spread) == 1:
        return escape(text.rstrip())
    return _part(spread, [], is_first=True, is_last=len(text) <= STRETCH_LETTERS)


def _end_of_stretch(text: str, start: int) -> int:
    """Return where to stop looking for the moment: between words, far enough from the start."""
    if start + STRETCH_LETTERS >= len(text):
        return len(text)
    space = text.rfind(" ", start + STRETCH_LETTERS // 2, start + STRETCH_LETTERS)
    return space if space > 0 else start + STRETCH_LETTERS


def _part(spread: Sequence[str], places: Sequence[int], *, is_first: bool, is_last: bool) -> Html:
    """Return the words around the best place, marked, with … where something is left out."""
    words = spread[1::2]
    start = max(0, min(_best(words, places) - BEFORE, len(words) - WORDS))
    end = min(start + WORDS, len(words))
    # Between two words stands what parts them: spread is (sign, word, sign, word, …, sign).
    head = spread[0] if start == 0 and is_first else "… "
    tail = spread[-1] if end == len(words) and is_last else " …"
    part = [head, *spread[2 * start + 1 : 2 * end], tail]
    marked_part = _joined(part, {place - start for place in places if start <= place < end})
    return Html(UNENDED.sub(" · ", marked_part).rstrip())


def _places(words: Sequence[str], wanted: Collection[str]) -> list[int]:
    """Return which of the words were asked for, whole or in a piece."""
    if not wanted:
        return []
    found = [at for at, word in enumerate(each_folded(words)) if word in wanted]
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
