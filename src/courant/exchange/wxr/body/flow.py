"""Loose HTML to blocks, by the rules with which WordPress makes paragraphs.

A blank line, or two breaks in a row, ends a paragraph; a single new line is a break; what
stands between block-level tags is a paragraph of its own; preformatted text, scripts and the
insides of tags are left alone.  Plain paragraphs go straight to the cleaner; only what is more
than a paragraph is made a tree.

Source: the rules of ``wpautop`` in WordPress, ``wp-includes/formatting.php``.
"""

import re
from collections.abc import Callable, Iterator

from courant.exchange.wxr.body.grammar import without_comments
from courant.exchange.wxr.body.nodes import SLOT, write_html
from courant.exchange.wxr.body.shortcodes import take_shortcodes
from courant.exchange.wxr.body.writer import Writer

# Elements that end a paragraph and mean nothing more to us.
_PASSED = (
    "address|article|aside|body|center|dd|dir|div|dt|fieldset|figcaption|footer|form|header|hgroup|html|legend|li"
    "|main|menu|nav|p|search|section|summary|tbody|td|tfoot|th|thead|tr"
)
# Elements that are taken whole, from their tag to its end.
_WHOLE = f"audio|blockquote|details|dl|figure|h[1-6]|iframe|object|ol|pre|table|ul|video|{SLOT}"
# Elements that no reader sees as text.
_HIDDEN = "math|noscript|script|select|style|svg|template|textarea"
_VOID = "embed|hr"
# Quotes may hold any letter, so attributes are passed as a browser passes them.
_ATTRIBUTES = r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*"""
_BLOCK_TAG = re.compile(
    rf"<(/?)(?:({_PASSED})|({_WHOLE})|({_VOID}))(?=[\s/>])({_ATTRIBUTES})>", re.IGNORECASE
)
_HIDDEN_TAG = re.compile(rf"<({_HIDDEN})(?=[\s/>]){_ATTRIBUTES}>", re.IGNORECASE)
_DOUBLE_BREAK = re.compile(r"<br\s{0,9}/?>\s*+<br\s{0,9}/?>", re.IGNORECASE)
_BREAK_AT_END = re.compile(r"<br\s{0,9}/?>$", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n\s*\n")
_TAG = re.compile(r"<[a-zA-Z/][^<>]*+>")
_SPECIAL = re.compile(r"<img|<font-awesome", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"'\[\]]+")
_HEADING = re.compile(r"<h([1-6])[^<>]*+>(.*)</h[1-6]\s*>", re.DOTALL | re.IGNORECASE)
_STRUCK = re.compile(r"<(?:del|s|strike)[\s>]")

Piece = tuple[str, str]  # name of a whole element, or "" for running text; its HTML


def write_flow(writer: Writer, html: str, *, auto: bool) -> None:
    """Put down loose HTML.

    Args:
        writer: Takes the blocks.
        html: Anything, with shortcodes and comments.
        auto: Whether new lines make breaks and blank lines paragraphs, as in classic posts.
    """
    html = take_shortcodes(writer, without_comments(html))
    if "\r" in html:
        html = html.replace("\r\n", "\n").replace("\r", "\n")
    for name, piece in _pieces(_without_hidden(writer, html)):
        if not name:
            _write_running(writer, piece, auto=auto)
        elif name in ("ul", "ol"):
            _write_list(writer, piece, auto=auto)
        elif name[0] == "h" and name != "hr":
            _write_heading(writer, piece)
        elif name != "hr":
            write_html(writer, _with_breaks(piece) if auto and name in _BROKEN else piece)


def _without_hidden(writer: Writer, html: str) -> str:
    parts: list[str] = []
    at = 0
    while tag := _HIDDEN_TAG.search(html, at):
        parts.append(html[at : tag.start()])
        name = tag[1].lower()
        at = _end_of(html, name, tag.end())
        writer.notebook.dropped[f"<{name}>"] += 1
    return "".join(parts) + html[at:] if parts else html


def _pieces(html: str) -> Iterator[Piece]:
    """Yield whole elements and the running text between them, in order."""
    at = start = 0
    while tag := _BLOCK_TAG.search(html, at):
        at = tag.end()
        opens_whole = tag[3] and not tag[1]
        yield "", html[start : tag.start()]
        start = at
        if tag[4]:
            yield tag[4].lower(), tag[0]
        elif opens_whole:
            start = at = _end_of(html, tag[3].lower(), at)
            yield tag[3].lower(), html[tag.start() : at]
    yield "", html[start:]


def _end_of(html: str, name: str, at: int) -> int:
    """Return where the element ends whose first tag ended at ``at``."""
    if name in ("script", "style", "textarea", "iframe"):  # hold text, not elements
        end = re.compile(rf"</{name}\s{{0,99}}>", re.IGNORECASE).search(html, at)
        return end.end() if end else len(html)
    depth = 1
    for tag in re.compile(rf"<(/?){name}(?=[\s/>]){_ATTRIBUTES}>", re.IGNORECASE).finditer(
        html, at
    ):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(html)


def _write_running(writer: Writer, html: str, *, auto: bool) -> None:
    if not html or html.isspace():
        return
    if "<br" in html:
        html = _DOUBLE_BREAK.sub("\n\n", html)
    if "\n" not in html:
        _write_paragraph(writer, html)
        return
    if "<" in html and ("\n" in html):
        html = _TAG.sub(lambda tag: tag[0].replace("\n", " "), html)
    for paragraph in _BLANK_LINE.split(html):
        if auto:
            _write_lines(writer, paragraph)
        else:
            _write_paragraph(writer, paragraph)


def _write_lines(writer: Writer, paragraph: str) -> None:
    """Put down one paragraph whose new lines are breaks; a URL alone on a line is an embed."""
    lines: list[str] = []
    for line in map(str.strip, paragraph.split("\n")):
        if line.startswith("http") and _URL.fullmatch(line):
            _write_paragraph(writer, "<br>".join(lines))
            lines = []
            writer.embed(line.replace("&amp;", "&"))
        elif line:
            lines.append(_BREAK_AT_END.sub("", line))
    _write_paragraph(writer, "<br>".join(lines))


def _write_paragraph(writer: Writer, html: str) -> None:
    html = html.strip()
    if not html:
        return
    if html.startswith("http") and _URL.fullmatch(html):
        writer.embed(html.replace("&amp;", "&"))
    elif "<" in html and _SPECIAL.search(html):
        write_html(writer, html)
    else:
        if "<" in html and _STRUCK.search(html):
            writer.notebook.dropped["strike-through"] += 1
        writer.paragraph(html)


def _write_heading(writer: Writer, html: str) -> None:
    found = _HEADING.fullmatch(html)
    if found is None or _SPECIAL.search(html) or SLOT in html:
        write_html(writer, html)
    else:
        writer.heading(found[2], int(found[1]))


_LIST_ONLY = re.compile(
    r"<(?:img|table|iframe|video|audio|object|embed|pre|figure|dl|wxr-slot)[\s/>]", re.IGNORECASE
)


def _write_list(writer: Writer, html: str, *, auto: bool) -> None:
    if _LIST_ONLY.search(html):
        write_html(writer, html)
        return
    writer.items(_with_breaks(html) if auto else html.replace("\n", " "))


_BROKEN = frozenset({"blockquote", "table", "dl", "details", "figure"})
_IN_LINES = frozenset({"li", "td", "th", "dt", "figcaption", "caption", "summary"})


def _with_breaks(html: str) -> str:
    """Return an element with the new lines in its texts as breaks and blank lines as paragraphs."""
    parts: list[str] = []
    at, inside = 0, ""
    preformatted = 0
    for tag in _BLOCK_TAG.finditer(html):
        text = html[at : tag.start()]
        parts.append(text if preformatted else _broken(text, paragraphs=inside not in _IN_LINES))
        parts.append(tag[0].replace("\n", " "))
        at = tag.end()
        name = (tag[2] or tag[3] or tag[4]).lower()
        inside = "" if tag[1] else name
        if name == "pre":
            preformatted = 0 if tag[1] else 1
    parts.append(html[at:])
    return "".join(parts)


def _broken(text: str, *, paragraphs: bool) -> str:
    text = text.strip()
    if "\n" not in text:
        return text
    if "<" in text:
        text = _TAG.sub(lambda tag: tag[0].replace("\n", " "), text)
    join: Callable[[list[str]], str] = "<br>".join
    told = [
        join([_BREAK_AT_END.sub("", line.strip()) for line in part.split("\n") if line.strip()])
        for part in _BLANK_LINE.split(text)
    ]
    if len(told) == 1:
        return told[0]
    return "".join(f"<p>{part}</p>" for part in told) if paragraphs else "<br>".join(told)
