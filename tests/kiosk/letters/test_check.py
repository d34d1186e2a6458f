"""The check page: what a reader sees before anything is sent, and what is said of a bad field."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from courant.kiosk.asgi import App
from courant.kiosk.classes import LETTER_POLICY
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from courant.plant.sealing import make_key_pair, unsealed
from tests.kiosk.asking import ask
from tests.kiosk.letters.conftest import Clock
from tests.kiosk.letters.papers import ARTICLE, PERSIAN, THREAD, put_article, put_rules
from tests.kiosk.letters.writers import (
    JSON,
    REPLIES,
    TEXT,
    Page,
    asked,
    checked,
    letters_in,
    post,
    typed,
)


def test_a_reply_is_shown_as_it_will_look_and_nothing_is_stored(kiosk: App, home: Home) -> None:
    reply = post(kiosk)

    page = Page(reply)
    assert reply.status == 200
    assert "<p>The bridge was shut for years.</p><p>Who will pay for it?</p>" in page.source
    assert "<bdi>Ann</bdi>" in page.source
    assert page.form(f"{REPLIES}/send").fields["text"] == TEXT.replace("\r", "")
    assert not home.letterbox.exists()


def test_the_page_is_kept_by_nobody_and_runs_nothing(kiosk: App) -> None:
    reply = post(kiosk)

    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["x-robots-tag"] == "noindex"
    assert reply.headers["content-security-policy"] == LETTER_POLICY
    assert "script-src" not in LETTER_POLICY
    assert "connect-src" not in LETTER_POLICY
    assert "<script" not in Page(reply).source
    assert "set-cookie" not in reply.headers


def test_markup_in_a_reply_is_text(kiosk: App) -> None:
    page = Page(post(kiosk, fields=typed(text="<script>x</script> \"'&", name="<b>Ann</b>")))

    assert "<script" not in page.source
    assert "<b>Ann" not in page.source
    assert page.form(f"{REPLIES}/send").fields["text"] == "<script>x</script> \"'&"


def test_change_it_is_the_form_filled_in_again(kiosk: App) -> None:
    fields = typed(answers=12, no_code=1, **{"pass": "7k3m 9qxt 2bwd"})

    form = Page(post(kiosk, fields=fields)).form(REPLIES)

    assert form.fields["text"] == TEXT.replace("\r", "")
    assert (form.fields["name"], form.fields["answers"]) == ("Ann", "12")
    assert (form.fields["no_code"], form.fields["pass"]) == ("1", "7k3m 9qxt 2bwd")
    assert form.fields["page"] == ARTICLE


def test_whom_a_reply_answers_is_said(kiosk: App) -> None:
    assert "to <bdi>Ann</bdi>" in Page(post(kiosk, fields=typed(answers=12))).source


@pytest.mark.parametrize(
    ("mode", "told"),
    [
        ("open", "as soon as it is sent"),
        ("newcomers", "a newcomer’s first replies"),
        ("all", "reads every reply"),
    ],
)
def test_the_rules_in_force_are_told(kiosk: App, edition: Edition, mode: str, told: str) -> None:
    put_article(edition, mode=mode)

    assert told in Page(post(kiosk)).text


def test_a_persian_article_is_answered_in_persian(kiosk: App, edition: Edition) -> None:
    put_article(edition, address=PERSIAN, lang="fa", headline="شهردار رفت")

    page = Page(post(kiosk, fields=typed(page=PERSIAN, text="This is English.")))

    assert page.attributes("html", lang="fa", dir="rtl")
    assert "واکنش خود را ببینید" in page.text
    assert "جریان" in page.text
    assert page.attributes("div", **{"class": "reply-text", "dir": "auto"})


BAD_FIELDS: Mapping[str, tuple[dict[str, Any], int, str, str]] = {
    "no text": ({"text": " \n "}, 422, "text", "Write something first."),
    "no text at all": ({"text": None}, 422, "text", "Write something first."),
    "one letter": ({"text": "a"}, 422, "text", "Write at least 2 letters."),
    "too long": ({"text": "x" * 3001}, 422, "text", "This is 3001 letters long. At most 3000 fit."),
    "bidi override": ({"text": "a\u202eb c"}, 422, "text", "turns the direction"),
    "tag character": ({"text": "a\U000e0041b"}, 422, "text", "nobody can see"),
    "zero width space": ({"text": "a\u200bb"}, 422, "text", "nobody can see"),
    "control": ({"text": "a\x07b"}, 422, "text", "control character"),
    "zalgo": ({"text": "a" + "\u0301" * 20}, 422, "text", "too many marks"),
    "no name": ({"name": ""}, 422, "name", "Write a name."),
    "long name": ({"name": "x" * 61}, 422, "name", "At most 60 fit."),
    "name of two lines": ({"name": "a\nb"}, 422, "name", "on one line"),
    "bidi name": ({"name": "a\u2066b"}, 422, "name", "turns the direction"),
    "staff name": ({"name": "Mina Rahimi"}, 403, "name", "Somebody at this paper"),
    "staff name, dressed": ({"name": "MÍNA  rahimi\u0301"}, 403, "name", "Somebody at this paper"),
    "no pass": ({"pass": "1234"}, 422, "pass", "This is no pass code."),
}


@pytest.mark.parametrize("case", BAD_FIELDS)
def test_each_bad_field_has_its_message_and_the_text_is_kept(
    kiosk: App, home: Home, case: str
) -> None:
    fields, status, field, told = BAD_FIELDS[case]

    reply = post(kiosk, fields=typed(**fields))

    page = Page(reply)
    assert reply.status == status
    assert told in page.text
    assert page.attributes("a", href=f"#reply-{field}"), "the summary leads to the field"
    [faulty] = [a for _, a in page.tags if a.get("aria-invalid")]
    assert (faulty["id"], faulty["aria-describedby"]) == (f"reply-{field}", f"reply-{field}-fault")
    assert {f"reply-{field}", f"reply-{field}-fault"} <= page.ids()
    assert page.attributes("div", role="alert", tabindex="-1")[0]["autofocus"] is None
    kept = page.form(REPLIES).fields
    for name, value in typed(**fields).items():
        assert kept[name] == str(value).replace("\r", ""), name
    assert not home.letterbox.exists()


def test_all_that_is_wrong_is_said_at_once(kiosk: App) -> None:
    page = Page(post(kiosk, fields=typed(text="", name="", **{"pass": "x"})))

    assert [a["href"] for a in page.attributes("a") if (a["href"] or "").startswith("#reply-")] == [
        "#reply-text",
        "#reply-name",
        "#reply-pass",
    ]


def test_a_name_of_the_house_is_taken_with_a_pass(kiosk: App) -> None:
    assert post(kiosk, fields=typed(name="Mina Rahimi", **{"pass": "7K3M-9QXT-2BWD"})).status == 200


def test_persian_joiners_are_no_fault(kiosk: App) -> None:
    assert checked(kiosk, text="می\u200cروم خانه")["text"] == "می\u200cروم خانه"


@pytest.mark.parametrize("told", [{"mode": "closed"}, {"mode": "hidden"}, {"closes": 1}])
def test_a_closed_thread_says_so_and_gives_the_text_back(
    kiosk: App, edition: Edition, told: dict[str, Any]
) -> None:
    put_article(edition, **told)

    reply = post(kiosk)

    page = Page(reply)
    assert reply.status == 403
    assert "Replies are closed." in page.text
    assert page.loose["reply-text"] == TEXT.replace("\r", "")
    assert not page.forms


def test_replies_that_are_off_are_closed(kiosk: App, edition: Edition) -> None:
    put_rules(edition, is_on=False)

    assert post(kiosk).status == 403
    assert ask(kiosk, REPLIES + asked(page=ARTICLE)).status == 403


@pytest.mark.parametrize(
    ("target", "page", "status", "told"),
    [
        (REPLIES, "/politics/withdrawn/", 410, "was withdrawn"),
        (REPLIES, "/nowhere/", 404, "no article here"),
        (REPLIES, "/politics/", 404, "no article here"),
        ("/-/replies/43", ARTICLE, 404, "no article here"),
        (REPLIES, None, 404, "no article here"),
    ],
)
def test_a_page_without_this_thread_gives_the_text_back(
    kiosk: App, target: str, page: str | None, status: int, told: str
) -> None:
    reply = post(kiosk, target, typed(page=page))

    assert reply.status == status
    assert told in Page(reply).text
    assert Page(reply).loose["reply-text"] == TEXT.replace("\r", "")


def test_what_was_written_on_a_lost_persian_page_is_given_back_in_persian(kiosk: App) -> None:
    page = Page(post(kiosk, fields=typed(page="/fa/nowhere/")))

    assert page.attributes("html", lang="fa", dir="rtl")


def test_a_page_of_long_ago_still_posts(kiosk: App, time: Clock) -> None:
    assert THREAD["closes"] is None
    time.forward(days=7)

    assert post(kiosk).status == 200


@pytest.mark.parametrize(
    "headers", [[("Sec-Fetch-Site", "cross-site")], [("Origin", "https://evil.example")]]
)
def test_what_another_site_filled_in_is_not_taken_over(
    kiosk: App, headers: list[tuple[str, str]]
) -> None:
    reply = post(kiosk, REPLIES, typed(text="Buy from us"), *headers)

    page = Page(reply)
    assert reply.status == 403
    assert "Another site" in page.text
    assert "Buy from us" not in page.source
    assert page.form(REPLIES).fields["text"] == ""


def test_the_form_can_be_had_on_a_page_of_its_own(kiosk: App) -> None:
    reply = ask(kiosk, REPLIES + asked(page=ARTICLE, reply_to=12))

    page = Page(reply)
    assert reply.status == 200
    assert "Leave a Reply to Ann" in page.text
    assert page.attributes("a", href=f"{ARTICLE}#reply-12"), "Cancel reply"
    assert page.form(REPLIES).fields["answers"] == "12"
    assert "respond" in page.ids()
    assert "required" in page.attributes("textarea", id="reply-text")[0]


def test_a_query_of_rubbish_is_no_trouble(kiosk: App) -> None:
    for query in ("&" * 2000, "=&" * 900, "page=%ff%00&page", "a=" * 900, "page=%2e%2e/%2e%2e/"):
        assert ask(kiosk, f"{REPLIES}?{query}").status == 404


@pytest.mark.parametrize("reply_to", ["99", "x", "", "-1", "9" * 30])
def test_an_answer_to_nobody_is_a_reply(kiosk: App, reply_to: str) -> None:
    page = Page(ask(kiosk, REPLIES + asked(page=ARTICLE, reply_to=reply_to)))

    assert "Leave a Reply to" not in page.text
    assert page.form(REPLIES).fields["answers"] == "0"


@pytest.mark.parametrize(
    "target",
    [REPLIES, "/-/replies/0", "/-/replies/x", "/-/replies/", "/-/replies/42/x", "/-/replies/42/",
     "/-/receipt/x", "/-/report/x", "/-/report/12/x", "/-/letters/"],
)  # fmt: skip
def test_other_addresses_are_no_pages(kiosk: App, target: str) -> None:
    assert ask(kiosk, target).status == 404


@pytest.mark.parametrize(
    ("method", "target", "allow"),
    [
        ("GET", "/-/replies/42/send", "POST"),
        ("POST", "/-/report/12/thanks", "GET, HEAD"),
        ("POST", "/-/receipt/x", "GET, HEAD"),
        ("POST", "/politics/", "GET, HEAD"),
        ("POST", "/-/health", "GET, HEAD"),
    ],
)
def test_an_address_says_what_it_is_for(kiosk: App, method: str, target: str, allow: str) -> None:
    reply = ask(kiosk, target, method=method)

    assert (reply.status, reply.headers["allow"]) == (405, allow)


@pytest.mark.parametrize("target", [REPLIES + asked(page=ARTICLE), "/-/report/12"])
def test_head_is_get_without_its_body(kiosk: App, target: str) -> None:
    got, head = ask(kiosk, target), ask(kiosk, target, method="HEAD")

    assert (got.status, head.status, head.body) == (200, 200, b"")
    assert head.headers.keys() == got.headers.keys()


def test_a_paper_without_rules_takes_no_replies(kiosk: App, edition: Edition) -> None:
    edition.remove_file(".replies.json")

    assert post(kiosk).status == 404


def test_without_keys_nothing_is_promised(kiosk: App, home: Home) -> None:
    home.form_key.unlink()

    reply = post(kiosk)

    assert (reply.status, reply.headers["retry-after"]) == (503, "10")
    assert reply.headers["connection"] == "close"


def test_an_address_goes_on_sealed_and_nobody_here_can_read_it(
    kiosk: App, edition: Edition, home: Home
) -> None:
    private, public = make_key_pair()
    put_rules(edition, email="optional", seal=public)

    reply = post(kiosk, fields=typed(email=" ann@paper.example "))

    page = Page(reply)
    sealed = page.form(f"{REPLIES}/send").fields["sealed"]
    assert unsealed(sealed, private) == "ann@paper.example"
    assert "ann@paper.example" not in page.source
    assert "paper.example" not in str(reply.headers)
    again = page.form(REPLIES).fields
    assert (again["sealed"], again["email"]) == (sealed, "")
    assert checked(kiosk, sealed=sealed)["sealed"] == sealed


@pytest.mark.parametrize(
    "email",
    [
        "ann",
        "ann@",
        "[ann@b.org",
        "ann@b..org",
        "a@b].org",
        "@b.org",
        "a b@c.org",
        "a@b@c.org",
        "a@b",
        "x" * 90 + "@example.org",
    ],
)
def test_what_is_no_address_is_given_back(kiosk: App, edition: Edition, email: str) -> None:
    put_rules(edition, email="optional", seal=make_key_pair()[1])

    reply = post(kiosk, fields=typed(email=email))

    assert reply.status == 422
    assert "This is no email address." in Page(reply).text
    assert Page(reply).form(REPLIES).fields["email"] == email


def test_an_address_that_must_be_given_is_asked_for(kiosk: App, edition: Edition) -> None:
    put_rules(edition, email="required", seal=make_key_pair()[1])

    page = Page(post(kiosk))

    assert "Write your email address." in page.text
    assert "Your email address will not be published. Required fields are marked *" in page.text


def test_an_address_that_is_not_asked_for_is_dropped(kiosk: App) -> None:
    assert "sealed" not in checked(kiosk, email="ann@paper.example", sealed="A" * 236)


def test_a_good_address_stays_sealed_when_something_else_is_wrong(
    kiosk: App, edition: Edition
) -> None:
    put_rules(edition, email="required", seal=make_key_pair()[1])

    page = Page(post(kiosk, fields=typed(name="", email="ann@paper.example")))

    assert "ann@paper.example" not in page.source
    assert "Your email address is kept, sealed." in page.text
    assert post(kiosk, fields={**page.form(REPLIES).fields, "name": "Ann"}).status == 200


def test_a_script_is_told_the_same_facts(kiosk: App) -> None:
    fine = post(kiosk, REPLIES, typed(), JSON)
    told = json.loads(fine.body)

    assert (fine.status, fine.headers["content-type"]) == (200, "application/json")
    assert told["problems"] == []
    assert told["preview"] == {
        "name": "Ann",
        "paragraphs": ["The bridge was shut for years.", "Who will pay for it?"],
    }
    assert told["wait_seconds"] == 4
    assert "token" in told["send"]

    bad = post(kiosk, REPLIES, typed(text="", name="Mina Rahimi"), JSON)
    assert bad.status == 422
    assert json.loads(bad.body)["problems"] == [
        {"field": "text", "code": "empty-text", "message": "Write something first."},
        {
            "field": "name",
            "code": "name-reserved",
            "message": "Somebody at this paper has that name. Please sign with another.",
        },
    ]


def test_a_script_is_told_that_replies_are_closed(kiosk: App, edition: Edition) -> None:
    put_article(edition, mode="closed")

    reply = post(kiosk, REPLIES, typed(), JSON)

    assert reply.status == 403
    assert json.loads(reply.body)["notice"]["code"] == "closed"


def test_nothing_is_put_into_the_letterbox_by_looking(kiosk: App, home: Home) -> None:
    for _ in range(5):
        checked(kiosk)

    assert letters_in(home) == []
