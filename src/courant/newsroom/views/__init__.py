"""What the templates see: frozen values with no database behind them.

Moments are in UTC; the template engine writes them in the paper's zone and the page's
language.  Text is plain unless its type is ``Html``.  Addresses are paths, not percent-encoded.
"""

from courant.newsroom.views.around import (
    HeadView,
    Link,
    PaperView,
    PictureView,
    SourceView,
)
from courant.newsroom.views.articles import (
    ArticleView,
    BylineView,
    ChangeView,
    PassageView,
    StandingView,
    TeaserView,
)
from courant.newsroom.views.blocks import (
    Block,
    CodeBlock,
    DocumentBlock,
    EmbedBlock,
    FactBoxBlock,
    FigureBlock,
    GalleryBlock,
    HeadingBlock,
    QuotationBlock,
    RelatedBlock,
    TableBlock,
    TextBlock,
)
from courant.newsroom.views.errors import (
    GoneView,
    MissingView,
)
from courant.newsroom.views.lists import (
    ArchiveView,
    CorrectionsView,
    CorrectionView,
    DayView,
    FrontView,
    ListView,
    SectionView,
)
from courant.newsroom.views.machines import (
    CorrectionsFeedView,
    FeedEntryView,
    FeedView,
    NewsSitemapView,
    RobotsView,
    SitemapEntryView,
    SitemapIndexView,
    SitemapView,
)

__all__ = [
    "ArchiveView",
    "ArticleView",
    "Block",
    "BylineView",
    "ChangeView",
    "CodeBlock",
    "CorrectionView",
    "CorrectionsFeedView",
    "CorrectionsView",
    "DayView",
    "DocumentBlock",
    "EmbedBlock",
    "FactBoxBlock",
    "FeedEntryView",
    "FeedView",
    "FigureBlock",
    "FrontView",
    "GalleryBlock",
    "GoneView",
    "HeadView",
    "HeadingBlock",
    "Link",
    "ListView",
    "MissingView",
    "NewsSitemapView",
    "PaperView",
    "PassageView",
    "PictureView",
    "QuotationBlock",
    "RelatedBlock",
    "RobotsView",
    "SectionView",
    "SitemapEntryView",
    "SitemapIndexView",
    "SitemapView",
    "SourceView",
    "StandingView",
    "TableBlock",
    "TeaserView",
    "TextBlock",
]
