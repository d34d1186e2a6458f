"""HTML as a tree, the way a browser would build it; bounded, so that no text can stall us."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from justhtml import JustHTML

MAX_TAGS = 20_000  # of one fragment
MAX_DEPTH = 90  # elements open at once; what walks the tree recurses

Node = Any  # justhtml's nodes share no useful type

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,40})[^<>]*+(>?)")
_CLOSE_THEMSELVES = frozenset(
    {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"}
    | {"track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"}
)
KEPT_INLINE = {"a", "b", "strong", "i", "em", "sup", "sub"}
HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "select", "textarea", "svg", "math", "canvas"}
    | {"input", "button", "head", "title", "meta", "link", "datalist", "map"}
)


def parse(html: str) -> list[Node] | None:
    """Return the top nodes of a fragment, or None for one too large or too deep to be meant."""
    if not _is_bearable(html):
        return None
    # Sanitising is nh3's, at the end; here even what goes must be seen, to be reported.
    return list(JustHTML(html, sanitize=False, fragment=True).root.children or [])


def _is_bearable(html: str) -> bool:
    if html.count("<") < MAX_DEPTH:
        return True
    depth = 0
    for number, tag in enumerate(_TAG.finditer(html)):
        if tag[2].lower() not in _CLOSE_THEMSELVES and not tag[0].endswith("/>"):
            depth = max(0, depth - 1) if tag[1] else depth + 1
        if depth > MAX_DEPTH or number > MAX_TAGS:
            return False
    return html.count("<") <= MAX_TAGS


def children(node: Node) -> list[Node]:
    """Return the nodes right inside a node."""
    return node.children or []


def attribute(node: Node, name: str) -> str:
    """Return an attribute's value without blanks around it, or ""."""
    return ((node.attrs or {}).get(name) or "").strip()


def classes(node: Node) -> set[str]:
    """Return an element's classes."""
    return set(attribute(node, "class").split())


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Yield these nodes and all inside them, in order."""
    waiting = list(reversed(nodes))
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children(node) if node.name[:1] != "#" else []))


def find_all(nodes: list[Node], *names: str) -> list[Node]:
    """Return all elements of these names, in order."""
    return [node for node in walk(nodes) if node.name in names]


def text_of(nodes: list[Node]) -> str:
    """Return all words, blanks joined to one."""
    parts = (n.data if n.name == "#text" else " " for n in walk(nodes) if n.name in ("#text", "br"))
    return " ".join("".join(part or "" for part in parts).split())


def inline_html(nodes: list[Node]) -> str:
    """Return nodes as running text: what has no place in it gives only its words."""
    parts: list[str] = []
    _serialise(nodes, parts)
    return "".join(parts)


def _serialise(nodes: list[Node], parts: list[str]) -> None:
    for node in nodes:
        name = node.name
        if name == "#text":
            parts.append(escape(node.data or "", quote=False))
        elif name == "br":
            parts.append("<br>")
        elif name in KEPT_INLINE:
            href = f' href="{escape(attribute(node, "href"))}"' if name == "a" else ""
            parts.append(f"<{name}{href}>")
            _serialise(children(node), parts)
            parts.append(f"</{name}>")
        elif name == "q":
            parts.append("“")
            _serialise(children(node), parts)
            parts.append("”")
        elif name[:1] != "#" and name not in HIDDEN:
            _serialise(children(node), parts)
            if name in ("p", "div", "li", "tr"):
                parts.append("<br>")
