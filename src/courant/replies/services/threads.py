"""What editors do with threads, and what time does."""

from django.db import transaction
from wagtail.log_actions import log

from courant.plant import clock
from courant.press.changes import note_changed
from courant.press.models import Change, Ingredient
from courant.replies import keys
from courant.replies.models import Mode, Reply, Thread
from courant.staff.models import Staff

MODE_SET = "replies.mode"  # in the article's history


@transaction.atomic
def set_mode(article: int, *, mode: str, by: Staff | None = None) -> Thread:
    """Say how an article takes replies; who said so stands in the article's history."""
    thread, _ = Thread.objects.get_or_create(pk=article)
    before, thread.mode = thread.mode, Mode(mode)
    thread.save(update_fields=["mode"])
    noted = {keys.thread(article)}
    if Mode.HIDDEN in (before, mode):
        langs = Reply.objects.filter(thread=article).values_list("lang", flat=True)
        noted |= {keys.feed(lang) for lang in langs.distinct()}
    note_changed(*noted, because=f"replies {mode}")
    if by is not None:
        log(thread.article, MODE_SET, user=by, data={"mode": thread.mode})
    return thread


def close_threads() -> bool:
    """Have pages baked again whose thread has just closed.  Return whether there were any."""
    now = clock.now().strftime("%Y-%m-%dT%H:%M")
    # A range: a page that was baked after closing holds no such key any more.
    due = Ingredient.objects.filter(key__gt=keys.closing(""), key__lte=keys.closing(now))
    closing = sorted(set(due.values_list("key", flat=True)))
    waiting = set(Change.objects.filter(key__in=closing).values_list("key", flat=True))
    with transaction.atomic():
        note_changed(*(key for key in closing if key not in waiting), because="replies closed")
    return bool(set(closing) - waiting)
