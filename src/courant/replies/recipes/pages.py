"""The further pages of long threads."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.models import Teaser
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.pages import pks_in, surroundings
from courant.newsroom.views import HeadView
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Recipe, Trays
from courant.press.values import any_of
from courant.replies import keys
from courant.replies.fragment import keys_of_thread, thread_html
from courant.replies.queries.threads import Discussion, discussions, threads_with_pages
from courant.replies.views import RepliesPageView

FURTHER = re.compile(r"(/.+/)replies/([0-9]{1,6})/")

Subject = tuple[Discussion, int]  # a thread, and which of its pages


def threads_named(noted: Collection[str]) -> dict[int, Discussion] | None:
    """Return the threads with pages of their own that noted keys may concern; None for none."""
    if keys.rules() in noted:
        return threads_with_pages()
    numbers = {
        *pks_in(noted, "thread"),
        *pks_in(noted, "article"),
        *pks_in(noted, "article", "address"),
    }
    return threads_with_pages(numbers) if numbers else None


def threads_below(articles: Collection[str]) -> dict[Address, Discussion]:
    """Return the threads of the public articles at these addresses, by address."""
    rows = Teaser.objects.filter(address__in=any_of(list(articles)))
    found = discussions(list(rows.values_list("pk", flat=True)))
    return {each.address: each for each in found.values() if not each.is_hidden}


class RepliesPageRecipe(Recipe):
    """The replies of a long thread that do not stand under the article itself."""

    name = "replies.page"
    rank = LISTS

    def addresses(self) -> Iterable[Address]:
        """Yield the further pages of every thread that has some."""
        return _further(threads_with_pages().values())

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the further pages of threads in which something changed."""
        return _further((threads_named(noted) or {}).values())

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Subject]:
        """Return the threads of these pages, and which page each is."""
        wanted = [
            (found[1], int(found[2])) for each in addresses if (found := FURTHER.fullmatch(each))
        ]
        known = threads_below({article for article, _ in wanted})
        return [
            (known[Address(article)], number)
            for article, number in wanted
            if article in known and 1 < number <= known[Address(article)].page_count
        ]

    def compose(self, subjects: Sequence[Subject], trays: Trays) -> Iterator[RepliesPageView]:
        """Yield the pages' views."""
        around = surroundings()
        for found, number in subjects:
            thread, address = found.page(number), found.at(number)
            tray = trays[address]
            tray.use(*keys_of_thread(found.article, found), newsroom_keys.masthead(found.lang))
            subject = f"article:{found.article}"
            tray.use(newsroom_keys.teaser(found.article), newsroom_keys.address(subject))
            head = HeadView(address, found.headline, indexed=False)
            paper = replace(around.papers[found.lang])
            yield RepliesPageView(head=head, paper=paper, thread=thread, number=number)

    def render(self, view: Any) -> bytes:
        """Fill the template with the view."""
        lang = view.paper.lang
        thread = thread_html(view.thread, lang, view.address)
        context = {"head": view.head, "paper": view.paper, "thread": thread}
        return render("replies/page.html", lang, replies=view, **context)


def _further(threads: Iterable[Discussion]) -> Iterator[Address]:
    for each in threads:
        for number in range(2, each.page_count + 1):
            yield each.at(number)
