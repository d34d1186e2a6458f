"""Sending: what was checked is taken once, whatever is pressed, changed, or down."""

import asyncio
import json
import re
from typing import Any

import pytest

from courant.kiosk.app import make_app
from courant.kiosk.asgi import App
from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.passes import digest_of_pass, read_pass
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.edition.maps import Moved
from courant.plant.home import Home
from courant.plant.letterbox.collecting import Collector
from courant.plant.sealing import make_key_pair, unsealed
from tests.kiosk.asking import Reply, ask, asked
from tests.kiosk.editions import put_maps
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import ARTICLE, put_article, put_rules
from tests.kiosk.letters.writers import (
    FORM_TYPE,
    JSON,
    PASS_KEY,
    REPLIES,
    TEXT,
    Page,
    checked,
    encoded,
    letters_in,
    post,
    typed,
)

SEND = f"{REPLIES}/send"
PASS = "7K3M-9QXT-2BWD"
HASHING = Key(bytes.fromhex(PASS_KEY))
OTHER_TEXT = "Something quite different, about the harbour and its ships."


def wait(time: Clock) -> None:
    """Look at the check page for a while."""
    time.forward(seconds=5)


def sent(kiosk: App, time: Clock, **fields: Any) -> Reply:
    """Write a reply, look at it, and send it."""
    form = checked(kiosk, **fields)
    wait(time)
    return post(kiosk, SEND, form)


def code_at(kiosk: App, receipt: str) -> str:
    """Return the pass code that a receipt shows; empty if it shows none."""
    found = re.search(r'<b dir="ltr" translate="no">([^<]*)</b>', Page(ask(kiosk, receipt)).source)
    return found[1] if found else ""


def test_a_sent_reply_is_a_letter_and_then_a_receipt(kiosk: App, home: Home, time: Clock) -> None:
    reply = sent(kiosk, time, answers=12)

    assert reply.status == 303
    assert re.fullmatch(r"/-/receipt/[\w-]{22}\.[\w-]{22}\?page=/politics/mayor/", reply.location)
    [letter] = letters_in(home)
    nonce = reply.location.split("/")[3].partition(".")[0]
    code = code_at(kiosk, reply.location)
    assert letter == {
        "kind": "reply",
        "nonce": nonce,
        "thread": 42,
        "at": time.minute,
        "lang": "en",
        "text": TEXT.replace("\r", ""),
        "name": "Ann",
        "answers": 12,
        "pass": "",
        "new_pass": digest_of_pass(HASHING, code),
        "email": "",
        "lane": "clearnet",
        "marks": [],
    }


def test_who_gives_a_pass_is_known_by_it_and_gets_no_other(
    kiosk: App, home: Home, time: Clock
) -> None:
    reply = sent(kiosk, time, **{"pass": " 7k3m 9qxt 2bwd "})

    [letter] = letters_in(home)
    assert (letter["pass"], letter["new_pass"]) == (digest_of_pass(HASHING, PASS), "")
    assert code_at(kiosk, reply.location) == ""


def test_who_wants_no_code_gets_none(kiosk: App, home: Home, time: Clock) -> None:
    reply = sent(kiosk, time, no_code=1)

    [letter] = letters_in(home)
    assert (letter["pass"], letter["new_pass"]) == ("", "")
    assert code_at(kiosk, reply.location) == ""
    assert "shown once" not in Page(ask(kiosk, reply.location)).text


def test_the_code_of_a_receipt_is_shown_once(kiosk: App, time: Clock) -> None:
    receipt = sent(kiosk, time).location
    assert ask(kiosk, receipt, method="HEAD").status == 200  # a look ahead spends nothing

    first = code_at(kiosk, receipt)

    assert read_pass(first)
    assert code_at(kiosk, receipt) == ""
    page = Page(ask(kiosk, receipt))
    assert "The pass code was shown once" in page.text
    assert first not in page.source


def test_the_code_is_nowhere_on_the_disk(kiosk: App, home: Home, time: Clock) -> None:
    code = code_at(kiosk, sent(kiosk, time).location)

    everything = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
    assert code.encode() not in everything
    assert code.replace("-", "").encode() not in everything


