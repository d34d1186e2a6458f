"""Cleaning what a reader typed: what may stand in a text, and why something may not."""

import re
import unicodedata
from typing import Final

from courant.plant.plain_text import BIDI

MOST_NAME_LETTERS: Final = 60
MOST_MARKS: Final = 8  # on one letter; written languages need four at most
ZWNJ, ZWJ = "\u200c", "\u200d"
EMOJI_STYLE: Final = "\ufe0f"  # after a sign that shall be shown as a picture
TAGS: Final = range(0xE0000, 0xE0080)  # invisible letters (Unicode chapter 23.9)
MANY_EMPTY_LINES: Final = re.compile(r"\n{4,}")
SPACES: Final = re.compile(r"[^\S\n]+")

# Letters of scripts whose words may hold a joiner (Unicode UAX #31, table 5): Arabic, Syriac,
# Indic, Mongolian; by the first word of their names.
JOINED_SCRIPTS: Final = frozenset(
    {"ARABIC", "SYRIAC", "THAANA", "NKO", "DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI"}
    | {"ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA", "TIBETAN", "MYANMAR"}
    | {"KHMER", "MONGOLIAN"}
)

MESSAGES: Final = {
    "empty": "There is no text.",
    "too-short": "The text is too short.",
    "too-long": "The text is too long.",
    "bidi": "There is a character that turns the direction of writing. Take it out.",
    "invisible": "There is a character that cannot be seen. Take it out.",
    "control": "There is a control character. Take it out.",
    "marks": "A letter has too many marks. Take some out.",
    "line-break": "There is a line break. Write one line.",
    "not-utf8": "This is not text.",
}


class TextError(ValueError):
    """A text that may not stand.  ``code`` says why, for whoever has words in many languages."""

    def __init__(self, code: str) -> None:
        """Take one of the codes in ``MESSAGES``."""
        super().__init__(MESSAGES[code])
        self.code = code


def clean_text(text: str, *, least: int, most: int) -> str:
    """Return a reader's text in normal form C, with plain line ends and no empty edges.

    Cleaning a clean text changes nothing.

    Args:
        text: As it was typed; several lines.
        least: How many letters (code points) it must have.
        most: How many it may have.

    Raises:
        TextError: ``empty``, ``too-short``, ``too-long``; ``bidi`` for a character of Unicode
            UAX #9 that turns what follows; ``invisible`` for one nobody sees, joiners where no
            script needs them and tag characters among them; ``control``; ``marks`` for a pile
            of combining marks; ``not-utf8`` for half a surrogate pair.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    spaced = SPACES.sub(" ", unicodedata.normalize("NFC", lines))
    clean = "\n".join(line.strip() for line in spaced.split("\n")).strip()
    clean = MANY_EMPTY_LINES.sub("\n\n\n", clean)
    _check_letters(clean)
    _check_length(clean, least, most)
    return clean


def clean_name(name: str, *, most: int = MOST_NAME_LETTERS) -> str:
    """Return a reader's name as one clean line of 1 to ``most`` letters.

    Raises:
        TextError: As for a text; ``line-break`` besides.
    """
    clean = clean_text(name, least=1, most=most)
    if "\n" in clean:
        raise TextError("line-break")
    return clean


def _check_length(text: str, least: int, most: int) -> None:
    if not text:
        raise TextError("empty")
    if len(text) < least:
        raise TextError("too-short")
    if len(text) > most:
        raise TextError("too-long")


def _check_letters(text: str) -> None:
    marks = 0
    for at, letter in enumerate(text):
        if letter.isascii():
            marks = 0
            if (letter < " " and letter != "\n") or letter == "\x7f":
                raise TextError("control")
            continue
        if fault := _fault(letter, text, at):
            raise TextError(fault)
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            raise TextError("marks")


def _fault(letter: str, text: str, at: int) -> str:
    """Return why a letter may not stand where it does, or nothing."""
    if letter in BIDI:
        return "bidi"
    if letter in (ZWNJ, ZWJ):
        return "" if _joins(text, at) else "invisible"
    category = unicodedata.category(letter)
    if category == "Cs":
        return "not-utf8"
    if category == "Cc":
        return "control"
    hidden = category in ("Cf", "Co", "Cn") or ord(letter) in TAGS
    # Hangul fillers and the blank braille pattern are letters that nobody sees.
    return "invisible" if hidden or letter in "\u115f\u1160\u3164\uffa0\u2800" else ""


def _joins(text: str, at: int) -> bool:
    """Return whether a joiner follows a letter of a script that needs it, or joins pictures."""
    before = text[at - 1 : at] if at else ""
    if not before:
        return False
    if _script(before) in JOINED_SCRIPTS:
        return True
    after = text[at + 1 : at + 2]
    pictures = all(
        unicodedata.category(sign) in ("So", "Sk", "Mn") for sign in (before, after) if sign
    )
    return text[at] == ZWJ and bool(after) and pictures


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
