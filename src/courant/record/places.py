"""Where the pages of people are: below ``/people/`` of each language."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from courant.newsroom.models import Topic
from courant.record.queries import Said

FEED = "feed.xml"
PAGE = re.compile(r"(.*)/people/(?:([^/]+)/(?:(\d{4})/|on/([^/]+)/|(feed\.xml))?)?")


class Place(NamedTuple):
    """What an address below ``/people/`` names."""

    prefix: str  # of its language: "" or "/fa"
    slug: str  # of the person; empty for the list of people
    year: str
    topic: str  # its slug
    is_feed: bool


def place_of(address: str) -> Place | None:
    """Return what an address names, if it is one of ours."""
    found = PAGE.fullmatch(address)
    if found is None:
        return None
    prefix, slug, year, topic, feed = (part or "" for part in found.groups())
    return Place(prefix, slug, year, topic, bool(feed))


def pages_of(said: Said, person: int, lang: str) -> Iterator[str]:
    """Yield the pages of a person relative to their first: ``""``, ``2026/``, ``on/harbour/``."""
    yield ""
    yield FEED
    yield from (f"{year}/" for year in said.years(person, lang))
    topics = [topic for topic, _ in said.topics(person, lang)]
    slugs = Topic.objects.filter(pk__in=topics).order_by("pk").values_list("slug", flat=True)
    yield from (f"on/{slug}/" for slug in slugs)
