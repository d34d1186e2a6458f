"""What a check says: in words, and where in the editor it is put right."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much a finding weighs."""

    NEVER = "never"  # keeps an article from being published, whatever is urgent
    MUST = "must"  # keeps it from being published, but for an urgent override
    SHOULD = "should"  # an editor looks at it and decides


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to put right or to look at."""

    words: str  # the place, what is wrong, the remedy
    field: str  # of the editor's form: "title", "bylines", "body"
    block: str = ""  # a block's id within the body
    level: Level = Level.MUST
    edit: str = ""  # the screen where it is put right, if that is not the article's own

    @property
    def stops(self) -> bool:
        """Whether it keeps an article from being published."""
        return self.level != Level.SHOULD
