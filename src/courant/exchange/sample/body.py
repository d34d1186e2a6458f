"""The sample's markup: plain lines in, body blocks as a StreamField stores them out.

Blocks are parted by an empty line.  A block is one of::

    A paragraph, on one or more lines, with *slant*, **weight** and [words](https://…), and with
    words of a person, by their key: “[[joop: Somebody has to count them.]]”
    ## A heading                       ### A lesser heading
    - an item of a list                1. an item of a numbered list
    > Words that somebody said.        (a bare ``>`` parts their paragraphs)
    > — Who said them | https://source.example.org/ (the source may be left out)
    > + said -1                        (days after publication; further lines, all optional)
    > + place The council chamber
    > + told                           (to the paper)
    > + original fa همان سخن به زبان خودش
    !photo name | caption | alt        (no alt: decorative)
    !gallery Title                     then a line ``name | caption | alt`` for each picture
    !table Caption                     then ``| cell | cell |`` lines; ``!table* Caption`` when
                                       the first cell of each row names it; a line ``|-`` ends
                                       the heading row
    !factbox Title                     then one line for each paragraph, or ``- item`` lines
    !embed https://… | what is there
    !related en/laat-bridge
    !verse                             then lines that stay as they are; ``/`` is an empty one
"""

import re
from collections.abc import Callable
from functools import partial
from html import escape
from itertools import groupby
from typing import Any

from courant.exchange.sample.paper import Raw, SampleError

_INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"\[\[([a-z]+): (.+?)\]\]"), r'<q data-person="\1">\2</q>'),
    (re.compile(r"\[([^\]]+)\]\((https://[^)\s]+)\)"), r'<a href="\2">\1</a>'),
)
_ITEM = re.compile(r"(?:- |\d+\. )(.*)")


def parse_body(text: str) -> tuple[Raw, ...]:
    """Return the blocks of a body, each ``{"type": …, "value": …}``.

    Raises:
        SampleError: A directive is unknown or misses a part.
    """
    chunks = re.split(r"\n\s*\n", text.strip())
    return tuple(_block(chunk.split("\n")) for chunk in chunks if chunk)


def inline(text: str) -> str:
    """Return a line of the markup as HTML."""
    html = escape(text.strip(), quote=False)
    for pattern, replacement in _INLINE:
        html = pattern.sub(replacement, html)
    return html


def photo_value(line: str) -> dict[str, Any]:
    """Return the value of a photo block for ``name | caption | alt``; its caption is HTML."""
    name, caption, alt, *more = [part.strip() for part in f"{line} | | ".split("|")][:4]
    if not name or not caption or (more and more[0]):
        raise SampleError(f"The picture {line!r} must be written 'name | caption | alt'.")
    decision = "described" if alt else "decorative"
    return {"photo": name, "caption": inline(caption), "alt_decision": decision, "alt": alt}


def _block(lines: list[str]) -> Raw:
    first = lines[0]
    if first.startswith("!"):
        return _directive(first, lines[1:])
    if first.startswith("#"):
        marks, _, words = first.partition(" ")
        return {"type": "heading", "value": {"text": words.strip(), "level": str(len(marks))}}
    if first.startswith(">"):
        return _quotation(lines)
    if _ITEM.match(first):
        return {"type": "list", "value": _list(lines)}
    return {"type": "paragraph", "value": f"<p>{inline(' '.join(lines))}</p>"}


def _quotation(lines: list[str]) -> Raw:
    told = [line.removeprefix(">").strip() for line in lines]
    facts = dict(_fact(line) for line in told if line.startswith("+ "))
    *said, last = [line for line in told if not line.startswith("+ ")]
    if not said or not last.startswith("— "):
        raise SampleError(f"The quotation {said or last!r} must end with a line '> — Speaker'.")
    speaker, _, source = last.removeprefix("— ").partition("|")
    value = {"text": _paragraphs(said), "speaker": speaker.strip(), "source_url": source.strip()}
    for name in facts.keys() - {"said", "place", "told", "original"}:
        raise SampleError(f"'+ {name}' is not known of a quotation.")
    if "original" in facts:
        facts["original_lang"], _, facts["original"] = facts["original"].partition(" ")
    return {"type": "quotation", "value": value | facts}


def _fact(line: str) -> tuple[str, Any]:
    name, _, words = line.removeprefix("+ ").partition(" ")
    return name, words or True


def _paragraphs(lines: list[str]) -> str:
    parts = (" ".join(group) for full, group in groupby(lines, bool) if full)
    return "".join(f"<p>{inline(part)}</p>" for part in parts)


def _list(lines: list[str]) -> str:
    tag = "ul" if lines[0].startswith("-") else "ol"
    items = [found for line in lines if (found := _ITEM.match(line))]
    if len(items) != len(lines):
        raise SampleError(f"Each line of the list at {lines[0]!r} must begin as its first does.")
    inner = "".join(f"<li>{inline(found[1])}</li>" for found in items)
    return f"<{tag}>{inner}</{tag}>"


def _directive(first: str, rest: list[str]) -> Raw:
    name, _, words = first[1:].partition(" ")
    if name not in _DIRECTIVES:
        *most, last = sorted(_DIRECTIVES)
        raise SampleError(f"'!{name}' is not a directive. There are {', '.join(most)} and {last}.")
    kind, read = _DIRECTIVES[name]
    return {"type": kind, "value": read(words.strip(), rest)}


def _gallery(title: str, lines: list[str]) -> dict[str, Any]:
    return {"title": title, "photos": [photo_value(line) for line in lines]}


def _factbox(title: str, lines: list[str]) -> dict[str, Any]:
    listed = lines and _ITEM.match(lines[0])
    text = _list(lines) if listed else "".join(f"<p>{inline(line)}</p>" for line in lines)
    return {"title": title, "text": text}


def _embed(words: str, _: list[str]) -> dict[str, Any]:
    url, _bar, title = words.partition("|")
    return {"url": url.strip(), "title": title.strip()}


def _verse(_: str, lines: list[str]) -> str:
    return "\n".join("" if line == "/" else line for line in lines)


def _table(caption: str, lines: list[str], *, named: bool) -> dict[str, Any]:
    cells = [
        [cell.strip() for cell in line.strip().strip("|").split("|")]
        for line in lines
        if not line.startswith("|-")
    ]
    headed = len(lines) > 1 and lines[1].startswith("|-")
    if len({len(row) for row in cells}) != 1:
        raise SampleError(f"The rows of the table {caption!r} must have equal lengths.")
    head = cells.pop(0) if headed else []
    # Names of columns and rows are plain text, the other cells HTML.
    plain = 1 if named else 0
    rows = [[*row[:plain], *map(inline, row[plain:])] for row in cells]
    return {
        "caption": caption,
        "head": head,
        "rows": rows,
        "row_headings": named,
    }


_DIRECTIVES: dict[str, tuple[str, Callable[[str, list[str]], Any]]] = {
    "photo": ("photo", lambda words, _: photo_value(words)),
    "gallery": ("gallery", _gallery),
    "table": ("table", partial(_table, named=False)),
    "table*": ("table", partial(_table, named=True)),
    "factbox": ("factbox", _factbox),
    "embed": ("embed", _embed),
    "related": ("related", lambda words, _: {"article": words}),
    "verse": ("code", _verse),
}
