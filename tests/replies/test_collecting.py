"""From the letterbox to the database, and back to the writer as a receipt."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from courant.plant import clock
from courant.plant.letterbox.box import Letterbox
from courant.replies.collect import collect
from courant.replies.digests import digest_of
from courant.replies.models import Reply, State
from courant.replies.services import moderation
from tests.paper import make_article, make_letter, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def box() -> Iterator[Letterbox]:
    box = Letterbox(settings.HOME.letterbox)
    yield box
    box.close()
    while collect():
        pass


def post(box: Letterbox, *letters: Mapping[str, Any]) -> None:
    async def all_of_them() -> None:
        await asyncio.gather(*(box.put(letter["nonce"], letter) for letter in letters))

    asyncio.run(all_of_them())


def receipt_of(nonce: str) -> dict[str, Any]:
    return json.loads((settings.HOME.receipts / digest_of(nonce)).read_text("utf-8"))


@pytest.mark.db
def test_what_was_posted_is_collected_once(box: Letterbox) -> None:
    article = make_article()
    post(box, *(make_letter(article, text=f"Number {n}") for n in range(7)))

    assert collect()
    assert not collect()

    assert sorted(Reply.objects.values_list("text", flat=True)) == [f"Number {n}" for n in range(7)]


def test_a_letter_that_is_none_does_not_hold_up_the_others(box: Letterbox) -> None:
    post(box, make_letter(thread="many"), {"kind": "poem", "nonce": "n"}, make_letter(text="Here."))

    collect()

    assert Reply.objects.get().text == "Here."
    assert not collect()


def test_its_writer_is_told_what_became_of_a_reply(
    box: Letterbox, django_capture_on_commit_callbacks: Any
) -> None:
    article = make_article()
    post(box, make_letter(article, nonce="mine"))
    with django_capture_on_commit_callbacks(execute=True):
        collect()
    assert receipt_of("mine")["state"] == State.HELD

    with django_capture_on_commit_callbacks(execute=True):
        moderation.publish([Reply.objects.get().pk], by=make_staff())

    receipt = receipt_of("mine")
    assert receipt["state"] == State.PUBLISHED
    assert receipt["address"].endswith(f"/#reply-{Reply.objects.get().pk}")
    assert receipt["editable_until"] == int(clock.now().timestamp()) // 60 + 5


def test_what_is_decided_later_than_two_days_is_told_too_and_when_only_to_the_minute(
    box: Letterbox, django_capture_on_commit_callbacks: Any
) -> None:
    post(box, make_letter(make_article(), nonce="mine"))
    collect()
    with (
        clock.stopped_at(clock.now() + timedelta(days=3, seconds=42)),
        django_capture_on_commit_callbacks(execute=True),
    ):
        moderation.publish([Reply.objects.get().pk], by=make_staff())

    assert receipt_of("mine")["state"] == State.PUBLISHED
    assert (settings.HOME.receipts / digest_of("mine")).stat().st_mtime % 60 == 0


def test_nobody_is_told_that_it_was_called_spam(
    box: Letterbox, django_capture_on_commit_callbacks: Any
) -> None:
    post(box, make_letter(nonce="mine"))
    collect()

    with django_capture_on_commit_callbacks(execute=True):
        moderation.call_spam([Reply.objects.get().pk], by=make_staff())

    assert receipt_of("mine")["state"] == State.HELD
