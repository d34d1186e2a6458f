"""What the templates see: frozen values with no database behind them.

Moments are in UTC; the template engine writes them in the paper's zone and the page's
language.  Text is plain unless its type is ``Html``.  Addresses are paths, not percent-encoded.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from courant.newsroom.quotation_views import QuotationView
from courant.plant.addresses import Address
from courant.plant.html import Html


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: a desk, a language, a month, a standing page."""

    label: str
    href: str  # a path of ours, or an https address
    lang: str = ""  # BCP 47, where it differs from the page's
    current: bool = False


@dataclass(frozen=True, slots=True)
class PaperView:
    """What stands around every page of one language: the masthead's words, desks, languages."""

    lang: str  # BCP 47
    name: str
    motto: str
    accent: str  # "#a00e1c", checked for contrast
    accent_dark: str  # the same for dark pages
    home: Link
    desks: tuple[Link, ...]
    languages: tuple[Link, ...]  # the fronts of all languages; empty if there is only one
    standing: tuple[Link, ...]  # about, imprint, privacy
    feed: str  # address of the language's feed
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash once: the parts that pages share are kept by what they show."""
        shown = (self.lang, self.name, self.motto, self.accent, self.desks, self.standing)
        object.__setattr__(self, "_hash", hash(shown))

    def __hash__(self) -> int:
        """Return the hash that was computed once."""
        return self._hash


@dataclass(frozen=True, slots=True)
class HeadView:
    """What machines read first."""

    address: Address
    title: str
    description: str = ""
    alternates: tuple[Link, ...] = ()  # this page in other languages, itself included
    feed: Link | None = None
    picture: "PictureView | None" = None  # for link cards
    indexed: bool = True
    canonical: str = ""  # the whole address of the original, where that is another's
    is_current: bool = False  # whether the page is of the current edition: a ticker is on it


@dataclass(frozen=True, slots=True)
class SourceView:
    """One format of a picture, in its widths."""

    type: str  # "image/avif"
    srcset: str  # "/photos/ab-320.avif 320w, …"


@dataclass(frozen=True, slots=True)
class PictureView:
    """A photo as a page shows it.  Its ``alt`` is empty when an editor called it decorative."""

    src: str
    width: int
    height: int
    sources: tuple[SourceView, ...]  # newest format first; may be empty at first
    srcset: str  # of the plain format
    alt: str
    focus_x: int  # where its focal point lies, in tenths of the width: 0 left, 10 right
    focus_y: int  # in tenths of the height: 0 top, 10 bottom
    credit: str = ""


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A photo in the text, with its caption of this use."""

    picture: PictureView
    caption: Html
    kind: str = "figure"
    is_sensitive: bool = False  # blurred until a reader asks for it


@dataclass(frozen=True, slots=True)
class TextBlock:
    """One or more paragraphs or a list, already HTML: ``<p>…</p>``."""

    html: Html
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading in the text."""

    text: str
    level: int  # 2 or 3
    anchor: str  # unique in the page
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class QuotationBlock:
    """Words that somebody said, set apart."""

    html: Html  # paragraphs
    speaker: str
    lang: str = ""
    source: Link | None = None
    facts: QuotationView | None = None  # everything that is known of it, and its anchor
    kind: str = "quotation"


@dataclass(frozen=True, slots=True)
class GalleryBlock:
    """Several photos under one title."""

    figures: tuple[FigureBlock, ...]
    title: str = ""
    kind: str = "gallery"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table: rows of cells."""

    caption: str
    head: tuple[Html, ...]  # empty when it has no heading row
    rows: tuple[tuple[Html, ...], ...]
    row_headings: bool = False  # whether each row's first cell names the row
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class FactBoxBlock:
    """Background set apart from the story."""

    title: str
    html: Html
    kind: str = "factbox"


@dataclass(frozen=True, slots=True)
class DocumentBlock:
    """A file to take away."""

    title: str
    href: str
    type: str  # "PDF"
    size_bytes: int
    kind: str = "document"


@dataclass(frozen=True, slots=True)
class RelatedBlock:
    """A link to another story, in the middle of this one."""

    link: Link
    kind: str = "related"


@dataclass(frozen=True, slots=True)
class EmbedBlock:
    """Something on another site: a plain link, with a still picture of ours if there is one."""

    href: str
    title: str
    host: str  # "www.youtube.com"
    still: PictureView | None = None
    kind: str = "embed"


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text whose spaces and lines matter: verse, code."""

    text: str
    kind: str = "code"


Block = (
    TextBlock | HeadingBlock | QuotationBlock | FigureBlock | GalleryBlock | TableBlock
    | FactBoxBlock | DocumentBlock | RelatedBlock | EmbedBlock | CodeBlock
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BylineView:
    """One who made the story: a name with a role, the staff, or a name withheld."""

    name: str  # in words of the page's language for staff and withheld
    role: str  # "by", "reporting", "photos", "translation", "editing"
    href: str = ""  # their page, when they have one
    policy: Link | None = None  # why a name is withheld


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
    behind_at: datetime | None = None  # when that was as it is here, once it has been updated
    content_warning: str = ""
    label: str = ""  # "news", "opinion", …: see ArticlePage.Label


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
class FrontView:
    """A front: a lead, seconds beside it, then each desk with its newest."""

    head: HeadView
    paper: PaperView
    day: date  # today, in the paper's zone
    lead: TeaserView | None
    seconds: tuple[TeaserView, ...]
    sections: tuple[SectionView, ...]
    corrections: tuple["CorrectionView", ...] = ()  # the latest, newest first

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


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


@dataclass(frozen=True, slots=True)
class MissingView:
    """What a reader gets where nothing ever was (404), or while we are down (503)."""

    head: HeadView
    paper: PaperView
    status: int  # 404 or 503
    newest: tuple[TeaserView, ...]

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


@dataclass(frozen=True, slots=True)
class GoneView:
    """What a reader gets for a page that was withdrawn (410).  Never names a person."""

    head: HeadView
    paper: PaperView
    headline: str  # may be empty
    gone_at: datetime | None
    words: str  # why, in the editor's words; may be empty
    newest: tuple[TeaserView, ...]

    @property
    def address(self) -> Address:
        """Of the page."""
        return self.head.address


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
    changes: tuple[ChangeView, ...] = ()  # oldest first


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
