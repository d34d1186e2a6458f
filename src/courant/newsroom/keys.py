"""The names of the newsroom's ingredients.

``noun:pk`` is what a page about that noun shows; an aspect after a slash is what others show.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

RENDITIONS: Final = re.compile(r"photo:(\d+)/renditions")


def article(pk: int) -> str:
    """What only the article's own page and full-text feeds show."""
    return f"article:{pk}"


def teaser(pk: int) -> str:
    """The article as fronts and lists show it, or that it is not shown."""
    return f"article:{pk}/teaser"


def address(subject: str) -> str:
    """Where links to a subject lead, or that they lead nowhere."""
    return f"{subject}/address"


def listing(name: str) -> str:
    """Which articles enter a list: ``desk:7``, ``topic:3``, ``contributor:5/fa``, ``paper:en``."""
    return f"{name}/list"


def month(name: str, month_: str) -> str:
    """Which articles enter one month of a list."""
    return f"{name}/{month_}"


def months(name: str) -> str:
    """Which months a list has."""
    return f"{name}/months"


def past(name: str) -> str:
    """That an article entered a list behind others, so that what is older has changed."""
    return f"{name}/past"


def sitemap(lang: str, month_: str) -> str:
    """What one part of the sitemap says."""
    return f"sitemap:{lang}/{month_}"


def news_sitemap(lang: str) -> str:
    """Which articles of the last two days a language has."""
    return f"news-sitemap:{lang}"


def sitemaps() -> str:
    """Which parts the sitemap has."""
    return "sitemaps"


def translations(key: object) -> str:
    """Which languages have a version of an article, and where."""
    return f"translations:{key}"


def desk(pk: int) -> str:
    """A desk's intro and the desks below it."""
    return f"desk:{pk}"


def desk_name(pk: int) -> str:
    """A desk's name."""
    return f"desk:{pk}/name"


def front(pk: int) -> str:
    """What an editor chose for a front."""
    return f"front:{pk}"


def standing(pk: int) -> str:
    """A standing page's text; its title stands on every page, see ``masthead``."""
    return f"standing:{pk}"


def topic(pk: int) -> str:
    """What is said of a topic on its own page."""
    return f"topic:{pk}"


def topic_name(pk: int) -> str:
    """A topic's name and address."""
    return f"topic:{pk}/name"


def contributor(pk: int) -> str:
    """What is said of a contributor on their own page."""
    return f"contributor:{pk}"


def contributor_name(pk: int) -> str:
    """A contributor's name and address."""
    return f"contributor:{pk}/name"


def person(pk: int) -> str:
    """What is said of a person on their own page."""
    return f"person:{pk}"


def person_name(pk: int) -> str:
    """A person's name and address, or into whom they were merged."""
    return f"person:{pk}/name"


def person_offices(pk: int) -> str:
    """Which offices a person holds and held."""
    return f"person:{pk}/offices"


def photo(pk: int) -> str:
    """A photo's credit, focal point and published files."""
    return f"photo:{pk}"


def renditions(pk: int) -> str:
    """Which formats and widths of a photo are finished."""
    return f"photo:{pk}/renditions"


def photos_among(names: Iterable[str]) -> set[int]:
    """Return the primary keys of the photos whose finished files are among these names."""
    return {int(found[1]) for name in names if (found := RENDITIONS.fullmatch(name))}


def masthead(lang: str) -> str:
    """What stands around every page of a language: names, desks, languages, standing pages."""
    return f"masthead:{lang}"


def languages() -> str:
    """Which languages the paper has, with its name and motto in each."""
    return "languages"


def withheld_names() -> str:
    """Where it is explained why some names are withheld."""
    return "withheld-names"


def accent() -> str:
    """The colours of the style sheet."""
    return "accent"


def document(pk: int) -> str:
    """A document's published file."""
    return f"document:{pk}"


def corrections(lang: str) -> str:
    """The newest page of what was changed in articles of a language, its months, its feed."""
    return f"corrections:{lang}"


def latest_corrections(lang: str) -> str:
    """Which corrections stand on a language's front."""
    return f"corrections:{lang}/front"


def day(today: date) -> str:
    """That it is this day; only fronts say so."""
    return f"day/{today:%Y-%m-%d}"


def shard(name: str) -> str:
    """One of the 256 maps."""
    return f"map:{name}"


def gone(subject: str) -> str:
    """When and why something was withdrawn."""
    return f"{subject}/gone"
