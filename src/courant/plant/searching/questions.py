"""Questions: what a reader typed, as words and spellings to look for.

Every word must be there.  For each the other ways are tried in which it may be spelled, most of
them Persian: a word whose pieces some part by a joiner, some by a space, some not at all.
"""

import re
from dataclasses import dataclass
from typing import Final

from courant.plant.writing.words import WORD, folded_word, folded_words, pieces

MOST_WORDS: Final = 10
FEWEST_LETTERS: Final = 2  # of the longest word

QUOTED: Final = re.compile('"([^"]*)"|«([^»]*)»|“([^”]*)”|„([^“”]*)[“”]')
ARABIC: Final = re.compile("[\u0620-\u06ff]")

# What Persian writes before a verb and after a noun, joined, parted or with a space (folded).
BEGINNINGS: Final = ("می", "نمی", "همی")
ENDINGS: Final = (
    "هایی", "هایم", "هایت", "هایش", "های", "ها", "ترین", "تر", "ای", "ام", "ات", "اش", "اند", "ایم",
    "اید", "مان", "تان", "شان",
)  # fmt: skip
SAFE_ENDINGS: Final = ("هایی", "های", "ها", "ترین")  # few words end so that are not two
STEM_LETTERS: Final = 3

# A hamza sits on waw or on yeh, as one writes in Cairo or in Tehran: مسؤول, مسئول.
SEATS: Final = str.maketrans("ؤئ", "ئؤ")

Spelling = tuple[str, ...]  # one word, or several that follow each other


@dataclass(frozen=True, slots=True)
class Sought:
    """One thing that must be found: the spelling as typed first, then others that will do."""

    spellings: tuple[Spelling, ...]
    in_pieces: bool = False  # whether it may be a piece of a word that is parted by joiners


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the index."""

    sought: tuple[Sought, ...] = ()
    lang: str = ""  # BCP 47; empty: every language
    desk: str = ""  # the address of a desk; those below it belong to it
    person: tuple[str, ...] = ()  # folded words of a name
    since: int | None = None  # seconds since 1970
    until: int | None = None  # the first second that is too late
    in_quotations: bool = False
    newest_first: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A typed text, understood."""

    sought: tuple[Sought, ...]
    is_cut: bool  # whether there were more words than are looked for
    is_too_short: bool  # whether there is something, but too little to look for


def understood(text: str) -> Typed:
    """Return what a typed text asks for.

    Args:
        text: Anything at all.  Quotation marks of any kind hold words together.
    """
    found: list[Sought] = []
    done = 0
    for quoted in QUOTED.finditer(text):
        found += _words(text[done : quoted.start()])
        if phrase := tuple(folded_words(next(filter(None, quoted.groups()), ""))):
            found.append(Sought((phrase[:MOST_WORDS],)))
        done = quoted.end()
    found += _words(text[done:])
    found = list(dict.fromkeys(found))
    kept, count = [], 0
    for sought in found:
        count += len(sought.spellings[0])
        if count <= MOST_WORDS:
            kept.append(sought)
    longest = max((len(word) for one in kept for word in one.spellings[0]), default=0)
    is_letter = longest < FEWEST_LETTERS and not any(
        word.isdigit() for one in kept for word in one.spellings[0]
    )
    too_short = bool(text.strip()) and (not kept or is_letter)
    return Typed(() if too_short else tuple(kept), len(kept) < len(found), too_short)


def _words(text: str) -> list[Sought]:
    typed = [word for word in WORD.findall(text) if folded_word(word)][: 2 * MOST_WORDS]
    folded = [folded_word(word) for word in typed]
    found = []
    for at, (word, plain) in enumerate(zip(typed, folded, strict=True)):
        if not ARABIC.search(plain):
            found.append(Sought(((plain,),)))
            continue
        others = _other_spellings(word, plain)
        if at and ARABIC.search(folded[at - 1]):
            others.append((folded[at - 1] + plain,))
        if at + 1 < len(folded) and ARABIC.search(folded[at + 1]):
            others.append((plain + folded[at + 1],))
        found.append(Sought(tuple(dict.fromkeys([(plain,), *others])), in_pieces=True))
    return found


def _other_spellings(word: str, plain: str) -> list[Spelling]:
    """Return how else a Persian or Arabic word may be written."""
    others: list[Spelling] = []
    if parts := pieces(word):
        others.append(parts)
        if parts[-1] in ENDINGS or parts[-1] == "ی":
            others.append(("".join(parts[:-1]),))
    others += [
        (beginning, plain.removeprefix(beginning))
        for beginning in BEGINNINGS
        if plain.startswith(beginning) and len(plain) > len(beginning) + 1
    ]
    for ending in ENDINGS:
        if plain.endswith(ending) and len(plain) - len(ending) >= STEM_LETTERS:
            stem = plain.removesuffix(ending)
            others.append((stem, ending))
            if ending in SAFE_ENDINGS:
                others.append((stem,))
    swapped = folded_word(word.translate(SEATS))
    if swapped != plain:
        others.append((swapped,))
    return others
