"""Quotations with their speakers, and fact boxes."""

import re
from html import escape
from typing import Any

from courant.exchange.wxr.body import clean, tree
from courant.exchange.wxr.body.nodes import write_nodes, writes
from courant.exchange.wxr.body.tree import Node, attribute, children, classes, find_all
from courant.exchange.wxr.body.writer import Writer

_DASHED = re.compile(r"^\s*(?:—|―|–|--)\s*(\S.{0,100})$")
_SOCIAL = ("twitter-tweet", "instagram-media", "tiktok-embed", "bluesky-embed", "mastodon-embed")


@writes("blockquote")
def write_quotation(writer: Writer, node: Node) -> None:
    """Put down a <blockquote>: its words, who said them, and after it what is no word."""
    if classes(node).intersection(_SOCIAL):
        _write_post_elsewhere(writer, node)
        return
    speakers = _cites(node)
    for cite in speakers:
        cite.parent.remove_child(cite)
    inner = writer.apart()
    write_nodes(inner, children(node))
    paragraphs, others = _as_paragraphs(inner)
    speaker = " ".join(filter(None, (tree.text_of([cite]) for cite in speakers)))
    if not speaker and len(paragraphs) > 1:
        dashed = _DASHED.match(clean.plain(paragraphs[-1]))
        if dashed:
            speaker = dashed[1]
            paragraphs.pop()
    source = attribute(node, "cite")
    source = source if source.startswith(("http://", "https://")) else ""
    writer.quotation("".join(paragraphs), speaker.lstrip("—–―- "), source)
    writer.blocks.extend(others)


def _cites(node: Node) -> list[Node]:
    """Return what names the speaker: a cite or footer of its own, or at the very end."""
    own = [child for child in children(node) if child.name in ("cite", "footer")]
    if own:
        return own
    solid = [child for child in children(node) if not _is_blank(child)]
    if solid and solid[-1].name == "p":
        last = [child for child in children(solid[-1]) if not _is_blank(child)]
        return [child for child in last[-1:] if child.name in ("cite", "footer")]
    return []


def _is_blank(node: Node) -> bool:
    return node.name == "#comment" or (node.name == "#text" and not (node.data or "").strip())


def _as_paragraphs(inner: Writer) -> tuple[list[str], list[dict[str, Any]]]:
    paragraphs: list[str] = []
    others: list[dict[str, Any]] = []
    for block in inner.blocks:
        kind, value = block["type"], block["value"]
        if kind == "paragraph":
            paragraphs.append(value)
        elif kind == "heading":
            paragraphs.append(f"<p><b>{escape(value['text'])}</b></p>")
        elif kind == "list":
            said = clean.inline(value.replace("</li>", "<br>"))
            paragraphs.append(f"<p>{said}</p>")
        elif kind == "quotation":
            paragraphs.append(value["text"])
        else:
            others.append(block)
    return paragraphs, others


def _write_post_elsewhere(writer: Writer, node: Node) -> None:
    links = [attribute(a, "href") for a in find_all(children(node), "a")]
    url = attribute(node, "data-instgrm-permalink") or attribute(node, "cite")
    url = url or next((href for href in reversed(links) if href.startswith("http")), "")
    writer.embed(url, tree.text_of(children(node))[:200])


@writes("details")
def write_details(writer: Writer, node: Node) -> None:
    """Put down what opens on a click as a fact box."""
    summaries = [child for child in children(node) if child.name == "summary"]
    rest = [child for child in children(node) if child.name != "summary"]
    title = tree.inline_html(children(summaries[0])) if summaries else ""
    inner = writer.apart()
    write_nodes(inner, rest)
    write_fact_box(writer, title, inner)


def write_fact_box(writer: Writer, title: str, inner: Writer) -> None:
    """Put down what another writer wrote as a fact box, and after it what is no text."""
    lists = [b["value"] for b in inner.blocks if b["type"] in ("paragraph", "list")]
    if lists or title:
        paragraphs, others = _as_paragraphs(inner)
        writer.put("factbox", {"title": writer.title(title), "text": "".join(paragraphs)})
        writer.blocks.extend(others)
    else:
        writer.blocks.extend(inner.blocks)
