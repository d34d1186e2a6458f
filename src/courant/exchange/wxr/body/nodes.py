"""Walking a tree of HTML: running text to paragraphs, every other element to whoever writes it."""

from collections.abc import Callable
from html import escape
from typing import Any, TypeVar

from courant.exchange.wxr.body import clean, tree
from courant.exchange.wxr.body.photos import is_letter, photo_of
from courant.exchange.wxr.body.tree import Node, attribute, children
from courant.exchange.wxr.body.writer import Writer

SLOT = "wxr-slot"  # where a shortcode stood that became blocks

_UNWRAPPED = frozenset(
    {"address", "article", "aside", "body", "center", "dd", "dir", "div", "dt", "fieldset"}
    | {"footer", "form", "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "p"}
    | {"search", "section", "summary", "tbody", "td", "th", "thead", "tr", "caption", "figcaption"}
)
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PLAYERS = frozenset({"iframe", "video", "audio", "object", "embed"})
_SOLID = frozenset(
    {"blockquote", "details", "dl", "figure", "hr", "ol", "pre", "table", "ul", SLOT}
)
BLOCKS = _UNWRAPPED | HEADINGS | PLAYERS | _SOLID
SPECIAL = BLOCKS | {"img"}

WriteElement = TypeVar("WriteElement", bound=Callable[..., None])
_writers: dict[str, Callable[[Writer, Node], None]] = {}


def writes(*names: str) -> Callable[[WriteElement], WriteElement]:
    """Make a function the one that puts down the elements of these names."""

    def remember(function: WriteElement) -> WriteElement:
        _writers.update(dict.fromkeys(names, function))
        return function

    return remember


def write_html(writer: Writer, html: str) -> None:
    """Put down any HTML; what no browser could make sense of gives its words alone."""
    nodes = tree.parse(html)
    if nodes is None:
        writer.notebook.dropped["markup too deep or too long"] += 1
        writer.paragraph(clean.plain(html).replace("&", "&amp;").replace("<", "&lt;"))
    else:
        write_nodes(writer, nodes)


def write_nodes(writer: Writer, nodes: list[Node]) -> None:
    """Put down nodes: running text as paragraphs, everything else as what it is."""
    run = _Run(writer)
    for node in nodes:
        run.take(node)
    run.flush()


class _Run:
    """Running text on its way to a paragraph.

    A picture inside a sentence must not cut it in two: it comes before the paragraph if it
    stood at its start or on a line of its own, and after it otherwise.
    """

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._html: list[str] = []
        self._has_text = False
        self._after: list[dict[str, Any]] = []

    def flush(self) -> None:
        """Put the paragraph down, then the pictures it held."""
        if self._has_text:
            self._writer.paragraph("".join(self._html))
        for photo in self._after:
            self._writer.photo(photo)
        self._html, self._has_text, self._after = [], False, []

    def take(self, node: Node) -> None:
        """Take a node and all in it."""
        name = node.name
        if name == "#text":
            self._has_text = self._has_text or bool((node.data or "").strip())
            self._html.append(tree.inline_html([node]))
        elif name == "img":
            self._picture(node)
        elif name in BLOCKS:
            self.flush()
            write_element(self._writer, node)
        elif name in tree.HIDDEN:
            self._writer.notebook.dropped[f"<{name}>"] += 1
        elif name[:1] != "#":
            self._take_inline(node)

    def _take_inline(self, node: Node) -> None:
        if node.name in ("del", "s", "strike"):
            self._writer.notebook.dropped["strike-through"] += 1
        if any(inner.name in SPECIAL for inner in tree.walk(children(node))):
            for child in children(node):
                self.take(child)
        else:
            self._has_text = self._has_text or node.name != "br"
            self._html.append(tree.inline_html([node]))

    def _picture(self, node: Node) -> None:
        if is_letter(node):
            self._has_text = True
            self._html.append(escape(attribute(node, "alt")))
            return
        photo = photo_of(self._writer, node)
        if photo is None:
            return
        if self._has_text and self._html[-1] == "<br>":
            self.flush()
        if self._has_text:
            self._after.append(photo)
        else:
            self._writer.photo(photo)


def write_element(writer: Writer, node: Node) -> None:
    """Put down one element that is no running text; one nobody writes gives what is in it."""
    if node.name in _writers:
        _writers[node.name](writer, node)
    else:
        write_nodes(writer, children(node))
