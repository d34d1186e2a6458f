"""What an article's body is made of: its blocks.  See ``body_block`` for the whole."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from courant.newsroom.links import check_links, check_web_address
from courant.newsroom.quotations import (
    DAY,
    FEATURE,
    MONTH,
    PRECISIONS,
    check_language,
    check_marks,
    people_in,
)

INLINE = ["bold", "italic", "link", "document-link", "superscript", "subscript"]
QUOTING = [*INLINE, FEATURE]  # where quotations can be marked
DESCRIBED, DECORATIVE = "described", "decorative"
SENSITIVE = "Readers see it blurred until they ask for it; no list, card or feed shows it."
ALT_DECISIONS = [(DESCRIBED, "Described for who cannot see it"), (DECORATIVE, "Decorative")]


class LinkedTextBlock(blocks.RichTextBlock):
    """Rich text whose links readers can follow, and whose marks say what can be."""

    def __init__(self, **options: Any) -> None:
        """Have both looked at."""
        super().__init__(validators=[check_links, check_marks], **options)

    def extract_references(self, value: Any) -> Iterator[Any]:
        """Name the people that are quoted, besides what Wagtail finds."""
        yield from super().extract_references(value)
        yield from people_in(str(value.source))


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
    sensitive = blocks.BooleanBlock(required=False, label="Hard to look at", help_text=SENSITIVE)

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


class LanguageBlock(blocks.CharBlock):
    """A language, as BCP 47 writes it: fa, en-GB."""

    def __init__(self, **options: Any) -> None:
        """Have it looked at."""
        super().__init__(max_length=20, required=False, validators=[check_language], **options)


class QuotationBlock(blocks.StructBlock):
    """Words that somebody said, set apart."""

    text = LinkedTextBlock(features=["bold", "italic", "link"], label="Words")
    person = SnippetChooserBlock("newsroom.Person", required=False, label="Who said it")
    speaker = blocks.CharBlock(
        required=False,
        max_length=200,
        label="Or a name",
        help_text="For somebody of whom no record is kept.",
    )
    said_on = blocks.DateBlock(required=False)
    said_precision = blocks.ChoiceBlock(
        choices=PRECISIONS, default=DAY, required=False, label="Said"
    )
    place = blocks.CharBlock(required=False, max_length=200, label="Where, or on what occasion")
    source_url = WebAddressBlock(required=False, label="Source")
    source_document = DocumentChooserBlock(required=False, label="Or a document")
    told = blocks.BooleanBlock(required=False, label="Told to us")
    lang = LanguageBlock(
        label="Language of the words", help_text="Where it is not the article's: fa, en-GB."
    )
    original = blocks.TextBlock(
        required=False, rows=3, label="Original words", help_text="If these are a translation."
    )
    original_lang = LanguageBlock(label="Their language", help_text="As fa or en-GB.")
    translator = blocks.CharBlock(required=False, max_length=160)

    class Meta:
        icon = "openquote"

    def clean(self, value: Any) -> Any:
        """Refuse a day that is missing, and original words without their language."""
        value = super().clean(value)
        if self.is_deferred_validation:
            return value
        errors = {}
        if value["said_precision"] == MONTH and not value["said_on"]:
            errors["said_on"] = "Give a day of that month, or say that it is not known."
        if value["original"] and not value["original_lang"]:
            errors["original_lang"] = "Say which language the original words are in, such as fa."
        if errors:
            listed = {name: ErrorList([ValidationError(words)]) for name, words in errors.items()}
            raise StructBlockValidationError(listed)
        return value


class FactBoxBlock(blocks.StructBlock):
    """Background set apart from the story."""

    title = blocks.CharBlock(max_length=160)
    text = LinkedTextBlock(features=[*QUOTING, "ul", "ol"])

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
