"""In which lists articles stand, and which pages show the difference when they stand elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from courant.newsroom import keys
from courant.newsroom.models import Listing
from courant.newsroom.queries.lists import FEED_LENGTH, FIRST_PAGE, months_among
from courant.newsroom.queries.paper import PAPER
from courant.press.rows import insert_values


class Place(NamedTuple):
    """An article's place in a list: a row of ``Listing``."""

    article_id: int
    list: str
    at: datetime
    month: str


Lists = Mapping[str, Place]  # of one article, by the list's name


def lists_of(rows: Iterable[Place]) -> dict[int, dict[str, Place]]:
    """Group places by article and list."""
    lists: dict[int, dict[str, Place]] = defaultdict(dict)
    for row in rows:
        lists[row.article_id][row.list] = row
    return lists


def lists_now(pks: Collection[int]) -> dict[int, dict[str, Place]]:
    """Return where articles stand, by article and list."""
    rows = Listing.objects.filter(article__in=pks).values_list(*Place._fields)
    return lists_of(Place(*row) for row in rows)


def replace_lists(
    pks: Collection[int],
    old: Mapping[int, Lists],
    new: Mapping[int, Lists],
    *,
    public: Collection[int],
) -> set[str]:
    """Put articles in the lists where they belong now; return the keys by which pages differ.

    Args:
        pks: Of the articles.
        old: Where they stood.
        new: Where they stand from now on.
        public: Which of them are public now.  When one is so no more, the pages that showed it
            are found by its teaser.
    """
    both = [row for lists in (old, new) for of in lists.values() for row in of.values()]
    months = {(row.list, row.month) for row in both}
    before = months_among(months)
    changed = [pk for pk in pks if _differ(old.get(pk, {}), new.get(pk, {}))]
    if stood := [pk for pk in changed if pk in old]:
        Listing.objects.filter(article__in=stood).delete()
    stand = [row for pk in changed for row in new.get(pk, {}).values()]
    insert_values(Listing, Place._fields, stand)
    moved = [row for pk in changed for row in _moved(old.get(pk, {}), new.get(pk, {}))]
    if not changed:
        return set()
    ends = _ends({row.list for row in both})
    notes = _list_keys([row for row in moved if row.article_id in public], ends)
    for name, month in before ^ months_among(months):
        if name.startswith(PAPER) or (
            keys.listing(name) not in notes
            and any(
                row.list == name and row.month == month and not _is_shown(row, ends) for row in both
            )
        ):
            notes.add(keys.months(name))
    return notes


def month_in(at: datetime, zone: ZoneInfo) -> str:
    """Return the month of a moment in a zone, as ``2026-11``."""
    here = at.astimezone(zone)
    return f"{here.year:04}-{here.month:02}"


def _differ(old: Lists, new: Lists) -> bool:
    return {(row.list, row.at, row.month) for row in old.values()} != {
        (row.list, row.at, row.month) for row in new.values()
    }


def _moved(old: Lists, new: Lists) -> list[Place]:
    """Return where an article stood and does no longer, and where it stands only now."""
    stayed = {
        name
        for name in old.keys() & new.keys()
        if (old[name].at, old[name].month) == (new[name].at, new[name].month)
    }
    return [row for lists in (old, new) for name, row in lists.items() if name not in stayed]


def _list_keys(rows: Collection[Place], ends: Mapping[str, tuple[datetime, int]]) -> set[str]:
    notes: set[str] = set()
    newest = _newest({row.list for row in rows if row.list.startswith("topic:")})
    for row in rows:
        if _is_shown(row, ends):
            notes.add(keys.listing(row.list))
        notes.add(keys.month(row.list, row.month))
        if row.list in newest and newest[row.list] > row.at:
            notes.add(keys.past(row.list))
    return notes


def _newest(names: Collection[str]) -> dict[str, datetime]:
    """Return when the newest article of each list that is not empty was first published."""
    found = {}
    for name in names:
        rows = Listing.objects.filter(list=name).order_by("-at", "-article")
        for at in rows.values_list("at", flat=True)[:1]:
            found[name] = at
    return found


def _is_shown(row: Place, ends: Mapping[str, tuple[datetime, int]]) -> bool:
    """Return whether the newest page of its list, or the feed, has room for an article."""
    end = ends.get(row.list)
    return end is None or (row.at, row.article_id) >= end


def _ends(names: Collection[str]) -> dict[str, tuple[datetime, int]]:
    """Return which article is the last on the newest page of each list that is full."""
    ends = {}
    for name in names:
        length = FEED_LENGTH if name.startswith(PAPER) else FIRST_PAGE
        rows = Listing.objects.filter(list=name).order_by("-at", "-article")
        for last in rows.values_list("at", "article_id")[length - 1 : length]:
            ends[name] = last
    return ends
