"""Who does what a verb says: a name, a pronoun, an office, or somebody who is not named."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from courant.record.proposing.cast import Cast, Mention
from courant.record.proposing.tokens import Sentence
from courant.record.proposing.words import Words

NEAR: Final = 14  # tokens between a subject and its verb, appositions included
NOUN_PHRASE: Final = 10  # tokens from a verb to the name after it
AGED: Final = re.compile(r"\d{1,3}-(?:year-old|jarige|jahrige)")
POSSESSIVE: Final = frozenset(
    {"his", "her", "hers", "zijn", "haar", "hun", "sein", "seine", "seinen", "seiner"}
    | {"ihr", "ihre", "ihren", "ihrer", "son", "sa", "ses", "leur"}
)
RELATIVE: Final = frozenset(
    {"who", "whose", "die", "dat", "der", "das", "qui", "که", "التی", "الذی"}
)


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody who speaks, as far as one sentence tells."""

    start: int  # tokens of the sentence
    end: int
    mention: Mention | None = None
    pronoun: str = ""  # "m", "f", or "?" where it does not tell
    role: str = ""  # the minister
    nobody: bool = False  # it is said who speaks, but not by name


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence, and who is named in it."""

    sentence: Sentence
    starts: Mapping[int, Mention]  # by their first tokens
    ends: Mapping[int, Mention]  # by the tokens after them
    words: Words
    cast: Cast

    @classmethod
    def of(cls, sentence: Sentence, words: Words, cast: Cast) -> "Scene":
        """Find who is named in a sentence."""
        mentions = cast.mentions(sentence)
        return cls(
            sentence,
            {one.start: one for one in mentions},
            {one.end: one for one in mentions},
            words,
            cast,
        )

    def at(self, place: int) -> Subject | None:
        """Return the subject that begins at a place: pronoun, name, or office with its name."""
        if place >= len(self.sentence):
            return None
        if found := self._pronoun(place):
            return found
        end = place
        while end < len(self.sentence) and self._leads_to_name(end):
            end += 1
        for at in range(place, end + 1):
            if mention := self.starts.get(at):
                return Subject(place, mention.end, mention)
        return self._office(place)

    def after(self, place: int, end: int) -> Subject | None:
        """Return the subject that follows a verb: *said the council's head of works, Ann Bell*."""
        found = self.at(place)
        if found and not (found.role and not self.cast.with_role(found.role)):
            return self._apposition(found) or found
        word = self.sentence[place].word if place < end and self.sentence[place].is_word else ""
        for at in range(place, min(end, place + NOUN_PHRASE)):
            token = self.sentence[at]
            if mention := self.starts.get(at):
                if self.is_governed(at) or mention.owns or word in self.words.indefinite:
                    continue
                return Subject(place, mention.end, mention)
            if token.quoted is not None or token.text in ".:;":
                break
        return found or (Subject(place, min(end, place + 1), nobody=True) if word else None)

    def _apposition(self, office: Subject) -> Subject | None:
        """Return *Ann Bell* in "the mayor, Ann Bell", whoever else was mayor before."""
        mention = self.starts.get(office.end + 1) if office.role else None
        if mention and self.sentence[office.end].text in ",،" and not mention.owns:
            return Subject(office.start, mention.end, mention)
        return None

    def before(self, place: int, start: int) -> Subject | None:
        """Return the subject of a verb among the words before it, the nearest first."""
        if office := self._noun_before(place, start):
            return office
        at, relative = place - 1, False
        while at >= max(start, place - NEAR):
            token = self.sentence[at]
            relative = relative or token.word in RELATIVE
            mention = self.ends.get(at + 1)
            governed = mention and self.is_governed(mention.start) and not relative
            if mention and not mention.owns and not governed:
                return Subject(mention.start, mention.end, mention)
            if mention:
                at = mention.start - 1
                continue
            if token.word not in RELATIVE and (found := self._own_pronoun(at)):
                return self._antecedent(found, start) or found
            if at == place - 1 and self._is_stranger(at):
                return Subject(at, place, nobody=True)
            if token.text in ";:":
                break
            at -= 1
        return None

    def _antecedent(self, pronoun: Subject, start: int) -> Subject | None:
        """Return *Ann Bell* in "Ann Bell said she was", if she may be meant."""
        found = None if pronoun.nobody else self.first(start, pronoun.start)
        if found is None or found.mention is None:
            return None
        sexes = {self.cast.persons[one].sex for one in found.mention.persons}
        return found if pronoun.pronoun == "?" or sexes & {"", pronoun.pronoun} else None

    def _is_stranger(self, at: int) -> bool:
        """Return whether a name stands here that is nobody's whom the article names in full."""
        token, words = self.sentence[at], self.words
        if not (words.has_capitals and token.is_word and token.is_name_like and at > 0):
            return False
        start = at
        while start > 0 and self.sentence[start].is_name_like:
            start -= 1
        if self.sentence[start].word in words.prepositions:
            return False  # Tegen Omroep Brabant zegt hij
        return token.word not in words.stops and at + 1 not in self.ends

    def first(self, start: int, end: int) -> Subject | None:
        """Return the first name or pronoun among some words that may be their subject."""
        for at in range(start, end):
            mention = self.starts.get(at)
            if mention and not mention.owns and not self.is_governed(at):
                return Subject(at, mention.end, mention)
            found = None if mention else self._own_pronoun(at)
            if found and not found.nobody:
                return found
        return None

    def any_mention(self, start: int, end: int) -> Subject | None:
        """Return the only name among some words, whatever its part in them."""
        found = [one for at, one in self.starts.items() if start <= at < end]
        return Subject(found[0].start, found[0].end, found[0]) if len(found) == 1 else None

    def is_governed(self, place: int) -> bool:
        """Return whether a preposition stands right before, titles aside."""
        at = place - 1
        while at >= 0 and self.words.is_title(self.sentence[at].word):
            at -= 1
        return at >= 0 and self.sentence[at].word in self.words.prepositions

    def _own_pronoun(self, at: int) -> Subject | None:
        """Return a pronoun that may be a subject: not *to him*, nor Persian *his lawyer*."""
        before = self.sentence[at - 1] if at else None
        words = self.words
        if before is not None and before.word in words.prepositions:
            return None
        joins = before is None or words.has_capitals or not before.is_word
        if not joins and before is not None and before.word not in words.stops:
            return None
        return self._pronoun(at)

    def _pronoun(self, place: int) -> Subject | None:
        word, words = self.sentence[place].word, self.words
        if word in POSSESSIVE:
            return None
        for sex, those in (("m", words.he), ("f", words.she), ("?", words.either)):
            if word in those:
                return Subject(place, place + 1, pronoun=sex)
        if word in words.others or word in words.first:
            return Subject(place, place + 1, nobody=True)
        return None

    def _leads_to_name(self, place: int) -> bool:
        token = self.sentence[place]
        if self.starts.get(place):
            return False
        return self.words.is_title(token.word) or (
            token.text == "." and place > 0 and self.words.is_title(self.sentence[place - 1].word)
        )

    def _office(self, place: int) -> Subject | None:
        """Return *the minister* if somebody in the article is called that."""
        words, sentence = self.words, self.sentence
        named = not words.has_capitals and words.is_title(sentence[place].word)
        if sentence[place].word not in words.definite and not named:
            return None
        best = None
        for at in range(place if named else place + 1, min(len(sentence), place + 4)):
            token = sentence[at]
            if not token.is_word or words.said.at(sentence, at) or token.word in words.prepositions:
                break
            is_role = self._is_role(token.word) or AGED.match(token.word)
            if self.cast.with_role(token.word) or (best is None and is_role):
                best = Subject(place, at + 1, role=token.word)
        return best

    def _is_role(self, word: str) -> bool:
        """Return whether a word is one person's, and not that of a whole body like a council."""
        return self.words.is_title(word) and not self.words.is_body(word)

    def _noun_before(self, place: int, start: int) -> Subject | None:
        """Return the office, or nobody, if *the council* stands right before the verb."""
        for at in range(place - 2, max(start, place - 5) - 1, -1):
            token = self.sentence[at]
            inside = self.sentence[at + 1 : place]
            if not all(one.is_word and one.text.islower() for one in inside):
                return None
            if token.word in self.words.definite or token.word in self.words.indefinite:
                if at > start and self.sentence[at - 1].word in self.words.prepositions:
                    return None
                return self._office(at) or Subject(at, place, nobody=True)
        return None
