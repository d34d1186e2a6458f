"""Work: offered to browsers with scripts, bound to one letter, a mark in its favour."""

import base64
import json
from typing import Any

import pytest
from altcha import Challenge, Payload, Solution, create_challenge, solve_challenge

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.letters.limits import Limits, Rate
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import put_rules
from tests.kiosk.letters.writers import JSON, REPLIES, TEXT, checked, letters_in, post, typed

SEND = f"{REPLIES}/send"


def offered(kiosk: App, **fields: Any) -> dict[str, Any]:
    """Have a script look at a reply; return what it is told."""
    told: dict[str, Any] = json.loads(post(kiosk, REPLIES, typed(**fields), JSON).body)
    return told


def done(challenge: dict[str, Any]) -> str:
    """Do the work, as the script would."""
    asked = Challenge.from_dict(challenge)
    solution = solve_challenge(asked)
    assert solution
    return Payload(asked, solution).to_base64()


def marks(home: Home) -> list[str]:
    [letter] = letters_in(home)
    return letter["marks"]


def test_work_that_was_done_for_a_letter_is_marked(kiosk: App, home: Home, time: Clock) -> None:
    told = offered(kiosk)
    time.forward(seconds=5)

    assert post(kiosk, SEND, told["send"] | {"work": done(told["work"])}).status == 303

    assert marks(home) == ["worked"]


def test_without_it_the_reply_is_taken_as_well(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk)
    time.forward(seconds=5)

    assert post(kiosk, SEND, form).status == 303

    assert marks(home) == []


def of_another_letter(kiosk: App, told: dict[str, Any]) -> str:
    return done(offered(kiosk, text="Another text altogether, about the harbour.")["work"])


def made_at_home(kiosk: App, told: dict[str, Any]) -> str:
    data = told["work"]["parameters"]["data"]
    return done(create_challenge("SHA-256", 1, data=data, hmac_secret=b"mine").to_dict())


def made_easier(kiosk: App, told: dict[str, Any]) -> str:
    easier = told["work"] | {
        "parameters": told["work"]["parameters"] | {"keyPrefix": "", "cost": 1}
    }
    return done(easier)


def guessed(kiosk: App, told: dict[str, Any]) -> str:
    return Payload(Challenge.from_dict(told["work"]), Solution(7, "00" * 32)).to_base64()


def unsigned(kiosk: App, told: dict[str, Any]) -> str:
    return done({"parameters": told["work"]["parameters"]})


def rubbish(kiosk: App, told: dict[str, Any]) -> str:
    return "\N{PILE OF POO}" * 9


def a_list(kiosk: App, told: dict[str, Any]) -> str:
    return base64.b64encode(b'{"challenge": {"parameters": []}, "solution": []}').decode()


def nested(kiosk: App, told: dict[str, Any]) -> str:
    return base64.b64encode(b"[" * 1400).decode()


def endless(kiosk: App, told: dict[str, Any]) -> str:
    return "A" * 30_000


FALSE = [
    of_another_letter, made_at_home, made_easier, guessed, unsigned, rubbish, a_list, nested,
    endless,
]  # fmt: skip


@pytest.mark.parametrize("work", FALSE)
def test_what_is_no_work_for_this_letter_is_no_mark_and_no_fault(
    work: Any, kiosk: App, home: Home, time: Clock
) -> None:
    told = offered(kiosk)
    time.forward(seconds=5)

    assert post(kiosk, SEND, told["send"] | {"work": work(kiosk, told)}).status == 303

    assert marks(home) == []


def test_the_page_without_scripts_is_offered_none(kiosk: App) -> None:
    assert "work" not in checked(kiosk)
    assert b"PBKDF2" not in post(kiosk, REPLIES, typed()).body


def test_the_paper_may_do_without(kiosk: App, edition: Edition, home: Home, time: Clock) -> None:
    told = offered(kiosk)
    put_rules(edition, work=False)
    time.forward(seconds=5)

    assert "work" not in offered(kiosk)
    assert post(kiosk, SEND, told["send"] | {"work": done(told["work"])}).status == 303
    assert marks(home) == []


def test_who_did_work_waits_no_longer_when_everybody_writes(
    edition: Edition, config: Config, home: Home, time: Clock
) -> None:
    kiosk = make_app(edition.root, config, letter_limits=Limits(in_all=Rate(4, 0.0001)))
    for word in ("one", "two", "six"):
        form = checked(kiosk, text=f"{word} " * 9)
        time.forward(seconds=61)
        assert post(kiosk, SEND, form).status == 303

    told = offered(kiosk, text=TEXT)
    time.forward(seconds=5)

    assert told["worked_wait_seconds"] == 4 < told["wait_seconds"]
    assert post(kiosk, SEND, told["send"], JSON).status == 429
    assert post(kiosk, SEND, told["send"] | {"work": done(told["work"])}, JSON).status == 201
