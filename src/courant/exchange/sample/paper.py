"""The sample paper as plain values: what ``read`` hands to whoever fills an empty paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

Words = Mapping[str, str]  # by language, BCP 47; the paper's first language is always there
Raw = Mapping[str, Any]  # one body block, as a StreamField stores it

NO_WORDS: Words = MappingProxyType({})


class SampleError(Exception):
    """Something in the sample's files that does not hold together.  Its authors see the message."""


@dataclass(frozen=True, slots=True)
class Masthead:
    """The paper's name, motto and looks."""

    names: Words
    mottos: Words
    accent: str  # "#a00e1c"
    zone: str  # IANA name
    languages: tuple[str, ...]  # BCP 47; the first has no prefix in addresses


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk in the languages it exists in."""

    key: str
    parent: str  # the key of the desk above it; empty for one at the top
    names: Words
    slugs: Words
    intros: Words  # one sentence


@dataclass(frozen=True, slots=True)
class Topic:
    """What articles are about."""

    key: str
    names: Words


@dataclass(frozen=True, slots=True)
class Contributor:
    """Someone who writes or draws for the paper."""

    key: str
    names: Words  # in the script of each language
    posts: Words  # "Courts reporter"
    bios: Words


@dataclass(frozen=True, slots=True)
class Office:
    """What somebody is."""

    titles: Words
    years: int  # since it began


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is quoted."""

    key: str
    names: Words  # in the script of each language
    abouts: Words
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class Byline:
    """One who made a story: a contributor's key, the staff, or a name withheld."""

    kind: str  # "contributor", "staff", "withheld"
    role: str  # "by", "reporting", "photos", "translation", "editing"
    contributor: str = ""  # key, for a contributor


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """A picture as one article uses it."""

    picture: str  # a name in ``drawings.PICTURES``
    caption: str  # inline HTML
    alt: str  # empty: decorative


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """When an article was taken back, and the editors' words for it."""

    at: datetime  # UTC
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an editor changed after publication, and what readers were told of it."""

    at: datetime  # UTC
    kind: str  # "update", "clarification" or "correction"
    words: str
    was: str  # what stood where ``now`` stands
    now: str  # a part of a paragraph, as it stands


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the sample.  Its public slug is made from its headline, as for any other."""

    key: str  # "en/laat-bridge": language and file name
    lang: str
    desk: str  # key
    also_on: tuple[str, ...]  # keys of desks
    kicker: str
    headline: str
    short_headline: str
    standfirst: str
    dateline: str
    bylines: tuple[Byline, ...]
    topics: tuple[str, ...]  # keys; the first is the primary one
    photo: PhotoUse | None
    published_at: datetime  # UTC; in the future: to be scheduled
    changes: tuple[Change, ...]  # oldest first
    translation_of: str  # the key of the article first written; empty for that one
    withdrawn: Withdrawal | None
    body: tuple[Raw, ...]

    @property
    def updated_at(self) -> datetime | None:
        """When it was changed last; None if it never was."""
        return self.changes[-1].at if self.changes else None


@dataclass(frozen=True, slots=True)
class Page:
    """A standing page in one language."""

    key: str  # "en/about"
    name: str  # "about": the same in all languages
    lang: str
    title: str
    slug: str
    body: tuple[Raw, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What an editor put on one language's front by hand: keys of articles."""

    lang: str
    lead: str
    seconds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """The whole sample."""

    masthead: Masthead
    desks: tuple[Desk, ...]  # a desk after the one it lies under
    topics: tuple[Topic, ...]
    contributors: tuple[Contributor, ...]
    people: tuple[Person, ...]
    fronts: tuple[Front, ...]
    pages: tuple[Page, ...]
    articles: tuple[Article, ...]  # oldest first; originals before their translations
