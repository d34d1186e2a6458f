"""Mail: sealed until somebody opens the seal, stopped with one click, no plain address kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Site

from courant.plant import clock
from courant.plant.sealing import make_key_pair, seal
from courant.replies.models import Moderator, Notice, Reply, ReplyRules, Unlocking
from courant.replies.services import notices, seals
from courant.replies.services.letters import receive
from courant.replies.services.retention import forget_what_is_over
from tests.paper import make_article, make_letter, make_reply, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

ADDRESS = "mina@canary.example"
CUT = "\r\nBcc: all@canary.example\r\nX-Other: yes"  # what would be headers of a careless mail


@pytest.fixture
def private() -> Any:
    make_article()
    settings.HOME.form_key.parent.mkdir(exist_ok=True)
    settings.HOME.form_key.write_text("ab" * 32)
    rules = ReplyRules.for_site(Site.objects.get())
    yield seals.make_seal(rules, by=make_staff("keeper"))
    seals.lock()


def rules() -> ReplyRules:
    return ReplyRules.objects.get()


def ask_and_answer() -> Reply:
    """Have a writer ask to be told, and be answered."""
    asked = make_reply(email=seal(ADDRESS, rules().seal), nonce="asked")
    make_reply(answers=asked.pk, text="Quite so.", name="Ben")
    return asked


def test_a_writer_is_told_only_after_somebody_opened_the_seal(private: str) -> None:
    ask_and_answer()

    assert (notices.send_notices(), notices.waiting_notices()) == (0, 1)
    seals.unlock(rules(), private, by=make_staff("mina"))

    assert (notices.send_notices(), notices.waiting_notices()) == (1, 0)
    [sent] = mail.outbox
    assert sent.to == [ADDRESS]
    assert f"#reply-{Reply.objects.latest('pk').pk}" in sent.body
    assert "Quite so" not in sent.body
    assert "Ben" not in sent.subject + sent.body
    assert Unlocking.objects.filter(unlocked_by__username="mina", act="unlocked").exists()


def test_an_address_that_no_mail_can_have_holds_nobody_up_and_is_told_to_nobody(
    private: str,
) -> None:
    wrong = make_reply(email=seal(f"[é.{ADDRESS}", rules().seal), nonce="wrong")
    make_reply(answers=wrong.pk, text="Not so.", name="Cem")
    ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())

    assert (notices.send_notices(), notices.waiting_notices()) == (1, 1)

    [sent] = mail.outbox
    assert sent.to == [ADDRESS]
    trouble = Notice.objects.get(sent_at=None).trouble
    assert trouble == "What was sealed is no address that a mail can go to."
    assert "canary" not in trouble


def test_nobody_is_told_twice(private: str) -> None:
    ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())

    notices.send_notices()

    assert notices.send_notices() == 0


def test_a_mail_is_plain_text_and_no_text_of_anybody_makes_a_header(private: str) -> None:
    article = make_article(f"A <b>bold</b> claim{CUT}")
    asked = make_reply(article, email=seal(ADDRESS, rules().seal), name=f"Ann{CUT}")
    make_reply(article, answers=asked.pk, text=f"<script>{CUT}", name=f"<img src=x>{CUT}")
    seals.unlock(rules(), private, by=make_staff())

    assert notices.send_notices() == 1
    message = mail.outbox[0].message()
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()
    assert not {"Bcc", "X-Other"} & set(message.keys())
    assert "script" not in mail.outbox[0].body + mail.outbox[0].subject


def test_a_sealed_line_break_sends_no_mail_and_holds_no_other_up(private: str) -> None:
    foul = make_reply(email=seal(f"ann@paper.example{CUT}", rules().seal), nonce="foul")
    make_reply(answers=foul.pk, text="Quite so.")
    ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())

    assert notices.send_notices() == 1

    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert "no address" in Notice.objects.get(reply=foul).trouble


def test_an_answer_that_is_held_is_no_news(private: str) -> None:
    asked = make_reply(email=seal(ADDRESS, rules().seal))
    make_reply(answers=asked.pk, published=False)

    assert notices.waiting_notices() == 0


def test_those_whose_address_is_gone_hold_nobody_up(private: str) -> None:
    for number in range(notices.AT_ONCE + 1):
        asked = make_reply(email="sealed", nonce=f"gone-{number}")
        make_reply(answers=asked.pk)
        Reply.objects.filter(pk=asked.pk).update(email="")
    ask_and_answer()
    seals.unlock(rules(), private, by=make_staff("mina"))

    assert (notices.send_notices(), notices.waiting_notices()) == (1, 0)
    forget_what_is_over()
    assert Notice.objects.count() == 1  # the one that was sent


def test_the_seal_is_shut_again_after_fifteen_minutes(private: str) -> None:
    ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())

    with clock.stopped_at(clock.now() + timedelta(minutes=15)):
        assert notices.send_notices() == 0


def test_another_key_does_not_open_it(private: str) -> None:
    from courant.replies.errors import ReplyError

    for key in ("", "nonsense", make_key_pair()[0]):
        with pytest.raises(ReplyError, match="not the private key"):
            seals.unlock(rules(), key, by=make_staff())

    assert not Unlocking.objects.filter(act="unlocked").exists()


def test_the_address_of_every_mail_stops_them(private: str) -> None:
    asked = ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())
    notices.send_notices()
    assert f"/-/stop/{asked.pk}." in mail.outbox[0].extra_headers["List-Unsubscribe"]

    receive({"kind": "stop", "nonce": "s", "at": 1, "of": "", "reply": asked.pk})
    make_reply(answers=asked.pk, text="And another thing.")

    asked.refresh_from_db()
    assert (asked.email, notices.waiting_notices()) == ("", 0)


def test_a_writer_stops_them_with_the_receipt_too(private: str) -> None:
    asked = ask_and_answer()

    receive({"kind": "stop", "nonce": "s", "at": 1, "of": "asked"})

    asked.refresh_from_db()
    assert asked.email == ""


def test_sealed_addresses_are_erased_after_thirty_days(private: str) -> None:
    asked = ask_and_answer()

    with clock.stopped_at(clock.now() + timedelta(days=31)):
        forget_what_is_over()

    asked.refresh_from_db()
    assert asked.email == ""


def test_the_database_holds_no_plain_address(private: str) -> None:
    asked = ask_and_answer()
    seals.unlock(rules(), private, by=make_staff())
    notices.send_notices()

    for model in (Reply, Notice, Unlocking):
        for row in model.objects.values():
            assert ADDRESS not in str(row)
            assert private not in str(row)
    assert len(asked.email) == len(seal("a@b.c", rules().seal))  # its length tells nothing


def test_moderators_who_want_to_hear_once_a_day_that_replies_wait() -> None:
    make_reply(published=False)
    for name, wants in (("mina", True), ("geert", False)):
        staff = make_staff(name, email=f"{name}@paper.example")
        Moderator.objects.create(staff=staff, wants_mail=wants)

    assert [notices.send_digests(), notices.send_digests()] == [1, 0]
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        assert notices.send_digests() == 1

    assert {to for sent in mail.outbox for to in sent.to} == {"mina@paper.example"}


def test_a_raid_is_told_at_once_and_once() -> None:
    staff = make_staff("mina", email="mina@paper.example")
    Moderator.objects.create(staff=staff, wants_mail=True, told_at=clock.now())
    article = make_article()

    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        for _ in range(25):
            receive(make_letter(article))
        assert [notices.send_digests(), notices.send_digests()] == [1, 0]

    assert "raid" in mail.outbox[0].subject


def test_the_private_key_is_shown_once_to_whoever_made_it() -> None:
    make_article()
    client = Client()
    client.force_login(make_staff())

    shown = client.post(reverse("replies_notices"), {"act": "make"})
    later = client.get(reverse("replies_notices"))

    assert "never again" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert "never again" not in later.content.decode()
    assert rules().seal


def test_it_is_opened_from_the_page_and_says_who_did(private: str) -> None:
    ask_and_answer()
    client = Client()
    client.force_login(make_staff("mina"))
    assert "until somebody unlocks" in client.get(reverse("replies_notices")).content.decode()

    client.post(reverse("replies_notices"), {"act": "unlock", "key": private})

    html = client.get(reverse("replies_notices")).content.decode()
    assert len(mail.outbox) == 1
    assert "mina, unlocked" in html
    assert private not in html
