"""Lists, and lists of terms with their explanations."""

from courant.exchange.wxr.body import tree
from courant.exchange.wxr.body.nodes import PLAYERS, SLOT, write_element, write_nodes, writes
from courant.exchange.wxr.body.photos import is_letter, photo_of
from courant.exchange.wxr.body.tree import Node, children, find_all
from courant.exchange.wxr.body.writer import Writer

_AFTER = PLAYERS | {"img", "table", "pre", SLOT}


@writes("ul", "ol")
def write_list(writer: Writer, node: Node) -> None:
    """Put down a list, and after it the pictures and tables that stood in it."""
    inside = [inner for inner in tree.walk(children(node)) if inner.name in _AFTER]
    writer.items(list_html(node))
    for special in inside:
        if special.name == "img":
            if not is_letter(special):
                writer.photo(photo_of(writer, special))
        else:
            write_element(writer, special)


def list_html(node: Node) -> str:
    """Return a list with its sub-lists as HTML; everything else in it as running text."""
    parts = [f"<{node.name}>"]
    for item in children(node):
        if item.name == "li":
            parts.append("<li>")
            parts.extend(map(_in_item, children(item)))
            parts.append("</li>")
        elif item.name in ("ul", "ol"):
            parts.append(f"<li>{list_html(item)}</li>")
        elif item.name != "#text" or (item.data or "").strip():
            parts.append(f"<li>{_in_item(item)}</li>" if _in_item(item).strip() else "")
    parts.append(f"</{node.name}>")
    return "".join(parts).replace("<br></li>", "</li>")


def _in_item(node: Node) -> str:
    if node.name in ("ul", "ol"):
        return list_html(node)
    if node.name in ("table", "pre", SLOT, "img"):
        return ""
    return tree.inline_html([node])


@writes("dl")
def write_terms(writer: Writer, node: Node) -> None:
    """Put down terms in bold, each before its explanation."""
    for part in find_all(children(node), "dt", "dd"):
        if part.name == "dt":
            writer.paragraph(f"<b>{tree.inline_html(children(part))}</b>")
        else:
            write_nodes(writer, children(part))
