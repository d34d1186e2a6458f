"""When a reply is not taken yet: too soon, too often, said before, no room."""

import json
import re

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.letters.limits import Limits, Rate
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import put_article
from tests.kiosk.letters.test_sending import OTHER_TEXT, PASS, SEND, sent, wait
from tests.kiosk.letters.writers import (
    JSON,
    REPLIES,
    TEXT,
    Page,
    checked,
    letters_in,
    post,
    typed,
)


def test_too_soon_is_told_and_marked_and_then_taken(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk)

    early = post(kiosk, SEND, form)

    page = Page(early)
    assert (early.status, early.headers["retry-after"]) == (429, "4")
    assert "That was quick." in page.text
    assert letters_in(home) == []
    wait(time)
    assert post(kiosk, SEND, page.form(SEND).fields).status == 303
    assert [letter["marks"] for letter in letters_in(home)] == [["hurried"]]


def test_the_same_pass_waits_fifteen_seconds(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk, text=OTHER_TEXT, **{"pass": PASS})
    assert sent(kiosk, time, **{"pass": PASS}).status == 303

    for reply in (
        post(kiosk, SEND, form),
        post(kiosk, fields=typed(text="Third.", **{"pass": PASS})),
    ):
        page = Page(reply)
        assert reply.status == 429
        assert re.search(r"You have only just replied\. Wait 1[45] seconds", page.text)
        assert page.form(REPLIES).fields["text"] in (OTHER_TEXT, "Third.")
    assert len(letters_in(home)) == 1
    assert sent(kiosk, time, text=OTHER_TEXT).status == 303


def test_the_same_again_is_told_beside_the_text(kiosk: App, home: Home, time: Clock) -> None:
    waiting = checked(kiosk, name="Bob")
    assert sent(kiosk, time).status == 303

    checking = post(kiosk, fields=typed(text=TEXT.upper() + " !!", name="Bob"))
    sending = post(kiosk, SEND, waiting)

    for reply in (checking, sending):
        assert reply.status == 422
        assert "This has been said here already." in Page(reply).text
        assert Page(reply).form(REPLIES).fields["name"] == "Bob"
    assert len(letters_in(home)) == 1


def test_the_same_may_be_said_elsewhere(kiosk: App, edition: Edition, time: Clock) -> None:
    other = put_article(edition, address="/politics/other/", thread=43)
    assert sent(kiosk, time).status == 303

    assert post(kiosk, "/-/replies/43", typed(page=other)).status == 200


@pytest.mark.parametrize(
    ("limits", "peers"),
    [
        (Limits(in_all=Rate(3, 0.001), most_seconds=4), ["203.0.113.1", "198.51.100.1"]),
        (Limits(of_a_thread=Rate(3, 0.001)), ["203.0.113.1", "198.51.100.1"]),
        (Limits(of_a_lane=Rate(3, 0.001)), ["203.0.113.1", "198.51.100.1"]),
        (Limits(of_a_prefix=Rate(3, 0.001)), ["203.0.113.1", "203.0.113.200"]),
    ],
)
def test_a_spent_budget_asks_for_patience(
    edition: Edition, config: Config, home: Home, time: Clock, *, limits: Limits, peers: list[str]
) -> None:
    kiosk = make_app(edition.root, config, letter_limits=limits)
    forms = [checked(kiosk, text=f"{word} " * 9) for word in ("one", "two", "six", "ten")]
    wait(time)

    replies = [post(kiosk, SEND, form, peer=peers[at % 2]) for at, form in enumerate(forms)]

    assert [reply.status for reply in replies] == [303, 303, 303, 429]
    page = Page(replies[3])
    assert "Many people are writing" in page.text
    assert 1 <= int(replies[3].headers["retry-after"]) <= 60
    assert page.form(SEND).fields["token"] == forms[3]["token"]
    assert len(letters_in(home)) == 3


def test_another_network_has_a_budget_of_its_own(
    edition: Edition, config: Config, home: Home, time: Clock
) -> None:
    limits = Limits(of_a_prefix=Rate(1, 0.001))
    kiosk = make_app(edition.root, config, letter_limits=limits)
    forms = [checked(kiosk, text=f"{word} " * 9) for word in ("one", "two", "six")]
    wait(time)

    replies = [
        post(kiosk, SEND, form, peer=peer)
        for form, peer in zip(forms, ["203.0.113.1", "203.0.114.1", "127.0.0.1"], strict=True)
    ]

    assert [reply.status for reply in replies] == [303, 303, 303]


def test_the_more_is_sent_the_longer_a_check_page_must_be_looked_at(
    edition: Edition, config: Config, home: Home, time: Clock
) -> None:
    kiosk = make_app(edition.root, config, letter_limits=Limits(in_all=Rate(4, 0.0001)))
    waits = []
    for word in ("one", "two", "six", "ten"):
        waits.append(json.loads(post(kiosk, REPLIES, typed(), JSON).body)["wait_seconds"])
        form = checked(kiosk, text=f"{word} " * 9)
        time.forward(seconds=61)
        assert post(kiosk, SEND, form).status == 303

    assert waits[:2] == [4, 4]
    assert 4 <= waits[2] < waits[3] <= 60


def test_who_waited_the_least_is_not_in_a_hurry_when_everybody_waits_longer(
    edition: Edition, config: Config, home: Home, time: Clock
) -> None:
    kiosk = make_app(edition.root, config, letter_limits=Limits(in_all=Rate(2, 0.0001)))
    for word in ("one", "two"):
        form = checked(kiosk, text=f"{word} " * 9)
        time.forward(seconds=61)
        post(kiosk, SEND, form)
    form = checked(kiosk)
    time.forward(seconds=5)

    early = post(kiosk, SEND, form)
    time.forward(seconds=61)
    post(kiosk, SEND, Page(early).form(SEND).fields)

    assert "That was quick" in Page(early).text
    assert letters_in(home)[-1]["marks"] == []


def test_a_full_letterbox_keeps_the_text_on_the_page(
    edition: Edition, config: Config, home: Home, time: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.letterbox.write_text("no directory can be made here")
    kiosk = make_app(edition.root, config)
    form = checked(kiosk)
    wait(time)

    reply = post(kiosk, SEND, form)

    page = Page(reply)
    assert (reply.status, reply.headers["retry-after"]) == (503, "60")
    assert "We cannot take this at the moment." in page.text
    assert page.form(SEND).fields == form
    assert page.form(REPLIES).fields["text"] == TEXT.replace("\r", "")
    home.letterbox.unlink()
    assert post(kiosk, SEND, form).status == 303
    assert len(letters_in(home)) == 1
