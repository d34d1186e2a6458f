"""Runs of words that may be a name: by capitals, or by given names where there are none."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from courant.record.proposing.tokens import Sentence, Token
from courant.record.proposing.words import Words

MOST_TOKENS: Final = 8
LEAST_FULL: Final = 2
OF: Final = frozenset({"van", "von", "de", "du", "des"})
APOSTROPHES: Final = "’'"
SOON: Final = 12  # tokens from a name to its verb
SEYYED: Final = "سید"  # written in one with the given name that follows it

Known = Mapping[str, AbstractSet[tuple[str, ...]]]  # names by their first words, folded


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


class Names:
    """Finds runs in the sentences of one language."""

    def __init__(self, words: Words, known: Known) -> None:
        self._words = words
        self._known = known

    def runs(self, sentence: Sentence, parts: AbstractSet[str] = frozenset()) -> Iterator[Run]:
        """Yield the runs of a sentence, none inside another.

        Args:
            sentence: Its tokens.
            parts: Words that are parts of names already found.  Where there are no capitals
                nothing else could tell a surname that stands alone.
        """
        at = 0
        while at < len(sentence):
            end = self._known_end(sentence, at)
            if end:
                yield self._made(sentence, at, end, (), sure=True)
            elif self._words.has_capitals:
                end = _cased_end(sentence, at, self._words)
                if end > at and (run := self._cased(sentence, at, end)):
                    yield run
            elif end := self._uncased_end(sentence, at):
                yield self._uncased(sentence, at, end, sure=True)
            elif end := self._set_apart_end(sentence, at):
                yield self._uncased(sentence, at, end, sure=self._is_set_apart(sentence, at, end))
            elif sentence[at].word in parts:
                end = at + 1
                yield self._uncased(sentence, at, end, sure=False)
            at = max(end, at + 1)

    def _known_end(self, sentence: Sentence, at: int) -> int:
        names = self._known.get(sentence[at].word, ())
        for name in sorted(names, key=len, reverse=True):
            if tuple(token.word for token in sentence[at : at + len(name)]) == name:
                return at + len(name)
        return 0

    def _cased(self, sentence: Sentence, start: int, end: int) -> Run | None:
        """Return the name in a run of capitals, without what stands before it."""
        words, titles, definite, first = self._words, [], False, start
        while start < end and self._leads(sentence, start, end):
            definite = sentence[start].word in words.definite and not words.is_title(
                sentence[start].word
            )
            if words.is_title(sentence[start].word):
                titles.append(sentence[start].word)
            start += 1
        if start == end or any(words.is_body(token.word) for token in sentence[start:end]):
            return None
        before = sentence[start - 1].word if start else ""
        if (
            end - start > 1
            and not titles
            and (definite or before in words.definite or before in words.indefinite)
        ):
            return None
        titles += self._titles_before(sentence, first)
        run = self._made(sentence, start, end, tuple(titles))
        sure = (
            bool(titles)
            or words.is_given(run.words[0])
            or (len(run.words) > 1 and self._speaks(sentence, start, end))
        )
        return self._made(sentence, start, end, tuple(titles), sure=sure)

    def _leads(self, sentence: Sentence, at: int, end: int) -> bool:
        """Return whether a capitalised word stands before a name rather than in it."""
        token, words = sentence[at], self._words
        if not token.is_word or words.is_title(token.word):
            return True
        rest = [one.word for one in sentence[at:end] if one.is_word]
        if token.word in words.particles and len(rest) == LEAST_FULL:
            return False
        is_first = at == 0 or not any(one.is_word for one in sentence[:at])
        if token.word in words.stops:
            return is_first or not words.is_given(token.word)
        given = [words.is_given(word) for word in rest[:LEAST_FULL]]
        return len(rest) > LEAST_FULL and given == [False, True]

    def _titles_before(self, sentence: Sentence, at: int) -> list[str]:
        if at and sentence[at - 1].text == ".":
            at -= 1
        return [sentence[at - 1].word] if at and self._words.is_title(sentence[at - 1].word) else []

    def _speaks(self, sentence: Sentence, start: int, end: int) -> bool:
        """Return whether a name does what only people do: it says something."""
        words = self._words
        if start and words.said.at(sentence, start - 1) == 1:
            return True
        if start and sentence[start - 1].word in words.prepositions:
            return False
        for at in range(end, min(len(sentence), end + SOON)):
            token = sentence[at]
            if words.said.at(sentence, at) or token.text == ":":
                return True
            if token.quoted is not None or token.text in ".;" or token.word in words.others:
                break
        return False

    def _made(
        self, sentence: Sentence, start: int, end: int, titles: Sequence[str], *, sure: bool = False
    ) -> Run:
        tokens = [token for token in sentence[start:end] if token.is_word]
        words = tuple(token.word for token in tokens)
        signs = (*titles, *words[:1])
        return Run(
            start,
            end,
            _written(sentence[start:end]),
            words,
            tuple(titles),
            next(filter(None, map(self._words.sex, signs)), ""),
            sure,
            len(words) > 1 and all(word in self._words.particles for word in words[:-1]),
        )

    def _uncased(self, sentence: Sentence, start: int, end: int, *, sure: bool) -> Run:
        return self._made(
            sentence, start, end, tuple(self._titles_before(sentence, start)), sure=sure
        )

    def _uncased_end(self, sentence: Sentence, at: int) -> int:
        """Return where a name ends that begins with a common given name, or 0."""
        if not self._is_given(sentence[at]):
            return 0
        end = at + 1
        while end < min(len(sentence), at + 3) and (
            self._is_given(sentence[end]) or sentence[end].word in self._words.particles
        ):
            end += 1
        if end < len(sentence) and self._may_be_name(sentence, end):
            end += 1
        return end

    def _set_apart_end(self, sentence: Sentence, at: int) -> int:
        """Return where two words end that may be a name because signs or verbs part them off."""
        end = at + LEAST_FULL
        if end >= len(sentence) or not all(
            self._may_be_name(sentence, place) for place in range(at, end)
        ):
            return 0
        opens = at == 0 or sentence[at - 1].text in ",،"
        opens = opens or self._words.according.ends_at(sentence, at) > 0
        closes = sentence[end].text in ",،:" or self._words.said.at(sentence, end) > 0
        return end if opens and closes else 0

    def _is_set_apart(self, sentence: Sentence, start: int, end: int) -> bool:
        """Return whether two such words are sure to be a name: what stands before says whose."""
        if self._words.according.ends_at(sentence, start):
            return True
        coming = sentence[end + 1 : end + 2]
        if start == 0 and coming and self._words.is_title(coming[0].word):
            return True
        role = sentence[max(0, start - MOST_TOKENS) : start]
        parted = bool(role) and role[-1].text in ",،" and sentence[end].text in ",،"
        return parted and any(self._words.is_title(token.word) for token in role)

    def _may_be_name(self, sentence: Sentence, at: int) -> bool:
        word, words = sentence[at].word, self._words
        return (
            sentence[at].is_word
            and not word[0].isdigit()
            and not any(word in each for each in (words.stops, words.prepositions, words.titles))
            and not any(word in each for each in (words.not_people, words.mr, words.mrs))
            and not words.said.at(sentence, at)
        )

    def _is_given(self, token: Token) -> bool:
        word = token.word
        return self._words.is_given(word) or (
            word.startswith(SEYYED) and self._words.is_given(word.removeprefix(SEYYED))
        )


def _cased_end(sentence: Sentence, at: int, words: Words) -> int:
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
    if token.word in words.particles or joins:
        if coming[:1] == [True]:
            return 2
        is_double = len(coming) > 1 and sentence[at + 1].word in words.particles
        return 3 if is_double and coming[1] else 0
    return 0


def _is_cased(token: Token) -> bool:
    if token.quoted is not None or not token.is_name_like:
        return False
    return len(token.text) <= LEAST_FULL or not token.text.isupper()


def _written(tokens: Sequence[Token]) -> str:
    """Return a name as it was written, one space for whatever parted its words."""
    text = ""
    for at, token in enumerate(tokens):
        joined = at and (token.start == tokens[at - 1].end)
        text += token.text if joined or not text else f" {token.text}"
    return text
