"""Letters become replies: each once, looked at, told to the press only when readers see it."""

from datetime import timedelta
from hashlib import sha256

import pytest

from courant.plant import clock
from courant.press.models import Change
from courant.replies import keys
from courant.replies.errors import LetterError, ReplyError
from courant.replies.models import (
    Mode,
    Pass,
    ReceivedLetter,
    Reply,
    ReplyRules,
    Report,
    Ruling,
    State,
    WordList,
)
from courant.replies.receipts import facts_of
from courant.replies.services import moderation, passes, raids, threads, undoing
from courant.replies.services.letters import receive
from courant.replies.services.retention import forget_what_is_over
from tests.paper import make_article, make_contributor, make_letter, make_reply, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]


def arrive(letter: dict[str, object]) -> Reply:
    """Have a letter arrive; return its reply."""
    receive(letter)
    return Reply.objects.latest("pk")


def test_a_newcomers_reply_is_held_and_readers_hear_nothing_of_it() -> None:
    letter = make_letter()
    Change.objects.all().delete()

    reply = arrive(letter)

    assert (reply.state, reply.reasons) == (State.HELD, ["newcomer"])
    assert not Change.objects.exists()
    assert reply.by_pass.published == 0


def test_a_writer_is_no_newcomer_after_two_published_replies() -> None:
    article = make_article()
    first, second = (make_reply(article, **{"pass": "mine"}) for _ in range(2))

    third = arrive(make_letter(article, **{"pass": "mine"}))

    assert (first.state, second.state, third.state) == (State.PUBLISHED,) * 3
    assert Pass.objects.get(digest="mine").published == 3
    assert Change.objects.filter(key=keys.thread(article.pk)).exists()


def test_a_letter_that_comes_twice_is_one_reply() -> None:
    letter = make_letter()

    assert receive(letter)
    assert not receive(letter)

    assert Reply.objects.count() == 1


def test_one_who_wants_no_code_is_always_a_newcomer() -> None:
    article = make_article()
    for _ in range(3):
        make_reply(article, **{"pass": ""})

    assert arrive(make_letter(article, **{"pass": ""})).reasons == ["newcomer"]
    assert not Pass.objects.exists()


def test_times_are_kept_to_the_minute() -> None:
    with clock.stopped_at(clock.now() + timedelta(seconds=42)):
        reply = arrive(make_letter())

        published = make_reply(nonce="n")
        from_its_writer("edit", "n", text="I was wrong.", name=reply.name)
    kept = [
        reply.said_at, reply.settled_at, Reply.objects.get(pk=published.pk).edited_at,
        *ReceivedLetter.objects.values_list("received_at", flat=True),
        *Ruling.objects.filter(ruled_by=None).values_list("ruled_at", flat=True),
    ]  # fmt: skip

    assert len(kept) == 9
    assert {(moment.second, moment.microsecond) for moment in kept} == {(0, 0)}


def test_a_clock_that_is_ahead_writes_nothing_into_the_future() -> None:
    minute = int(clock.now().timestamp()) // 60

    assert arrive(make_letter(at=minute + 5000)).said_at <= clock.now()


@pytest.mark.parametrize(
    "letter",
    [{"kind": "poem", "nonce": "x"}, {"kind": "reply"}, {"kind": "reply", "nonce": "x", "at": 1}],
)
def test_a_letter_that_is_none_is_refused_and_leaves_nothing(letter: dict[str, object]) -> None:
    with pytest.raises(LetterError):
        receive(letter)

    assert not Reply.objects.exists()


def test_characters_that_cannot_stand_are_not_even_stored() -> None:
    reply = arrive(make_letter(text="abc\x00\u202edef", name="\x00"))

    assert (reply.state, reply.text, reply.name) == (State.REFUSED, "", "")


def test_a_letter_to_an_article_that_is_no_more_leaves_nothing() -> None:
    assert receive(make_letter(thread=987654))
    assert not Reply.objects.exists()


def test_after_closing_a_reply_is_refused() -> None:
    article = make_article()

    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert arrive(make_letter(article)).reasons == ["closed"]


def test_what_was_written_in_time_and_waited_in_the_letterbox_is_not_refused() -> None:
    article = make_article()
    letter = make_letter(article)

    with clock.stopped_at(clock.now() + timedelta(days=30)):
        assert arrive(letter).reasons == ["newcomer"]


def test_the_same_words_in_other_letters_are_refused_the_second_time() -> None:
    article = make_article()
    make_reply(article, text="Shame on the council!")

    assert arrive(make_letter(article, text="shame on  THE council!")).reasons == ["repeat"]


