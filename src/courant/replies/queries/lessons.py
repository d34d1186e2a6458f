"""What the spam filter has learnt so far."""

from datetime import datetime, timedelta

from courant.plant import clock
from courant.replies.filter.judging import Filter, Judgement, learn
from courant.replies.filter.signs import signs_of
from courant.replies.models import Lesson

MOST_LESSONS = 5_000  # the last
LEARN_AGAIN_AFTER = timedelta(minutes=5)

# Of this process: when it learnt, from up to which lesson, and what.
_learnt: list[tuple[datetime, datetime | None, Filter | None]] = []


def judge(name: str, text: str) -> Judgement | None:
    """Return what the newsroom's own rulings say of a reply; None while there are too few."""
    filter_ = _filter()
    return filter_.judge(signs_of(f"{name}\n{text}")) if filter_ else None


def forget() -> None:
    """Learn anew the next time."""
    _learnt.clear()


def _filter() -> Filter | None:
    now = clock.now()
    if _learnt and now - _learnt[-1][0] < LEARN_AGAIN_AFTER:
        return _learnt[-1][2]
    lessons = Lesson.objects.order_by("-learnt_at")
    newest = lessons.values_list("learnt_at", flat=True).first()
    if _learnt and _learnt[-1][1] == newest:
        filter_ = _learnt[-1][2]
    else:
        filter_ = learn(lessons.values_list("signs", "is_spam")[:MOST_LESSONS])
    _learnt[:] = [(now, newest, filter_)]
    return filter_
