"""The body of an article.  Nothing else can be put in one."""

from wagtail import blocks

from courant.newsroom.aside_blocks import NoteBlock, PullQuoteBlock, QuestionBlock, TimelineBlock
from courant.newsroom.blocks import (
    INLINE,
    QUOTING,
    DocumentBlock,
    EmbedBlock,
    FactBoxBlock,
    GalleryBlock,
    HeadingBlock,
    LinkedTextBlock,
    PhotoBlock,
    QuotationBlock,
    RelatedBlock,
)
from courant.newsroom.table_block import TableBlock


class BodyBlock(blocks.StreamBlock):
    """The text of an article."""

    paragraph = LinkedTextBlock(features=QUOTING, icon="pilcrow")
    heading = HeadingBlock()
    quotation = QuotationBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    list = LinkedTextBlock(features=["ul", "ol", *QUOTING], icon="list-ul")
    table = TableBlock(
        [
            ("text", LinkedTextBlock(features=INLINE, label="Text")),
            ("name", blocks.CharBlock(label="Name of the row")),
        ],
    )
    factbox = FactBoxBlock(label="Fact box")
    pullquote = PullQuoteBlock(label="Pull quote")
    question = QuestionBlock(label="Question and answer")
    timeline = TimelineBlock()
    note = NoteBlock(label="Note from the editors")
    document = DocumentBlock()
    related = RelatedBlock()
    embed = EmbedBlock()
    code = blocks.TextBlock(icon="code", help_text="Verse or code: spaces and lines are kept.")
