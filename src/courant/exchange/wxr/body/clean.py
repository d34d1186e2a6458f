"""What imported HTML may keep, decided by nh3 at the very end whatever parsed it before."""

import re
from html import escape, unescape

import nh3

# In one paragraph or list; beyond, where a parser's time grows with the square, only words stay.
MAX_TAGS = 5_000
MAX_REFERENCES = 20_000

_INLINE = {"a", "b", "br", "em", "i", "strong", "sub", "sup"}
_HIDDEN = {"script", "style", "template", "noscript", "select", "textarea", "title"}
_SCHEMES = {"http", "https", "mailto", "tel"}


def _cleaner(tags: set[str]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=tags,
        clean_content_tags=_HIDDEN,
        # "*" would otherwise let lang and title through, and titles are names of files.
        attributes={"*": set(), **({"a": {"href"}} if "a" in tags else {})},
        link_rel=None,
        url_schemes=_SCHEMES,
    )


_inline_cleaner = _cleaner(_INLINE)
_list_cleaner = _cleaner(_INLINE | {"ul", "ol", "li"})
_text_cleaner = _cleaner(set())

_ANY_TAG = re.compile(r"<[^<>]*+>")
_NOWHERE = re.compile(r'<a(?: href="(?:#[^"]*+)?")?>(.*?)</a>', re.DOTALL)
_EMPTY = re.compile(r'<(a|b|i|sup|sub)(?: href="[^"]*+")?></\1>')
_EDGE_BREAKS = re.compile(r"^(?:\s|<br>)+|(?:<br>\s*+)+$")
_HREF = re.compile(r'href="([^"]*+)"')


def inline(html: str) -> str:
    """Return running text with b, i, a, sup, sub and br alone, balanced and escaped."""
    if "<" not in html and "&" not in html:
        return html.strip().replace(">", "&gt;")
    return _tidied(_cleaned(_inline_cleaner, _said(html)))


def items(html: str) -> str:
    """Return a list with its items, and inside them what running text may have."""
    html = re.sub(r"</(?:p|div)\s{0,9}>", "<br>", html, flags=re.IGNORECASE)
    html = " ".join(_tidied(_cleaned(_list_cleaner, _said(html))).split())
    for tag in ("<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>"):
        html = html.replace(f" {tag}", tag).replace(f"{tag} ", tag)
    for end in ("</li>", "<ul>", "<ol>"):
        html = html.replace(f"<br>{end}", end)
    return html.replace("<li></li>", "")


def plain(html: str) -> str:
    """Return the words of a piece of HTML in one line, without markup or references."""
    if "<" in html:
        html = _cleaned(_text_cleaner, html.replace("<br", " <br"))
    return " ".join((unescape(html) if "&" in html else html).split())


def words(cleaned: str) -> str:
    """Return the words of HTML that is already clean, breaks as new lines."""
    if "<" in cleaned:
        cleaned = _ANY_TAG.sub("", cleaned.replace("<br>", "\n"))
    return unescape(cleaned) if "&" in cleaned else cleaned


def exact_text(html: str) -> str:
    """Return the text of preformatted HTML with its spaces and lines."""
    html = re.sub(r"<br\s{0,9}/?>", "\n", html)
    return unescape(_ANY_TAG.sub("", html)).strip("\n").rstrip()


def hrefs(cleaned: str) -> list[str]:
    """Return where the links of clean HTML lead."""
    return [unescape(href) for href in _HREF.findall(cleaned)] if "href=" in cleaned else []


def _cleaned(cleaner: nh3.Cleaner, html: str) -> str:
    if html.count("<") > MAX_TAGS or html.count("&") > MAX_REFERENCES:
        return escape(unescape(_ANY_TAG.sub("", html)), quote=False)
    return cleaner.clean(html)


def _said(html: str) -> str:
    """Write out what tags say that will not stay."""
    if "<q" in html:
        html = re.sub(r"<q(?:\s[^<>]*+)?>", "“", html).replace("</q>", "”")
    return html


def _tidied(html: str) -> str:
    if "<strong>" in html:
        html = html.replace("<strong>", "<b>").replace("</strong>", "</b>")
    if "<em>" in html:
        html = html.replace("<em>", "<i>").replace("</em>", "</i>")
    if "<a>" in html or '<a href="#' in html or '<a href=""' in html:
        html = _NOWHERE.sub(r"\1", html)
    if 'href="//' in html:  # readers' browsers would take the paper's own scheme
        html = html.replace('href="//', 'href="https://')
    if "></" in html:
        html = _EMPTY.sub("", html)
    if "<br>" in html:
        html = _EDGE_BREAKS.sub("", html)
    return html.strip()