def test_an_insult_that_is_split_by_a_joiner_is_held() -> None:
    WordList.objects.create(lang="en", kind="watched", entries="احمق")

    assert arrive(make_letter(text="تو احم\u200cق هستی")).reasons == ["watched"]


def test_words_are_looked_for_in_the_name_as_well() -> None:
    WordList.objects.create(lang="", kind="blocked", entries="casino")

    assert arrive(make_letter(name="Best Casino")).state == State.SPAM


@pytest.mark.parametrize("name", ["ada  VISSER", "Ada Vissser", "Аdа Vіsser", "Ada Visser, editor"])
def test_a_byline_is_nobody_elses_name_nor_one_like_it(name: str) -> None:
    make_contributor("Ada Visser")

    assert arrive(make_letter(name=name, **{"pass": "p"})).reasons == ["name"]


def test_an_answer_to_what_readers_do_not_see_is_an_answer_to_the_article() -> None:
    article = make_article()
    held = make_reply(article, published=False)

    assert arrive(make_letter(article, answers=held.pk)).parent is None


def test_an_answer_goes_below_what_it_answers() -> None:
    article = make_article()
    first = make_reply(article)

    assert arrive(make_letter(article, answers=first.pk)).parent == first


def test_twenty_newcomers_in_ten_minutes_are_a_raid_and_what_was_published_is_held_again() -> None:
    article = make_article()
    threads.set_mode(article.pk, mode=Mode.OPEN)
    quiet = make_reply(make_article("Another"))

    for _ in range(25):
        receive(make_letter(article))

    assert not Reply.objects.filter(thread=article.pk, state=State.PUBLISHED).exists()
    assert Reply.objects.get(pk=quiet.pk).state == State.PUBLISHED


def test_an_editor_who_ends_a_raid_has_the_last_word() -> None:
    article = make_article()
    threads.set_mode(article.pk, mode=Mode.OPEN)
    for _ in range(20):
        receive(make_letter(article))

    raids.hold_raid(Reply.objects.latest("pk").thread, on=False, by=make_staff())

    assert arrive(make_letter(article)).state == State.PUBLISHED


def test_the_last_word_on_a_raid_holds_for_a_day() -> None:
    article = make_article(at=clock.now())
    threads.set_mode(article.pk, mode=Mode.OPEN)
    for _ in range(20):
        receive(make_letter(article))
    raids.hold_raid(Reply.objects.latest("pk").thread, on=False, by=make_staff())

    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        for _ in range(20):
            receive(make_letter(article))

        assert arrive(make_letter(article)).reasons == ["raid"]


def test_a_young_thread_with_much_to_say_is_no_raid() -> None:
    article = make_article(at=clock.now() - timedelta(hours=2))
    thread = threads.set_mode(article.pk, mode=Mode.OPEN)
    Reply.objects.bulk_create(
        Reply(
            thread=thread, name="A reader", text=f"Word {number}", lang="en",
            state=State.PUBLISHED, said_at=clock.now() - timedelta(minutes=15 + number),
        )
        for number in range(100)
    )  # fmt: skip

    for number in range(25):
        receive(make_letter(article, text=sha256(bytes([number])).hexdigest()))

    assert not Reply.objects.exclude(state=State.PUBLISHED).exists()


def test_a_raid_is_over_after_two_hours() -> None:
    article = make_article()
    raids.hold_raid(make_reply(article).thread, on=True, by=make_staff())
    Change.objects.all().delete()

    with clock.stopped_at(clock.now() + timedelta(hours=2, minutes=1)):
        assert raids.end_raids() == 1

    assert Change.objects.filter(key=keys.thread(article.pk)).exists()


def test_the_third_pass_that_reports_takes_a_reply_back() -> None:
    article = make_article()
    reply = make_reply(article)
    for number in range(3):
        make_reply(article, **{"pass": f"reader-{number}"})

    for number in range(3):
        report(reply, f"reader-{number}")
        reply.refresh_from_db()
        assert reply.state == (State.HELD if number == 2 else State.PUBLISHED)


def test_passes_that_never_wrote_do_not_take_a_reply_back() -> None:
    reply = make_reply()

    for number in range(5):
        report(reply, f"fresh-{number}")

    reply.refresh_from_db()
    assert (reply.state, Report.objects.count()) == (State.PUBLISHED, 5)


def test_a_reply_that_a_moderator_cleared_is_not_taken_back() -> None:
    article = make_article()
    reply = make_reply(article)
    for number in range(4):
        make_reply(article, **{"pass": f"reader-{number}"})
    report(reply, "reader-0")
    moderation.publish([reply.pk], by=make_staff())

    for number in range(1, 4):
        report(reply, f"reader-{number}")

    reply.refresh_from_db()
    assert reply.state == State.PUBLISHED


