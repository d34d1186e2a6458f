"""The rules in force."""

from datetime import datetime, timedelta
from functools import lru_cache

from courant.newsroom.models import Teaser
from courant.plant import clock
from courant.press.slices import once_a_slice
from courant.replies.models import Mode, ReplyRules, Thread, WordList
from courant.replies.texts.words import WordList as Words

EDITABLE = timedelta(minutes=5)  # how long a writer can change a reply
GRACE = timedelta(minutes=2)  # moments are kept to the minute only


def rules() -> ReplyRules:
    """Return the paper's rules; those it starts with, before anybody has set them."""
    return once_a_slice(
        "reply rules", lambda: ReplyRules.objects.order_by("pk").first() or ReplyRules()
    )


def closes_at(published_at: datetime, of: ReplyRules) -> datetime:
    """Return when an article's thread closes, on the whole minute."""
    closing = published_at + timedelta(days=of.close_after_days)
    return closing.replace(second=0, microsecond=0)


def mode_of(thread: Thread | None, of: ReplyRules) -> str:
    """Return how a thread takes replies now; never ``Mode.USUAL``."""
    if thread is None or thread.mode == Mode.USUAL:
        return of.publishing
    return str(thread.mode)


def is_open(thread: Thread | None, of: ReplyRules, published_at: datetime, at: datetime) -> bool:
    """Return whether a thread takes what was written at a moment."""
    shut = mode_of(thread, of) in (Mode.CLOSED, Mode.HIDDEN)
    return of.is_on and not shut and at < closes_at(published_at, of)


def was_open(thread: Thread, of: ReplyRules, at: datetime) -> bool:
    """Return whether a thread takes what was written at a moment: its article must be public.

    A letter may have waited since, for as long as the database was away.
    """
    published = Teaser.objects.filter(pk=thread.pk).values_list("published_at", flat=True).first()
    return published is not None and is_open(thread, of, published, at)


def is_raided(thread: Thread) -> bool:
    """Return whether all are held because many came at once."""
    return thread.raid_until is not None and clock.now() < thread.raid_until


def is_unwatched(thread: Thread) -> bool:
    """Return whether somebody ended a raid and the machine may not begin another yet."""
    return thread.unwatched_until is not None and clock.now() < thread.unwatched_until


def words_found(text: str, lang: str) -> dict[str, tuple[str, ...]]:
    """Return which entries of the word lists a text holds, by the list's kind.

    Args:
        text: With the writer's name.
        lang: Of the thread; lists for every language are looked at as well.
    """
    found: dict[str, tuple[str, ...]] = dict.fromkeys(WordList.Kind.values, ())
    for kind, entries in once_a_slice(f"word lists {lang}", lambda: _lists(lang)):
        found[kind] += tuple(match.entry for match in parsed(entries).found_in(text))
    return found


def _lists(lang: str) -> list[tuple[str, str]]:
    rows = WordList.objects.filter(lang__in=["", lang]).exclude(entries="").order_by("lang")
    return list(rows.values_list("kind", "entries"))


@lru_cache(maxsize=32)
def parsed(entries: str) -> Words:
    """Return a list made ready for looking up; kept, for it is looked up often."""
    return Words.parse(entries)
