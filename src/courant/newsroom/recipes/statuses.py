"""Pages for what is not there: 404 and 503 for each language, 410 for each withdrawn page."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from courant.design.strings import text
from courant.newsroom import keys, views
from courant.newsroom.models import Address as AddressRow
from courant.newsroom.models import ArticlePage, Withdrawal
from courant.newsroom.queries.addresses import pk_of
from courant.newsroom.queries.lists import Teasers, newest
from courant.newsroom.queries.paper import PAPER, House, house
from courant.newsroom.queries.versions import version_links, versions_of
from courant.newsroom.recipes.pages import PageRecipe, surroundings
from courant.plant.addresses import Address
from courant.plant.edition.files import gone_file, status_file
from courant.press.recipes import LISTS, PAGES, Trays
from courant.press.values import any_of

NEWEST = 5  # articles that a reader who found nothing is offered
MISSING, DOWN = 404, 503
TITLES = {MISSING: "There is no page here", DOWN: "We will be back in a moment"}


@dataclass(frozen=True, slots=True)
class Status:
    """An error page to bake."""

    status: int
    lang: str
    for_nginx: bool = False  # which knows no languages, and shows it while the kiosk is down

    @property
    def address(self) -> Address:
        """Where it lies; no reader can ask for it by name."""
        path = status_file(self.status, self.lang)
        return Address(f"/{f'.status/{self.status}.html' if self.for_nginx else path}")


class StatusRecipe(PageRecipe):
    """What readers get where nothing ever was, or while the kiosk cannot answer."""

    name = "newsroom.status"
    rank = LISTS
    template = "missing.html"
    variable = "missing"

    def addresses(self) -> Iterable[Address]:
        """Yield one page per status and language."""
        return [of.address for of in self._all(house())]

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield all pages when the languages changed."""
        return self.addresses() if _languages_changed(keys) else ()

    def subjects(self, addresses: Sequence[Address]) -> Sequence[Status]:
        """Return the error pages at these addresses."""
        return [of for of in self._all(house()) if of.address in addresses]

    def _all(self, around: House) -> Iterable[Status]:
        pages = [Status(status, lang) for status in (MISSING, DOWN) for lang in around.languages]
        return [*pages, *(Status(DOWN, lang, True) for lang in around.languages[:1])]

    def compose(self, subjects: Sequence[Status], trays: Trays) -> Iterator[views.MissingView]:
        """Yield the error pages' views."""
        around = surroundings()
        for of in subjects:
            tray = trays[of.address]
            tray.use(keys.masthead(of.lang), keys.languages())
            pks: list[int] = []
            if of.status == MISSING:
                tray.use(keys.listing(f"{PAPER}{of.lang}"))
                pks = newest(f"{PAPER}{of.lang}", NEWEST)
            title = text(TITLES[of.status], of.lang)
            yield views.MissingView(
                head=views.HeadView(of.address, title, indexed=False),
                paper=around.papers[of.lang],
                status=of.status,
                newest=Teasers(pks, pictures=False).views(pks, tray),
            )


class GoneRecipe(PageRecipe):
    """What readers get where something was and is no more."""

    name = "newsroom.gone"
    rank = PAGES
    template = "gone.html"
    variable = "gone"

    def addresses(self) -> Iterable[Address]:
        """Yield where the page of each gone address lies."""
        rows = AddressRow.objects.filter(answer__startswith="410 ")
        return map(_page_of, rows.values_list("path", flat=True).iterator(chunk_size=5_000))

    def addresses_for(self, keys: Collection[str]) -> Iterable[Address]:
        """Yield the pages of subjects that were withdrawn."""
        subjects = [key.removesuffix("/gone") for key in keys if key.endswith("/gone")]
        rows = AddressRow.objects.filter(subject__in=subjects, answer__startswith="410 ")
        return map(_page_of, rows.values_list("path", flat=True))

    def subjects(self, addresses: Sequence[Address]) -> Sequence[AddressRow]:
        """Return the gone addresses whose pages lie here."""
        shards = {address.split("/")[2] for address in addresses}
        rows = AddressRow.objects.filter(shard__in=shards, answer__startswith="410 ")
        wanted = set(addresses)
        return [row for row in rows if _page_of(row.path) in wanted]

    def compose(self, rows: Sequence[AddressRow], trays: Trays) -> Iterator[views.GoneView]:
        """Yield the views; none names a person."""
        around = surroundings()
        pks = [pk_of(row.subject) for row in rows if row.subject.startswith("article:")]
        told = Withdrawal.objects.filter(page__in=pks).in_bulk(field_name="page_id")
        shared = dict(
            ArticlePage.objects.filter(pk__in=any_of(pks)).values_list("pk", "translation_key")
        )
        versions = versions_of(shared.values())
        for row in rows:
            address = _page_of(row.path)
            lang = row.lang if row.lang in around.papers else around.languages[0]
            # In another language only as long as its own has no front.
            trays[address].use(keys.gone(row.subject), *map(keys.masthead, {lang, row.lang}))
            is_article = row.subject.startswith("article:")
            withdrawal = told.get(pk_of(row.subject)) if is_article else None
            key = shared.get(pk_of(row.subject)) if is_article else None
            if key is not None:
                trays[address].use(keys.translations(key))
            headline = withdrawal.headline if withdrawal else row.headline
            title = headline or text("This page was withdrawn", lang)
            yield views.GoneView(
                head=views.HeadView(address, title, indexed=False),
                paper=around.papers[lang],
                headline=headline,
                gone_at=withdrawal.withdrawn_at if withdrawal else None,
                words=withdrawal.words if withdrawal else "",
                newest=(),
                translations=version_links(versions.get(key, ()), around) if key else (),
            )


def _page_of(path: str) -> Address:
    return Address(f"/{gone_file(path)}")


def _languages_changed(noted: Collection[str]) -> bool:
    return keys.languages() in noted
