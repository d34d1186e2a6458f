"""Taking in what was said in another system."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from courant.design.strings import text as in_words
from courant.newsroom.models import ArticlePage
from courant.plant.writing.cleaning import mended_text
from courant.plant.writing.likeness import fingerprint
from courant.press.values import any_of
from courant.replies.models import Pass, Pingback, Reply, State, Thread
from courant.replies.models.threads import NAME_LETTERS
from courant.replies.queries.raids import stored
from courant.replies.services.rulings import keys_of, tell

MOST_LETTERS = 70_000  # the other system's texts may be longer than ours
NAMELESS = "Anonymous"


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was said, or a link that was announced, below one article."""

    article: int
    old_number: int
    old_parent: int  # 0: the article
    name: str
    text: str  # plain
    said_at: datetime
    is_staff: bool = False
    is_held: bool = False
    href: str = ""  # of a page that linked here; then there is no text
    writer: str = ""  # 64 hex digits that are the same for all of one writer's; empty: unknown


@transaction.atomic
def take_in(said: Iterable[Said]) -> int:
    """Store what is not there yet, with its threads and times.  Return how much that was.

    Known by article and number, so taking in the same twice does nothing.  Everything below one
    article comes in one call, or parents may be missed.
    """
    waiting = list(said)
    articles = {each.article for each in waiting}
    known = set(ArticlePage.objects.filter(pk__in=any_of(articles)).values_list("pk", flat=True))
    Thread.objects.bulk_create((Thread(pk=pk) for pk in sorted(known)), ignore_conflicts=True)
    langs = dict(
        ArticlePage.objects.filter(pk__in=any_of(known)).values_list("pk", "locale__language_code")
    )
    numbers = _numbers(known)
    fresh = [each for each in waiting if (each.article, each.old_number) not in numbers]
    replies = [
        _reply(each, langs[each.article], text)
        for each in fresh
        if each.article in known and not each.href
        if (text := mended_text(each.text, most=MOST_LETTERS))
    ]
    _know_again(replies, fresh)
    Reply.objects.bulk_create(replies)
    numbers |= _numbers(known)
    _tie(replies, fresh, numbers)
    links = [each for each in fresh if each.href and each.article in known]
    _link(links)
    noted = keys_of(reply for reply in replies if reply.state == State.PUBLISHED)
    tell(noted | keys_of(Reply(thread_id=each.article) for each in links), "replies taken in")
    return len(replies) + len(links)


def _numbers(articles: Iterable[int]) -> dict[tuple[int, int], int]:
    """Return our numbers of what was taken in, by article and old number; links have 0."""
    rows = Reply.objects.filter(thread__in=any_of(list(articles)), old_number__isnull=False)
    links = Pingback.objects.filter(thread__in=any_of(list(articles)), old_number__isnull=False)
    found = {(thread, old or 0): 0 for thread, old in links.values_list("thread_id", "old_number")}
    ours = rows.values_list("thread_id", "old_number", "pk")
    return found | {(thread, old or 0): number for thread, old, number in ours}


def _reply(said: Said, lang: str, text: str) -> Reply:
    state = State.HELD if said.is_held else State.PUBLISHED
    return Reply(
        thread_id=said.article,
        origin=Reply.Origin.STAFF if said.is_staff else Reply.Origin.IMPORT,
        name=_name(said.name) or in_words(NAMELESS, lang),
        text=text,
        lang=lang,
        said_at=said.said_at.replace(second=0, microsecond=0),
        state=state,
        reasons=["newcomer"] if said.is_held else [],
        fingerprint=stored(fingerprint(text)) if said.is_held else 0,
        old_number=said.old_number,
        settled_at=said.said_at,
    )


def _name(name: str) -> str:
    return mended_text(name.replace("\n", " "), most=NAME_LETTERS)


def _know_again(replies: Iterable[Reply], said: Iterable[Said]) -> None:
    """Give each writer who is told apart one pass, and count what is published on it.

    No code leads to such a pass: it is there for moderators, who see whose replies are one's.
    """
    by = {(each.article, each.old_number): each.writer for each in said if not each.is_staff}
    theirs: dict[str, list[Reply]] = {}
    for reply in replies:
        if writer := by.get((reply.thread_id, reply.old_number or 0)):
            theirs.setdefault(writer, []).append(reply)
    Pass.objects.bulk_create(
        (Pass(digest=writer, made_at=min(each.said_at for each in own))
         for writer, own in sorted(theirs.items())),
        ignore_conflicts=True,
    )  # fmt: skip
    for known in Pass.objects.filter(digest__in=any_of(list(theirs))):
        own = theirs[known.digest]
        for reply in own:
            reply.by_pass = known
        count = sum(reply.state == State.PUBLISHED for reply in own)
        Pass.objects.filter(pk=known.pk).update(published=F("published") + count)


def _tie(
    replies: list[Reply], said: Iterable[Said], numbers: Mapping[tuple[int, int], int]
) -> None:
    parents = {
        (each.article, each.old_number): numbers.get((each.article, each.old_parent))
        for each in said
        if each.old_parent and each.old_parent != each.old_number
    }
    tied = []
    for reply in replies:
        key = (reply.thread_id, reply.old_number or 0)
        if parent := parents.get(key):
            reply.pk, reply.parent_id = numbers[key], parent
            tied.append(reply)
    Reply.objects.bulk_update(tied, ["parent"], batch_size=500)


def _link(links: Iterable[Said]) -> None:
    Pingback.objects.bulk_create(
        Pingback(
            thread_id=each.article, name=_name(each.name), href=each.href[:1000],
            linked_at=each.said_at, old_number=each.old_number,
        )
        for each in links
    )  # fmt: skip
