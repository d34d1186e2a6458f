"""From the HTML of a WordPress post to the blocks of an article."""

from courant.exchange.wxr.body import elements  # noqa: F401  # makes them known
from courant.exchange.wxr.body.flow import write_flow
from courant.exchange.wxr.body.grammar import has_blocks
from courant.exchange.wxr.body.mapping import write_markup
from courant.exchange.wxr.body.values import Body, Context
from courant.exchange.wxr.body.writer import Writer


def convert(html: str, *, context: Context) -> Body:
    """Return a post's text as blocks, with notes of all that an editor should know.

    Takes classic posts (blank lines make paragraphs), block markup, shortcodes, what page
    builders leave, and any mixture.  Never fails: what makes no sense gives its words.

    Args:
        html: ``content:encoded`` as it stands in the export.
        context: What may be asked about the site: its hosts, attachments, reusable blocks.
    """
    writer = Writer(context)
    if has_blocks(html):
        write_markup(writer, html)
    else:
        write_flow(writer, html, auto=True)
    return Body(tuple(writer.blocks), writer.notebook.close())
