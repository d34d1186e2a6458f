"""What can be wrong with a photo.  Editors see the message as it stands."""

from typing import Literal

Fault = Literal[
    "empty", "too-big", "too-many-pixels", "too-many-frames", "not-a-photo",
    "broken", "too-slow", "too-hungry", "facts", "not-clean",
]  # fmt: skip


class PhotoError(ValueError):
    """A file that cannot become a photo, or a photo that cannot be stored.

    The message names the culprit, the rule and the remedy; ``fault`` is one word for a report
    that counts.
    """

    def __init__(self, fault: Fault, message: str) -> None:
        """Say what is wrong: one word for the machine, a sentence or two for people."""
        super().__init__(message)
        self.fault: Fault = fault
