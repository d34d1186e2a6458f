"""What each kind of block becomes."""

import json
import re
from collections.abc import Callable

from courant.exchange.wxr.body import clean, tree
from courant.exchange.wxr.body.figures import write_figure, write_pictures
from courant.exchange.wxr.body.flow import write_flow
from courant.exchange.wxr.body.grammar import Markup, has_blocks, parse
from courant.exchange.wxr.body.nodes import write_html, write_nodes
from courant.exchange.wxr.body.quotations import write_fact_box
from courant.exchange.wxr.body.tree import attribute, children, find_all
from courant.exchange.wxr.body.writer import Writer

MAX_COPIES = 5  # reusable blocks inside reusable blocks

_PARAGRAPH = re.compile(r"\s*+<p(?:\s[^<>]*+)?>(.*)</p>\s*+", re.DOTALL)
_PICTURE = re.compile(r"<(?:img|video)[\s>][^<>]*+>")
_NOT_PLAIN = re.compile(r"<(?:p|img|div|iframe)[\s>]|\[|<!--")


def write_markup(writer: Writer, html: str) -> None:
    """Put down a text that is block markup, at least in part."""
    for part in parse(html):
        if isinstance(part, Markup):
            write_block(writer, part)
        elif not part.isspace():
            write_flow(writer, part, auto=True)


def write_block(writer: Writer, block: Markup) -> None:
    """Put down one block; one nobody knows gives what is inside it, and is noted."""
    name = block.name
    if name in _WRITE:
        _WRITE[name](writer, block)
    elif name in SILENT:
        return
    elif name in DYNAMIC or name.startswith(DYNAMIC_FAMILIES):
        writer.notebook.dropped[f"block {name}"] += 1
    else:
        writer.notebook.unknown_blocks[name] += 1
        _write_inside(writer, block)


# Blocks that only place or part things.
SILENT = frozenset({"separator", "spacer", "more", "nextpage", "page-break"})
# Blocks that show what the site computed at the time.
DYNAMIC = frozenset(
    {"search", "latest-posts", "latest-comments", "archives", "calendar", "categories", "rss"}
    | {"tag-cloud", "page-list", "loginout", "navigation", "navigation-link", "home-link"}
    | {"navigation-submenu", "social-links", "social-link", "avatar", "read-more", "pattern"}
    | {"template-part", "legacy-widget", "widget-group", "breadcrumbs", "terms-query"}
    | {"newspack-blocks/homepage-articles", "newspack-blocks/carousel", "newspack-blocks/donate"}
    | {"jetpack/contact-form", "jetpack/subscriptions", "jetpack/related-posts", "jetpack/map"}
    | {"jetpack/mailchimp", "jetpack/donations", "jetpack/sharing-buttons", "jetpack/like"}
)
DYNAMIC_FAMILIES = (
    "post-",
    "query",
    "comment",
    "site-",
    "term-",
    "newspack-popups/",
    "woocommerce/",
)


def _write_inside(writer: Writer, block: Markup) -> None:
    for part in block.inside:
        if isinstance(part, Markup):
            write_block(writer, part)
        elif not part.isspace():
            write_flow(writer, part, auto=False)


def _write_paragraph(writer: Writer, block: Markup) -> None:
    html = block.html()
    found = _PARAGRAPH.fullmatch(html)
    if (
        found
        and "<br" not in html
        and not _NOT_PLAIN.search(found[1])
        and "http" not in found[1][:5]
    ):
        writer.paragraph(found[1])
    else:
        write_flow(writer, html, auto=False)


def _write_loose(writer: Writer, block: Markup) -> None:
    write_flow(writer, block.html(), auto=False)


def _write_classic(writer: Writer, block: Markup) -> None:
    write_flow(writer, block.html(), auto=True)


def _write_tree(writer: Writer, block: Markup) -> None:
    write_html(writer, block.html())


def _write_image(writer: Writer, block: Markup) -> None:
    nodes = tree.parse(block.html()) or []
    figures = find_all(nodes, "figure") or [node for node in nodes if find_all([node], "img")]
    if figures:
        write_figure(writer, figures[0], block.number("id"))
    else:
        write_nodes(writer, nodes)


def _write_gallery(writer: Writer, block: Markup) -> None:
    nodes = tree.parse(block.html()) or []
    images = find_all(nodes, "img")
    ids = block.attributes.get("ids")
    if not images and isinstance(ids, list):
        numbers = [number for number in ids if isinstance(number, int)]
        writer.gallery([writer.photo_value("", number) for number in numbers])
        return
    holder = next((n for n in nodes if find_all([n], "img")), None)
    if holder is not None:
        captions = [c for c in children(holder) if c.name == "figcaption"]
        caption = tree.inline_html(children(captions[-1])) if captions else ""
        write_pictures(writer, holder, caption)


