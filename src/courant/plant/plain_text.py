"""One line of plain text: what may stand in it, and why something may not."""

import re
import unicodedata

# Marks, embeddings, overrides and isolates (Unicode UAX #9): they can make a line read as
# something else.  Directions come from the letters; pages isolate each line.
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
JOINERS = frozenset("\u200c\u200d")  # belong in Persian and Indic words
BREAKS = frozenset("\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029")
TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)


class PlainTextError(ValueError):
    """A text that may not stand in one plain line.  Editors see the message."""


def one_line(text: str, *, most: int) -> str:
    """Return a text as one plain line in normal form C, with single spaces and none at the ends.

    Args:
        text: As it was typed.
        most: How many letters (code points) it may have.

    Raises:
        PlainTextError: It is empty, too long, or holds a line break, a control or invisible
            character, a character that turns the direction of writing, or markup.
    """
    if broken := BREAKS & set(text.strip()):
        raise PlainTextError(f"There is a line break ({_name(min(broken))}). Write one line.")
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if not line:
        raise PlainTextError("There is no text. Write what happened.")
    for letter in line:
        if letter in BIDI:
            raise PlainTextError(
                f"There is a character that turns the direction of writing ({_name(letter)}). "
                "Take it out: pages keep each line's direction by themselves."
            )
        if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co") and letter not in JOINERS:
            raise PlainTextError(
                f"There is a character that cannot be seen ({_name(letter)}). Take it out."
            )
    if tag := TAG.search(line):
        raise PlainTextError(f"There is markup ({tag[0][:40]}). A line is plain text: take it out.")
    if len(line) > most:
        raise PlainTextError(
            f"The text has {len(line)} letters; the limit is {most}. "
            f"Leave out {len(line) - most}, from “{line[most:][:30]}” on."
        )
    return line


def fitted(text: str, *, most: int) -> str:
    """Return a text that was not written for a line as one, cut at a word with … if need be.

    What ``one_line`` would refuse is left out, but markup stays as it is written: a headline may
    be about it.
    """
    spaced = "".join(" " if letter in BREAKS else letter for letter in text)
    line = " ".join("".join(filter(_is_seen, unicodedata.normalize("NFC", spaced))).split())
    if len(line) <= most:
        return line
    return (line[:most].rpartition(" ")[0] or line[: most - 1]).rstrip(" ,;:–—-") + "…"


def _is_seen(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Co")


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')}"
