"""Cleaning what a reader typed: what may stand in a text, and why something may not."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from courant.plant.plain_text import BIDI

MOST_NAME_LETTERS: Final = 60
MOST_MARKS: Final = 8  # on one letter; written languages need four at most
ZWNJ, ZWJ = "\u200c", "\u200d"
EMOJI_STYLE: Final = "\ufe0f"  # after a sign that shall be shown as a picture
TAGS: Final = range(0xE0000, 0xE0080)  # invisible letters (Unicode chapter 23.9)
MANY_EMPTY_LINES: Final = re.compile(r"\n{4,}")
SPACES: Final = re.compile(r"[^\S\n]+")
# What keyboards and word processors leave behind, and no reader would miss: marks of direction,
# which letters have by themselves, soft hyphens, byte order marks; of joiners all but the first,
# and one that joins nothing.  In this order, and each in time that grows as the text does.
LEFT_BEHIND: Final = re.compile("[\u200e\u200f\u061c\u00ad\ufeff]")
DOUBLED: Final = re.compile("([\u200c\u200d])[\u200c\u200d]+")
IDLE: Final = re.compile(r"(?<!\S)[\u200c\u200d]|[\u200c\u200d](?!\S)")
PICTURES: Final = range(0x1F000, 0x1FB00)  # whatever year's Unicode Python knows

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

    Cleaning a clean text changes nothing.  Marks of direction, soft hyphens, byte order marks and
    joiners that join nothing go without a word: nobody typed them, nobody could find them.

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
    clean = _tidied(text)
    if fault := next(_faults(clean), None):
        raise TextError(fault[1])
    _check_length(clean, least, most)
    return clean


def mended_text(text: str, *, most: int) -> str:
    """Return a text of another system as ``clean_text`` would, less whatever may not stand in it.

    Only the letters at fault are left out, where they stand; nothing is refused.

    Args:
        text: As the other system had it.
        most: How many letters of it are kept.
    """
    clean = _tidied(text[: 2 * most])
    while faulty := {at for at, _ in _faults(clean)}:
        clean = _tidied("".join(letter for at, letter in enumerate(clean) if at not in faulty))
    return clean[:most].strip()


def _tidied(text: str) -> str:
    """Return a text in normal form C with plain line ends, single spaces and empty edges off."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = IDLE.sub("", DOUBLED.sub(r"\1", LEFT_BEHIND.sub("", lines)))
    spaced = SPACES.sub(" ", unicodedata.normalize("NFC", seen))
    clean = "\n".join(line.strip() for line in spaced.split("\n")).strip()
    return MANY_EMPTY_LINES.sub("\n\n\n", clean)


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


def _faults(text: str) -> Iterator[tuple[int, str]]:
    """Yield where a letter stands that may not, and why."""
    marks = 0
    for at, letter in enumerate(text):
        if letter.isascii():
            marks = 0
            if (letter < " " and letter != "\n") or letter == "\x7f":
                yield at, "control"
            continue
        if fault := _fault(letter, text, at):
            yield at, fault
        marks = marks + 1 if unicodedata.category(letter) in ("Mn", "Me") else 0
        if marks > MOST_MARKS:
            yield at, "marks"


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
    hidden = category in ("Cf", "Co", "Cn") and not _is_picture(letter)
    # Hangul fillers and the blank braille pattern are letters that nobody sees.
    return "invisible" if hidden or letter in "\u115f\u1160\u3164\uffa0\u2800" else ""


def _joins(text: str, at: int) -> bool:
    """Return whether a joiner stands beside a letter of a script that needs it, or joins pictures.

    Beside: «کتاب»‌ها and ۲۵‌ساله have a sign or a digit before it.
    """
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if any(_script(letter) in JOINED_SCRIPTS for letter in (before, after) if letter):
        return True
    return text[at] == ZWJ and all(sign and _is_picture(sign) for sign in (before, after))


def _is_picture(sign: str) -> bool:
    return ord(sign) in PICTURES or unicodedata.category(sign) in ("So", "Sk", "Mn")


def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
