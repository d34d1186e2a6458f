"""The other elements: headings, tables, preformatted text, and where shortcodes stood.

Importing this makes every element known to ``nodes``.
"""

from courant.exchange.wxr.body import figures, lists, quotations, tree
from courant.exchange.wxr.body.nodes import HEADINGS, SLOT, write_nodes, writes
from courant.exchange.wxr.body.photos import is_letter, photo_of
from courant.exchange.wxr.body.tables import table_value
from courant.exchange.wxr.body.tree import Node, attribute, children, find_all
from courant.exchange.wxr.body.writer import Writer

__all__ = ["figures", "lists", "quotations"]


@writes(*HEADINGS)
def write_heading(writer: Writer, node: Node) -> None:
    """Put down the pictures in a heading, then its words."""
    for image in find_all([node], "img"):
        writer.photo(photo_of(writer, image))
    writer.heading(tree.inline_html(children(node)), int(node.name[1]))


@writes("pre")
def write_preformatted(writer: Writer, node: Node) -> None:
    """Put down text whose spaces and lines matter."""
    words = (n for n in tree.walk(children(node)) if n.name in ("#text", "br"))
    text = "".join(n.data or "" if n.name == "#text" else "\n" for n in words)
    writer.code(text.strip("\n").rstrip())


@writes("table")
def write_table(writer: Writer, node: Node) -> None:
    """Put down a table, and after it the pictures that stood in it."""
    cells = find_all(children(node), "td", "th")
    if len(cells) == 1:  # only there to place something
        write_nodes(writer, children(cells[0]))
        return
    writer.put("table", table_value(writer, node, ""))
    for image in find_all(children(node), "img"):
        if not is_letter(image):
            writer.photo(photo_of(writer, image))


@writes("hr")
def skip(writer: Writer, node: Node) -> None:
    """Leave out what only draws a line."""


@writes(SLOT)
def write_slot(writer: Writer, node: Node) -> None:
    """Put down what a shortcode became, where it stood."""
    number = attribute(node, "n")
    if number.isascii() and number.isdigit() and int(number[:9]) < len(writer.slots):
        writer.blocks.extend(writer.slots[int(number[:9])])
    write_nodes(writer, children(node))
