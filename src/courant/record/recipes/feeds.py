"""What somebody said, as a feed."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.queries.people import People
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.pages import surroundings
from courant.plant.addresses import Address
from courant.plant.html import escape
from courant.press.recipes import FEEDS, Recipe, Trays
from courant.record.models import Quote
from courant.record.places import FEED
from courant.record.queries import IN_FEED, Said, statements
from courant.record.recipes.people import PageOf, all_pages, pages_at, pages_for
from courant.record.views import PersonFeedView, StatementEntryView


class PersonFeedRecipe(Recipe):
    """The newest of what somebody said in articles of one language."""

    name = "record.feed"
    rank = FEEDS

    def addresses(self) -> Iterable[Address]:
        """Yield the feed of everybody who is quoted."""
        return _feeds(all_pages())

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the feeds that come to be."""
        return _feeds(pages_for(noted))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[PageOf]:
        """Return whose feeds these are."""
        pages = pages_at(addresses, feeds=True)
        said = Said({page.person for page in pages})
        return [page for page in pages if page.among(said)]

    def compose(self, pages: Sequence[PageOf], trays: Trays) -> Iterator[PersonFeedView]:
        """Yield the feeds' views."""
        around = surroundings()
        pks = {page.person for page in pages}
        people, said = People(pks), Said(pks)
        rows = statements(pk for page in pages for pk in page.among(said)[:IN_FEED])
        for page in pages:
            address = Address(f"{page.home}{FEED}")
            tray = trays[address]
            tray.use(page.key, newsroom_keys.person_name(page.person), newsroom_keys.languages())
            person = people.get(page.person)
            if person is not None:
                quotes = [rows[pk] for pk in page.among(said)[:IN_FEED]]
                yield PersonFeedView(
                    paper=around.papers[page.lang],
                    id=f"{settings.CONFIG.public_root}{page.home}",
                    name=person.name_in(page.lang),
                    address=address,
                    page=page.home,
                    updated_at=max(quote.withdrawn_at or quote.published_at for quote in quotes),
                    entries=tuple(_entry(quote, page) for quote in quotes),
                )

    def render(self, view: Any) -> bytes:
        """Fill the feed's template."""
        return render("record/feed.xml", view.paper.lang, feed=view, paper=view.paper)


def _feeds(pages: Iterable[PageOf]) -> Iterator[Address]:
    return (Address(f"{page.home}{FEED}") for page in pages if page.is_first)


def _entry(quote: Quote, page: PageOf) -> StatementEntryView:
    host = urlsplit(settings.CONFIG.public_root).hostname or "localhost"
    day = f"{quote.published_at:%Y-%m-%d}"
    place = f"{quote.anchor}-{quote.number}"
    is_there = quote.withdrawn_at is None
    return StatementEntryView(
        id=f"tag:{host},{day}:quote:{place}",  # RFC 4151
        page=quote.address if is_there else page.home,
        anchor=quote.anchor if is_there else place,
        text=f"<p>{escape(quote.words)}</p>",
        headline=quote.headline,
        published_at=quote.published_at,
    )
