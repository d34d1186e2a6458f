"""The paper as a whole: its name, its languages, its desks."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from courant.design.colours import readable_on_dark
from courant.design.languages import own_name
from courant.newsroom.models import DeskPage, FrontPage, Masthead, StandingPage
from courant.newsroom.queries.addresses import current_addresses, subject_of
from courant.newsroom.queries.visible import in_tree_order, visible
from courant.newsroom.views import Link, PaperView
from courant.plant.addresses import Address
from courant.press.slices import once_a_slice

PAPER = "paper:"  # starts the lists of all articles of a language


@dataclass(frozen=True, slots=True)
class House:
    """The paper's languages, first one first, with what stands around their pages."""

    papers: dict[str, PaperView]

    @property
    def languages(self) -> tuple[str, ...]:
        """BCP 47 tags, the paper's first language first."""
        return tuple(self.papers)

    def prefix(self, lang: str) -> str:
        """Return what the addresses of a language start with: nothing, or ``/fa``."""
        paper = self.papers.get(lang)
        return paper.home.href.rstrip("/") if paper else f"/{lang}"


@lru_cache(maxsize=256)
def paper_at(paper: PaperView, desk: str) -> PaperView:
    """Return what stands around a page below a desk: the line of desks says where one is.

    Args:
        paper: Of the page's language.
        desk: The address of the desk, or of one below it.
    """
    marked = (replace(link, current=desk.startswith(link.href)) for link in paper.desks)
    return replace(paper, desks=tuple(marked))


def masthead() -> Masthead:
    """Return the masthead, or a blank one before anybody has filled it in."""
    return Masthead.objects.order_by("pk").first() or Masthead()


def zone() -> str:
    """Return the paper's time zone as the IANA database names it."""
    return once_a_slice("zone", _zone)


def _zone() -> str:
    return Masthead.objects.order_by("pk").values_list("zone", flat=True).first() or "UTC"


def house() -> House:
    """Return what stands around every page, for each language that has a public front."""
    return once_a_slice("house", _house)


def _house() -> House:
    public = visible()
    fronts = public.fronts
    head = masthead()
    desks = _children(public.among(in_tree_order(DeskPage.objects.all())), fronts)
    standing = _children(public.among(in_tree_order(StandingPage.objects.all())), fronts)
    pages = [*fronts, *(page for of in (*desks.values(), *standing.values()) for page in of)]
    where = current_addresses([subject_of(page) for page in pages])
    homes = tuple(
        Link(own_name(_lang(front)), where.get(subject_of(front), Address("/")), _lang(front))
        for front in fronts
    )
    first = {page.translation_key: n for n, page in enumerate(head.policies)}

    def rank(page: DeskPage | StandingPage) -> int:
        return first.get(page.translation_key, len(first))

    papers = {}
    for number, front in enumerate(fronts):
        papers[_lang(front)] = PaperView(
            lang=_lang(front),
            name=front.nameplate or head.name,
            motto=front.motto or head.motto,
            accent=head.accent,
            accent_dark=readable_on_dark(head.accent),
            home=Link(front.nameplate or head.name, homes[number].href),
            desks=_links(desks[front.pk], where),
            languages=_marked(homes, _lang(front)) if len(homes) > 1 else (),
            standing=_links(sorted(standing[front.pk], key=rank), where),
            feed=f"{homes[number].href}feed.xml",
        )
    return House(papers)


def _marked(homes: tuple[Link, ...], lang: str) -> tuple[Link, ...]:
    return tuple(replace(home, current=home.lang == lang) for home in homes)


def _lang(front: FrontPage) -> str:
    return str(front.locale.language_code)


def _children(
    pages: Iterable[DeskPage | StandingPage], fronts: Iterable[FrontPage]
) -> dict[int, list[DeskPage | StandingPage]]:
    by_path = {front.path: front.pk for front in fronts}
    grouped: dict[int, list[DeskPage | StandingPage]] = defaultdict(list)
    for page in pages:
        if (front := by_path.get(page.path[: -page.steplen])) is not None:
            grouped[front].append(page)
    return grouped


def _links(pages: Iterable[DeskPage | StandingPage], where: dict[str, Address]) -> tuple[Link, ...]:
    return tuple(
        Link(page.title, where[subject_of(page)]) for page in pages if subject_of(page) in where
    )
