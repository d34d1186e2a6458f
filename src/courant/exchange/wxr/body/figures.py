"""Figures, galleries and players."""

from courant.exchange.wxr.body import tree
from courant.exchange.wxr.body.nodes import PLAYERS, SPECIAL, write_nodes, writes
from courant.exchange.wxr.body.photos import is_letter, photo_of
from courant.exchange.wxr.body.quotations import write_quotation
from courant.exchange.wxr.body.tables import table_value
from courant.exchange.wxr.body.tree import Node, attribute, children, classes, find_all
from courant.exchange.wxr.body.writer import Writer

_PLAYER_ORDER = ("iframe", "video", "audio", "object", "embed")  # outer before inner


@writes("figure")
def write_figure(writer: Writer, node: Node, number: int | None = None) -> None:
    """Put down a <figure> as what it holds, with its caption."""
    inside = children(node)
    captions = [child for child in inside if child.name == "figcaption"]
    caption = tree.inline_html(children(captions[-1])) if captions else ""
    kinds = {n.name: n for n in reversed(list(tree.walk(inside))) if n.name in SPECIAL}
    if "table" in kinds:
        writer.put("table", table_value(writer, kinds["table"], caption))
    elif "blockquote" in kinds:
        write_quotation(writer, kinds["blockquote"])
    elif PLAYERS & kinds.keys():
        write_player(writer, next(kinds[name] for name in _PLAYER_ORDER if name in kinds), caption)
    elif "img" in kinds:
        write_pictures(writer, node, caption, number)
    else:
        write_nodes(writer, inside)


def write_pictures(writer: Writer, node: Node, caption: str, number: int | None = None) -> None:
    """Put down a figure's one picture, or all of them as a gallery."""
    images = [image for image in find_all([node], "img") if not is_letter(image)]
    if len(images) == 1 and not find_all(children(node), "figure"):
        writer.photo(photo_of(writer, images[0], caption, number))
        return
    photos = [photo_of(writer, image, _own_caption(image, node)) for image in images]
    writer.gallery([photo for photo in photos if photo], title=caption)


def _own_caption(image: Node, gallery: Node) -> str:
    """Return the caption nearest to a picture, below the gallery that holds it."""
    holder = image.parent
    while holder is not None and holder is not gallery:
        captions = [c for c in children(holder) if c.name in ("figcaption", "dd")]
        if captions:
            return tree.inline_html(children(captions[0]))
        if "gallery-item" in classes(holder):
            captions = find_all(children(holder), "figcaption", "dd")
            return tree.inline_html(children(captions[0])) if captions else ""
        holder = holder.parent
    return ""


@writes(*PLAYERS)
def write_player(writer: Writer, node: Node, title: str = "") -> None:
    """Put down what plays or shows something: a page elsewhere, or a file of the site."""
    places = [node, *find_all(children(node), "source", "embed")]
    sources = [attribute(n, "src") or attribute(n, "data") for n in places]
    movies = find_all(children(node), "param")
    sources += [attribute(n, "value") for n in movies if attribute(n, "name") == "movie"]
    sources += [attribute(node, "data-src"), attribute(node, "data-lazy-src")]
    src = next((s for s in sources if s and not s.startswith(("about:", "data:"))), "")
    title = title or attribute(node, "title")
    if node.name in ("video", "audio"):
        writer.file(src, title)
    else:
        writer.embed(src, title)
