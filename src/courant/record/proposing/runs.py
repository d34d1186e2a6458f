"""Runs of words that stand together as a name, and where capitals say that one ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from courant.record.proposing.tokens import Sentence, Token
from courant.record.proposing.words import Words

MOST_TOKENS: Final = 8
LEAST_FULL: Final = 2
OF: Final = frozenset({"van", "von", "de", "du", "des"})
APOSTROPHES: Final = "’'"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together as a name."""

    start: int  # tokens of the sentence
    end: int
    name: str
    words: tuple[str, ...]  # folded
    titles: tuple[str, ...] = ()  # that stood before it
    sex: str = ""
    is_person: bool = False  # something besides its letters says that it is somebody
    is_surname: bool = False  # de Haan: particles and one word

    @property
    def is_full(self) -> bool:
        """Whether it names a person in full, so that the rest of the article may shorten it."""
        return self.is_person and len(self.words) >= LEAST_FULL and not self.is_surname


def cased_end(sentence: Sentence, at: int, words: Words) -> int:
    """Return where a run of capitalised words ends, particles and initials between them."""
    if not _is_cased(sentence[at]):
        return at
    end, particles = at + 1, False
    while end < min(len(sentence), at + MOST_TOKENS):
        step = _step(sentence, end, words)
        if _is_of(sentence, at, end, words):
            break
        joins_again = particles and sentence[end].word in words.particles
        if not step or (joins_again and not sentence[end].is_name_like):
            break  # van Rhijn de Tweede Kamer: one name has particles in one place
        particles = particles or sentence[end].word in words.particles
        end += step
    return end


def _is_of(sentence: Sentence, start: int, at: int, words: Words) -> bool:
    """Return whether *van* after a given name and a surname says where somebody is from."""
    while start < at and words.is_title(sentence[start].word):
        start += 1
    if at - start < LEAST_FULL or sentence[at].text not in OF:
        return False
    return not words.is_given(sentence[at - 1].word)


def _step(sentence: Sentence, at: int, words: Words) -> int:
    """Return by how many tokens a run goes on from a place."""
    token, before = sentence[at], sentence[at - 1]
    coming = [_is_cased(one) for one in sentence[at + 1 : at + 3]]
    if _is_cased(token):
        return 1
    joins = token.text == "." and (len(before.text) == 1 or before.word in words.short)
    joins = joins or (token.text in APOSTROPHES and len(before.text) == 1)
    particle = token.word in words.particles and not words.is_title(before.word)
    if particle or joins:
        if coming[:1] == [True]:
            return 2
        is_double = len(coming) > 1 and sentence[at + 1].word in words.particles
        return 3 if is_double and coming[1] else 0
    return 0


def _is_cased(token: Token) -> bool:
    if token.quoted is not None or not token.is_name_like:
        return False
    return len(token.text) <= LEAST_FULL or not token.text.isupper()


def written(tokens: Sequence[Token]) -> str:
    """Return a name as it was written, one space for whatever parted its words."""
    text = ""
    for at, token in enumerate(tokens):
        joined = at and (token.start == tokens[at - 1].end)
        text += token.text if joined or not text else f" {token.text}"
    return text
