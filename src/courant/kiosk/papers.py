"""What stands around a page that the kiosk makes: the paper in one language, as it was baked.

The names are those of the views that baked pages are made from, so both go through one layout.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    label: str
    href: str
    lang: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The masthead's words, desks and languages, of one language."""

    lang: str  # BCP 47
    name: str
    motto: str
    accent: str
    accent_dark: str
    home: Link
    desks: tuple[Link, ...]
    languages: tuple[Link, ...]
    standing: tuple[Link, ...]
    feed: str


def paper_in(told: Mapping[str, Any]) -> Paper:
    """Return a paper as ``.house.json`` tells of it.

    Raises:
        KeyError: Something is missing.
        TypeError: Something has another form.
    """
    words = {name: str(told[name]) for name in ("lang", "name", "motto", "accent", "accent_dark")}
    return Paper(
        **words,
        home=Link(**told["home"]),
        desks=_links(told["desks"]),
        languages=_links(told["languages"]),
        standing=_links(told["standing"]),
        feed=str(told["feed"]),
    )


def _links(told: list[dict[str, Any]]) -> tuple[Link, ...]:
    return tuple(Link(**link) for link in told)
