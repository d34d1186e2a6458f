"""Receipts: what a writer, and nobody else, sees of a letter, and what can still be done."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from courant.kiosk.asgi import App
from courant.kiosk.classes import LETTER_POLICY
from courant.kiosk.letters.keys import Key, Keys
from courant.kiosk.letters.receipt import Receipt, name_of, read_receipt, receipt_address, show_once
from courant.kiosk.letters.token import new_nonce
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from tests.kiosk.asking import ask
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import ARTICLE, PERSIAN, put_article
from tests.kiosk.letters.test_sending import sent
from tests.kiosk.letters.writers import Page, asked, letters_in, post, put_fate


@pytest.fixture
def receipt(kiosk: App, time: Clock) -> str:
    """The address of a receipt, without its query."""
    return sent(kiosk, time).location.partition("?")[0]


def nonce_of(receipt: str) -> str:
    return receipt.removeprefix("/-/receipt/").partition(".")[0]


def tell(home: Home, receipt: str, **told: Any) -> None:
    put_fate(home, name_of(nonce_of(receipt)), **told)


def later_letter(home: Home) -> dict[str, Any]:
    """Return the one letter that came after the reply's."""
    _, letter = letters_in(home)
    return letter


def test_a_fresh_receipt_says_that_we_have_it(kiosk: App, receipt: str) -> None:
    reply = ask(kiosk, f"{receipt}?page={ARTICLE}")

    page = Page(reply)
    assert reply.status == 200
    assert "We have your reply" in page.text
    assert "Write this down if you want to come back." in page.text
    assert page.attributes("a", href=f"{ARTICLE}#replies")
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-robots-tag"] == "noindex"
    assert reply.headers["content-security-policy"] == LETTER_POLICY


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"state": "published"}, "Your reply is published"),
        ({"state": "held"}, "Your reply waits for an editor"),
        ({"state": "spam"}, "Your reply waits for an editor"),
        ({"state": "something new"}, "Your reply waits for an editor"),
        ({"state": "refused"}, "Your reply was not accepted"),
        ({"state": "refused", "why": "repeat"}, "This has been said here already."),
        ({"state": "refused", "why": "closed"}, "Replies are closed."),
        ({"state": "withdrawn"}, "Your reply is withdrawn"),
        ({"state": "removed"}, "An editor has removed your reply"),
        ({"state": "held", "warning": "Be <kind>."}, "A word from the editors: Be <kind>."),
        ({"state": 5}, "Your reply waits for an editor"),
        ({"status": "published"}, "We have your reply"),
    ],
)
def test_a_receipt_says_what_became_of_it(
    kiosk: App, home: Home, receipt: str, told: dict[str, Any], words: str
) -> None:
    tell(home, receipt, **told)

    assert words in Page(ask(kiosk, receipt)).text


def test_a_published_reply_is_linked(kiosk: App, home: Home, receipt: str) -> None:
    tell(home, receipt, state="published", address=f"{ARTICLE}#reply-12", reply=12)
    assert Page(ask(kiosk, receipt)).attributes("a", href=f"{ARTICLE}#reply-12")

    tell(home, receipt, state="published", address="javascript:alert(1)")
    assert "javascript" not in Page(ask(kiosk, receipt)).source


