"""The phases a reply goes through, in order.  The first that rules ends it.

Each looks at a ``Case`` and asks nobody, so that what was decided can be told again from what was
known.  The order is the design's (after Coral's pipeline).
"""

from collections.abc import Callable
from dataclasses import dataclass

from courant.replies.models import Mode, Pass, State

LEAST_LETTERS = 2
MOST_AN_HOUR = 20  # replies of one pass
HISTORY_REMOVED, HISTORY_SHARE = 3, 0.3  # in the last seven days
# What the kiosk's marks add to the bits that the filter finds, see docs/adr/0015.
MARK_BITS = {"hurried": 3.0, "worked": -3.0}


@dataclass(frozen=True, slots=True)
class Case:
    """One reply as it came, and everything that is known of its writer, thread and words."""

    letters: int  # of the text
    most_letters: int
    is_open: bool  # whether the thread takes replies
    fault: str  # what cannot stand in a text, as a code of ``plant.writing``; or empty
    is_repeat: bool  # the same was said in this thread before
    is_staff: bool  # the pass is one of the newsroom's
    trust: str  # Pass.Trust
    is_paused: bool
    published: int  # replies of this pass, ever
    in_last_hour: int
    recent: int  # settled in the last seven days …
    recent_removed: int  # … and of these removed by a moderator, or spam
    blocked: tuple[str, ...]  # entries of the word lists that were found
    watched: tuple[str, ...]
    links: int
    links_held_at: int
    marks: tuple[str, ...]  # what the kiosk saw: trap, hurried, worked
    is_held_outside: bool  # by the operator's own program
    spam: float | None  # bits that the newsroom's own rulings say for it; None: too few yet
    spam_held_at: float
    is_reserved_name: bool
    details: tuple[str, ...]  # kinds of personal details
    newcomer_replies: int
    newcomers_are_held: bool  # for a while, after a ban
    mode: str  # Mode, never USUAL
    is_raid: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a phase decided, and why in one word."""

    state: str  # State
    reason: str


Phase = Callable[[Case], Verdict | None]


def length(case: Case) -> Verdict | None:
    """Refuse what the form would not have taken: somebody wrote the letter by hand."""
    within = LEAST_LETTERS <= case.letters <= case.most_letters
    return None if within else Verdict(State.REFUSED, "length")


def openness(case: Case) -> Verdict | None:
    """Refuse what came after closing."""
    return None if case.is_open else Verdict(State.REFUSED, "closed")


def cleanness(case: Case) -> Verdict | None:
    """Refuse characters that can make a text read as something else."""
    return Verdict(State.REFUSED, case.fault) if case.fault else None


def repetition(case: Case) -> Verdict | None:
    """Refuse what was said in this thread before."""
    return Verdict(State.REFUSED, "repeat") if case.is_repeat else None


def staff_pass(case: Case) -> Verdict | None:
    """Publish what the newsroom's own people say."""
    return Verdict(State.PUBLISHED, "staff") if case.is_staff else None


def standing(case: Case) -> Verdict | None:
    """Refuse a pass that is banned or paused; hold one of which everything is held."""
    if case.trust == Pass.Trust.BANNED:
        return Verdict(State.REFUSED, "banned")
    if case.is_paused:
        return Verdict(State.REFUSED, "paused")
    return Verdict(State.HELD, "pass") if case.trust == Pass.Trust.HELD else None


def blocked_words(case: Case) -> Verdict | None:
    """Send blocked words to spam."""
    return Verdict(State.SPAM, "blocked") if case.blocked else None


def watched_words(case: Case) -> Verdict | None:
    """Hold watched words."""
    return Verdict(State.HELD, "watched") if case.watched else None


def links(case: Case) -> Verdict | None:
    """Hold what links a lot, unless its writer is trusted."""
    many = case.links >= case.links_held_at and case.trust != Pass.Trust.TRUSTED
    return Verdict(State.HELD, "links") if many else None


def trap(case: Case) -> Verdict | None:
    """Hold what fills in a field that people do not see, unless its writer is trusted."""
    fell = "trap" in case.marks and case.trust != Pass.Trust.TRUSTED
    return Verdict(State.HELD, "trap") if fell else None


def rate(case: Case) -> Verdict | None:
    """Hold what comes too often from one pass."""
    return Verdict(State.HELD, "rate") if case.in_last_hour >= MOST_AN_HOUR else None


def recent_history(case: Case) -> Verdict | None:
    """Hold a writer of whose last week a third had to go."""
    bad = case.recent_removed
    often = bad >= HISTORY_REMOVED and bad >= HISTORY_SHARE * case.recent
    return Verdict(State.HELD, "history") if often else None


def outside_hook(case: Case) -> Verdict | None:
    """Hold what the operator's own program wants held."""
    return Verdict(State.HELD, "outside") if case.is_held_outside else None


def likely_spam(case: Case) -> Verdict | None:
    """Hold what looks like what the newsroom called spam before.  Never more than hold.

    What was sent in a hurry is suspected sooner, what a device took trouble over later.
    """
    if case.spam is None or case.trust == Pass.Trust.TRUSTED:
        return None
    bits = case.spam + sum(MARK_BITS.get(mark, 0.0) for mark in case.marks)
    return Verdict(State.HELD, "filter") if bits >= case.spam_held_at else None


def reserved_name(case: Case) -> Verdict | None:
    """Hold a name like a staff member's."""
    return Verdict(State.HELD, "name") if case.is_reserved_name else None


def personal_details(case: Case) -> Verdict | None:
    """Hold what may tell where somebody lives or how to reach them."""
    return Verdict(State.HELD, "details") if case.details else None


def newcomer(case: Case) -> Verdict | None:
    """Hold a newcomer's first replies, where newcomers are held."""
    held = case.mode == Mode.NEWCOMERS or case.newcomers_are_held
    is_new = case.published < case.newcomer_replies and case.trust != Pass.Trust.TRUSTED
    return Verdict(State.HELD, "newcomer") if held and is_new else None


def strictness(case: Case) -> Verdict | None:
    """Hold all, where all are held."""
    return Verdict(State.HELD, "all") if case.mode == Mode.ALL else None


def raid(case: Case) -> Verdict | None:
    """Hold all while many come at once."""
    return Verdict(State.HELD, "raid") if case.is_raid else None


PHASES: tuple[Phase, ...] = (
    length, openness, cleanness, repetition, staff_pass, standing, blocked_words, watched_words,
    links, trap, rate, recent_history, outside_hook, likely_spam, reserved_name, personal_details,
    newcomer, strictness, raid,
)  # fmt: skip


def rule(case: Case) -> Verdict:
    """Return what becomes of a reply: the first phase that rules decides."""
    for phase in PHASES:
        if verdict := phase(case):
            return verdict
    return Verdict(State.PUBLISHED, "")
