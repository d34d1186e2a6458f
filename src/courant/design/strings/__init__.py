"""What the paper itself says, in each language: one TOML file of translations of the English.

The English text is the key, so a template reads as the page will.  A language without a file,
or a text not yet translated, falls back to English.
"""

import tomllib
from functools import cache
from pathlib import Path

from courant.design.languages import first_subtag

HERE = Path(__file__).parent


@cache
def wording(lang: str) -> dict[str, str]:
    """Return a language's translations by their English text; empty for English."""
    for name in (lang.lower(), first_subtag(lang)):
        path = HERE / f"{name}.toml"
        if path.is_file():
            return dict(tomllib.loads(path.read_text("utf-8")))
    return {}


def text(english: str, lang: str) -> str:
    """Return what the paper says in a language for an English text; English where it has none.

    For rooms that say something in a page's language without a template: ``Name withheld``.
    """
    return wording(lang).get(english, english)


def translated_languages() -> tuple[str, ...]:
    """Return the languages that have a file of translations, English aside."""
    return tuple(sorted(path.stem for path in HERE.glob("*.toml")))
