"""What people said, out of the HTML that an old site kept it in."""

import re
from html import unescape

import nh3

LINK = re.compile(r'<a href="([^"<>]{0,1000})">([^<>]{0,2000})</a>')
PARAGRAPH = re.compile(r"</?(?:p|blockquote|ul|ol|li)>")
TAG = re.compile(r"<[^<>]{0,2000}>")

_cleaner = nh3.Cleaner(
    tags={"a", "p", "br", "blockquote", "ul", "ol", "li"},
    attributes={"a": {"href"}},
    url_schemes={"http", "https"},
    link_rel=None,
    strip_comments=True,
)


def said(html: str) -> str:
    """Return the words of a comment, plain: paragraphs, breaks, and links written out."""
    if "<" not in html and "&" not in html:
        return html
    clean = _cleaner.clean(html)
    clean = LINK.sub(_written_out, clean)
    clean = PARAGRAPH.sub("\n\n", clean.replace("<br>", "\n"))
    return re.sub(r"\n{3,}", "\n\n", unescape(TAG.sub("", clean))).strip()


def _written_out(found: re.Match[str]) -> str:
    href, words = found[1], found[2].strip()
    plain = href.removeprefix("https://").removeprefix("http://").rstrip("/")
    return href if plain in words or not words else f"{words} ({href})"
