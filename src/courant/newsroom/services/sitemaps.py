"""Which parts the sitemap has and what they say, and what is noted when these are others."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from courant.newsroom import keys
from courant.newsroom.models import Teaser
from courant.newsroom.queries.lists import listed_months
from courant.newsroom.queries.paper import PAPER
from courant.newsroom.services.listings import month_in

Teasers = Mapping[int, Teaser]


@contextmanager
def sitemaps_told(old: Teasers, new: Teasers, zone: ZoneInfo) -> Iterator[set[str]]:
    """Yield a set that holds, once teasers and lists are replaced, the keys that differ by it.

    Args:
        old: Teasers of some articles as they were.
        new: The same as they will be when the block is left.
        zone: The paper's.
    """
    notes: set[str] = set()
    before_lines = {pk: _line(row, zone) for pk, row in old.items()}
    after_lines = {pk: _line(row, zone) for pk, row in new.items()}
    pks = before_lines.keys() | after_lines.keys()
    differing = [pk for pk in pks if before_lines.get(pk) != after_lines.get(pk)]
    lines = [line for pk in differing for line in (before_lines.get(pk), after_lines.get(pk))]
    parts = {(lang, month) for lang, month, *_ in filter(None, lines)}
    months = {(f"{PAPER}{lang}", month) for lang, month in parts}
    before = listed_months(months)
    yield notes
    notes |= {keys.sitemap(lang, month) for lang, month in parts}
    if before != listed_months(months):
        notes.add(keys.sitemaps())


def _line(teaser: Teaser, zone: ZoneInfo) -> tuple[str, str, str, object] | None:
    """Return what a sitemap says of an article, or None when search engines are not to know it."""
    if teaser.is_unlisted:
        return None
    month = month_in(teaser.published_at, zone)
    return teaser.lang, month, teaser.address, teaser.updated_at
