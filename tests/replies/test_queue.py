"""The replies queue: what moderators see, what they can do, what is refused."""

import html
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.passes import digest_of_pass
from courant.newsroom.services.beginning import let_editors_in
from courant.plant import clock
from courant.press.models import Change
from courant.replies import keys, queue
from courant.replies.models import (
    Lesson,
    Mode,
    Pass,
    Reply,
    Report,
    Ruling,
    State,
    Thread,
    WordList,
)
from courant.replies.services.letters import receive
from courant.staff.models import Staff
from tests.paper import make_article, make_letter, make_reply, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

SCRIPTED = {"x-requested-with": "XMLHttpRequest"}


def sign_in(staff: Staff | None = None) -> Client:
    client = Client()
    client.force_login(staff or make_staff())
    return client


def do(client: Client, act: str, *replies: Reply, **typed: str) -> Any:
    numbers = ",".join(str(reply.pk) for reply in replies)
    typed |= {"act": act, "numbers": numbers}
    return client.post(reverse("replies_do"), typed, headers=SCRIPTED)


def again(reply: Reply) -> Reply:
    return Reply.objects.get(pk=reply.pk)


def a_report(reply: Reply) -> dict[str, object]:
    letter = make_letter()
    return {
        "kind": "report", "nonce": "report", "at": letter["at"], "reply": reply.pk,
        "reason": "attack", "words": "", "pass": "", "lane": "clearnet",
    }  # fmt: skip


def page(client: Client, **query: str) -> str:
    return client.get(reverse("replies_queue"), query).content.decode()


def test_it_shows_who_wrote_what_under_which_article_and_why_it_is_held() -> None:
    reply = make_reply(make_article("The bridge"), published=False, name="Ada", text="Hear hear.")

    html = page(sign_in())

    for words in ("Ada", "Hear hear.", "The bridge", "A newcomer", f"row-{reply.pk}"):
        assert words in html


def test_words_that_held_a_reply_are_marked_and_the_rest_is_escaped() -> None:
    WordList.objects.create(lang="", kind="watched", entries="idiot")
    make_reply(published=False, text="<b>You</b> idiot & co")

    html = page(sign_in())

    assert "&lt;b&gt;You&lt;/b&gt; <mark>idiot</mark> &amp; co" in html
    assert "Show the text" in html  # covered until somebody opens it


DONE = {
    "publish": State.PUBLISHED,
    "trust": State.PUBLISHED,
    "remove": State.REMOVED,
    "spam": State.SPAM,
}


@pytest.mark.parametrize(("act", "state"), DONE.items())
def test_a_button_decides_and_the_ruling_says_who(act: str, state: str) -> None:
    editor, reply = make_staff(), make_reply(published=False)

    answer = do(sign_in(editor), act, reply, reason="topic")

    assert answer.status_code == 200
    assert again(reply).state == state
    assert Ruling.objects.filter(reply=reply, ruled_by=editor, state=state).exists()


def test_only_what_readers_see_is_told_to_the_press() -> None:
    article = make_article()
    spam, good = (make_reply(article, published=False) for _ in range(2))
    client = sign_in()
    Change.objects.all().delete()

    do(client, "spam", spam)
    assert not Change.objects.exists()
    do(client, "publish", good)
    assert Change.objects.filter(key=keys.thread(article.pk)).count() == 1


def test_many_are_decided_at_once_with_one_note_per_article() -> None:
    one, two = make_article(), make_article()
    replies = [make_reply(article, published=False) for article in (one, one, two)]
    client = sign_in()
    Change.objects.all().delete()

    do(client, "publish", *replies)

    noted = sorted(Change.objects.filter(key__startswith="thread:").values_list("key", flat=True))
    assert noted == sorted([keys.thread(one.pk), keys.thread(two.pk)])


def test_it_works_without_scripts_and_returns_to_where_one_was() -> None:
    reply = make_reply(published=False)
    typed = {"act": "publish", "numbers": str(reply.pk), "here": "/admin/replies/?tab=held&age=day"}

    answer = sign_in().post(reverse("replies_do"), typed)

    assert answer.status_code == 302
    assert answer["location"].endswith("/replies/?tab=held&age=day")


def test_a_decision_is_taken_back_within_ten_seconds() -> None:
    client, reply = sign_in(), make_reply(published=False)
    do(client, "remove", reply, reason="attack")
    assert "Undo the last decision" in page(client)

    client.post(reverse("replies_undo"), headers=SCRIPTED)

    assert again(reply).state == State.HELD


