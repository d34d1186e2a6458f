"""The blocks of an article's body."""

from dataclasses import dataclass

from courant.newsroom.quotation_views import QuotationView
from courant.newsroom.views.around import Link, PictureView
from courant.plant.html import Html


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
class PullQuoteBlock:
    """Words of the article, once more and large; nothing new to who hears the page."""

    text: str
    kind: str = "pullquote"


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """A question and its answer."""

    question: str
    html: Html
    kind: str = "question"


@dataclass(frozen=True, slots=True)
class MomentView:
    """One thing on a timeline."""

    when: str  # as its editor wrote it
    html: Html


@dataclass(frozen=True, slots=True)
class TimelineBlock:
    """What happened, in order."""

    title: str  # may be empty
    moments: tuple[MomentView, ...]
    kind: str = "timeline"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A word from the editors."""

    html: Html
    kind: str = "note"


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
    | FactBoxBlock | PullQuoteBlock | QuestionBlock | TimelineBlock | NoteBlock | DocumentBlock
    | RelatedBlock | EmbedBlock | CodeBlock
)  # fmt: skip
