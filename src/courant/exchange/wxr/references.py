"""Mending the references of a text: a bare ``&``, HTML's names, numbers of no character."""

import html
import re
from collections.abc import Callable

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0, 2.2

_REFERENCE = re.compile(r"&(#\d{1,8};|#[xX][0-9a-fA-F]{1,7};|[A-Za-z][A-Za-z0-9]{0,31};)?")
_KNOWN = frozenset(("amp;", "lt;", "gt;", "quot;", "apos;"))
_REPLACEMENTS = frozenset(("&#65533;", "&#xfffd;"))

Note = Callable[[int, str], None]  # how many lines down, and what was mended


def mend_references(text: str, note: Note) -> str:
    """Return a text in which every ``&`` starts a reference that XML knows."""
    if "&" not in text:
        return text
    counted_to = lines = 0

    def mended(found: re.Match[str]) -> str:
        nonlocal counted_to, lines
        instead, what = _instead(found[0], found[1] or "")
        if what:
            lines += text.count("\n", counted_to, found.start())
            counted_to = found.start()
            note(lines, what)
        return instead

    return _REFERENCE.sub(mended, text)


def _instead(whole: str, name: str) -> tuple[str, str]:
    """Return what to write for a reference, and what was wrong with it, if anything."""
    if name in _KNOWN or whole.lower() in _REPLACEMENTS:
        return whole, ""
    letters = html.unescape(whole)
    if name.startswith("#"):
        # html.unescape answers U+FFFD for a number of no character.
        if letters and letters != "\N{REPLACEMENT CHARACTER}" and not FORBIDDEN.search(letters):
            return whole, ""
        return "", f"{whole} names a character that XML forbids; it was taken out"
    if name and letters != whole:
        return html.escape(letters), f"{whole} is not XML; its letter was written instead"
    return "&amp;" + name, "a bare '&' was escaped"