def test_only_the_last_of_two_quick_decisions_is_taken_back() -> None:
    client, first, second, third = sign_in(), *(make_reply(published=False) for _ in range(3))
    do(client, "publish", first)
    with clock.stopped_at(clock.now() + timedelta(seconds=1)):
        do(client, "publish", second, third)

        client.post(reverse("replies_undo"), headers=SCRIPTED)

    assert again(first).state == State.PUBLISHED
    assert {again(second).state, again(third).state} == {State.HELD}


def test_later_it_is_too_late() -> None:
    client, reply = sign_in(), make_reply(published=False)
    do(client, "remove", reply, reason="attack")

    with clock.stopped_at(clock.now() + timedelta(seconds=20)):
        answer = client.post(reverse("replies_undo"), headers=SCRIPTED)

    assert answer.status_code == 422
    assert again(reply).state == State.REMOVED


def test_two_moderators_never_decide_the_same_row() -> None:
    mina, geert = make_staff("mina"), make_staff("geert")
    reply = make_reply(published=False)
    look = {"numbers": str(reply.pk)}

    assert sign_in(mina).post(reverse("replies_look"), look).json()["busy"] == ""
    assert sign_in(geert).post(reverse("replies_look"), look).json()["busy"] == "mina"
    answer = do(sign_in(geert), "publish", reply)

    assert "somebody else is deciding" in answer.json()["said"]
    assert answer.json()["left"] == [reply.pk]
    assert again(reply).state == State.HELD
    assert "Being decided by <b>mina</b>" in page(sign_in(geert))
    do(sign_in(mina), "publish", reply)
    assert again(reply).state == State.PUBLISHED


def test_a_screen_that_is_out_of_date_overrules_no_colleague() -> None:
    mina, geert, reply = make_staff("mina"), make_staff("geert"), make_reply(published=False)
    do(sign_in(mina), "publish", reply, seen="held")

    late = do(sign_in(geert), "remove", reply, reason="topic", seen="held")
    looked = {"numbers": str(reply.pk), "seen": "held"}

    assert "somebody else is deciding or has decided" in late.json()["said"]
    assert again(reply).state == State.PUBLISHED
    assert sign_in(geert).post(reverse("replies_look"), looked).json()["decided"] == "mina"


def test_alike_replies_are_one_row_and_one_decision() -> None:
    article = make_article()
    words = "This paper lies to you every day and all who write for it are paid from abroad"
    ends = ("now", "today!", "my friends", "he said")
    replies = [make_reply(article, published=False, text=f"{words}, {end}") for end in ends]

    [row] = queue.rows(queue.Filters(), make_staff())

    assert set(row.numbers) == {reply.pk for reply in replies}


def test_a_raid_of_300_from_200_passes_is_at_most_ten_rows_and_five_readers_see() -> None:
    article, other = make_article(), make_article()
    quiet = make_reply(other)
    for number in range(300):
        text = f"Nonsense {number * 7919} about {number * 104729} things {'x' * (number % 17)}"
        receive(make_letter(article, text=text, **{"pass": f"raider-{number % 200}"}))

    rows = queue.rows(queue.Filters(article=article.pk), make_staff())

    assert Reply.objects.filter(thread=article.pk, state=State.PUBLISHED).count() <= 5
    assert len(rows) <= 10
    assert again(quiet).state == State.PUBLISHED
    biggest = max(rows, key=lambda row: row.count)
    client = sign_in()
    held = Reply.objects.filter(thread=article.pk, state=State.HELD).count()
    numbers = ",".join(map(str, biggest.numbers))
    client.post(reverse("replies_do"), {"act": "spam", "numbers": numbers}, headers=SCRIPTED)
    left = Reply.objects.filter(thread=article.pk, state=State.HELD).count()
    assert held - left == biggest.count


def test_a_raids_replies_can_be_shown_each_in_a_row_of_its_own() -> None:
    article = make_article()
    for number in range(21):
        make_reply(article, published=False, text=f"Out with reader {number}, all of you!")

    assert page(sign_in()).count('<li class="queue-row"') == 1
    assert page(sign_in(), unfold="1", article=str(article.pk)).count('<li class="queue-row"') == 21


REFUSED = {
    "removing without a reason": ("remove", {}, "Choose why"),
    "picking what is held": ("pick", {}, "Only a published"),
    "answering what is held": ("answer", {"answer": "Hello."}, "Publish the reply before"),
    "hiding details that are not there": ("hide", {}, "Nothing was found"),
    "warning without words": ("warn", {"warning": " "}, "Write what"),
}


@pytest.mark.parametrize(("act", "typed", "says"), REFUSED.values(), ids=REFUSED)
def test_is_refused(act: str, typed: dict[str, str], says: str) -> None:
    reply = make_reply(published=False)

    answer = do(sign_in(), act, reply, **typed)

    assert answer.status_code == 422
    assert says in answer.json()["fault"]
    assert again(reply).state == State.HELD


