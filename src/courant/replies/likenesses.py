"""Names that a reader could take for another: a staff member's with a letter changed, or more.

Used for holding, never for refusing: two people may well be called nearly the same.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from confusable_homoglyphs.confusables import confusables_data

from courant.plant.writing.words import folded_words

LEAST: Final = 6  # letters; below that, one letter more makes another name


class Likenesses:
    """Some names, ready to be compared with."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names as they are written."""
        looks = {"".join(words): words for name in names if (words := look(name))}
        self._looks = frozenset(looks)
        long = [each for each in looks if len(each) >= LEAST]
        self._whole = frozenset(each for each in long if len(looks[each]) > 1)
        self._near = frozenset(near for each in long for near in _without_one(each))

    def has_like(self, name: str) -> bool:
        """Return whether a name looks like one of these.

        It does when it reads the same in letters that look the same (UTS #39), when it has a
        whole name of two words or more within it ("Mina Rahimi, editor"), or when one letter is
        changed, missing, too many or changed places with its neighbour.
        """
        words = look(name)
        seen = "".join(words)
        if seen in self._looks or not self._whole.isdisjoint(_runs(words)):
            return True
        return len(seen) >= LEAST and not self._near.isdisjoint(_without_one(seen))


def look(name: str) -> list[str]:
    """Return a name's words as they look: folded, foreign look-alikes made Latin."""
    return ["".join(map(_look_of, word)) for word in folded_words(name)]


@lru_cache(maxsize=8192)
def _look_of(letter: str) -> str:
    """Return the Latin letter that a letter may be taken for, or itself."""
    if letter.isascii():
        return letter
    alike = (each["c"].casefold() for each in confusables_data.get(letter, ()))
    return min((each for each in alike if len(each) == 1 and each.isascii()), default=letter)


def _runs(words: list[str]) -> Iterator[str]:
    """Yield every run of a name's words, written together."""
    ends = range(len(words))
    yield from ("".join(words[first : last + 1]) for first in ends for last in ends[first:])


def _without_one(look: str) -> Iterator[str]:
    """Yield a name's look, and it with each of its letters left out in turn."""
    yield look
    yield from (look[:at] + look[at + 1 :] for at in range(len(look)))
