"""Tidying letters: an Arabic yeh or kaf, typed on the wrong keyboard, becomes the Persian one.

Never inside quotation marks, nor in a quotation that is marked: what somebody wrote stays as they
wrote it.  Only for languages that are written with the Persian letters; in Arabic the others are
right.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from courant.design.languages import first_subtag

LANGUAGES: Final = frozenset({"fa", "prs", "ckb", "ur"})
LETTERS: Final = {"ي": "ی", "ك": "ک"}
PAIRS: Final = {"«": "»", "“": "”", "‹": "›", "„": "“", "‘": "’"}
STRAIGHT: Final = '"'
MARK_ENDS: Final = "</q>"  # of a quotation that is marked in the text
TAG: Final = re.compile(r"<[^>]{0,2000}>|&[#\w]{1,12};")
# Blocks and fields whose words are another's, or no words.
ANOTHERS: Final = frozenset({"quotation", "pullquote", "code", "embed"})
NO_WORDS: Final = frozenset({"url", "source_url", "id", "type", "level", "alt_decision", "lang"})


def is_for(lang: str) -> bool:
    """Return whether a language is written with the Persian letters."""
    return first_subtag(lang) in LANGUAGES


def tidied(words: str) -> tuple[str, int]:
    """Return a text, plain or rich, with its letters tidied outside quotations, and how many.

    A quotation that is never closed reaches to the end.
    """
    parts: list[str] = []
    count = 0
    closing: list[str] = []
    for piece, is_tag in _pieces(words):
        if is_tag:
            parts.append(piece)
            if piece in ("&quot;", "&#34;"):
                _turn(STRAIGHT, closing)
            elif piece.startswith("<q") and not piece[2:3].isalpha():
                closing.append(MARK_ENDS)
            elif piece == MARK_ENDS and MARK_ENDS in closing:
                # Whatever was opened within a mark ends with it.
                del closing[closing.index(MARK_ENDS) :]
            continue
        for letter in piece:
            _turn(letter, closing)
            better = letter if closing else LETTERS.get(letter, letter)
            count += better != letter
            parts.append(better)
    return "".join(parts), count


def _turn(letter: str, closing: list[str]) -> None:
    """Note that a quotation begins or ends with a letter."""
    if closing and letter == closing[-1]:
        closing.pop()
    elif letter in PAIRS:
        closing.append(PAIRS[letter])
    elif letter == STRAIGHT:
        closing.append(STRAIGHT)


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    at = 0
    for tag in TAG.finditer(words):
        yield words[at : tag.start()], False
        yield tag[0], True
        at = tag.end()
    yield words[at:], False


def tidied_value(value: Any) -> tuple[Any, int]:
    """Return a block's raw value with every text in it tidied, and how many letters that were."""
    if isinstance(value, str):
        return tidied(value)
    if isinstance(value, list):
        found = [tidied_value(within) for within in value]
        return [within for within, _ in found], sum(count for _, count in found)
    if isinstance(value, dict):
        if value.get("type") in ANOTHERS:
            return value, 0
        kept = {name: tidied_value(within) for name, within in value.items() if _is_text(name)}
        made = {name: kept[name][0] if name in kept else value[name] for name in value}
        return made, sum(count for _, count in kept.values())
    return value, 0


def _is_text(name: str) -> bool:
    return name not in NO_WORDS and name != "speaker"
