"""The feeds of replies: of each article that has some, and of each language."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.pages import surroundings
from courant.newsroom.views import PaperView
from courant.plant.addresses import Address
from courant.plant.writing.linking import with_links
from courant.press.recipes import FEEDS, Recipe, Trays
from courant.press.values import any_of
from courant.replies import keys
from courant.replies.models import Mode, Reply, State
from courant.replies.queries.threads import Discussion, discussions, threads_with_pages
from courant.replies.recipes.pages import threads_below, threads_named
from courant.replies.views import FeedEntryView, RepliesFeedView

LENGTH = 50  # replies in a feed
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # when an empty feed was last updated
OF_ARTICLE = re.compile(r"(/.+/)replies/feed\.xml")


class RepliesFeed(Recipe):
    """What both kinds of feed share."""

    rank = FEEDS

    def render(self, view: Any) -> bytes:
        """Fill the feed's template."""
        return render("replies/feed.xml", view.paper.lang, feed=view, paper=view.paper)


class ThreadFeedRecipe(RepliesFeed):
    """The newest replies to one article."""

    name = "replies.thread-feed"

    def addresses(self) -> Iterable[Address]:
        """Yield the feed of every thread with replies."""
        return [each.feed for each in threads_with_pages().values()]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the feeds of threads in which something changed."""
        return [each.feed for each in (threads_named(noted) or {}).values()]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Discussion]:
        """Return the threads whose feeds these are; one without a reply has none."""
        articles = [found[1] for each in addresses if (found := OF_ARTICLE.fullmatch(each))]
        known = threads_below(articles).values()
        return list(threads_with_pages([each.article for each in known]).values()) if known else []

    def compose(self, subjects: Sequence[Discussion], trays: Trays) -> Iterator[RepliesFeedView]:
        """Yield the feeds' views."""
        around = surroundings()
        replies = _newest_by_thread([each.article for each in subjects])
        for each in subjects:
            tray = trays[each.feed]
            tray.use(keys.thread(each.article), keys.rules(), newsroom_keys.languages())
            tray.use(newsroom_keys.teaser(each.article))
            tray.use(newsroom_keys.address(f"article:{each.article}"))
            entries = [_entry(reply, each) for reply in replies[each.article]]
            yield _feed(around.papers[each.lang], each.feed, each.address, entries, each.headline)


class PaperRepliesFeedRecipe(RepliesFeed):
    """The newest replies of a language."""

    name = "replies.feed"

    def addresses(self) -> Iterable[Address]:
        """Yield a feed per language."""
        return [_feed_of(paper.home.href) for paper in surroundings().papers.values()]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield all when the paper gets its languages."""
        return self.addresses() if newsroom_keys.languages() in noted else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[str]:
        """Return the languages whose feeds these are."""
        papers = surroundings().papers
        return [lang for lang, paper in papers.items() if _feed_of(paper.home.href) in addresses]

    def compose(self, subjects: Sequence[str], trays: Trays) -> Iterator[RepliesFeedView]:
        """Yield the feeds' views."""
        around = surroundings()
        for lang in subjects:
            home = Address(around.papers[lang].home.href)
            address = _feed_of(home)
            tray = trays[address]
            tray.use(keys.feed(lang), keys.rules(), newsroom_keys.languages())
            entries = []
            for reply, thread in _newest_of(lang):
                subject = f"article:{thread.article}"
                tray.use(newsroom_keys.teaser(thread.article), newsroom_keys.address(subject))
                entries.append(_entry(reply, thread))
            yield _feed(around.papers[lang], address, home, entries)


def _feed_of(home: str) -> Address:
    return Address(f"{home}replies/feed.xml")


def _newest_by_thread(threads: Sequence[int]) -> dict[int, list[Reply]]:
    rows = Reply.objects.filter(thread__in=any_of(threads), state=State.PUBLISHED)
    found: dict[int, list[Reply]] = {thread: [] for thread in threads}
    for reply in rows.order_by("-said_at", "-pk"):
        if len(found[reply.thread_id]) < LENGTH:
            found[reply.thread_id].append(reply)
    return found


def _newest_of(lang: str) -> list[tuple[Reply, Discussion]]:
    """Return the newest replies under public articles of a language, with their threads."""
    rows = Reply.objects.filter(state=State.PUBLISHED, thread__article__teaser__lang=lang)
    shown = rows.exclude(thread__mode=Mode.HIDDEN).order_by("-said_at", "-pk")[:LENGTH]
    replies = list(shown)
    threads = discussions({reply.thread_id for reply in replies})
    return [(reply, threads[reply.thread_id]) for reply in replies]


def _entry(reply: Reply, thread: Discussion) -> FeedEntryView:
    host = urlsplit(settings.CONFIG.public_root).hostname or "localhost"
    return FeedEntryView(
        id=f"tag:{host},{reply.said_at:%Y-%m-%d}:reply:{reply.pk}",  # RFC 4151
        number=reply.pk,
        page=thread.at(thread.page_of(reply.pk)),
        name=reply.name,
        headline=thread.headline,
        text=with_links(reply.text),
        said_at=reply.said_at,
    )


def _feed(
    paper: PaperView, address: Address, page: Address, entries: Sequence[FeedEntryView],
    headline: str = "",
) -> RepliesFeedView:  # fmt: skip
    return RepliesFeedView(
        paper=paper,
        id=f"{settings.CONFIG.public_root}{address}",
        headline=headline,
        address=address,
        page=page,
        updated_at=max((entry.said_at for entry in entries), default=LONG_AGO),
        entries=tuple(entries),
    )
