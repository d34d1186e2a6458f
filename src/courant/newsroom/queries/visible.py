"""What of the editors' tree the public may see."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

from django.db.models import QuerySet
from wagtail.models import Page, PageViewRestriction

from courant.newsroom.models import FrontPage
from courant.press.slices import once_a_slice

PageT = TypeVar("PageT", bound=Page)


class Placed(Protocol):
    """A page, or as much of one as decides whether the public may see it."""

    @property
    def live(self) -> bool:
        """Whether it is published."""

    @property
    def path(self) -> str:
        """Its place in the editors' tree."""

    @property
    def locale_id(self) -> int:
        """Its language."""


class Visible:
    """Which pages are public: live, not private, in a language that has a public front."""

    def __init__(self) -> None:
        """Read the fronts and what is private: two queries."""
        restrictions = PageViewRestriction.objects.order_by("pk")
        self._private = tuple(restrictions.values_list("page__path", flat=True))
        by_locale: dict[int, FrontPage] = {}
        for front in in_tree_order(FrontPage.objects.live().select_related("locale")):
            if not front.path.startswith(self._private):
                by_locale.setdefault(front.locale_id, front)  # a language has one front
        self.fronts = list(by_locale.values())
        self._homes = tuple(front.path for front in self.fronts)
        self._locales = by_locale.keys()

    def shows(self, page: Placed) -> bool:
        """Return whether the public may see a page."""
        return page.live and not self.hides(page)

    def hides(self, page: Placed) -> bool:
        """Return whether nobody shall know that a page exists, were it live or not."""
        in_paper = page.locale_id in self._locales and page.path.startswith(self._homes)
        return not in_paper or page.path.startswith(self._private)

    def among(self, pages: Iterable[PageT]) -> list[PageT]:
        """Return those of some pages that the public may see."""
        return [page for page in pages if self.shows(page)]


def in_tree_order(pages: QuerySet[PageT]) -> list[PageT]:
    """Return fronts, desks or standing pages in the order of the editors' tree."""
    return sorted(few(pages), key=lambda page: page.path)


def few(pages: QuerySet[PageT]) -> QuerySet[PageT]:
    """Return a query of pages whose kind has few, unordered, that does not read all articles.

    Their table is joined with that of all pages.  Which of the two a database walks is its guess,
    and asked for the tree's order it walks all pages: so it is told to start with the few.
    """
    kind = pages.model._default_manager.order_by()
    return pages.order_by().filter(pk__in=kind.values("pk"))


def visible() -> Visible:
    """Return what the public may see, read once for a slice that is baked."""
    return once_a_slice("visible", Visible)
