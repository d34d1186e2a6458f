"""Pages that lead to articles: fronts, desks, topics, contributors, the archive, corrections."""

from dataclasses import dataclass
from datetime import date, datetime

from courant.newsroom.views.around import HeadView, Link, PaperView, PictureView
from courant.newsroom.views.articles import TeaserView
from courant.plant.addresses import Address
from courant.plant.html import Html


@dataclass(frozen=True, slots=True)
class ListView:
    """A desk, a topic or a contributor: what it is, its articles, its months."""

    head: HeadView
    paper: PaperView
    kind: str  # "desk", "topic", "contributor"
    title: str
    intro: Html
    teasers: tuple[TeaserView, ...]
    desks: tuple[Link, ...]  # of a desk: those below it
    months: tuple[Link, ...]  # of the newest page: all months, newest first
    month: date | None = None  # of a month's page: its first day
    newest: Link | None = None  # of a month's page: back to the newest
    picture: PictureView | None = None

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class DayView:
    """What was published on one day, newest first."""

    day: date  # in the paper's zone
    teasers: tuple[TeaserView, ...]


@dataclass(frozen=True, slots=True)
class ArchiveView:
    """All articles of a language: which months there are, or one month day by day."""

    head: HeadView
    paper: PaperView
    home: Link  # its first page
    months: tuple[Link, ...] = ()  # of the first page: all of them, newest first
    month: date | None = None  # of a month's page: its first day
    days: tuple[DayView, ...] = ()  # of a month's page, newest first

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class SectionView:
    """A desk's part of a front."""

    desk: Link
    teasers: tuple[TeaserView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A change in the list of all: of which article, of what kind, in which words."""

    id: str  # a tag: URI that never changes
    kind: str  # "update", "clarification", "correction" or "withdrawal"
    words: str
    at: datetime
    headline: str
    address: Address  # of the article
    anchor: str  # where in it; empty for a withdrawal


@dataclass(frozen=True, slots=True)
class FrontView:
    """A front: a lead, seconds beside it, then each desk with its newest."""

    head: HeadView
    paper: PaperView
    day: date  # today, in the paper's zone
    lead: TeaserView | None
    seconds: tuple[TeaserView, ...]
    sections: tuple[SectionView, ...]
    corrections: tuple[CorrectionView, ...] = ()  # the latest, newest first

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """What was changed in the articles of a language: the newest, or one month."""

    head: HeadView
    paper: PaperView
    entries: tuple[CorrectionView, ...]  # newest first
    months: tuple[Link, ...]  # of the newest page: all months, newest first
    feed: str
    month: date | None = None  # of a month's page: its first day
    newest: str = ""  # of a month's page: where the newest are

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address
