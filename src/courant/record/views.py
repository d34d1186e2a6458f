"""What the templates see of the record: frozen values with no database behind them."""

from dataclasses import dataclass
from datetime import date, datetime

from courant.newsroom.quotation_views import QuotationView
from courant.newsroom.views import HeadView, Link, PaperView
from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class StatementView:
    """Something that somebody said, with the article that has it."""

    anchor: str  # its place on this page
    said: QuotationView
    headline: str
    article: str  # its address; empty when it was withdrawn
    published_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class MonthView:
    """What was said in one month, newest first."""

    month: date  # its first day
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """What somebody is or was, and when."""

    words: str
    began: date | None
    began_precision: str  # "day", "month", "year"
    ended: date | None
    ended_precision: str


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A place to go, and how much is there."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person and what they said: their newest page, or that of one year or topic."""

    head: HeadView
    paper: PaperView
    name: str
    months: tuple[MonthView, ...]
    count: int  # of all statements in this language
    feed: str
    about: str = ""
    wikidata: str = ""  # a web address
    offices: tuple[OfficeView, ...] = ()
    years: tuple[Link, ...] = ()  # of the newest page: all, when there are several
    topics: tuple[CountedLink, ...] = ()  # of the newest page
    languages: tuple[Link, ...] = ()  # the same person in other languages
    year: date | None = None  # of a year's page: its first day
    topic: str = ""  # of a topic's page: its name
    newest: Link | None = None  # of a year's or topic's page: back to the newest

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Somebody in the list of people."""

    name: str
    about: str
    href: str


@dataclass(frozen=True, slots=True)
class PeopleView:
    """Everybody who is quoted in articles of one language."""

    head: HeadView
    paper: PaperView
    people: tuple[QuotedView, ...]

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class StatementEntryView:
    """One statement in a feed."""

    id: str  # a tag: URI that never changes
    page: str  # the article, or the person's page when that was withdrawn
    anchor: str  # its place there
    text: str  # markup, to be escaped once more
    headline: str
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PersonFeedView:
    """What somebody said, as an Atom feed (RFC 4287)."""

    paper: PaperView
    id: str
    name: str
    address: Address
    page: Address
    updated_at: datetime
    entries: tuple[StatementEntryView, ...]


@dataclass(frozen=True, slots=True)
class SpeakerLinesView:
    """Somebody who is quoted in an article, with their lines."""

    name: str
    href: str
    office: str
    lines: tuple[QuotationView, ...]


@dataclass(frozen=True, slots=True)
class SayingView:
    """One line of what is being said, on a front."""

    text: str  # cut to fit
    lang: str
    name: str
    person: str  # their page
    article: str
    anchor: str  # the place in the article
