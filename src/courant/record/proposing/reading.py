"""Proposing speakers: every pair of quotation marks, and whose words they may be.

Nothing here decides.  A proposal says which rule found it and which words it relied on; only an
editor makes it a quotation.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from courant.record.proposing.attributing import (
    attributed,
    attributed_next,
    attributed_within,
)
from courant.record.proposing.cast import Cast, KnownPerson
from courant.record.proposing.focus import Focus
from courant.record.proposing.manuscript import Manuscript
from courant.record.proposing.marks import QuotedSpan, pairs
from courant.record.proposing.places import Attribution, Place, Rule
from courant.record.proposing.proposals import Confidence, Proposal, Why
from courant.record.proposing.subjects import Scene
from courant.record.proposing.tokens import Sentence
from courant.record.proposing.words import Words, words_of

INCISE: Final = "fr"  # the language that says who speaks among the quoted words
FEW_WORDS: Final = 4  # of a sentence that only says who spoke


def propose(
    paragraphs: Sequence[str], lang: str, known_people: Sequence[KnownPerson] = ()
) -> tuple[Proposal, ...]:
    """Return a proposal for every pair of quotation marks, in the order of ``pairs``.

    Args:
        paragraphs: Plain text.
        lang: BCP 47.  For a language without words of its own, the marks are found all the same.
        known_people: Persons of the newsroom; who is named in the text by surname alone, and is
            one of them, is proposed in full.
    """
    spans = pairs(paragraphs, lang)
    return tuple(_Reading(paragraphs, spans, words_of(lang), known_people).proposals())


class _Reading:
    """One text, read from its beginning to its end."""

    def __init__(
        self,
        paragraphs: Sequence[str],
        spans: Sequence[QuotedSpan],
        words: Words,
        known: Sequence[KnownPerson],
    ) -> None:
        self._spans, self._words = spans, words
        self._text = Manuscript(paragraphs, spans, words.short)
        told = [one for each in self._text.paragraphs for one in each]
        if words.lang == INCISE:
            told += [one for number, _ in enumerate(spans) for one in self._text.inside(number)]
        self._cast = Cast(told, words, known)
        self._focus = Focus(self._cast)
        self._found: dict[int, Proposal] = {}
        self._speakers: dict[int, int | None] = {}

    def proposals(self) -> Iterator[Proposal]:
        """Yield them in the order of the spans."""
        for paragraph in self._text.paragraphs:
            self._read_paragraph(paragraph)
        for number in range(len(self._spans)):
            yield self._found[number]

    def _read_paragraph(self, paragraph: Sequence[Sentence]) -> None:
        self._focus.begin()
        scenes = [self._scene(sentence) for sentence in paragraph]
        for at, scene in enumerate(scenes):
            following = scenes[at + 1] if at + 1 < len(scenes) else None
            self._read_sentence(scene, following)

    def _scene(self, sentence: Sentence) -> Scene:
        return Scene.of(sentence, self._words, self._cast)

    def _read_sentence(self, scene: Scene, following: Scene | None) -> None:
        places = [at for at, token in enumerate(scene.sentence) if token.quoted is not None]
        ends = [*places[1:], len(scene.sentence)]
        start, used, governed = 0, 0, False
        if not places:
            self._note_subject(scene)
        for at, end in zip(places, ends, strict=False):
            number = scene.sentence[at].quoted or 0
            place = Place(scene, at, start, end, max(start, used), governed)
            used = self._decide(number, place, following)
            self._read_nested(number)
            if self._found[number].is_speech:
                start, governed = at + 1, 0 < used <= at or (governed and not used)
        numbers = [scene.sentence[at].quoted for at in places]
        if numbers and not any(self._found[one].is_speech for one in numbers if one is not None):
            self._note_subject(scene)

    def _note_subject(self, scene: Scene) -> None:
        """Remember whom a sentence without quoted words is about."""
        end = len(scene.sentence)
        subject = scene.first(0, end) or scene.any_mention(0, end)
        if subject is not None:
            person = self._focus.meant(subject)
            if person is not None:
                self._focus.push(person)
        elif scene.sentence and scene.sentence[0].word in self._words.indefinite:
            self._focus.push(None)

    def _decide(self, number: int, place: Place, following: Scene | None) -> int:
        """Propose for one span.  Return the end of the words that said whose it is."""
        span, before = self._spans[number], self._text.before(number)
        if before is not None and self._spans[before].runs_on:
            self._same(number, before, Rule.RUNS_ON)
            return 0
        if found := attributed(place):
            self._take(number, place.scene, found)
            return found.end
        speaks_on = before is not None and self._found[before].is_speech
        is_next = span.continues or place.is_joined or place.is_governed
        if before is not None and speaks_on and is_next:
            self._same(number, before, Rule.SPLIT)
        elif asked := self._asked(place, following) or self._within(number):
            self._take(number, *asked)
        elif place.is_alone or not place.is_fragment:
            self._carry(number, before)
        else:
            self._put(number, None, Rule.NOTHING, speech=False, confidence=Confidence.FAIR)
        return 0

    def _asked(self, place: Place, following: Scene | None) -> tuple[Scene, Attribution] | None:
        """Return what the next sentence says, if it only says who spoke: “Why?” Bell asked."""
        if following is None or not place.is_alone:
            return None
        ends = place.scene.sentence[place.at].text[:-1].rstrip()[-1:]
        short = sum(token.is_word for token in following.sentence) <= FEW_WORDS
        found = attributed_next(following) if ends in "?!؟" or short else None
        return (following, found) if found else None

    def _within(self, number: int) -> tuple[Scene, Attribution] | None:
        """Return what French papers say among the quoted words, between two commas."""
        if self._words.lang != INCISE:
            return None
        for scene in map(self._scene, self._text.inside(number)):
            if found := attributed_within(scene):
                return scene, found
        return None

    def _same(self, number: int, before: int, rule: Rule) -> None:
        """Propose whoever was proposed for the span before."""
        earlier = self._found[before]
        self._put(
            number, self._speakers[before], rule, speech=earlier.is_speech,
            written=earlier.written, relied=earlier.why.words, confidence=earlier.confidence,
        )  # fmt: skip

    def _take(self, number: int, scene: Scene, found: Attribution) -> None:
        """Propose what the sentence says."""
        if not found.speech:
            relied = self._text.told(number, scene.sentence[found.start : found.end])
            self._put(
                number, None, found.rule, speech=False, relied=relied, confidence=Confidence.HIGH
            )
            return
        subject = found.subject
        if subject is None:  # carried over: she goes on, or a language that needs no subject
            person, confidence = self._focus.latest(), Confidence.FAIR
            written, relied = "", self._text.told(number, scene.sentence[found.start : found.end])
        else:
            person = self._focus.meant(subject)
            confidence = Confidence.HIGH if subject.mention else Confidence.FAIR
            written = self._text.told(number, scene.sentence[subject.start : subject.end])
            first, last = min(subject.start, found.start), max(subject.end, found.end)
            relied = self._text.told(number, scene.sentence[first:last])
        self._put(
            number, person, found.rule, speech=True, written=written, relied=relied,
            confidence=confidence,
        )  # fmt: skip
        self._focus.push(person)

    def _carry(self, number: int, before: int | None) -> None:
        """Propose whoever the text was about before."""
        person = self._focus.latest()
        goes_on = (
            person is not None
            and before is not None
            and self._spans[before].paragraph == self._spans[number].paragraph
            and self._speakers[before] == person
        )
        rule, confidence = Rule.NEAREST, Confidence.LOW
        if goes_on:
            rule, confidence = Rule.GOES_ON, Confidence.FAIR
        self._put(number, person, rule, speech=True, confidence=confidence)

    def _put(
        self, number: int, person: int | None, rule: Rule, *, speech: bool,
        written: str = "", relied: str = "", confidence: Confidence,
    ) -> None:  # fmt: skip
        who = self._cast.persons[person] if person is not None else None
        self._speakers[number] = person
        self._found[number] = Proposal(
            self._spans[number], speech, who.name if who else "", written,
            who.key if who else None, Why(rule, relied), confidence,
        )  # fmt: skip

    def _read_nested(self, outer: int) -> None:
        """Propose for the words within quoted words."""
        if not self._text.has_nested(outer):
            return
        for scene in map(self._scene, self._text.inside(outer)):
            for at, token in enumerate(scene.sentence):
                if token.quoted is not None:
                    self._nest(Place(scene, at, 0, len(scene.sentence)), outer, token.quoted)
                    self._read_nested(token.quoted)

    def _nest(self, place: Place, outer: int, number: int) -> None:
        found = attributed(place)
        person = None
        if found is not None and found.speech and found.subject is not None:
            subject = found.subject
            first = place.scene.sentence[subject.start].word in self._words.first
            person = self._speakers.get(outer) if first and subject.end == found.start else None
            if subject.mention:
                person = self._focus.named(subject.mention)
        speech = found is not None and found.speech
        self._put(number, person, Rule.NESTED, speech=speech, confidence=Confidence.LOW)
