"""Results as the template sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from courant.kiosk.papers import Link, Paper
from courant.kiosk.search.asked import Asked, Read
from courant.plant.html import Html
from courant.plant.searching.cards import Shown
from courant.plant.searching.finding import MOST_PAGES, PAGE, Found
from courant.plant.searching.queries import words_of
from courant.plant.searching.snippets import marked, snippet


@dataclass(frozen=True, slots=True)
class HeadView:
    """What machines read first; the layout's names."""

    address: str
    title: str
    description: str = ""
    alternates: tuple[Link, ...] = ()
    feed: Link | None = None
    picture: None = None
    indexed: bool = False
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class HitView:
    """One article that was found."""

    address: str
    lang: str
    kicker: str
    headline: Html
    snippet: Html
    makers: tuple[str, ...]  # names
    desk: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class ResultsView:
    """One page of results."""

    count: int
    hits: tuple[HitView, ...]
    first: int  # the number of the first one
    page: int
    pages: int
    earlier: str  # address of the page before; empty on the first
    later: str
    is_complete: bool  # whether the index is
    is_capped: bool  # whether there are more than can be looked through


def results_of(read: Read, found: Found, here: str) -> ResultsView:
    """Return what was found, with the words marked.

    Args:
        read: What was asked.
        found: What the index answered.
        here: The path of the page.
    """
    asked = read.asked
    wanted = words_of(read.question)
    pages = min(MOST_PAGES, -(-found.count // PAGE))
    return ResultsView(
        count=found.count,
        hits=tuple(_hit(shown, wanted) for shown in found.shown),
        first=PAGE * (asked.page - 1) + 1,
        page=asked.page,
        pages=pages,
        earlier=asked.address(here, page=asked.page - 1) if 1 < asked.page <= pages else "",
        later=asked.address(here, page=asked.page + 1) if asked.page < pages else "",
        is_complete=found.is_complete,
        is_capped=found.count > MOST_PAGES * PAGE and asked.page >= pages,
    )


def desks_for(paper: Paper, asked: Asked) -> tuple[Link, ...]:
    """Return the desks to choose from; one that is asked for by its address alone is among them."""
    known = paper.desks
    if asked.desk and asked.desk not in {desk.href for desk in known}:
        known = (*known, Link(asked.desk, asked.desk))
    return known


def others_of(counts: Iterable[tuple[Link, int]], asked: Asked, here: str) -> tuple[Link, ...]:
    """Return the languages in which the same question finds something: label, count, address."""
    return tuple(
        Link(f"{language.label} ({count})", asked.address(here, lang=language.lang, page=1),
             language.lang)
        for language, count in counts
        if count
    )  # fmt: skip


def _hit(shown: Shown, wanted: frozenset[str]) -> HitView:
    text = f"{shown.standfirst}\n{shown.text}" if shown.standfirst else shown.text
    return HitView(
        address=shown.address,
        lang=shown.lang,
        kicker=shown.kicker,
        headline=marked(shown.headline, wanted),
        snippet=snippet(text, wanted),
        makers=shown.makers,
        desk=shown.desk,
        published_at=shown.published_at,
    )
