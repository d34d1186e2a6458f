"""How much is taken, and how fast."""

from dataclasses import dataclass
from typing import Final

from courant.kiosk.letters.body import READ_SECONDS


@dataclass(frozen=True, slots=True)
class Rate:
    """A bucket of tokens: so many at once, and so many a second in the long run."""

    most: float
    a_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What letters may cost, and what we expect of people's speed.  Of one kiosk process."""

    read_seconds: float = READ_SECONDS  # for the whole body of a form
    least_seconds: float = 4  # between a check page and its sending
    most_seconds: float = 60  # the same, when everybody writes at once
    between_seconds: float = 15  # from one reply of a pass to its next
    in_all: Rate = Rate(2_000, 100)
    of_a_thread: Rate = Rate(300, 5)
    of_a_lane: Rate = Rate(1_000, 50)
    of_a_prefix: Rate = Rate(40, 0.2)  # a /24 may be one household or a whole town's carrier


USUAL: Final = Limits()
