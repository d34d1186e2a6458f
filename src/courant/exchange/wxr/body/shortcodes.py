"""What shortcodes become: photos, galleries, players; of all others the words inside them."""

import re
from html import unescape
from typing import Any

from courant.exchange.wxr.body import clean, codes, embeds, tree
from courant.exchange.wxr.body.codes import Code
from courant.exchange.wxr.body.nodes import SLOT, write_html
from courant.exchange.wxr.body.photos import photo_of
from courant.exchange.wxr.body.writer import Writer

_FORGED = re.compile(SLOT, re.IGNORECASE)
_SOURCES = ("url", "src", "mp4", "m4v", "webm", "ogv", "flv", "mp3", "m4a", "ogg", "wav", "wma")
_NUMBER = re.compile(r"\d{1,18}")


def take_shortcodes(writer: Writer, html: str) -> str:
    """Return HTML without its shortcodes.

    What became blocks leaves a slot in its place, an element that no text may hold of its
    own; a tag without meaning here leaves what stood between it and its end.
    """
    if SLOT in html.lower():
        html = _FORGED.sub("span", html)
    if "[" not in html:
        return html
    parts: list[str] = []
    at = 0
    for code in codes.find_codes(html):
        if code.start < at:  # inside one that was taken whole
            continue
        parts.append(html[at : code.start])
        if isinstance(code, codes.Escaped):
            parts.append(code.text)
            at = code.end
        else:
            content = html[code.end : code.content_end] if code.content_end else ""
            taken = _take(writer, code, content) if _is_taken(code) else None
            if taken is None and not code.closing:
                writer.notebook.shortcodes[code.name] += 1
            parts.append(taken or "")
            at = code.end if taken is None else code.whole_end or code.end
    parts.append(html[at:])
    return "".join(parts)


def _is_taken(code: Code) -> bool:
    return not code.closing and (code.name in _TAKEN or code.name in _PLAYERS)


def _take(writer: Writer, code: Code, content: str) -> str | None:
    """Return what stands for a whole shortcode, or None when only its tags go."""
    inner = writer.apart()
    if code.name in ("caption", "wp_caption"):
        if not code.content_end:
            return None
        _write_caption(inner, code, codes.without_codes(content))
    elif code.name == "gallery":
        _write_gallery(inner, code)
    else:
        url = _url_of(code, clean.plain(content))
        if not url:
            return None
        if code.name in _FILES:
            inner.file(url, code.attributes.get("title", ""))
        else:
            inner.embed(url)
    writer.slots.append(inner.blocks)
    return f'<{SLOT} n="{len(writer.slots) - 1}"></{SLOT}>'


def _write_caption(writer: Writer, code: Code, content: str) -> None:
    """Put down a photo with its caption, which is an attribute or the words after it."""
    nodes = tree.parse(content)
    images = tree.find_all(nodes or [], "img")
    if nodes is None or len(images) != 1:
        write_html(writer, content)
        return
    caption = code.attributes.get("caption", "") or tree.inline_html(nodes)
    numbers = _NUMBER.findall(code.attributes.get("id", ""))
    writer.photo(photo_of(writer, images[0], caption, int(numbers[-1]) if numbers else None))


def _write_gallery(writer: Writer, code: Code) -> None:
    given = code.attributes.get("ids") or code.attributes.get("include") or ""
    numbers = [int(number) for number in _NUMBER.findall(given)]
    if numbers:
        writer.gallery([writer.photo_value("", number) for number in dict.fromkeys(numbers)])
        return
    more: dict[str, Any] = {"all_of_post": True}
    if exclude := _NUMBER.findall(code.attributes.get("exclude", "")):
        more["exclude"] = list(map(int, exclude))
    if (post := code.attributes.get("id", "")) and post.isascii() and post.isdigit():
        more["post"] = int(post)
    writer.gallery([], **more)


def _url_of(code: Code, content: str) -> str:
    """Return where a player's shortcode leads, or "" if it does not say."""
    named = (code.attributes.get(name, "") for name in _SOURCES)
    for value in (content, *named, *code.values, code.attributes.get("id", "")):
        said = unescape(value).lstrip("=").strip()
        if code.name in _FILES and said.startswith("/"):
            return said
        if found := embeds.page_of(said) or embeds.page_by_name(code.name, said):
            return found
    return ""


_FILES = frozenset({"audio", "video", "wpvideo"})
_TAKEN = _FILES | {"caption", "wp_caption", "gallery", "embed", "wp-embed"}
_PLAYERS = frozenset(
    {"youtube", "vimeo", "soundcloud", "dailymotion", "googlemaps", "slideshare", "scribd", "tweet"}
    | {"instagram", "facebook", "ted", "spotify", "flickr", "gist", "tiktok", "reddit", "tumblr"}
)
