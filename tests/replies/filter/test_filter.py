"""The spam filter: learns from moderators, says why, never decides more than to hold."""

import pytest

from courant.replies.filter.judging import HELD_AT_BITS, LEAST_EACH, learn
from courant.replies.filter.signs import signs_of
from courant.replies.models import Lesson, State
from courant.replies.queries import lessons
from courant.replies.services import moderation, undoing
from courant.replies.services.letters import receive
from tests.paper import make_article, make_letter, make_reply, make_staff

SPAM = "Win big at the casino tonight, free spins and a bonus of {} euro: https://spins-{}.example"
HAM = "The council met on day {} and nobody asked the harbour about pier {}."


def taught(count: int = LEAST_EACH) -> object:
    both = [(SPAM, True), (HAM, False)]
    return learn(
        (signs_of(text.format(n, n * 7)).keys(), is_spam)
        for text, is_spam in both
        for n in range(count)
    )


def test_it_says_nothing_before_it_has_learnt_enough() -> None:
    assert taught(LEAST_EACH - 1) is None


def test_it_knows_what_is_like_what_was_called_spam_and_says_why() -> None:
    filter_ = taught()

    judgement = filter_.judge(signs_of("Free spins, a casino bonus: https://spins-x.example"))

    assert judgement.bits >= HELD_AT_BITS
    assert {"casino", "spins"} & set(judgement.because)
    assert filter_.judge(signs_of("Nobody asked the harbour.")).bits < 0


def test_joiners_and_look_alike_letters_do_not_hide_a_word() -> None:
    assert (
        signs_of("cas\u00adino").keys()
        == signs_of("ｃａｓｉｎｏ").keys()
        == signs_of("Casino").keys()
    )


def test_what_is_kept_of_a_text_is_not_its_words() -> None:
    kept = "".join(signs_of("A secret meeting in the harbour."))

    assert "secret" not in kept
    assert "harbour" not in kept


@pytest.fixture
def learnt(noon: object) -> object:
    make_article()
    lessons.forget()
    yield
    lessons.forget()


@pytest.mark.django_db
@pytest.mark.db
@pytest.mark.usefixtures("learnt")
def test_moderators_teach_it_and_the_queue_says_why() -> None:
    article, editor = make_article(), make_staff("mina")
    for number in range(LEAST_EACH):
        spam = make_reply(article, text=SPAM.format(number, number * 7), published=False)
        moderation.call_spam([spam.pk], by=editor)
        ham = make_reply(make_article(), text=HAM.format(number, number * 7), published=False)
        moderation.publish([ham.pk], by=editor)
    known = make_letter(make_article(), text="One link", **{"pass": "known"})
    for _ in range(2):
        make_reply(make_article(), **{"pass": "known"})
    lessons.forget()

    receive(known | {"nonce": "n", "text": SPAM.format(999, 1)})

    from courant.replies import queue
    from courant.replies.digests import digest_of
    from courant.replies.models import Reply

    reply = Reply.objects.get(nonce=digest_of("n"))
    assert (reply.state, reply.reasons) == (State.HELD, ["filter"])
    [row] = queue.rows(queue.Filters(reason="filter"), editor)
    assert "link to spins" in row.why[0]


@pytest.mark.django_db
@pytest.mark.usefixtures("noon")
def test_what_is_taken_back_is_unlearnt_and_removing_teaches_nothing() -> None:
    editor, reply = make_staff(), make_reply(published=False)
    moderation.call_spam([reply.pk], by=editor)
    assert Lesson.objects.filter(is_spam=True).exists()

    undoing.undo(by=editor)
    assert not Lesson.objects.exists()

    moderation.remove([reply.pk], by=editor, reason="attack")
    assert not Lesson.objects.exists()