def test_personal_details_are_taken_out_and_the_reply_stays() -> None:
    reply = make_reply(text="Call +31 6 1234 5678 now")

    do(sign_in(), "hide", reply)

    assert again(reply).text == "Call [personal detail removed] now"
    assert again(reply).state == State.PUBLISHED


def test_words_that_the_machine_does_not_find_are_hidden_when_they_are_written() -> None:
    text, name = "He lives behind the bakery in Delft.", "Ali 0912 345 6789"
    reply = make_reply(published=False, name=name, text=text)

    do(sign_in(), "hide", reply, hidden="behind the bakery, Delft")

    hidden = "[personal detail removed]"
    assert again(reply).text == f"He lives {hidden} in {hidden}."
    assert again(reply).name == f"Ali {hidden}"


def test_words_to_hide_that_do_not_stand_there_hide_nothing() -> None:
    reply = make_reply(published=False, text="علی در دلفت است. +31 6 1234 5678")

    refused = do(sign_in(), "hide", reply, hidden="علی، تهران")

    assert "تهران" in refused.json()["fault"]
    assert again(reply).text == reply.text
    do(sign_in(), "hide", reply, hidden="علی، دلفت")
    assert not {"علی", "دلفت", "1234"} & set(again(reply).text.split())


def test_details_are_hidden_in_all_alike_or_in_none() -> None:
    found, not_found = make_reply(published=False, text="Ring +31 6 1234 5678."), make_reply()

    assert do(sign_in(), "hide", found, not_found).status_code == 422

    assert again(found).text == "Ring +31 6 1234 5678."


def test_nobody_answers_with_the_name_they_sign_in_with() -> None:
    hidden = make_staff("secret-sign-in", first_name="", last_name="")
    reply = make_reply()

    do(sign_in(hidden), "answer", reply, answer="We asked the port.")

    assert Reply.objects.latest("pk").name == "The editors of The Test Courant"
    assert "Answer as <bdi>The editors of The Test Courant</bdi>" in page(
        sign_in(hidden), tab="published"
    )


def test_the_newsroom_answers_under_its_own_name() -> None:
    reply = make_reply()
    editor = make_staff("mina", first_name="Mina", last_name="Rad")

    do(sign_in(editor), "answer", reply, answer="Thank you.")

    answer = Reply.objects.get(parent=reply)
    assert (answer.name, answer.state, answer.by_staff) == ("Mina Rad", State.PUBLISHED, editor)


@pytest.mark.parametrize(
    ("act", "trust"),
    [("pass-trusted", "trusted"), ("pass-held", "held"), ("pass-banned", "banned")],
)
def test_a_pass_is_treated_as_the_button_says(act: str, trust: str) -> None:
    reply = make_reply(published=False)

    do(sign_in(), act, reply)

    assert Pass.objects.get().trust == trust


def test_who_took_no_pass_cannot_be_banned() -> None:
    reply = make_reply(published=False, **{"pass": ""})

    assert "no pass code" in do(sign_in(), "pass-banned", reply).json()["fault"]


def test_a_thread_is_closed_from_the_queue() -> None:
    reply = make_reply(published=False)

    do(sign_in(), "thread-closed", reply)

    assert Thread.objects.get().mode == Mode.CLOSED


def test_a_reply_is_left_to_a_colleague_with_a_note() -> None:
    geert, reply = make_staff("geert"), make_reply(published=False)

    client = sign_in()
    do(client, "hand", reply, to=str(geert.pk), note="You know the harbour.")

    assert "For geert: <bdi>You know the harbour.</bdi>" in page(client)


@pytest.mark.parametrize(
    "query", [{"tab": tab} for tab in queue.TABS] + [{"age": "hour"}, {"reason": "newcomer"},
    {"lang": "en"}, {"article": "x"}, {"tab": "nonsense", "reason": "nonsense"}],
)  # fmt: skip
def test_every_tab_and_filter_answers(query: dict[str, str]) -> None:
    make_reply()
    make_reply(published=False)

    assert sign_in().get(reverse("replies_queue"), query).status_code == 200


def test_what_is_handed_over_is_neither_cleared_nor_a_lesson() -> None:
    mina, reply = make_staff("mina"), make_reply()
    receive(a_report(reply))
    Lesson.objects.all().delete()

    do(sign_in(), "hand", reply, to=str(mina.pk))

    assert not Report.objects.get().is_settled
    assert not Lesson.objects.exists()
    assert Ruling.objects.last().because == "to mina"
    assert f"row-{reply.pk}" in page(sign_in(mina), tab="reported")


