"""Messages: what a reader is told of a letter, by code, in every language the paper speaks."""

from typing import Final

from courant.design.languages import digits
from courant.design.strings import text

# Of one field.
FAULTS: Final = {
    "empty-text": "Write something first.",
    "empty-name": "Write a name.",
    "empty-email": "Write your email address.",
    "empty-reason": "Say what is wrong with it.",
    "too-short": "This is too short. Write at least %s letters.",
    "too-long": "This is %s letters long. At most %s fit.",
    "bidi": "There is a hidden sign in this that turns the direction of writing. Take it out.",
    "invisible": "There is a sign in this that nobody can see. Take it out.",
    "control": "There is a control character in this. Take it out.",
    "marks": "A letter in this has too many marks. Take some out.",
    "line-break": "Write this on one line.",
    "not-text": "There is something in this that is no text. Take it out.",
    "name-reserved": "Somebody at this paper has that name. Please sign with another.",
    "email-form": "This is no email address. One looks like name@example.org.",
    "pass-form": "This is no pass code. One has twelve letters and digits, such as 7K3M-9QXT-2BWD.",
    "too-fast": "You have only just replied. Wait %s seconds, then post this.",
    "same-again": "This has been said here already.",
}
# Of the whole letter.
NOTICES: Final = {
    "expired": "This page was open for more than two hours. Look at it once more, then send it.",
    "tampered": "Something was changed on the way here. Look at it once more, then send it.",
    "other-thread": "This was meant for another article. Look at it once more, then send it.",
    "elsewhere": "Another site sent you here with a form already filled in. We did not take it.",
    "too-soon": "That was quick. Look at it once more, then send it.",
    "busy": "Many people are writing at the moment. Wait a little, then send it again.",
    "full": "We cannot take this at the moment. Leave this page open and try again in a minute.",
    "closed": "Replies are closed.",
    "gone": "This article was withdrawn, so nobody can reply to it any more.",
    "missing": "There is no article here that you can reply to.",
    "too-late": "The five minutes in which you could change it are over.",
}
REFUSALS: Final = {"name-reserved": 403, "too-fast": 429}  # other faults are 422
UNPROCESSABLE: Final = 422


def wordings() -> frozenset[str]:
    """Return every English text of these, for whoever checks that all are translated."""
    return frozenset({*FAULTS.values(), *NOTICES.values()})


def told(code: str, lang: str, *numbers: int) -> str:
    """Return what a reader is told.

    Args:
        code: Of ``FAULTS`` or ``NOTICES``; another is told as "not-text".
        lang: BCP 47.
        numbers: What the text has places for.
    """
    words = FAULTS.get(code) or NOTICES.get(code) or FAULTS["not-text"]
    return text(words, lang) % tuple(digits(number, lang) for number in numbers)
