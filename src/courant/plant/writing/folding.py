"""Folding: making spellings one that readers take for one, for comparing and never for showing."""

import unicodedata
from functools import lru_cache
from typing import Final

# Letters that one language writes for another's, and Latin letters that have no decomposition.
SAME: Final = {
    "ي": "ی", "ى": "ی", "ې": "ی", "ے": "ی",
    "ك": "ک", "ڪ": "ک",
    "ٱ": "ا",
    "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "ۀ": "ه",
    "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe",
}  # fmt: skip
TATWEEL: Final = "\u0640"

# Marks that are written or left out at will: Latin accents, Hebrew points, Arabic signs; and the
# hamza on the line, which Persian drops at the end of Arabic words (املا, انشا).
LEFT_OUT: Final = frozenset(
    chr(number)
    for first, last in (
        (0x0300, 0x036F), (0x0591, 0x05C7), (0x0610, 0x061A), (0x0621, 0x0621), (0x064B, 0x065F),
        (0x0670, 0x0670), (0x06D6, 0x06ED), (0x08D3, 0x08FF), (0xFE00, 0xFE0F),
    )
    for number in range(first, last + 1)
)  # fmt: skip


def fold(text: str) -> str:
    """Return a text for comparing: two spellings that readers take for one give the same.

    Capitals, accents, Arabic signs, tatweel, joiners and other invisible characters are left
    out; the forms of yeh, kaf, alef and heh, full-width letters and all digits are made one.
    Folding twice changes nothing.

    Source:
        Unicode UAX #15 (form KD), section 3.13 of the standard (case folding).
    """
    return "".join(map(folded_letter, text))


def folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its letters where it stood in the text."""
    letters = [folded_letter(letter) for letter in text]
    places = [at for at, folded in enumerate(letters) for _ in folded]
    return "".join(letters), places


@lru_cache(maxsize=8192)
def folded_letter(letter: str) -> str:
    """Return what one letter folds to: nothing, itself, or several."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", letter).casefold())
    return "".join(map(_plain, parts))


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in LEFT_OUT or letter == TATWEEL or unicodedata.category(letter) == "Cf":
        return ""
    digit = unicodedata.digit(letter, None)
    return str(digit) if digit is not None else SAME.get(letter, letter)
