"""What can be done with replies and is seen by readers."""

from courant.replies.models import Mode, Reply, ReplyRules
from courant.replies.services import moderation, raids, threads
from tests.equality.town import Town
from tests.paper import make_reply, make_staff


def the_reply() -> Reply:
    return Reply.objects.get(text="First.")


def a_reply_arrives(town: Town) -> None:
    make_reply(town.linked, text="Second.")


def the_first_reply_of_an_article(town: Town) -> None:
    make_reply(town.lead, text="Here too.")


def a_reply_is_removed(town: Town) -> None:
    moderation.remove([the_reply().pk], by=make_staff(), reason="attack")


def a_reply_with_answers_is_removed(town: Town) -> None:
    answered = Reply.objects.get(text="Answered.")
    moderation.remove([answered.pk], by=make_staff(), reason="attack")


def a_reply_is_picked(town: Town) -> None:
    moderation.pick(the_reply().pk, by=make_staff())


def a_reply_is_answered(town: Town) -> None:
    moderation.answer_as_staff(the_reply().pk, by=make_staff(), text="Thank you.")


def a_thread_is_closed(town: Town) -> None:
    threads.set_mode(town.linked.pk, mode=Mode.CLOSED)


def a_thread_is_hidden(town: Town) -> None:
    threads.set_mode(town.linked.pk, mode=Mode.HIDDEN)


def a_raid_begins(town: Town) -> None:
    raids.hold_raid(the_reply().thread, on=True, by=make_staff())


def pages_become_shorter(town: Town) -> None:
    rules = ReplyRules.objects.get()
    rules.page_length, rules.depth = 10, 1
    rules.save()


def held_replies_are_nobodys_news(town: Town) -> None:
    make_reply(town.linked, published=False)


REPLIES = [
    a_reply_arrives,
    the_first_reply_of_an_article,
    a_reply_is_removed,
    a_reply_with_answers_is_removed,
    a_reply_is_picked,
    a_reply_is_answered,
    a_thread_is_closed,
    a_thread_is_hidden,
    a_raid_begins,
]
REPLIES_OVERLAPPING = [pages_become_shorter, held_replies_are_nobodys_news]
