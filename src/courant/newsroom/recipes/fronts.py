"""Fronts: what an editor chose, and the newest of each desk."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from courant.newsroom import keys, views
from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import DeskPage, FrontPage
from courant.newsroom.queries.addresses import current_addresses, pk_of
from courant.newsroom.queries.corrections import front_entries
from courant.newsroom.queries.lists import Teasers, newest
from courant.newsroom.queries.paper import PAPER, House, zone
from courant.newsroom.queries.visible import in_tree_order, visible
from courant.newsroom.recipes.corrections import correction_views
from courant.newsroom.recipes.pages import PageRecipe, pks_in, surroundings
from courant.plant import clock
from courant.plant.addresses import Address
from courant.press.recipes import LISTS, Tray, Trays

SECONDS = 4  # articles beside the lead
OF_A_DESK = 4  # articles in a desk's part of the front


class FrontRecipe(PageRecipe):
    """The front of a language."""

    name = "newsroom.front"
    rank = LISTS
    comes_first = True
    template = "front.html"
    variable = "front"

    def addresses(self) -> Iterable[Address]:
        """Yield every language's front."""
        return current_addresses([f"front:{front.pk}" for front in visible().fronts]).values()

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield where the fronts are that came to be."""
        pks = pks_in(keys, "front", "address")
        return current_addresses([f"front:{pk}" for pk in pks]).values()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[FrontPage]:
        """Return the live fronts at these addresses."""
        rows = AddressRow.objects.filter(
            path__in=addresses, kind=AddressRow.Kind.CURRENT, subject__startswith="front:"
        )
        pks = [pk_of(subject) for subject in rows.values_list("subject", flat=True)]
        return [front for front in visible().fronts if front.pk in pks]

    def drafts(self, page: FrontPage) -> Sequence[FrontPage]:
        """Return what ``compose`` takes to preview a draft."""
        return [page]

    def compose(self, fronts: Sequence[FrontPage], trays: Trays) -> Iterator[views.FrontView]:
        """Yield the fronts' views."""
        around = surroundings()
        where = current_addresses([f"front:{front.pk}" for front in fronts])
        for front in fronts:
            address = where.get(f"front:{front.pk}", Address("/"))
            yield self._view(front, address, around, trays[address])

    def _view(
        self, front: FrontPage, address: Address, around: House, tray: Tray
    ) -> views.FrontView:
        lang = front.locale.language_code
        paper = around.papers[lang]
        today = clock.today(zone())
        desks = visible().among(in_tree_order(DeskPage.objects.child_of(front)))
        desk_addresses = current_addresses([f"desk:{desk.pk}" for desk in desks])
        tray.use(keys.front(front.pk), keys.address(f"front:{front.pk}"))
        tray.use(keys.masthead(lang), keys.day(today))
        tray.use(keys.listing(f"{PAPER}{lang}"))
        tops = self._tops(front, lang)
        of_desks = {desk.pk: newest(f"desk:{desk.pk}", OF_A_DESK + len(tops)) for desk in desks}
        teasers = Teasers({*tops, *(pk for pks in of_desks.values() for pk in pks)})
        top_views = teasers.views(tops, tray)
        lead, *seconds = top_views or (None,)
        sections = []
        for desk in desks:
            tray.use(keys.listing(f"desk:{desk.pk}"))
            pks = [pk for pk in of_desks[desk.pk] if pk not in tops][:OF_A_DESK]
            shown = teasers.views(pks, tray, picture_of=1)
            if shown and f"desk:{desk.pk}" in desk_addresses:
                link = views.Link(desk.title, desk_addresses[f"desk:{desk.pk}"])
                sections.append(views.SectionView(link, shown))
        return views.FrontView(
            head=views.HeadView(
                address,
                paper.name,
                description=paper.motto,
                alternates=paper.languages,
                feed=views.Link(paper.name, paper.feed),
                picture=lead.picture if lead else None,
                is_current=True,
            ),
            paper=paper,
            day=today,
            lead=lead,
            seconds=tuple(seconds),
            sections=tuple(sections),
            corrections=self._corrections(lang, tray),
        )

    def _corrections(self, lang: str, tray: Tray) -> tuple[views.CorrectionView, ...]:
        tray.use(keys.latest_corrections(lang))
        return correction_views(front_entries(lang))

    def _tops(self, front: FrontPage, lang: str) -> list[int]:
        """Return the lead and the seconds: the chosen ones, then the newest."""
        chosen = [int(block["value"]) for block in front.stories.raw_data if block["value"]]
        public = set(Teasers(chosen).known(chosen))
        latest = newest(f"{PAPER}{lang}", 1 + SECONDS + len(chosen))
        rest = [pk for pk in latest if pk not in chosen]
        missing = max(0, 1 + SECONDS - len(public))
        # A chosen article that is not public stays in the list: its key waits on the tray.
        return [*chosen, *rest[:missing]]
