"""What only machines read: feeds, sitemaps, robots."""

from dataclasses import dataclass
from datetime import datetime

from courant.newsroom.views.around import Link, PaperView
from courant.newsroom.views.articles import ChangeView, TeaserView
from courant.newsroom.views.blocks import Block, FigureBlock
from courant.newsroom.views.lists import CorrectionView
from courant.plant.addresses import Address


@dataclass(frozen=True, slots=True)
class FeedEntryView:
    """One article in a feed, whole."""

    id: str  # a tag: URI that never changes
    address: Address
    headline: str
    standfirst: str
    authors: tuple[str, ...]
    published_at: datetime
    updated_at: datetime
    topics: tuple[str, ...]
    photo: FigureBlock | None
    body: tuple[Block, ...]
    contributors: tuple[str, ...] = ()  # who photographed, translated or edited it
    changes: tuple[ChangeView, ...] = ()  # oldest first
    content_warning: str = ""


@dataclass(frozen=True, slots=True)
class FeedView:
    """An Atom feed (RFC 4287) of the paper or a desk."""

    paper: PaperView
    id: str
    title: str
    address: Address  # its own
    page: Address  # of the page it follows
    updated_at: datetime
    entries: tuple[FeedEntryView, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsFeedView:
    """The newest changes of a language, as an Atom feed."""

    paper: PaperView
    id: str
    title: str
    address: Address  # its own
    page: Address  # of the list that it follows
    updated_at: datetime
    entries: tuple[CorrectionView, ...]


@dataclass(frozen=True, slots=True)
class SitemapEntryView:
    """A page in a sitemap, or a part in the sitemap's index."""

    address: Address
    updated_at: datetime | None = None  # always there for a page
    alternates: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class SitemapView:
    """One part of the sitemap: one language and month."""

    entries: tuple[SitemapEntryView, ...]


@dataclass(frozen=True, slots=True)
class NewsSitemapView:
    """The articles of the last two days, as news search engines want them."""

    paper: PaperView
    entries: tuple[TeaserView, ...]


@dataclass(frozen=True, slots=True)
class SitemapIndexView:
    """The sitemap's parts."""

    parts: tuple[SitemapEntryView, ...]


@dataclass(frozen=True, slots=True)
class RobotsView:
    """What crawlers are asked."""

    sitemap: Address
