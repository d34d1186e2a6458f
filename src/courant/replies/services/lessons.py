"""Teaching the spam filter: what moderators publish is ham, what they call spam is spam."""

from courant.plant import clock
from courant.replies.filter.signs import signs_of
from courant.replies.models import Lesson, Reply, State

TAUGHT = {State.PUBLISHED: False, State.SPAM: True}


def teach(reply: Reply) -> None:
    """Learn from a moderator's ruling; one that says neither takes back what was learnt.

    Removing teaches nothing: an insult is no advertisement.
    """
    is_spam = TAUGHT.get(State(reply.state))
    if is_spam is None or not reply.text:
        Lesson.objects.filter(pk=reply.pk).delete()
        return
    signs = sorted(signs_of(f"{reply.name}\n{reply.text}"))
    told = {"is_spam": is_spam, "signs": signs, "learnt_at": clock.now()}
    Lesson.objects.update_or_create(pk=reply.pk, defaults=told)
