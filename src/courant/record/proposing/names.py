"""Finding what may be a name: by capitals, or by given names where there are none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from courant.record.proposing.runs import LEAST_FULL, MOST_TOKENS, Run, cased_end, written
from courant.record.proposing.tokens import Sentence, Token
from courant.record.proposing.words import Words

NEAR: Final = 5  # tokens from a verb to the name after it
NOUN: Final = re.compile(r"[^\W\d_]+(?:-[a-z]+)+$")  # Mother-of-three
# How words end that say what somebody does, and few given names that we do not know.
DOER: Final = re.compile(
    r"\w{4}(?:er|ster|or|ist|iste|ian|eur|euse|aar|ant|ent|loog|man|woman|in)$"
)
RELATIVE: Final = frozenset({"who", "die", "der", "qui"})
ADDRESSES: Final = frozenset({"اقای", "خانم", "دکتر", "مهندس", "السید", "السیده", "الدکتور"})
PARTING: Final = ",،:"
SOON: Final = 12  # tokens from a name to its verb
SEYYED: Final = "سید"  # written in one with the given name that follows it

Known = Mapping[str, AbstractSet[tuple[str, ...]]]  # names by their first words, folded


class Names:
    """Finds runs in the sentences of one language."""

    def __init__(self, words: Words, known: Known) -> None:
        self._words = words
        self._known = known
        self._no_names = words.stops.union(
            words.prepositions, words.titles, words.not_people, words.mr, words.mrs
        )

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
                end = cased_end(sentence, at, self._words)
                if end > at and (run := self._cased(sentence, at, end)):
                    yield run
            elif end := self._uncased_end(sentence, at):
                yield self._uncased(sentence, at, end, sure=True)
            elif end := self._set_apart_end(sentence, at):
                yield self._uncased(sentence, at, end, sure=self._is_set_apart(sentence, at, end))
            elif sentence[at].word in parts or self._is_addressed(sentence, at):
                end = at + 1
                yield self._uncased(sentence, at, end, sure=self._is_addressed(sentence, at))
            at = max(end, at + 1)

    def _known_end(self, sentence: Sentence, at: int) -> int:
        names = self._known.get(sentence[at].word)
        if not names:
            return 0
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
        if start == end and words.is_title(sentence[end - 1].word):
            start, titles = end - 1, titles[:-1]  # Visser and Baker are surnames too
        if start == end or self._is_body(sentence[start:end]):
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

    def _is_body(self, tokens: Sentence) -> bool:
        """Return whether a name is a place's or a body's.  Van Dijk is somebody."""
        words = self._words
        for at, token in enumerate(tokens):
            if at and tokens[at - 1].word in words.particles:
                continue
            if token.word in words.not_people:
                return True
            if words.is_body(token.word) and not words.is_given(tokens[0].word):
                return True
        return False

    def _leads(self, sentence: Sentence, at: int, end: int) -> bool:
        """Return whether a capitalised word stands before a name rather than in it."""
        token, words = sentence[at], self._words
        if not token.is_word or words.is_title(token.word) or NOUN.match(token.text):
            return True
        rest = [one.word for one in sentence[at:end] if one.is_word]
        if token.word in words.particles and len(rest) == LEAST_FULL:
            return False
        is_first = at == 0 or not any(one.is_word for one in sentence[:at])
        if token.word in words.stops:
            return is_first or not words.is_given(token.word)
        given = [words.is_given(word) for word in rest[:LEAST_FULL]]
        if len(rest) <= LEAST_FULL or given[0]:
            return False
        return given[1] or (is_first and bool(DOER.search(token.word)))

    def _titles_before(self, sentence: Sentence, at: int) -> list[str]:
        if at and sentence[at - 1].text == ".":
            at -= 1
        return [sentence[at - 1].word] if at and self._words.is_title(sentence[at - 1].word) else []

    def _speaks(self, sentence: Sentence, start: int, end: int) -> bool:
        """Return whether a name does what only people do: it says something."""
        words = self._words
        for at in range(start - 1, max(-1, start - NEAR), -1):
            if words.said.at(sentence, at) and at + words.said.at(sentence, at) <= start:
                return True  # recalled firefighter Dan Bell
            if not sentence[at].text.islower() or sentence[at].word in words.prepositions:
                break
        if start and sentence[start - 1].word in words.prepositions:
            return False
        for at in range(end, min(len(sentence), end + SOON)):
            token = sentence[at]
            if words.said.at(sentence, at) or token.text == ":":
                return True
            if (
                token.quoted is not None
                or token.text in ".;"
                or (token.word in words.others and token.word not in RELATIVE)
            ):
                break
        return False

    def _made(
        self, sentence: Sentence, start: int, end: int, titles: Sequence[str], *, sure: bool = False
    ) -> Run:
        tokens = [token for token in sentence[start:end] if token.is_word]
        words = tuple(token.word for token in tokens)
        signs = (*words[:1], *reversed(titles))
        return Run(
            start,
            end,
            written(sentence[start:end]),
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
            if self._is_parted(sentence, end + 1) and self._may_be_name(sentence, end):
                end += 1  # a surname of two words
        return end

    def _is_addressed(self, sentence: Sentence, at: int) -> bool:
        """Return whether a surname stands here by itself, after *Mr* or *Mrs*."""
        return (
            at > 0
            and sentence[at - 1].word in ADDRESSES
            and self._may_be_name(sentence, at)
            and not self._may_be_name(sentence, min(at + 1, len(sentence) - 1))
        )

    def _is_parted(self, sentence: Sentence, at: int) -> bool:
        """Return whether what stands here cannot go on with a name."""
        if at >= len(sentence):
            return False
        return sentence[at].text in PARTING or self._words.said.at(sentence, at) > 0

    def _set_apart_end(self, sentence: Sentence, at: int) -> int:
        """Return where two words end that may be a name because signs or verbs part them off."""
        end = at + LEAST_FULL
        if end >= len(sentence) or not all(
            self._may_be_name(sentence, place) for place in range(at, end)
        ):
            return 0
        opens = at == 0 or sentence[at - 1].text in ",،"
        opens = opens or self._words.according.ends_at(sentence, at) > 0
        return end if opens and self._is_parted(sentence, end) else 0

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
        word = sentence[at].word
        return (
            sentence[at].is_word
            and not word[0].isdigit()
            and word not in self._no_names
            and not self._words.said.at(sentence, at)
        )

    def _is_given(self, token: Token) -> bool:
        word = token.word
        return self._words.is_given(word) or (
            word.startswith(SEYYED) and self._words.is_given(word.removeprefix(SEYYED))
        )
