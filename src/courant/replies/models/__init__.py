"""The nouns of the replies."""

from courant.replies.models.notices import Notice, Unlocking
from courant.replies.models.passes import Pass
from courant.replies.models.rules import ReplyRules, WordList
from courant.replies.models.rulings import Lesson, Moderator, ReceivedLetter, Report, Ruling
from courant.replies.models.threads import Mode, Pingback, Reply, State, Thread

__all__ = [
    "Lesson",
    "Mode",
    "Moderator",
    "Notice",
    "Pass",
    "Pingback",
    "ReceivedLetter",
    "Reply",
    "ReplyRules",
    "Report",
    "Ruling",
    "State",
    "Thread",
    "Unlocking",
    "WordList",
]
