"""An article, what was changed in it, and the pages that have a body like it."""

from dataclasses import dataclass
from datetime import datetime

from courant.newsroom.quotation_views import QuotationView
from courant.newsroom.views.around import HeadView, Link, PaperView, PictureView
from courant.newsroom.views.blocks import Block, FigureBlock
from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class BylineView:
    """One who made the story: a name with a role, the staff, or a name withheld."""

    name: str  # in words of the page's language for staff and withheld
    role: str  # "by", "reporting", "photos", "translation", "editing"
    href: str = ""  # their page, when they have one
    policy: Link | None = None  # why a name is withheld

    @property
    def is_author(self) -> bool:
        """Whether they wrote it: who photographed or edited must not stand in for who may not."""
        return self.role in ("by", "reporting")


@dataclass(frozen=True, slots=True)
class TeaserView:
    """An article as a front or a list shows it."""

    address: Address
    lang: str
    kicker: str
    headline: str
    standfirst: str
    published_at: datetime
    picture: PictureView | None = None


@dataclass(frozen=True, slots=True)
class PassageView:
    """A place of an article that a change made different, as it was and as it is."""

    place: str  # "headline", "standfirst", "dateline", "caption" or "text"
    before: tuple[str, ...]  # paragraphs; empty where something was added
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What readers are told of one change of an article."""

    number: int  # unique in the paper: its anchor
    kind: str  # "update", "clarification" or "correction"
    words: str
    made_at: datetime
    passages: tuple[PassageView, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article as its template sees it."""

    article: int  # its number; 0 of a draft that was never saved
    head: HeadView
    paper: PaperView
    address: Address
    lang: str  # BCP 47
    kicker: str
    headline: str
    standfirst: str
    dateline: str
    desk: Link
    bylines: tuple[BylineView, ...]
    published_at: datetime
    updated_at: datetime | None  # of the last change that was no typo
    photo: FigureBlock | None
    body: tuple[Block, ...]
    topics: tuple[Link, ...]
    translations: tuple[Link, ...]  # only those that exist
    related: tuple[TeaserView, ...]
    is_old: bool = False  # so that readers are told from when it is
    quotations: tuple[QuotationView, ...] = ()  # blocks and marks, in the order of the text
    changes: tuple[ChangeView, ...] = ()  # oldest first
    notice: ChangeView | None = None  # the last correction, for thirty days
    translation_of: Link | None = None  # the version that it is a translation of
    translated_as: tuple[Link, ...] = ()  # the versions that are translations of it
    behind_at: datetime | None = None  # when that was as it is here, once it has been updated
    content_warning: str = ""
    label: str = ""  # "news", "opinion", …: see ArticlePage.Label


@dataclass(frozen=True, slots=True)
class StandingView:
    """A page that stands beside the news: about, imprint, privacy."""

    head: HeadView
    paper: PaperView
    title: str
    photo: FigureBlock | None
    body: tuple[Block, ...]

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address
