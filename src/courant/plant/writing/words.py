"""Words: a text taken apart into what a reader may look for, each word folded.

What is written into the search index and what a reader asks for go through this module, so two
spellings that readers take for one meet.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from courant.plant.writing.folding import fold

MOST_LETTERS: Final = 64  # of a word; the rest of a longer one is not looked at
KEPT_WORDS: Final = 32_768

# Spaces, controls and punctuation of the scripts we print.  Joiners, marks of direction and the
# soft hyphen are not among them: they stand inside of words, and folding leaves them out.
SEPARATORS: Final = (
    r"\x00-\x2f:-@\[-`{-\x9f\xa0-\xa9\xab\xac\xae-\xb4\xb6-\xb9\xbb-\xbf\xd7\xf7"
    r"\u02c2-\u02c5\u02d2-\u02df\u037e\u0387\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4"
    r"\u0600-\u060f\u061b\u061d-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u06fd\u06fe"
    r"\u1680\u2000-\u200a\u2010-\u2029\u202f-\u205f\u20a0-\u20cf\u2190-\u2bff\u3000-\u303f"
    r"\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
WORD: Final = re.compile(f"([^{SEPARATORS}]+)")

# The same for ASCII, as ``str.translate`` takes it.
PLAIN: Final = {number: " " for number in range(128) if not chr(number).isalnum()}

# Where Persian parts the pieces of one word; some write a space there, some nothing.
INNER: Final = re.compile("[\u200b\u200c]+")


@lru_cache(KEPT_WORDS)
def folded_word(word: str) -> str:
    """Return one word for comparing; nothing for a word that is only marks."""
    return "".join(fold(word).split())[:MOST_LETTERS]


def folded_words(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    if text.isascii():  # three times as fast, and an archive has a hundred million words
        words = text.lower().translate(PLAIN).split()
        return [word[:MOST_LETTERS] for word in words]
    return list(filter(None, each_folded(WORD.findall(text))))


def each_folded(words: Iterable[str]) -> list[str]:
    """Return words folded, one for one."""
    return [word.lower()[:MOST_LETTERS] if word.isascii() else folded_word(word) for word in words]


@lru_cache(KEPT_WORDS)
def pieces(word: str) -> tuple[str, ...]:
    """Return the folded pieces of a word that is parted by joiners; none of any other."""
    if "\u200c" not in word and "\u200b" not in word:
        return ()
    found = tuple(filter(None, map(folded_word, INNER.split(word))))
    return found if len(found) > 1 else ()


def inner_pieces(text: str) -> list[str]:
    """Return the pieces of all words of a text that are parted by joiners."""
    if "\u200c" not in text and "\u200b" not in text:
        return []
    return [piece for word in WORD.findall(text) for piece in pieces(word)]
