"""What an item is seen against: who wrote it, what its terms are here.  Plain values alone.

Nothing here knows Django, so that a process which only turns texts into pages stays small.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from courant.exchange.wordpress.survey import Surveyed
from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES

MAX_DEPTH = 20  # desks below desks; deeper ones, and those in a circle, go to the top


@dataclass(frozen=True, slots=True)
class Credit:
    """How somebody is named over an article."""

    kind: str  # of a byline: named, staff, withheld
    contributor: int | None = None
    slug: str = ""  # of the contributor


@dataclass(slots=True)
class Terms:
    """What an article's terms are here."""

    front: int  # page
    locale: int
    lang: str  # BCP 47
    desks: dict[str, int] = field(default_factory=dict)  # page by slug of the category
    depths: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)  # by slug of the tag
    outcomes: dict[tuple[str, str], str] = field(default_factory=dict)
    general: int = 0  # page of the desk of articles without a category


@dataclass(frozen=True, slots=True)
class Ground:
    """What the items of one site stand on."""

    site: Surveyed
    terms: Terms
    people: Mapping[str, Credit]  # by login


def chain_of(site: Surveyed, slug: str) -> list[str]:
    """Return a category's slugs from the top down to itself; a circle is cut where it closes."""
    chain: list[str] = []
    while slug and slug not in chain and len(chain) < MAX_DEPTH:
        chain.insert(0, slug)
        term = site.terms.get((TAXONOMY_OF_CATEGORIES, slug))
        slug = term.parent if term and (TAXONOMY_OF_CATEGORIES, term.parent) in site.terms else ""
    return chain


def parents_of(site: Surveyed) -> dict[str, str]:
    """Return the category above each category, by slug."""
    names = [name for name in site.terms if name[0] == TAXONOMY_OF_CATEGORIES]
    return {slug: site.terms[taxonomy, slug].parent for taxonomy, slug in names}