def report(reply: Reply, by: str) -> None:
    letter = {"kind": "report", "nonce": f"{reply.pk}-{by}", "at": 29_000_000, "reply": reply.pk,
              "reason": "attack", "words": "", "pass": by, "lane": "clearnet"}  # fmt: skip
    receive(letter)


def from_its_writer(kind: str, of: str, **parts: object) -> None:
    minute = int(clock.now().timestamp()) // 60
    receive({"kind": kind, "nonce": f"{kind}-{of}", "of": of, "at": minute} | parts)


def test_a_writer_changes_a_reply_within_five_minutes_and_it_is_marked() -> None:
    reply = make_reply(nonce="n")

    with clock.stopped_at(clock.now() + timedelta(minutes=4)):
        from_its_writer("edit", "n", text="I was wrong.", name=reply.name)

    reply.refresh_from_db()
    assert (reply.text, reply.edited_at is not None) == ("I was wrong.", True)


def test_later_nothing_is_changed() -> None:
    reply = make_reply(nonce="n")

    with clock.stopped_at(clock.now() + timedelta(minutes=9)):
        from_its_writer("edit", "n", text="I was wrong.", name=reply.name)

    reply.refresh_from_db()
    assert (reply.text == "I was wrong.", reply.edited_at) == (False, None)


def test_a_writer_changes_the_name_as_well() -> None:
    reply = make_reply(nonce="n", name="Real Name", text="I know him.")

    from_its_writer("edit", "n", text="I know him.", name="Pen Name")

    reply.refresh_from_db()
    assert (reply.name, reply.text) == ("Pen Name", "I know him.")


def test_a_personal_detail_in_the_name_holds_a_reply() -> None:
    threads.set_mode(make_article().pk, mode=Mode.OPEN)

    assert arrive(make_letter(name="Ali 0912 345 6789")).reasons == ["details"]


def test_a_change_cannot_slip_past_the_phases() -> None:
    WordList.objects.create(lang="", kind="blocked", entries="casino")
    reply = make_reply(nonce="n")

    from_its_writer("edit", "n", text="Try my casino.", name=reply.name)

    reply.refresh_from_db()
    assert reply.state == State.SPAM


def test_what_its_writer_takes_back_is_erased_and_nobody_brings_it_again() -> None:
    reply = make_reply(nonce="n", email="sealed")

    from_its_writer("withdraw", "n")
    moderation.publish([reply.pk], by=make_staff())

    reply.refresh_from_db()
    assert (reply.state, reply.text, reply.name, reply.email) == (State.WITHDRAWN, "", "", "")


def test_a_withdrawal_that_overtakes_its_reply_is_kept() -> None:
    letter = make_letter(nonce="n")

    from_its_writer("withdraw", "n")

    assert not receive(letter)
    assert not Reply.objects.exists()


def test_every_decision_is_written_down_and_none_can_be_changed() -> None:
    reply = make_reply()

    acts = list(Ruling.objects.values_list("act", "state"))
    assert acts == [("newcomer", "held"), ("published", "published")]
    with pytest.raises(TypeError):
        reply.rulings.first().save()


def test_a_ban_holds_newcomers_in_that_thread_for_an_hour() -> None:
    article = make_article()
    threads.set_mode(article.pk, mode=Mode.OPEN)
    passes.change_trust(make_reply(article), trust="banned", by=make_staff())

    assert arrive(make_letter(article)).reasons == ["newcomer"]
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert arrive(make_letter(article)).state == State.PUBLISHED


def test_what_a_moderator_did_can_be_taken_back_for_ten_seconds() -> None:
    editor = make_staff()
    reply = make_reply(published=False)
    moderation.remove([reply.pk], by=editor, reason="attack")

    assert undoing.undo(by=editor) == 1

    reply.refresh_from_db()
    assert reply.state == State.HELD
    assert undoing.undo(by=editor) == 0


def test_taking_back_takes_back_the_trust_and_the_pick_as_well() -> None:
    editor, reply = make_staff(), make_reply(published=False)
    passes.change_trust(reply, trust="held", by=make_staff())
    moderation.publish([reply.pk], by=editor, trusting=True)
    assert Pass.objects.get().trust == Pass.Trust.TRUSTED

    assert undoing.undo(by=editor) == 1
    assert Pass.objects.get().trust == Pass.Trust.HELD

    moderation.publish([reply.pk], by=make_staff())
    moderation.pick(reply.pk, by=editor)
    assert undoing.undo(by=editor) == 1
    assert not Reply.objects.get().is_pick


