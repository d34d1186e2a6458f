"""Snippets: the place in a text where the words stand that were asked for, and those marked."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from courant.plant.html import Html, escape
from courant.plant.writing.words import WORD, each_folded, pieces

LETTERS: Final = 240  # of a snippet
BEFORE: Final = 40  # letters before the first found word, for the sense of it
MOST_OF_A_WORD: Final = 8  # places of each that are weighed
STRETCH_LETTERS: Final = 4_000  # of a text that are looked at together

# A line break after what is no sentence: a heading, a speaker, a cell.
UNENDED: Final = re.compile(r"(?<![.!?:;,…؟؛،»”\"'\s])\s*\n\s*")


def marked(text: str, wanted: Collection[str]) -> Html:
    """Return a short text whole, escaped, with the wanted words in ``<mark>``."""
    spread = WORD.split(text)
    parts, start = [], 0
    for place in _places(spread[1::2], wanted):
        at = 2 * place + 1  # words and what is between them take turns
        parts += [escape("".join(spread[start:at])), "<mark>", escape(spread[at]), "</mark>"]
        start = at + 1
    parts.append(escape("".join(spread[start:])))
    return Html("".join(parts))


def snippet(text: str, wanted: Collection[str]) -> Html:
    """Return the part of a text with the most different wanted words; else its beginning.

    Args:
        text: Plain.
        wanted: Folded words.
    """
    at = _best(_plain_places(text, wanted)) or _first_place(text, wanted)
    start = text.find(" ", max(0, at - BEFORE), at) + 1 or at if at > BEFORE else 0
    end = start + LETTERS
    if end < len(text):
        space = text.rfind(" ", at + 1, end)
        end = space if space > 0 else end
    part = marked(text[start:end].strip(), wanted)
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    return Html(head + UNENDED.sub(" · ", part) + tail)


def _plain_places(text: str, wanted: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield where wanted words stand that are written as they are folded, capitals aside.

    Most are, and looking for them takes a hundredth of the time that folding the text takes.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        return
    for word in wanted:
        at = -1
        for _ in range(MOST_OF_A_WORD):
            at = lowered.find(word, at + 1)
            if at < 0:
                break
            after = at + len(word)
            if not (lowered[at - 1 : at].isalnum() or lowered[after : after + 1].isalnum()):
                yield at, word


def _best(places: Iterator[tuple[int, str]]) -> int:
    """Return the place from which on the most different words stand together; 0 if none."""
    best, most = 0, 0
    found = sorted(places)
    for number, (place, _) in enumerate(found):
        near = {word for at, word in found[number:] if at < place + LETTERS - BEFORE}
        if len(near) > most:
            best, most = place, len(near)
    return best


def _first_place(text: str, wanted: Collection[str]) -> int:
    """Return where the first wanted word stands, in whatever spelling; 0 if there is none."""
    start = 0
    while wanted and start < len(text):
        space = text.rfind(" ", start + 1, start + STRETCH_LETTERS)
        is_last = start + STRETCH_LETTERS >= len(text)
        end = len(text) if is_last else space if space > 0 else start + STRETCH_LETTERS
        spread = WORD.split(text[start:end])
        if places := _places(spread[1::2], wanted):
            return start + sum(map(len, spread[: 2 * places[0] + 1]))
        start = end
    return 0


def _places(words: Sequence[str], wanted: Collection[str]) -> list[int]:
    """Return which of the words were asked for, whole or in a piece."""
    if not wanted:
        return []
    found = [at for at, word in enumerate(each_folded(words)) if word in wanted]
    parted = [
        at
        for at, word in enumerate(words)
        if "\u200c" in word and any(piece in wanted for piece in pieces(word))
    ]
    return sorted({*found, *parted}) if parted else found
