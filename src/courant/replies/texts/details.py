"""Personal details in a text: what may tell where somebody lives or how to reach them.

Rather too few than too many: what is found holds a reply back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Detail:
    """A detail, and where it stands."""

    kind: str  # "phone", "email", "id", "address"
    start: int
    end: int


EMAIL: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
# Digits of any script with the signs people put between them.
DIGITS: Final = re.compile(r"(?<![\w/=.-])\+?\d(?:[ ()./-]{0,2}\d){8,15}(?![\w%])")
IBAN: Final = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b")
# A street with a number: Dutch, German, French, English, Persian.
STREET: Final = re.compile(
    r"\b\w{2,40}(?:straat|laan|gracht|weg|plein|straße|strasse|gasse|allee)\s\d{1,4}\s?[a-z]?\b"
    r"|\b\d{1,4},?\s(?:rue|avenue|boulevard|place)\s(?:de\s|du\s|des\s|la\s|l['’])?\w{2,40}"
    r"|\b\d{1,5}\s(?:\w{2,30}\s){1,3}(?:street|avenue|road|lane|drive)\b"
    r"|(?:خیابان|کوچه|کوچۀ|بلوار)\s(?:\S{1,30}\s){1,4}?(?:پلاک|شماره)\s?\d{1,5}",
    re.IGNORECASE,
)
PATTERNS: Final = (("email", EMAIL), ("id", IBAN), ("phone", DIGITS), ("address", STREET))
THOUSANDS: Final = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")  # as sums are written
LOOKS_LIKE_DATE: Final = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


def details_in(text: str) -> tuple[Detail, ...]:
    """Return the personal details of a text, in order, none inside another."""
    found: list[Detail] = []
    for detail in sorted(_all(text), key=lambda each: (each.start, -each.end)):
        if not found or detail.start >= found[-1].end:
            found.append(detail)
    return tuple(found)


def without_details(text: str, instead: str) -> str:
    """Return a text with each detail replaced."""
    parts, done = [], 0
    for detail in details_in(text):
        parts += [text[done : detail.start], instead]
        done = detail.end
    return "".join([*parts, text[done:]])


def _all(text: str) -> Iterator[Detail]:
    for kind, pattern in PATTERNS:
        for found in pattern.finditer(text):
            if kind != "phone" or _is_number(found[0]):
                yield Detail(kind, found.start(), found.end())


def _is_number(written: str) -> bool:
    """Return whether digits are a phone, card or identity number: no date, no sum of money."""
    if LOOKS_LIKE_DATE.match(written):
        return False
    return not THOUSANDS.fullmatch(written)
