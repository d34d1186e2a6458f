"""Checking single fields: what they hold, clean, or why they cannot be taken."""

import re
from typing import Final

from courant.kiosk.letters.facts import Rules
from courant.kiosk.letters.passes import read_pass
from courant.plant.sealing import SealError, seal
from courant.plant.writing.cleaning import MOST_NAME_LETTERS, TextError, clean_name, clean_text
from courant.plant.writing.folding import fold

MOST_EMAIL_LETTERS: Final = 100
_LETTER: Final = r"[^\s@<>\"(),:;.\[\]\\\x00-\x20\x7f]"
EMAIL: Final = re.compile(
    rf"(?:{_LETTER}|\.){{1,64}}@(?:{_LETTER}{{1,63}}\.){{1,8}}{_LETTER}{{2,24}}"
)


class FieldError(ValueError):
    """A field that cannot be taken: ``code`` is one of ``messages.FAULTS``."""

    def __init__(self, code: str, *numbers: int) -> None:
        """Refuse a field; the numbers are for the places in its message."""
        super().__init__(code)
        self.code = code
        self.numbers = numbers


def checked_text(text: str, *, least: int, most: int) -> str:
    """Return a text as it would be sent.

    Args:
        text: As it was typed.
        least: How many letters it must have.
        most: How many it may have.

    Raises:
        FieldError: It is empty, too short, too long, or holds what may not stand in a text.
    """
    try:
        return clean_text(text, least=least, most=most)
    except TextError as error:
        raise _fault(error, "empty-text", text, least, most) from error


def checked_name(name: str, rules: Rules, *, has_pass: bool) -> str:
    """Return a name as it would be sent.

    A name of somebody at the paper is taken only with a pass code; whether the code is theirs
    the newsroom sees.

    Raises:
        FieldError: It is empty, too long, somebody's at the paper, or more than a line of text.
    """
    try:
        clean = clean_name(name)
    except TextError as error:
        raise _fault(error, "empty-name", name, 1, MOST_NAME_LETTERS) from error
    if fold(clean) in rules.reserved and not has_pass:
        raise FieldError("name-reserved")
    return clean


def checked_email(typed: str, sealed: str, rules: Rules) -> str:
    """Return an address sealed to the newsroom's key; empty if there is none.

    Args:
        typed: What stands in the field.
        sealed: What was sealed before, which counts when nothing is typed.
        rules: Whether an address is asked for.

    Raises:
        FieldError: It is none, or there is none and there must be.
    """
    address = typed.strip()
    if rules.email == "off":
        return ""
    if not address:
        if rules.email == "required" and not sealed:
            raise FieldError("empty-email")
        return sealed
    if len(address) > MOST_EMAIL_LETTERS or not EMAIL.fullmatch(address):
        raise FieldError("email-form")
    try:
        return seal(address, rules.seal)
    except SealError as error:
        raise FieldError("email-form") from error


def checked_pass(typed: str) -> str:
    """Return a pass code as twelve plain letters; empty if none was typed.

    Raises:
        FieldError: It is no code.
    """
    if not typed.strip():
        return ""
    code = read_pass(typed)
    if code is None:
        raise FieldError("pass-form")
    return code


def _fault(error: TextError, empty: str, text: str, least: int, most: int) -> FieldError:
    if error.code == "empty":
        return FieldError(empty)
    if error.code == "too-short":
        return FieldError("too-short", least)
    if error.code == "too-long":
        return FieldError("too-long", len(text.strip().replace("\r\n", "\n")), most)
    return FieldError(error.code)
