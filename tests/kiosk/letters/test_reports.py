"""Reports: a reader says that a reply should not stand."""

from typing import Any

import pytest

from courant.kiosk.asgi import App
from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.passes import digest_of_pass
from courant.plant.home import Home
from tests.kiosk.asking import ask
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import ARTICLE
from tests.kiosk.letters.writers import PASS_KEY, Page, asked, letters_in, post

REPORT = "/-/report/12"


def form_of(kiosk: App, target: str = REPORT + asked(page=ARTICLE)) -> dict[str, str]:
    return Page(ask(kiosk, target)).form(REPORT).fields


def test_a_report_is_a_letter_and_then_thanks(kiosk: App, home: Home, time: Clock) -> None:
    page = Page(ask(kiosk, REPORT + asked(page=ARTICLE)))
    assert "Report the reply by Ann" in page.text
    fields = page.form(REPORT).fields

    reply = post(
        kiosk, REPORT, {**fields, "reason": "attack", "words": " He <threatens> me. ", "pass": ""}
    )

    assert (reply.status, reply.location) == (303, f"{REPORT}/thanks?page={ARTICLE}")
    assert "An editor will look at what you reported." in Page(ask(kiosk, reply.location)).text
    [letter] = letters_in(home)
    assert {**letter, "nonce": ""} == {
        "kind": "report",
        "nonce": "",
        "at": time.minute,
        "reply": 12,
        "reason": "attack",
        "words": "He <threatens> me.",
        "pass": "",
        "lane": "clearnet",
    }


def test_a_report_by_a_pass_says_whose(kiosk: App, home: Home) -> None:
    fields = {**form_of(kiosk), "reason": "other", "pass": "7k3m9qxt2bwd"}

    assert post(kiosk, REPORT, fields).status == 303

    digest = digest_of_pass(Key(bytes.fromhex(PASS_KEY)), "7K3M-9QXT-2BWD")
    assert [letter["pass"] for letter in letters_in(home)] == [digest]


def test_reported_twice_is_one_letter(kiosk: App, home: Home) -> None:
    fields = {**form_of(kiosk), "reason": "false"}

    assert {post(kiosk, REPORT, fields).status for _ in range(3)} == {303}
    assert len(letters_in(home)) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "dislike"}, "reason"),
        ({"words": "x" * 501}, "words"),
        ({"words": "a\u202eb"}, "words"),
        ({"pass": "no"}, "pass"),
    ],
)
def test_a_bad_field_has_its_message_and_the_words_are_kept(
    kiosk: App, home: Home, change: dict[str, str], field: str
) -> None:
    fields = {**form_of(kiosk), "reason": "attack", "words": "Look", **change}

    reply = post(kiosk, REPORT, fields)

    page = Page(reply)
    assert reply.status == 422
    assert page.attributes("a", href=f"#report-{field}")
    assert {f"report-{field}", f"report-{field}-fault"} <= page.ids()
    assert page.form(REPORT).fields["words"] == fields["words"]
    assert letters_in(home) == []


@pytest.mark.parametrize("change", [{"token": ""}, {"token": "v1.x"}])
def test_a_report_that_was_not_asked_for_here_is_shown_again(
    kiosk: App, home: Home, change: dict[str, str]
) -> None:
    reply = post(kiosk, REPORT, {**form_of(kiosk), "reason": "attack", **change})

    assert reply.status == 403
    assert Page(reply).form(REPORT).fields["reason"] == "attack"
    assert letters_in(home) == []


def test_a_report_of_one_reply_is_not_of_another(kiosk: App, home: Home) -> None:
    reply = post(kiosk, "/-/report/13", {**form_of(kiosk), "reason": "attack"})

    assert reply.status == 403
    assert letters_in(home) == []


def test_an_old_report_can_be_sent_again(kiosk: App, home: Home, time: Clock) -> None:
    fields = {**form_of(kiosk), "reason": "attack", "words": "Look"}
    time.forward(hours=3)

    late = post(kiosk, REPORT, fields)

    assert "open for more than two hours" in Page(late).text
    again = Page(late).form(REPORT).fields
    assert again["words"] == "Look"
    assert post(kiosk, REPORT, again).status == 303
    assert len(letters_in(home)) == 1


def test_another_site_reports_nothing(kiosk: App, home: Home) -> None:
    fields = {**form_of(kiosk), "reason": "attack", "words": "Look"}

    reply = post(kiosk, REPORT, fields, ("Origin", "https://evil.example"))

    assert reply.status == 403
    assert Page(reply).form(REPORT).fields["words"] == ""
    assert letters_in(home) == []


@pytest.mark.parametrize("query", [{}, {"page": "/nowhere/"}, {"page": "//evil.example/"}])
def test_a_report_needs_no_article(kiosk: App, query: dict[str, Any]) -> None:
    target = REPORT + (asked(**query) if query else "")

    reply = post(kiosk, REPORT, {**form_of(kiosk, target), "reason": "attack"})

    assert reply.status == 303
    assert "evil" not in Page(ask(kiosk, reply.location)).source


def test_a_full_letterbox_keeps_the_report_on_the_page(kiosk: App, home: Home) -> None:
    home.letterbox.write_text("no directory can be made here")
    fields = {**form_of(kiosk), "reason": "attack", "words": "Look"}

    reply = post(kiosk, REPORT, fields)

    assert (reply.status, reply.headers["retry-after"]) == (503, "60")
    assert Page(reply).form(REPORT).fields["words"] == "Look"
