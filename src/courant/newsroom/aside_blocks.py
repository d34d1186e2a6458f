"""Blocks that tell a story otherwise than in paragraphs."""

from wagtail import blocks

from courant.newsroom.blocks import INLINE, QUOTING, LinkedTextBlock


class PullQuoteBlock(blocks.StructBlock):
    """Words of the article, large; the checks see that they are in it."""

    text = blocks.TextBlock(
        rows=2, max_length=300, help_text="Words that stand in the article as they stand here."
    )

    class Meta:
        icon = "openquote"


class QuestionBlock(blocks.StructBlock):
    """A question and its answer, as in an interview."""

    question = blocks.TextBlock(rows=2, max_length=500)
    answer = LinkedTextBlock(features=QUOTING)

    class Meta:
        icon = "help"


class MomentBlock(blocks.StructBlock):
    """One thing that happened, and when."""

    when = blocks.CharBlock(max_length=80, help_text="As readers shall read it: 3 May, 14:20.")
    text = LinkedTextBlock(features=INLINE)


class TimelineBlock(blocks.StructBlock):
    """What happened, in the order in which it did."""

    title = blocks.CharBlock(max_length=160, required=False)
    moments = blocks.ListBlock(MomentBlock(), min_num=1)

    class Meta:
        icon = "date"


class NoteBlock(blocks.StructBlock):
    """A word from the editors to their readers, marked as theirs."""

    text = LinkedTextBlock(features=INLINE)

    class Meta:
        icon = "comment"