def test_an_address_reaches_the_letterbox_sealed(
    kiosk: App, edition: Edition, home: Home, time: Clock
) -> None:
    private, public = make_key_pair()
    put_rules(edition, email="optional", seal=public)

    sent(kiosk, time, email="ann@paper.example")

    [letter] = letters_in(home)
    assert unsealed(letter["email"], private) == "ann@paper.example"
    everything = b"".join(path.read_bytes() for path in home.root.rglob("*") if path.is_file())
    assert b"ann@paper.example" not in everything


def test_over_the_onion_a_letter_says_so(edition: Edition, home: Home, time: Clock) -> None:
    host = "abcdefghijklmnop.onion"
    kiosk = make_app(edition.root, Config(home=home.root, allowed_hosts=(host,)))
    form = Page(post(kiosk, REPLIES, typed(), host=host)).form(SEND).fields
    wait(time)

    assert post(kiosk, SEND, form, host=host).status == 303

    assert [letter["lane"] for letter in letters_in(home)] == ["onion"]


def test_sent_twice_is_one_letter_and_the_same_receipt(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk, **{"pass": PASS})
    wait(time)

    first, second = post(kiosk, SEND, form), post(kiosk, SEND, form)

    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert len(letters_in(home)) == 1


def test_a_double_click_is_one_letter(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk)
    wait(time)
    scope = {
        "type": "http", "method": "POST", "path": SEND, "raw_path": SEND.encode(),
        "query_string": b"", "client": ("127.0.0.1", 1),
        "headers": [(b"host", b"127.0.0.1:8000"), (b"content-type", FORM_TYPE[1].encode())],
    }  # fmt: skip

    async def both() -> list[Reply]:
        return list(
            await asyncio.gather(*(asked(kiosk, dict(scope), encoded(form)) for _ in range(5)))
        )

    replies = asyncio.run(both())

    assert {reply.status for reply in replies} == {303}
    assert len({reply.location for reply in replies}) == 1
    assert len(letters_in(home)) == 1


def test_sent_again_after_the_thread_closed_is_the_same_receipt(
    kiosk: App, edition: Edition, home: Home, time: Clock
) -> None:
    form = checked(kiosk)
    wait(time)
    first = post(kiosk, SEND, form)
    put_article(edition, mode="closed")

    assert post(kiosk, SEND, form).location == first.location
    assert len(letters_in(home)) == 1


def test_another_kiosk_takes_what_this_one_checked(
    kiosk: App, edition: Edition, config: Config, home: Home, time: Clock
) -> None:
    form = checked(kiosk)
    wait(time)
    other = make_app(edition.root, config)

    first = post(other, SEND, form)
    again = post(make_app(edition.root, config), SEND, form)

    assert first.status == again.status == 303
    assert first.location == again.location
    assert len(letters_in(home)) == 1


def test_a_key_that_is_being_replaced_still_counts(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk)
    wait(time)
    home.form_key.write_text("ef" * 32 + "\n" + home.form_key.read_text())

    receipt = post(kiosk, SEND, form).location

    assert digest_of_pass(HASHING, code_at(kiosk, receipt)) == letters_in(home)[0]["new_pass"]


def test_the_trap_is_a_mark_and_not_a_refusal(kiosk: App, home: Home, time: Clock) -> None:
    assert sent(kiosk, time, website="https://buy.example").status == 303

    assert letters_in(home)[0]["marks"] == ["trap"]


def test_an_old_check_page_is_given_fresh(kiosk: App, home: Home, time: Clock) -> None:
    form = checked(kiosk)
    time.forward(hours=2, seconds=1)

    late = post(kiosk, SEND, form)

    page = Page(late)
    assert late.status == 422
    assert "open for more than two hours" in page.text
    assert page.form(SEND).fields["text"] == TEXT.replace("\r", "")
    wait(time)
    assert post(kiosk, SEND, page.form(SEND).fields).status == 303
    assert len(letters_in(home)) == 1


@pytest.mark.parametrize(
    "change",
    [{"text": "Something else."}, {"name": "Bob"}, {"answers": "99"}, {"website": "x"},
     {"no_code": "1"}, {"token": ""}, {"token": "v1.x"}, {"token": None}],
)  # fmt: skip
def test_what_was_changed_on_the_way_is_checked_again(
    kiosk: App, home: Home, time: Clock, change: dict[str, Any]
) -> None:
    form = checked(kiosk)
    wait(time)
    changed = {name: value for name, value in {**form, **change}.items() if value is not None}

    reply = post(kiosk, SEND, changed)

    page = Page(reply)
    assert reply.status == 403
    assert "Something was changed on the way here." in page.text
    assert page.form(SEND).fields["text"] == changed["text"]
    assert page.form(SEND).fields["token"] != form["token"]
    assert letters_in(home) == []