def test_what_its_writer_withdrew_meanwhile_is_not_brought_back() -> None:
    editor, reply = make_staff(), make_reply(published=False, nonce="n")
    moderation.publish([reply.pk], by=editor)
    from_its_writer("withdraw", "n")

    assert undoing.undo(by=editor) == 0

    assert Reply.objects.get().state == State.WITHDRAWN


def test_publishing_and_trusting_several_is_one_decision_to_take_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    editor, replies = make_staff(), [make_reply(published=False) for _ in range(3)]
    with monkeypatch.context() as going_on:
        going_on.setattr(clock, "_stops", [])  # the real clock ticks between two rulings
        moderation.publish([each.pk for each in replies], by=editor, trusting=True)

        assert undoing.undo(by=editor) == 3


def test_what_is_not_taken_back_says_so() -> None:
    editor, reply = make_staff(), make_reply()
    passes.change_trust(reply, trust="banned", by=editor)

    assert not undoing.can_undo(editor)
    with pytest.raises(ReplyError, match="pass banned"):
        undoing.undo(by=editor)

    assert Pass.objects.get().trust == Pass.Trust.BANNED


def test_a_hidden_detail_is_told_in_the_language_of_the_thread() -> None:
    reply = make_reply(text="Bel +31 6 1234 5678 nu", lang="nl")

    moderation.hide_details(reply.pk, by=make_staff())

    assert Reply.objects.get().text == "Bel [persoonlijk gegeven verwijderd] nu"


def test_a_warning_is_told_once_with_the_next_reply() -> None:
    article = make_article()
    before = make_reply(article, **{"pass": "mine"})
    with clock.stopped_at(clock.now() + timedelta(minutes=2)):
        passes.warn(before, words="Please stay kind.", by=make_staff())
    with clock.stopped_at(clock.now() + timedelta(minutes=5)):
        after = [make_reply(article, **{"pass": "mine"}) for _ in range(2)]

    told = [facts_of(Reply.objects.get(pk=reply.pk))["warning"] for reply in (before, *after)]

    assert told == ["", "Please stay kind.", ""]


def test_a_field_that_people_do_not_see_holds_a_reply() -> None:
    article = make_article()
    for _ in range(2):
        make_reply(article, **{"pass": "mine"})

    assert arrive(make_letter(article, marks=["trap"], **{"pass": "mine"})).reasons == ["trap"]


def test_sealed_addresses_are_erased_when_the_thread_closes_unless_a_notice_waits() -> None:
    article = make_article(at=clock.now())
    idle, told = make_reply(article, email="sealed"), make_reply(article, email="sealed")
    make_reply(article, answers=told.pk)

    forget_what_is_over()
    assert Reply.objects.exclude(email="").count() == 2

    with clock.stopped_at(clock.now() + timedelta(days=15)):
        forget_what_is_over()
    assert list(Reply.objects.exclude(email="")) == [told]

    with clock.stopped_at(clock.now() + timedelta(days=31)):
        forget_what_is_over()
    assert not Reply.objects.exclude(email="").exists()
    assert idle.email == "sealed"  # it was


def test_what_was_said_of_a_text_goes_with_it() -> None:
    reply = make_reply()
    receive(a_report(reply, words="He wrote: secret"))
    moderation.hand_over(reply.pk, by=make_staff(), to=None, note="He wrote: secret")
    moderation.remove([reply.pk], by=make_staff(), reason="details")

    with clock.stopped_at(clock.now() + timedelta(days=31)):
        forget_what_is_over()

    assert (Report.objects.get().words, Reply.objects.get().note) == ("", "")


def a_report(reply: Reply, **parts: object) -> dict[str, object]:
    letter = make_letter()
    return {
        "kind": "report", "nonce": "report", "at": letter["at"], "reply": reply.pk,
        "reason": "details", "words": "", "pass": "", "lane": "clearnet", **parts,
    }  # fmt: skip


def test_texts_are_erased_when_their_time_is_over_and_rulings_stay() -> None:
    editor = make_staff()
    spam, removed = make_reply(), make_reply()
    moderation.call_spam([spam.pk], by=editor)
    moderation.remove([removed.pk], by=editor, reason="attack")

    with clock.stopped_at(clock.now() + timedelta(days=8)):
        forget_what_is_over()
    spam.refresh_from_db()
    removed.refresh_from_db()
    assert (spam.text, removed.text == "") == ("", False)

    with clock.stopped_at(clock.now() + timedelta(days=31)):
        forget_what_is_over()
    removed.refresh_from_db()
    assert (removed.text, removed.rulings.count()) == ("", 3)


def test_rules_that_change_are_noted() -> None:
    Change.objects.all().delete()
    make_article()
    from wagtail.models import Site

    ReplyRules.objects.create(site=Site.objects.first(), depth=2)

    assert Change.objects.filter(key=keys.rules()).exists()
