"""What stands under articles, asked for in batches."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from courant.newsroom.models import Teaser
from courant.newsroom.views import Link
from courant.plant import clock
from courant.plant.addresses import Address
from courant.press.values import any_of
from courant.replies.models import Mode, Pingback, Reply, ReplyRules, State, Thread
from courant.replies.queries.rules import closes_at, is_open, is_raided, mode_of, rules
from courant.replies.queries.trees import count_of, numbers_in, tree
from courant.replies.views import FormView, ReplyView, ThreadView

SEEN = (State.PUBLISHED, State.REMOVED, State.WITHDRAWN, State.SPAM, State.HELD)


@dataclass(frozen=True, slots=True)
class Discussion:
    """An article's thread, whole: what its pages are cut from."""

    article: int
    lang: str
    headline: str
    address: Address
    mode: str
    closes_at: datetime
    is_open: bool
    is_raid: bool
    rules: ReplyRules = field(repr=False)
    tops: tuple[ReplyView, ...]
    linked_from: tuple[Link, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether readers see nothing of it."""
        return self.mode == Mode.HIDDEN

    @property
    def page_count(self) -> int:
        """How many pages it has: one at least, the article's own."""
        return max(1, -(-len(self.tops) // self.rules.page_length))

    def at(self, number: int) -> Address:
        """Return where a page of it is: the first is the article's own."""
        below = f"replies/{number}/" if number > 1 else ""
        return Address(f"{self.address}{below}")

    def page_of(self, number: int) -> int:
        """Return on which of its pages a reply stands."""
        for at, top in enumerate(self.tops):
            if number in numbers_in(top):
                return 1 + at // self.rules.page_length
        return 1

    @property
    def feed(self) -> Address:
        """Where its feed is."""
        return Address(f"{self.address}replies/feed.xml")

    def page(self, number: int) -> ThreadView:
        """Return what stands on one of its pages, counted from 1."""
        first = (number - 1) * self.rules.page_length
        replies = self.tops[first : first + self.rules.page_length]
        count = count_of(self.tops)
        email = self.rules.email if self.rules.seal else ReplyRules.Email.OFF
        form = FormView(self.article, self.at(number), email, self.rules.most_letters)
        return ThreadView(
            number=self.article,
            lang=self.lang,
            headline=self.headline,
            article=self.address,
            count=count,
            replies=replies,
            form=form if self.is_open else None,
            closes_at=self.closes_at if self.is_open else None,
            is_raid=self.is_raid and self.is_open,
            is_read_only=not self.is_open and count > 0,
            pages=tuple(self._links(number)),
            feed=self.feed if count else "",
            linked_from=self.linked_from if number == 1 else (),
            facts=self._facts(replies),
        )

    def _links(self, here: int) -> Iterator[Link]:
        if self.page_count > 1:
            for number in range(1, self.page_count + 1):
                yield Link(str(number), self.at(number), current=number == here)

    def _facts(self, replies: Sequence[ReplyView]) -> str:
        facts = {
            "thread": self.article,
            "lang": self.lang,
            "headline": self.headline,
            "address": self.address,
            "mode": self._mode_now(),
            "closes": int(self.closes_at.timestamp()) // 60,
            "names": dict(_names(replies)),
        }
        # As a browser must not see the end of the block in it (HTML, "script data state").
        return json.dumps(facts, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")

    def _mode_now(self) -> str:
        """Return what a writer is promised: nothing is published at once in a raid."""
        if not self.is_open:
            return Mode.CLOSED.value
        return Mode.ALL.value if self.is_raid else self.mode


def _names(replies: Sequence[ReplyView]) -> Iterator[tuple[str, str]]:
    for view in replies:
        if view.can_be_answered:
            yield str(view.number), view.name
        yield from _names(view.answers)


def discussions(articles: Collection[int]) -> dict[int, Discussion]:
    """Return the threads of those of these articles that are public.  Five queries."""
    teasers = Teaser.objects.filter(pk__in=any_of(articles)).values_list(
        "pk", "lang", "headline", "address", "published_at"
    )
    of = rules()
    threads = {row.pk: row for row in Thread.objects.filter(pk__in=any_of(articles))}
    replies: dict[int, list[Reply]] = defaultdict(list)
    if threads:
        rows = Reply.objects.filter(thread__in=any_of(list(threads)), state__in=SEEN)
        for row in rows.defer("email", "reasons", "note"):
            replies[row.thread_id].append(row)
    links = _links(threads)
    return {
        pk: replace(_discussion(pk, row, threads.get(pk), replies[pk], of), linked_from=links[pk])
        for pk, *row in teasers
    }


def _links(articles: Collection[int]) -> dict[int, tuple[Link, ...]]:
    found: dict[int, tuple[Link, ...]] = defaultdict(tuple)
    rows = Pingback.objects.filter(thread__in=any_of(list(articles))) if articles else ()
    for row in rows:
        if row.href.startswith(("https://", "http://")):
            found[row.thread_id] += (Link(row.name or row.href, row.href),)
    return found


def _discussion(
    pk: int, row: Sequence[object], thread: Thread | None, replies: list[Reply], of: ReplyRules
) -> Discussion:
    lang, headline, address, published_at = row
    assert isinstance(published_at, datetime)  # noqa: S101  # for the type checker
    takes = is_open(thread, of, published_at, clock.now())
    mode = mode_of(thread, of)
    return Discussion(
        article=pk,
        lang=str(lang),
        headline=str(headline),
        address=Address(str(address)),
        mode=mode,
        closes_at=closes_at(published_at, of),
        is_open=takes,
        is_raid=thread is not None and is_raided(thread),
        rules=of,
        tops=() if mode == Mode.HIDDEN else tree(replies, depth=of.depth, is_open=takes),
    )


def place_of(reply: Reply) -> str:
    """Return where readers find a reply, page and place; empty if its article is not public."""
    article = Teaser.objects.filter(pk=reply.thread_id).values_list("address", flat=True).first()
    if article is None:
        return ""
    tops = Reply.objects.filter(thread=reply.thread_id, parent=None, state__in=SEEN).count()
    page = article
    if tops > rules().page_length:  # else it is not worth the reading
        found = discussions([reply.thread_id])[reply.thread_id]
        page = found.at(found.page_of(reply.pk))
    return f"{page}#reply-{reply.pk}"


def threads_with_pages(articles: Collection[int] | None = None) -> dict[int, Discussion]:
    """Return the threads that have more than an article's own page: a feed, further pages.

    Args:
        articles: Only of these; None for all.
    """
    said = Reply.objects.filter(state=State.PUBLISHED)
    if articles is not None:
        said = said.filter(thread__in=any_of(articles))
    pks = set(said.values_list("thread_id", flat=True).distinct())
    found = discussions(pks)
    return {pk: each for pk, each in found.items() if not each.is_hidden}
