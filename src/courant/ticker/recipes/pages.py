"""The ticker's pages: the full list, the same for other sites to frame, and its feed."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, ClassVar

from courant.newsroom import keys as newsroom_keys
from courant.newsroom.recipes.engine import render
from courant.newsroom.recipes.pages import surroundings
from courant.newsroom.views import HeadView, Link
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Recipe, Trays
from courant.ticker import keys
from courant.ticker.models import Ticker
from courant.ticker.queries.tickers import view_of
from courant.ticker.views import TickerListView

OF_TICKER = re.compile(r"/ticker/([A-Za-z0-9-]+)(?:/|\.json)(?:embed/|feed\.xml)?")


class OfTickers(Recipe):
    """A recipe that makes one page of each ticker that is on."""

    rank = LISTS
    whole: ClassVar[bool] = True  # with all live lines, or those of the strip
    template: ClassVar[str]
    place: ClassVar[str]  # below /ticker/

    def at(self, lang: str) -> Address:
        """Return where the page of a language is."""
        return Address(f"/ticker/{self.place.format(lang=lang)}")

    def addresses(self) -> Iterable[Address]:
        """Yield the page of every ticker that is on, in a language that readers have."""
        known = surroundings().languages
        on = Ticker.objects.filter(is_on=True, lang__in=known)
        return [self.at(lang) for lang in on.values_list("lang", flat=True)]

    def addresses_for(self, noted: Collection[str]) -> Iterable[Address]:
        """Yield the pages of tickers of which something was noted."""
        return [at for at in self.addresses() if keys.ticker(_lang(at)) in noted]

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Ticker]:
        """Return the tickers whose pages these are."""
        known = surroundings().languages
        langs = {_lang(address) for address in addresses} & set(known)
        return list(Ticker.objects.filter(is_on=True, lang__in=langs).order_by("pk"))

    def compose(self, tickers: Sequence[Ticker], trays: Trays) -> Iterator[TickerListView]:
        """Yield the views."""
        around = surroundings()
        for ticker in tickers:
            view = view_of(ticker, whole=self.whole)
            address, paper = self.at(ticker.lang), around.papers[ticker.lang]
            trays[address].use(keys.ticker(ticker.lang), newsroom_keys.masthead(ticker.lang))
            head = HeadView(address, view.label, feed=Link(view.label, view.feed))
            yield TickerListView(head=head, paper=paper, address=address, ticker=view)

    def render(self, view: Any) -> bytes:
        """Fill the template with the view."""
        return render(
            self.template,
            view.ticker.lang,
            listing=view,
            ticker=view.ticker,
            head=view.head,
            paper=view.paper,
        )


def _lang(address: Address) -> str:
    found = OF_TICKER.fullmatch(address)
    return found[1] if found else ""


class TickerPageRecipe(OfTickers):
    """The full list, as a page."""

    name = "ticker.page"
    template = "ticker-list.html"
    place = "{lang}/"


class EmbedRecipe(OfTickers):
    """A document that other sites may frame."""

    name = "ticker.embed"
    template = "ticker-embed.html"
    place = "{lang}/embed/"
    whole = False


class TickerFeedRecipe(OfTickers):
    """The lines as a feed (Atom, RFC 4287)."""

    name = "ticker.feed"
    template = "ticker-feed.xml"
    place = "{lang}/feed.xml"
