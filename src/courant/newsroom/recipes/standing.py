"""Standing pages: about, imprint, privacy."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from courant.newsroom import bodies, keys, views
from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import StandingPage
from courant.newsroom.queries.addresses import current_addresses, pk_of
from courant.newsroom.queries.shelves import Quoting, Shelves
from courant.newsroom.queries.visible import visible
from courant.newsroom.recipes.pages import PageRecipe, pks_in, surroundings
from courant.plant.addresses import Address
from courant.press.recipes import PAGES, Trays


class StandingRecipe(PageRecipe):
    """A page that stands beside the news."""

    name = "newsroom.standing"
    rank = PAGES
    template = "standing.html"
    variable = "standing"

    def addresses(self) -> Iterable[Address]:
        """Yield every public standing page's address."""
        pages = visible().among(StandingPage.objects.defer("body"))
        return self._addresses(page.pk for page in pages)

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield where the standing pages are that came to be."""
        return self._addresses(pks_in(keys, "standing", "address"))

    def _addresses(self, pks: Iterable[int]) -> Iterable[Address]:
        return current_addresses([f"standing:{pk}" for pk in pks]).values()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[StandingPage]:
        """Return the public standing pages at these addresses."""
        rows = AddressRow.objects.filter(
            path__in=addresses, kind=AddressRow.Kind.CURRENT, subject__startswith="standing:"
        )
        pks = [pk_of(subject) for subject in rows.values_list("subject", flat=True)]
        pages = StandingPage.objects.filter(pk__in=pks).select_related("locale")
        return visible().among(pages)

    def drafts(self, page: StandingPage) -> Sequence[StandingPage]:
        """Return what ``compose`` takes to preview a draft."""
        return [page]

    def compose(self, pages: Sequence[StandingPage], trays: Trays) -> Iterator[views.StandingView]:
        """Yield the pages' views."""
        around = surroundings()
        raw = {page.pk: list(page.body.raw_data) for page in pages}
        shelves = Shelves([bodies.references(body) for body in raw.values()])
        where = current_addresses([f"standing:{page.pk}" for page in pages])
        for page in pages:
            lang = page.locale.language_code
            address = where.get(f"standing:{page.pk}", Address(f"/{page.slug}/"))
            tray = trays[address]
            tray.use(keys.standing(page.pk), keys.address(f"standing:{page.pk}"))
            tray.use(keys.masthead(lang))
            yield views.StandingView(
                head=views.HeadView(address, page.title, page.search_description),
                paper=around.papers[lang],
                title=page.title,
                photo=None,
                body=bodies.blocks(raw[page.pk], shelves.shelf(tray, Quoting(lang))),
            )
