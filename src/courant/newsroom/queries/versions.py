"""The versions of articles in the paper's languages, as far as readers know them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from courant.newsroom.models import Teaser
from courant.newsroom.queries.paper import House
from courant.newsroom.views import Link
from courant.press.values import any_of


class Version(NamedTuple):
    """A public article in one language, and how old it is to readers."""

    pk: int
    lang: str  # BCP 47
    address: str
    is_current: bool
    is_old: bool
    corrected_at: datetime | None  # as long as its page begins with its last correction
    translates_id: int | None = None  # the public article that it is a translation of
    behind_at: datetime | None = None  # see ``Teaser``


# What a draft is, which no reader has.
UNSHOWN = Version(0, "", "", is_current=True, is_old=False, corrected_at=None)


def version_links(versions: Iterable[Version], around: House, *, here: int = 0) -> tuple[Link, ...]:
    """Return links to the versions of one article, in the order of the paper's languages.

    Args:
        versions: All that are public.
        around: The paper in each language.
        here: The primary key of the version that is looked at; it is marked.
    """
    order = {lang: number for number, lang in enumerate(around.languages)}
    known = sorted((one for one in versions if one.lang in order), key=lambda v: order[v.lang])
    return tuple(
        Link(_language_name(around, one.lang), one.address, one.lang, current=one.pk == here)
        for one in known
    )


def _language_name(around: House, lang: str) -> str:
    return next((link.label for link in around.papers[lang].languages if link.lang == lang), lang)


def versions_of(translation_keys: Collection[UUID]) -> dict[UUID, list[Version]]:
    """Return the public versions of some articles by what they share.  One query."""
    found: dict[UUID, list[Version]] = defaultdict(list)
    rows = Teaser.objects.filter(translation_key__in=any_of(set(translation_keys)))
    for key, *values in rows.values_list("translation_key", *Version._fields):
        found[key].append(Version(*values))
    return found
