"""What becomes of a reply, phase by phase."""

from dataclasses import replace

import pytest

from courant.replies.models import Mode, Pass, State
from courant.replies.phases import PHASES, Case, Verdict, rule

WELCOME = Case(
    letters=40, most_letters=3000, is_open=True, fault="", is_repeat=False, is_staff=False,
    trust=Pass.Trust.USUAL, is_paused=False, published=5, in_last_hour=0, recent=5,
    recent_removed=0, blocked=(), watched=(), links=0, links_held_at=2, marks=(),
    is_held_outside=False, spam=None, spam_held_at=12.0, is_reserved_name=False, details=(),
    newcomer_replies=2, newcomers_are_held=False, mode=Mode.NEWCOMERS, is_raid=False,
)  # fmt: skip

RULED = {
    "too short": ({"letters": 1}, State.REFUSED, "length"),
    "too long": ({"letters": 3001}, State.REFUSED, "length"),
    "after closing": ({"is_open": False}, State.REFUSED, "closed"),
    "with an override": ({"fault": "bidi"}, State.REFUSED, "bidi"),
    "said before": ({"is_repeat": True}, State.REFUSED, "repeat"),
    "by staff, in a raid": ({"is_staff": True, "is_raid": True}, State.PUBLISHED, "staff"),
    "by a banned pass": ({"trust": Pass.Trust.BANNED}, State.REFUSED, "banned"),
    "by a paused pass": ({"is_paused": True}, State.REFUSED, "paused"),
    "by a pass of which all is held": ({"trust": Pass.Trust.HELD}, State.HELD, "pass"),
    "with a blocked word": ({"blocked": ("x",), "watched": ("y",)}, State.SPAM, "blocked"),
    "with a watched word": ({"watched": ("y",)}, State.HELD, "watched"),
    "with two links": ({"links": 2}, State.HELD, "links"),
    "by one who writes without end": ({"in_last_hour": 20}, State.HELD, "rate"),
    "by one of whom a third had to go": (
        {"recent": 9, "recent_removed": 3}, State.HELD, "history",
    ),
    "that fell into the trap": ({"marks": ("trap", "worked")}, State.HELD, "trap"),
    "that the operator's program wants held": ({"is_held_outside": True}, State.HELD, "outside"),
    "like spam": ({"spam": 12.5}, State.HELD, "filter"),
    "a little like spam, in a hurry": ({"spam": 9.5, "marks": ("hurried",)}, State.HELD, "filter"),
    "like spam, work or no work": ({"spam": 15.5, "marks": ("worked",)}, State.HELD, "filter"),
    "under a reporter's name": ({"is_reserved_name": True}, State.HELD, "name"),
    "with a phone number": ({"details": ("phone",)}, State.HELD, "details"),
    "by a newcomer": ({"published": 1}, State.HELD, "newcomer"),
    "where all are held": ({"mode": Mode.ALL}, State.HELD, "all"),
    "in a raid": ({"is_raid": True}, State.HELD, "raid"),
}  # fmt: skip

PASSED = {
    "what nobody minds": {},
    "one link": {"links": 1},
    "two links by a trusted writer": {"links": 2, "trust": Pass.Trust.TRUSTED},
    "a trusted writer's first": {"published": 0, "trust": Pass.Trust.TRUSTED},
    "a newcomer's where all are published": {"published": 0, "mode": Mode.OPEN},
    "two removed of five": {"recent": 5, "recent_removed": 2},
    "three removed of twenty": {"recent": 20, "recent_removed": 3},
    "what is hardly spam": {"spam": 11.5},
    "what is like spam, but work was done for it": {"spam": 14.5, "marks": ("worked",)},
    "a hurry that work makes good": {"spam": 11.5, "marks": ("hurried", "worked")},
    "a hurry alone": {"marks": ("hurried",)},
    "a trusted writer's browser that fills in everything": {
        "marks": ("trap",),
        "trust": Pass.Trust.TRUSTED,
    },
}


@pytest.mark.parametrize(("known", "state", "reason"), RULED.values(), ids=RULED)
def test_a_reply_is_ruled_on_by_what_is_known_of_it(
    known: dict[str, object], state: str, reason: str
) -> None:
    assert rule(replace(WELCOME, **known)) == Verdict(state, reason)


@pytest.mark.parametrize("known", PASSED.values(), ids=PASSED)
def test_a_reply_nothing_speaks_against_is_published(known: dict[str, object]) -> None:
    assert rule(replace(WELCOME, **known)).state == State.PUBLISHED


def test_every_phase_rules_in_some_case() -> None:
    ruled = {
        next(phase for phase in PHASES if phase(replace(WELCOME, **known)))
        for known, _, _ in RULED.values()
    }

    assert ruled == set(PHASES)


def test_a_ban_holds_newcomers_where_all_are_published() -> None:
    case = replace(WELCOME, published=0, mode=Mode.OPEN, newcomers_are_held=True)

    assert rule(case) == Verdict(State.HELD, "newcomer")
