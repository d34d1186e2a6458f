"""What an article's body is made of.  Nothing else can be put in one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from courant.newsroom.links import check_links, check_web_address
from courant.newsroom.table_block import TableBlock

INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript"]
DESCRIBED, DECORATIVE = "described", "decorative"
ALT_DECISIONS = [(DESCRIBED, "Described for who cannot see it"), (DECORATIVE, "Decorative")]


class LinkedTextBlock(blocks.RichTextBlock):
    """Rich text whose links readers can follow."""

    def __init__(self, **options: Any) -> None:
        """Have the links looked at."""
        super().__init__(validators=[check_links], **options)


class WebAddressBlock(blocks.URLBlock):
    """A whole address on the web."""

    def __init__(self, **options: Any) -> None:
        """Have it looked at."""
        super().__init__(validators=[check_web_address], **options)


class PhotoBlock(blocks.StructBlock):
    """A photo in its place: the caption and the alt decision belong to this use."""

    photo = ImageChooserBlock()
    caption = LinkedTextBlock(features=["bold", "italic", "link"], required=False)
    alt_decision = blocks.ChoiceBlock(choices=ALT_DECISIONS, required=False, label="Alt text is")
    alt = blocks.CharBlock(required=False, max_length=500, label="Description")

    class Meta:
        icon = "image"


class GalleryBlock(blocks.StructBlock):
    """Several photos under one title."""

    title = blocks.CharBlock(required=False, max_length=160)
    photos = blocks.ListBlock(PhotoBlock(), min_num=1)

    class Meta:
        icon = "image"


class HeadingBlock(blocks.StructBlock):
    """A heading between paragraphs."""

    text = blocks.CharBlock(max_length=200)
    level = blocks.ChoiceBlock(choices=[("2", "Heading"), ("3", "Lesser heading")], default="2")

    class Meta:
        icon = "title"


class QuotationBlock(blocks.StructBlock):
    """Words that somebody said, set apart."""

    text = LinkedTextBlock(features=["bold", "italic", "link"])
    speaker = blocks.CharBlock(required=False, max_length=200)
    source_url = WebAddressBlock(required=False, label="Source")

    class Meta:
        icon = "openquote"


class FactBoxBlock(blocks.StructBlock):
    """Background set apart from the story."""

    title = blocks.CharBlock(max_length=160)
    text = LinkedTextBlock(features=[*INLINE, "ul", "ol"])

    class Meta:
        icon = "info-circle"


class DocumentBlock(blocks.StructBlock):
    """A file to take away."""

    document = DocumentChooserBlock()
    title = blocks.CharBlock(max_length=200, help_text="What readers see; never the file's name.")

    class Meta:
        icon = "doc-full"


class RelatedBlock(blocks.StructBlock):
    """A link to another story, ours or another's."""

    page = blocks.PageChooserBlock(required=False, page_type="newsroom.ArticlePage")
    url = WebAddressBlock(required=False, label="Or a web address")
    title = blocks.CharBlock(required=False, max_length=300, help_text="Needed for a web address.")

    class Meta:
        icon = "link"

    def clean(self, value: Any) -> Any:
        """Refuse a link to nowhere, and one without words; a draft may still wait for them."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        if not value["page"] and not (value["url"] and value["title"]):
            words = "Choose one of our articles, or give a web address and its title."
            raise StructBlockValidationError({"page": ErrorList([ValidationError(words)])})
        return value


class EmbedBlock(blocks.StructBlock):
    """Something on another site: a link, with a still picture of ours.  Nothing is loaded."""

    url = WebAddressBlock()
    title = blocks.CharBlock(max_length=200)
    still = ImageChooserBlock(required=False)

    class Meta:
        icon = "media"


class BodyBlock(blocks.StreamBlock):
    """The text of an article."""

    paragraph = LinkedTextBlock(features=INLINE, icon="pilcrow")
    heading = HeadingBlock()
    quotation = QuotationBlock()
    photo = PhotoBlock()
    gallery = GalleryBlock()
    list = LinkedTextBlock(features=["ul", "ol", *INLINE], icon="list-ul")
    table = TableBlock(
        [
            ("text", LinkedTextBlock(features=INLINE, label="Text")),
            ("name", blocks.CharBlock(label="Name of the row")),
        ],
    )
    factbox = FactBoxBlock(label="Fact box")
    document = DocumentBlock()
    related = RelatedBlock()
    embed = EmbedBlock()
    code = blocks.TextBlock(icon="code", help_text="Verse or code: spaces and lines are kept.")
