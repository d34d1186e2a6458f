"""Pictures in a tree: which are photos, and what is known about one where it stands."""

import re
from typing import Any

from courant.exchange.wxr.body.tree import Node, attribute, classes
from courant.exchange.wxr.body.writer import Writer

_NUMBERED = re.compile(r"(?:wp-image-|attachment_|attachment-)(\d{1,18})")
_SOURCES = ("src", "data-src", "data-lazy-src", "data-orig-file")
_NO_FILE = ("data:", "blob:", "file:")
_FULL_SIZE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


def is_letter(node: Node) -> bool:
    """Say whether a picture only stands for a letter: an emoji or an old smiley."""
    src = attribute(node, "src")
    return bool({"wp-smiley", "emoji"} & classes(node)) or "s.w.org/images/core/emoji" in src


def photo_of(
    writer: Writer, node: Node, caption: str = "", number: int | None = None
) -> dict[str, Any] | None:
    """Return an <img> as a photo, or None for what only counts readers or has no address."""
    # A script that loads pictures late puts a blank one first and the real one beside it.
    sources = (attribute(node, name) for name in _SOURCES)
    src = next((src for src in sources if src and not src.startswith(_NO_FILE)), "")
    if not src:
        writer.notebook.dropped["picture without an address"] += 1
        return None
    if attribute(node, "width") in ("0", "1") or attribute(node, "height") in ("0", "1"):
        writer.notebook.dropped["tracking picture"] += 1
        return None
    link = _link_around(node)
    if link and not _FULL_SIZE.search(link.partition("?")[0]) and writer.context.is_own(link):
        writer.notebook.links[link] = None
    return writer.photo_value(
        src, number or _number_of(node), caption=caption, alt=attribute(node, "alt")
    )


def _number_of(node: Node) -> int | None:
    for text in (attribute(node, name) for name in ("class", "data-id", "data-attachment-id")):
        if text.isascii() and text.isdigit():
            return int(text[:18])
        if found := _NUMBERED.search(text):
            return int(found[1])
    return None


def _link_around(node: Node) -> str:
    parent = node.parent
    return attribute(parent, "href") if parent is not None and parent.name == "a" else ""
