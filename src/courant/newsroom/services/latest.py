"""Which articles the news sitemaps name, and what is noted when these are others."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from courant.newsroom import keys
from courant.newsroom.models import Teaser

Teasers = Mapping[int, Teaser]


@contextmanager
def news_told(old: Teasers, new: Teasers) -> Iterator[set[str]]:
    """Yield a set that holds, once the teasers have been replaced, the keys that differ by it.

    Args:
        old: Teasers of some articles as they were.
        new: The same as they will be when the block is left.
    """
    notes: set[str] = set()
    langs = {lang for lang, *_ in _lines(old) ^ _lines(new)}
    before = _with_news(langs)
    yield notes
    notes |= {keys.news_sitemap(lang) for lang in langs}
    if before != _with_news(langs):
        notes.add(keys.sitemaps())


def _lines(teasers: Teasers) -> set[tuple[str, str, str, datetime]]:
    """Return what the news sitemaps say of some articles."""
    return {
        (row.lang, row.address, row.headline, row.published_at)
        for row in teasers.values()
        if row.is_news
    }


def _with_news(langs: Collection[str]) -> set[str]:
    """Return which of some languages have news."""
    rows = Teaser.objects.filter(lang__in=langs, is_news=True) if langs else Teaser.objects.none()
    return set(rows.order_by().values_list("lang", flat=True).distinct())