def test_a_check_page_of_another_thread_is_checked_again(
    kiosk: App, edition: Edition, home: Home, time: Clock
) -> None:
    other = put_article(edition, address="/politics/other/", thread=43)
    form = checked(kiosk)
    wait(time)

    reply = post(kiosk, "/-/replies/43/send", {**form, "page": other})

    assert reply.status == 403
    assert "meant for another article" in Page(reply).text
    assert letters_in(home) == []


def test_what_cannot_be_sent_any_more_comes_back_in_the_form(
    kiosk: App, edition: Edition, home: Home, time: Clock
) -> None:
    form = checked(kiosk)
    wait(time)
    put_rules(edition, most=10)

    reply = post(kiosk, SEND, form)

    assert "At most 10 fit." in Page(reply).text
    assert Page(reply).form(REPLIES).fields["text"] == form["text"]
    assert letters_in(home) == []


def test_a_thread_that_closed_meanwhile_gives_the_text_back(
    kiosk: App, edition: Edition, home: Home, time: Clock
) -> None:
    form = checked(kiosk)
    wait(time)
    put_article(edition, mode="closed")

    reply = post(kiosk, SEND, form)

    assert reply.status == 403
    assert Page(reply).loose["reply-text"] == TEXT.replace("\r", "")
    assert letters_in(home) == []


@pytest.mark.parametrize(
    "headers",
    [
        [("Sec-Fetch-Site", "cross-site")],
        [("Sec-Fetch-Site", "same-site")],
        [("Origin", "https://evil.example")],
        [("Origin", "null")],
    ],
)
def test_another_site_cannot_send(
    kiosk: App, home: Home, time: Clock, headers: list[tuple[str, str]]
) -> None:
    form = checked(kiosk)
    wait(time)

    reply = post(kiosk, SEND, form, *headers)

    assert reply.status == 403
    assert "Another site sent you here" in Page(reply).text
    assert Page(reply).form(REPLIES).fields["text"] == ""
    assert letters_in(home) == []
    own = [("Origin", "http://127.0.0.1:8000"), ("Sec-Fetch-Site", "same-origin")]
    assert post(kiosk, SEND, form, *own).status == 303


def test_a_script_is_told_where_the_receipt_is(kiosk: App, home: Home, time: Clock) -> None:
    told = json.loads(post(kiosk, REPLIES, typed(), JSON).body)
    wait(time)

    reply = post(kiosk, SEND, told["send"], JSON)

    assert reply.status == 201
    assert json.loads(reply.body)["receipt"].startswith("/-/receipt/")
    assert len(letters_in(home)) == 1


def test_a_script_is_told_why_not(kiosk: App, time: Clock) -> None:
    told = json.loads(post(kiosk, REPLIES, typed(), JSON).body)

    early = json.loads(post(kiosk, SEND, told["send"], JSON).body)

    assert early["notice"]["code"] == "too-soon"
    assert early["wait_seconds"] == 4
    wait(time)
    assert post(kiosk, SEND, early["send"], JSON).status == 201


def test_a_moved_page_still_takes_replies(kiosk: App, edition: Edition, time: Clock) -> None:
    put_maps(edition, [Moved("/once/", ARTICLE)])

    assert sent(kiosk, time, page="/once/").location.endswith("?page=/politics/mayor/")


def test_health_counts_the_letters_that_wait(kiosk: App, home: Home, time: Clock) -> None:
    assert json.loads(ask(kiosk, "/-/health").body)["letters_waiting"] == 0
    sent(kiosk, time)

    told = json.loads(ask(kiosk, "/-/health").body)

    assert told["letters_waiting"] == 1
    assert told["letters_waiting_bytes"] > 100
    for portion in Collector(home.letterbox).waiting():
        portion.done()
    assert json.loads(ask(kiosk, "/-/health").body)["letters_waiting"] == 0
