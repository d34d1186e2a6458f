"""The grammar of block markup: ``<!-- wp:name {json} -->…<!-- /wp:name -->``, read with patience.

Source: the block grammar of WordPress/gutenberg, ``packages/block-serialization-spec-parser``.
"""

import json
import re
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

MAX_DEPTH = 60  # blocks inside blocks; deeper ones are read as part of what holds them

_HEADER = re.compile(
    r"\s*+(/?)wp:([a-z][a-z0-9_-]{0,60}(?:/[a-z][a-z0-9_-]{0,60})?)(?:\s++(\{.*\}))?\s*+(/?)\s*+",
    re.DOTALL,
)
_COMMENT, _COMMENT_END = "<!--", "-->"


@dataclass(slots=True)
class Markup:
    """A block with what is in it; a name without a slash is one of the core's."""

    name: str
    attributes: dict[str, Any]
    inside: list["Markup | str"] = field(default_factory=list)

    @property
    def blocks(self) -> list["Markup"]:
        """The blocks right inside it."""
        return [part for part in self.inside if isinstance(part, Markup)]

    def html(self) -> str:
        """Return everything inside it as HTML, the blocks' own marks left out."""
        return "".join(part if isinstance(part, str) else part.html() for part in self.inside)

    def text(self, key: str) -> str:
        """Return a text attribute, or ""."""
        value = self.attributes.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int | None:
        """Return a whole number attribute, or None."""
        value = self.attributes.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value[:18])
        return value if isinstance(value, int) and not isinstance(value, bool) else None


def has_blocks(html: str) -> bool:
    """Say whether a text is block markup, at least in part."""
    return "<!-- wp:" in html or "<!--wp:" in html


def parse(html: str) -> list[Markup | str]:
    """Return a text as blocks and the loose HTML between them, which may be empty.

    Never fails: a block that is not closed ends with what holds it, an end that closes
    nothing is passed over, attributes that are no JSON are taken for none.
    """
    root = Markup("", {})
    open_blocks = [root]
    at = 0
    while (start := html.find(_COMMENT, at)) >= 0:
        end = html.find(_COMMENT_END, start + 4)
        if end < 0:
            break
        header = _HEADER.fullmatch(html, start + 4, end)
        _add(open_blocks, html[at:start])
        if header is None:
            if html.startswith(("more", "nextpage"), start + 4):
                _add(open_blocks, "\n\n")
        elif header[1]:
            _close(open_blocks, header[2])
        else:
            _open(open_blocks, header)
        at = end + len(_COMMENT_END)
    _add(open_blocks, html[at:])
    _merge(root)
    return root.inside


def without_comments(html: str) -> str:
    """Return HTML without its comments; "more" and "nextpage" leave a blank line."""
    if _COMMENT not in html:
        return html
    return "".join(part if isinstance(part, str) else part.html() for part in parse(html))


def _add(open_blocks: list[Markup], text: str) -> None:
    if text:
        open_blocks[-1].inside.append(text)


def _merge(block: Markup) -> None:
    """Make one text of those that only a comment parted."""
    merged: list[Markup | str] = []
    for is_text, parts in groupby(block.inside, key=lambda part: isinstance(part, str)):
        found = list(parts)
        merged += ["".join(map(str, found))] if is_text else found
    block.inside = merged
    for inner in block.blocks:
        _merge(inner)


def _open(open_blocks: list[Markup], header: re.Match[str]) -> None:
    if len(open_blocks) > MAX_DEPTH:
        return
    block = Markup(header[2].removeprefix("core/"), _attributes(header[3]))
    open_blocks[-1].inside.append(block)
    if not header[4]:
        open_blocks.append(block)


def _close(open_blocks: list[Markup], name: str) -> None:
    name = name.removeprefix("core/")
    if any(block.name == name for block in open_blocks[1:]):
        while open_blocks.pop().name != name:
            pass


def _attributes(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
