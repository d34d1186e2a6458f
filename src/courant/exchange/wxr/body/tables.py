"""Tables: their words in rows of equal length."""

from typing import Any

from courant.exchange.wxr.body import clean, tree
from courant.exchange.wxr.body.tree import Node, attribute, children
from courant.exchange.wxr.body.writer import Writer

MAX_COLUMNS = 60

Row = list[tuple[bool, str]]  # is it a heading, and its text as clean HTML


def table_value(writer: Writer, node: Node, caption: str) -> dict[str, Any]:
    """Return a <table> as a block holds it; a cell over several columns leaves empty ones."""
    captions = [child for child in children(node) if child.name == "caption"]
    caption = caption or (tree.inline_html(children(captions[0])) if captions else "")
    head, body = _rows(writer, node)
    if not head and len(body) > 1 and all(heading for heading, _ in body[0]):
        head, body = body[0], body[1:]
    width = max(map(len, [head, *body]), default=0)
    row_headings = bool(body) and width > 1 and all(row and row[0][0] for row in body)
    return {
        "caption": writer.title(caption),
        "head": _padded(head, width) if head else [],
        "rows": [_padded(row, width) for row in body],
        "row_headings": row_headings,
    }


def _rows(writer: Writer, node: Node) -> tuple[Row, list[Row]]:
    """Return the heading row and the others; further rows of a <thead> are rows as well."""
    head: Row = []
    body: list[Row] = []
    for part in children(node):
        rows = [part] if part.name == "tr" else [r for r in _inside(part) if r.name == "tr"]
        for found in rows:
            row = [
                cell
                for c in children(found)
                if c.name in ("td", "th")
                for cell in _cells(writer, c)
            ]
            if part.name == "thead" and not head and not body:
                head = row[:MAX_COLUMNS]
            elif row:
                body.append(row[:MAX_COLUMNS])
    return head, body


def _inside(part: Node) -> list[Node]:
    return children(part) if part.name in ("thead", "tbody", "tfoot") else []


def _cells(writer: Writer, cell: Node) -> Row:
    html = writer.running(clean.inline(tree.inline_html(children(cell))))
    span = attribute(cell, "colspan")
    more = min(int(span[:3]), MAX_COLUMNS) - 1 if span.isascii() and span.isdigit() else 0
    return [(cell.name == "th", html), *[(False, "")] * more]


def _padded(row: Row, width: int) -> list[str]:
    return [html for _, html in row] + [""] * (width - len(row))