def test_what_is_new_is_shown_until_it_was_on_a_screen_and_stays_while_one_decides() -> None:
    articles = [make_article() for _ in range(4)]
    client, replies = sign_in(), [make_reply(articles[each % 4]) for each in range(60)]
    first = client.get(reverse("replies_queue"), {"tab": "new"})
    here = re.search(r'name="here" value="([^"]+)"', first.content.decode())
    assert here

    decided = {"act": "remove", "numbers": str(replies[0].pk), "here": html.unescape(here[1])}
    after = client.post(reverse("replies_do"), {**decided, "reason": "topic"}, follow=True)
    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        later = make_reply()
        only_dutch = page(client, tab="new", lang="nl")
        new = page(client, tab="new")

    assert first.content.decode().count('<li class="queue-row"') == 50
    assert after.content.decode().count('<li class="queue-row"') == 50
    assert f"row-{replies[50].pk}" in after.content.decode()  # it took the place of the first
    assert f"row-{later.pk}" not in only_dutch
    assert f"row-{later.pk}" in new
    assert new.count('<li class="queue-row"') == 10
    assert f"row-{later.pk}" not in page(client, tab="new")


def test_a_filter_offers_what_is_behind_its_tab_and_names_what_is_chosen() -> None:
    gone = make_reply(make_article("The bridge"), lang="fa")

    shown = page(sign_in(), tab="published", article=str(gone.thread_id), lang="de")

    assert "<option>fa</option>" in shown
    assert "<option selected>de</option>" in shown
    assert f'<option value="{gone.thread_id}" selected>The bridge' in shown
    assert "<option>fa</option>" not in page(sign_in())


def test_filters_leave_out_what_is_not_asked_for() -> None:
    make_reply(published=False, name="Ada")
    make_reply(published=False, name="Ben", text="https://a.example https://b.example")

    html = page(sign_in(), reason="links")

    assert "Ben" in html
    assert "Ada" not in html


def test_who_may_not_publish_is_told_who_decides() -> None:
    let_editors_in()
    writer = Staff.objects.create_user("writer", password="a long enough password")
    writer.groups.add(Group.objects.get(name="Editors"))
    client, reply = sign_in(writer), make_reply(published=False)

    assert "Ask an editor" in client.get(reverse("replies_queue")).content.decode()
    assert do(client, "publish", reply).status_code == 403
    assert again(reply).state == State.HELD


def test_a_word_list_is_tried_before_it_is_saved() -> None:
    make_reply(text="You idiot, you")
    make_reply(text="Nothing of the kind")

    answer = sign_in().post(reverse("replies_try_words"), {"entries": "idiot", "lang": ""})

    assert "1 of the last 2 replies would match" in answer.content.decode()
    assert not WordList.objects.exists()


def test_a_line_that_cannot_be_used_is_named_at_the_field() -> None:
    typed = {"lang": "", "kind": "watched", "entries": "fine\na*"}

    answer = sign_in().post(reverse("wordlist:add"), typed)

    assert "Line 2, “a*”" in answer.content.decode()
    assert not WordList.objects.exists()


def test_the_home_says_how_many_wait() -> None:
    make_reply(published=False)

    assert "1 held." in sign_in().get(reverse("wagtailadmin_home")).content.decode()


def test_who_works_here_replies_with_a_code_of_their_own_and_the_last_one_ends() -> None:
    settings.HOME.pass_key.parent.mkdir(parents=True, exist_ok=True)
    settings.HOME.pass_key.write_text("cd" * 32)
    mina, article = make_staff("mina"), make_article()
    client, door = sign_in(mina), reverse("replies_notices")

    def code() -> str:
        shown = client.post(door, {"act": "pass"}).content.decode()
        found = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", shown)
        assert found
        return digest_of_pass(Key(bytes.fromhex("cd" * 32)), found[0])

    first = code()
    said = make_reply(article, published=False, name="Mina", **{"pass": first})
    second = code()
    later = make_reply(article, published=False, name="Mina", **{"pass": first}, text="Again.")
    last = make_reply(article, published=False, name="Mina", **{"pass": second}, text="Yes.")

    assert (said.state, said.by_staff, said.origin) == ("published", mina, "staff")
    assert (later.state, later.by_staff) == ("refused", None)
    assert last.by_staff == mina
    mina.is_active = False
    mina.save()
    gone = make_reply(article, published=False, name="Mina", **{"pass": second}, text="Still.")
    assert (gone.state, gone.by_staff) == ("held", None)
    assert "shown now and never again" not in client.get(door).content.decode()