def _write_cover(writer: Writer, block: Markup) -> None:
    if url := block.text("url"):
        if block.text("backgroundType") == "video":
            writer.file(url)
        else:
            alt = block.text("alt")
            writer.photo(writer.photo_value(url, block.number("id"), alt=alt))
        for part in block.blocks:
            write_block(writer, part)
        if not block.blocks:  # in its first years a cover held bare text
            write_flow(writer, _PICTURE.sub("", block.html()), auto=False)
    else:
        _write_inside(writer, block)


def _write_file(writer: Writer, block: Markup) -> None:
    links = find_all(tree.parse(block.html()) or [], "a")
    src = block.text("href") or next((attribute(a, "href") for a in links), "")
    writer.file(src, next((tree.inline_html(children(a)) for a in links), ""))


def _write_embed(writer: Writer, block: Markup) -> None:
    html = block.html()
    url = block.text("url")
    nodes = tree.parse(html) or []
    captions = find_all(nodes, "figcaption")
    if not url:
        said = clean.plain(html).split()
        url = next((word for word in said if word.startswith("http")), "")
    if url:
        writer.embed(url, tree.inline_html(children(captions[0])) if captions else "")
    else:
        write_nodes(writer, nodes)


def _write_exact(writer: Writer, block: Markup) -> None:
    writer.code(clean.exact_text(block.html()))


def _write_button(writer: Writer, block: Markup) -> None:
    for link in find_all(tree.parse(block.html()) or [], "a"):
        writer.paragraph(tree.inline_html([link]))


def _write_details(writer: Writer, block: Markup) -> None:
    summary = re.search(r"<summary[^<>]*+>(.*?)</summary>", "".join(_texts(block)), re.DOTALL)
    inner = writer.apart()
    for child in block.blocks:
        write_block(inner, child)
    if not block.blocks:
        write_html(writer, block.html())
    else:
        write_fact_box(writer, summary[1] if summary else "", inner)


def _texts(block: Markup) -> list[str]:
    return [part for part in block.inside if isinstance(part, str)]


def _write_footnotes(writer: Writer, block: Markup) -> None:
    try:
        notes = json.loads(writer.context.footnotes or "[]")
    except (ValueError, RecursionError):
        notes = []
    told = (
        [str(n.get("content", "")) for n in notes if isinstance(n, dict)]
        if isinstance(notes, list)
        else []
    )
    if told:
        writer.items("<ol>" + "".join(f"<li>{clean.inline(note)}</li>" for note in told) + "</ol>")
    else:
        writer.notebook.dropped["block footnotes without notes"] += 1


def _write_copy(writer: Writer, block: Markup) -> None:
    number = block.number("ref")
    html = ""
    if (
        number
        and number not in writer.copied
        and len(writer.copied) < MAX_COPIES
        and writer.context.reusable
    ):
        html = writer.context.reusable(number)
    if not number or not html:
        writer.notebook.unknown_blocks["block (reusable, not in the file)"] += 1
        return
    before, writer.copied = writer.copied, (*writer.copied, number)
    if has_blocks(html):
        write_markup(writer, html)
    else:
        write_flow(writer, html, auto=True)
    writer.copied = before


_INSIDE = (
    "group", "columns", "column", "row", "stack", "buttons", "media-text", "list-item", "accordion",
    "accordion-item", "accordion-panel", "jetpack/layout-grid", "jetpack/layout-grid-column",
)  # fmt: skip
_LOOSE = ("html", "shortcode", "accordion-heading", "subhead")
_TREES = ("list", "quote", "pullquote", "table", "audio", "video", "heading")
_GALLERIES = ("gallery", "jetpack/slideshow", "jetpack/tiled-gallery", "jetpack/image-compare")
_EXACT = ("code", "preformatted", "verse", "math")

_WRITE: dict[str, Callable[[Writer, Markup], None]] = {
    **dict.fromkeys(_INSIDE, _write_inside),
    **dict.fromkeys(_LOOSE, _write_loose),
    **dict.fromkeys(_TREES, _write_loose),
    **dict.fromkeys(_GALLERIES, _write_gallery),
    **dict.fromkeys(_EXACT, _write_exact),
    "paragraph": _write_paragraph,
    "freeform": _write_classic,
    "classic": _write_classic,
    "image": _write_image,
    "cover": _write_cover,
    "cover-image": _write_cover,
    "file": _write_file,
    "embed": _write_embed,
    **{
        f"core-embed/{name}": _write_embed
        for name in (
            "youtube", "twitter", "facebook", "instagram", "wordpress", "soundcloud", "spotify",
            "flickr", "vimeo", "animoto", "cloudup", "collegehumor", "crowdsignal", "dailymotion",
            "funnyordie", "hulu", "imgur", "issuu", "kickstarter", "meetup-com", "mixcloud",
            "photobucket", "polldaddy", "reddit", "reverbnation", "screencast", "scribd",
            "slideshare", "smugmug", "speaker", "speaker-deck", "ted", "tiktok", "tumblr",
            "videopress", "wordpress-tv", "amazon-kindle",
        )
    },
    "button": _write_button,
    "details": _write_details,
    "footnotes": _write_footnotes,
    "block": _write_copy,
}  # fmt: skip