def test_after_two_days_a_receipt_says_that_it_no_longer_tells(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    time.forward(seconds=49 * 3600)

    page = Page(ask(kiosk, receipt))
    assert "What became of a reply is told here for two days." in page.text
    assert page.form(f"{receipt}/withdraw")

    tell(home, receipt, state="published", address=f"{ARTICLE}#reply-12")
    assert "Your reply is published" in Page(ask(kiosk, receipt)).text


def test_its_writer_sees_what_waits_and_changes_it_without_typing_it_again(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    tell(
        home, receipt, state="held", text="Who <pays>?", name="Mina",
        editable_until=time.minute + 5,
    )  # fmt: skip

    page = Page(ask(kiosk, receipt))

    assert "Who <pays>?" in page.text
    change = page.form(f"{receipt}/change").fields
    assert (change["text"], change["name"]) == ("Who <pays>?", "Mina")


def test_a_receipt_speaks_the_language_of_its_article(
    kiosk: App, edition: Edition, home: Home, receipt: str
) -> None:
    put_article(edition, address=PERSIAN, lang="fa", thread=43)
    page = Page(ask(kiosk, receipt + asked(page=PERSIAN)))
    assert page.attributes("html", lang="fa", dir="rtl")

    tell(home, receipt, state="held", lang="nl")
    assert "Je reactie wacht op een redacteur" in Page(ask(kiosk, receipt)).text


@pytest.mark.parametrize("at", [0, 10, 23, 30, 44])
def test_a_receipt_that_was_guessed_is_none(kiosk: App, receipt: str, at: int) -> None:
    name = receipt.removeprefix("/-/receipt/")
    other = "A" if name[at] != "A" else "B"
    guessed = f"/-/receipt/{name[:at]}{other}{name[at + 1 :]}"

    for target in (guessed, f"{guessed}/withdraw", f"/-/receipt/{name}/publish", "/-/receipt/"):
        assert ask(kiosk, target).status == 404


def test_a_code_cannot_be_asked_for_where_none_was_made(home: Home) -> None:
    key = Keys(home.form_key).signing()
    without = receipt_address(key, "A" * 22, with_code=False, page="")

    assert read_receipt(without.removeprefix("/-/receipt/"), Keys(home.form_key)).code == ""


def test_a_reply_is_withdrawn_after_being_asked_once(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    tell(home, receipt, state="published", address=f"{ARTICLE}#reply-12")
    form = Page(ask(kiosk, f"{receipt}?page={ARTICLE}")).form(f"{receipt}/withdraw")

    question = post(kiosk, form.action, form.fields)

    assert question.status == 200
    assert "Withdraw your reply?" in Page(question).text
    assert len(letters_in(home)) == 1
    sure = Page(question).form(f"{receipt}/withdraw")
    done = post(kiosk, sure.action, sure.fields)
    assert (done.status, done.location) == (303, f"{receipt}?page={ARTICLE}&told=withdraw")
    assert "We will withdraw it in a moment." in Page(ask(kiosk, done.location)).text
    letter = later_letter(home)
    assert {**letter, "nonce": ""} == {
        "kind": "withdraw",
        "nonce": "",
        "of": nonce_of(receipt),
        "at": time.minute,
    }
    assert post(kiosk, sure.action, sure.fields).location == done.location
    assert len(letters_in(home)) == 2


def test_the_question_alone_spends_no_code(kiosk: App, receipt: str) -> None:
    post(kiosk, f"{receipt}/withdraw", {})

    assert "Your pass code" in Page(ask(kiosk, receipt)).text


@pytest.mark.parametrize("state", ["refused", "withdrawn", "removed"])
def test_what_does_not_stand_cannot_be_withdrawn(
    kiosk: App, home: Home, receipt: str, state: str
) -> None:
    tell(home, receipt, state=state)

    assert not Page(ask(kiosk, receipt)).forms
    assert post(kiosk, f"{receipt}/withdraw", {}).status == 303
    assert len(letters_in(home)) == 1


def test_a_token_of_another_act_does_nothing(kiosk: App, home: Home, receipt: str) -> None:
    token = Page(ask(kiosk, f"{receipt}/stop")).form(f"{receipt}/stop").fields["token"]

    reply = post(kiosk, f"{receipt}/withdraw", {"token": token})

    assert reply.status == 403
    assert len(letters_in(home)) == 1


def test_mails_are_stopped_from_a_link(kiosk: App, home: Home, receipt: str) -> None:
    form = Page(ask(kiosk, f"{receipt}/stop")).form(f"{receipt}/stop")

    assert post(kiosk, form.action, form.fields).status == 303
    assert later_letter(home)["kind"] == "stop"


def test_another_site_withdraws_nothing(kiosk: App, home: Home, receipt: str) -> None:
    form = Page(post(kiosk, f"{receipt}/withdraw", {})).form(f"{receipt}/withdraw")

    reply = post(kiosk, form.action, form.fields, ("Sec-Fetch-Site", "cross-site"))

    assert reply.status == 403
    assert len(letters_in(home)) == 1


def test_a_reply_is_changed_in_its_first_minutes(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    tell(home, receipt, state="published", editable_until=time.minute + 5)
    form = Page(ask(kiosk, f"{receipt}?page={ARTICLE}")).form(f"{receipt}/change")

    shown = post(kiosk, form.action, {**form.fields, "text": " New <words>. ", "name": "Ann B."})

    page = Page(shown)
    assert shown.status == 200
    assert "<p>New &lt;words&gt;.</p>" in page.source
    assert len(letters_in(home)) == 1
    sure = page.form(f"{receipt}/change")
    done = post(kiosk, sure.action, sure.fields)
    assert done.status == 303
    letter = later_letter(home)
    assert {**letter, "nonce": ""} == {
        "kind": "edit",
        "nonce": "",
        "of": nonce_of(receipt),
        "at": time.minute,
        "text": "New <words>.",
        "name": "Ann B.",
    }


def test_a_bad_change_comes_back_with_its_faults(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    tell(home, receipt, state="held", editable_until=time.minute)

    reply = post(kiosk, f"{receipt}/change", {"text": "x", "name": "Mina Rahimi"})

    page = Page(reply)
    assert reply.status == 422
    assert page.attributes("a", href="#change-text")
    assert page.attributes("a", href="#change-name")
    assert page.form(f"{receipt}/change").fields["name"] == "Mina Rahimi"


def test_after_five_minutes_nothing_is_changed(
    kiosk: App, home: Home, receipt: str, time: Clock
) -> None:
    tell(home, receipt, state="published", editable_until=time.minute)
    fields = {"text": "New words.", "name": "Ann"}
    sure = Page(post(kiosk, f"{receipt}/change", fields)).form(f"{receipt}/change")
    time.forward(minutes=1)

    reply = post(kiosk, sure.action, sure.fields)

    assert reply.status == 403
    assert "The five minutes in which you could change it are over." in Page(reply).text
    assert len(letters_in(home)) == 1


def test_a_code_is_not_shown_when_that_cannot_be_noted(
    kiosk: App, home: Home, receipt: str
) -> None:
    (home.letterbox / "shown").write_text("in the way")
    assert "Your pass code" not in Page(ask(kiosk, receipt)).text

    (home.letterbox / "shown").unlink()
    assert "Your pass code" in Page(ask(kiosk, receipt)).text


def test_a_code_is_asked_for_within_a_day(kiosk: App, receipt: str, time: Clock) -> None:
    time.forward(days=1, minutes=2)

    assert "Your pass code" not in Page(ask(kiosk, receipt)).text


def test_what_was_noted_of_old_codes_is_forgotten(tmp_path: Path, noon: Any) -> None:
    nonce = new_nonce(noon.timestamp())
    receipt = Receipt("x", nonce, Key(b"k" * 32), with_code=True)
    for name in ("old", "looked"):
        (tmp_path / name).touch()
        past = noon - timedelta(days=1000)
        os.utime(tmp_path / name, (past.timestamp(), past.timestamp()))

    code = show_once(receipt, tmp_path, minute=int(noon.timestamp() // 60))

    assert code == receipt.code
    assert {path.name for path in tmp_path.iterdir()} == {"looked", name_of(nonce)}
