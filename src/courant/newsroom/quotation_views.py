"""What the templates see of a quotation: frozen values, like all of ``views``."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SourceLink:
    """Where it can be seen that somebody said so."""

    label: str
    href: str


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """Who said something, in the page's language."""

    name: str
    href: str = ""  # the page of what they said; empty without one
    office: str = ""  # what they were when they said it


@dataclass(frozen=True, slots=True)
class QuotationView:
    """Words that somebody said, with what is known about them."""

    anchor: str  # unique in the article, the same as long as the words are
    text: str  # plain; paragraphs are lines
    speaker: SpeakerView  # its name may be empty
    is_block: bool  # set apart, not in running text
    lang: str = ""  # BCP 47 of the words, where it differs from the page's
    said_on: date | None = None
    precision: str = "unknown"  # of that day: "day", "month"
    place: str = ""  # or occasion
    source: SourceLink | None = None
    is_told: bool = False  # said to the paper itself
    original: str = ""  # the words before they were translated; plain
    original_lang: str = ""  # BCP 47
    translator: str = ""
