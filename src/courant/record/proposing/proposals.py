"""What is proposed: whose quoted words may be, why, and how far to trust it."""

from dataclasses import dataclass
from enum import IntEnum

from courant.record.proposing.marks import QuotedSpan
from courant.record.proposing.places import Rule


class Confidence(IntEnum):
    """How far an editor may trust a proposal without reading the paragraph."""

    LOW = 1  # whoever the text was about
    FAIR = 2  # by a pronoun, an office, or the sentence next to it
    HIGH = 3  # by name, in its own sentence


@dataclass(frozen=True, slots=True)
class Why:
    """Which rule proposed a speaker, and the words that it relied on."""

    rule: Rule
    words: str  # as they stand in the text; empty if it relied on none


@dataclass(frozen=True, slots=True)
class Proposal:
    """A speaker that the rules propose for quoted words."""

    span: QuotedSpan
    is_speech: bool  # else: the title of a work, the name of something
    speaker: str  # in full; empty if it is nobody's, or somebody's whom the text does not name
    written: str  # how the words relied on call the speaker: Bell, she, the minister
    key: int | None  # of a person whom the newsroom knows
    why: Why
    confidence: Confidence
