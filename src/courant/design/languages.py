"""What the engine must know of a language: its direction, its digits, where its conventions lie."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# Scripts written from right to left that papers are written in (Unicode CLDR, script metadata).
RIGHT_TO_LEFT = frozenset({"arab", "hebr", "syrc", "thaa"})

SCRIPT_LETTERS = 4

# Where "English" alone would mean American dates, a paper for the world writes day before month.
PREFERRED_LOCALES = {"en": "en_GB", "prs": "fa_AF", "ku": "ku_TR"}

# The zero of each numbering system that a language may write by default (Unicode CLDR).
ZEROS = {"arab": 0x0660, "arabext": 0x06F0, "beng": 0x09E6, "deva": 0x0966, "mymr": 0x1040}


def first_subtag(lang: str) -> str:
    """Return the language proper of a BCP 47 tag: ``pt-br`` gives ``pt``."""
    return lang.partition("-")[0].lower()


@lru_cache(maxsize=256)
def direction(lang: str) -> str:
    """Return ``rtl`` or ``ltr``, as HTML's ``dir`` wants it."""
    return "rtl" if script_of(lang) in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=256)
def script_of(lang: str) -> str:
    """Return the script that a language is mostly written in, ISO 15924 in small letters: ``latn``.

    Source:
        Unicode CLDR, likely subtags.
    """
    parts = PREFERRED_LOCALES.get(lang, lang).lower().replace("_", "-").split("-")
    if len(parts) > 1 and len(parts[1]) == SCRIPT_LETTERS:
        return parts[1]
    likely = get_global("likely_subtags").get(parts[0], "")
    return likely.split("_")[1].lower() if likely.count("_") else ""


@lru_cache(maxsize=256)
def locale_of(lang: str) -> Locale:
    """Return the conventions of a language; English ones where Babel has none."""
    tag = PREFERRED_LOCALES.get(lang, lang).replace("-", "_")
    for known in (tag, first_subtag(lang)):
        try:
            return Locale.parse(known)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


@lru_cache(maxsize=256)
def own_name(lang: str) -> str:
    """Return what a language calls itself: فارسی, Nederlands."""
    try:
        name = Locale.parse(lang, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        name = None
    return name[:1].upper() + name[1:] if name else lang


@lru_cache(maxsize=256)
def _digit_table(lang: str) -> dict[int, str]:
    zero = ZEROS.get(locale_of(lang).default_numbering_system, ord("0"))
    return {ord("0") + value: chr(zero + value) for value in range(10)}


def digits(value: int | str, lang: str) -> str:
    """Return a number, or a text with numbers in it, in the digits that a language writes."""
    return str(value).translate(_digit_table(lang))
