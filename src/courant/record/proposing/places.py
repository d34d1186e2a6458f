"""Where quoted words stand in a sentence, and what may be said of them there."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from courant.record.proposing.marks import ENDS_SENTENCE
from courant.record.proposing.subjects import Scene, Subject
from courant.record.proposing.tokens import Sentence

COMMAS: Final = ",،–—-"
AND: Final = frozenset({"and", "or", "en", "of", "und", "oder", "et", "ou", "و", "یا"})


class Rule(StrEnum):
    """Why a speaker is proposed."""

    SAID = "said"  # “…,” said Ann Bell.  Ann Bell called it “…”.
    ACCORDING = "according to"
    COLON = "colon"  # Bell shrugged: “…”
    BEHIND = "verb behind"  # Bell heeft het “…” genoemd
    WITHIN = "within"  # « …, affirme-t-elle. … »
    SPLIT = "split"  # “…,” she said, “…”.  She called it “…” and “…”.
    GOES_ON = "goes on"  # “…,” said Ann Bell.  “…”
    RUNS_ON = "runs on"  # the marks of the paragraph before are still open
    NEAREST = "nearest"  # the sentence before is about somebody
    NESTED = "nested"  # words within quoted words
    NAME = "name"  # what is quoted is called so
    NOTHING = "nothing"  # no words say that somebody speaks


@dataclass(frozen=True, slots=True)
class Attribution:
    """What one sentence says about quoted words in it."""

    rule: Rule
    speech: bool
    subject: Subject | None = None  # None: whoever the text was about
    start: int = 0  # tokens that the rule relied on
    end: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """Quoted words in a sentence, and how far the narrator's words reach on both sides."""

    scene: Scene
    at: int  # the token
    start: int  # of the words before
    end: int  # of the words after
    used: int = 0  # of the words before, those that said whose other quoted words are
    is_governed: bool = False  # the verb before others in the sentence goes for these too

    @property
    def is_joined(self) -> bool:
        """Whether nothing but *and* parts the quoted words from those before: “…” and “…”."""
        between = self.scene.sentence[self.start : self.at]
        words = [token for token in between if token.is_word]
        return (
            self.start > 0
            and len(words) <= 1
            and all(token.word in AND or token.text in COMMAS for token in between)
        )

    @property
    def is_alone(self) -> bool:
        """Whether the quoted words are a sentence by themselves."""
        around = (*self.scene.sentence[self.start : self.at], *self.after)
        return (
            self.start == 0
            and not any(token.is_word for token in around)
            and not any(token.quoted is not None for token in self.after)
        )

    @property
    def after(self) -> Sentence:
        """The tokens after the quoted words."""
        return self.scene.sentence[self.at + 1 : self.end]

    @property
    def has_colon(self) -> bool:
        """Whether a colon leads to the quoted words."""
        return self.at > self.start and self.scene.sentence[self.at - 1].text == ":"

    @property
    def is_fragment(self) -> bool:
        """Whether the quoted words are part of the narrator's sentence."""
        text = self.scene.sentence[self.at].text[1:-1].strip()
        begins = text[:1].isupper() or not self.scene.words.has_capitals
        return not (self.has_colon or (begins and text[-1:] in f"{ENDS_SENTENCE},،"))
