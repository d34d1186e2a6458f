"""The grammar of shortcodes, and what in square brackets is none.

``[1]``, ``[sic]`` and ``[…]`` are words; ``[gallery ids="1,2"]`` and ``[vc_row]…[/vc_row]``
are not.  A name nobody knows is one only if it is written like one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Core's own and those of the plugins most papers run; no name that prose may put in brackets.
KNOWN = frozenset(
    {"caption", "wp_caption", "gallery", "embed", "audio", "video", "playlist", "corrections"}
    | {"liveblog_key_events", "youtube", "vimeo", "soundcloud", "dailymotion", "googlemaps"}
    | {"slideshare", "scribd", "wpvideo", "polldaddy", "recent-posts", "soliloquy", "metaslider"}
    | {"wpforms", "ngg", "nggallery", "Author", "wp-embed", "pullquote", "dropcap", "gravityform"}
)
FAMILIES = (
    "vc_", "et_pb_", "fusion_", "av_", "tve_", "fl_", "su_", "mk_", "cs_", "x_", "ninja_",
    "contact-form", "gravity", "mc4wp", "rev_slider", "wp_", "wpdm", "eltd_", "qode_",
    "td_", "tatsu_", "cmsms_",
)  # fmt: skip

_CODE = re.compile(r"\[(\[?)(/?)([A-Za-z][A-Za-z0-9_-]{0,60})((?:[\s/=][^\[\]]*+)?)\](\]?)")
_ATTRIBUTE = re.compile(
    r"""([A-Za-z][\w-]{0,60})\s{0,9}=\s{0,9}(?:"([^"]*+)"|'([^']*+)'|([^\s"'\]]++))"""
    r"""|"([^"]*+)"|'([^']*+)'|(\S++)"""
)
_NAMED = re.compile(r"\s[A-Za-z][\w-]{0,40}=[\"'“”&\w]|https?://")


@dataclass(frozen=True, slots=True)
class Code:
    """A shortcode's tag in a text, and where what it encloses ends, if it has an end tag."""

    name: str
    start: int
    end: int  # of this tag
    attributes: dict[str, str]
    values: tuple[str, ...]  # without a name
    closing: bool = False  # an end tag without its start
    content_end: int = 0  # where its end tag starts; 0 without one
    whole_end: int = 0  # after its end tag


@dataclass(frozen=True, slots=True)
class Escaped:
    """``[[name]]``: words about a shortcode, shown with one pair of brackets."""

    start: int
    end: int
    text: str


def find_codes(html: str) -> Iterator[Code | Escaped]:
    """Yield the shortcodes of a text in order, those inside others too."""
    if "[" not in html:
        return
    tags = list(_CODE.finditer(html))
    ends = _pairs(tags)
    closed_by_pair = set(ends.values())
    for number, tag in enumerate(tags):
        if tag[1] and tag[5]:
            yield Escaped(tag.start(), tag.end(), tag[0][1:-1])
        elif number not in closed_by_pair and not _is_code(tag, paired=number in ends):
            continue
        elif tag[2]:
            yield Code(tag[3], _start(tag), _end(tag), {}, (), closing=True)
        else:
            yield _opening(tag, tags[ends[number]] if number in ends else None)


def without_codes(html: str) -> str:
    """Return a text without the tags of its shortcodes."""
    parts: list[str] = []
    at = 0
    for code in find_codes(html):
        parts.append(html[at : code.start])
        parts.append(code.text if isinstance(code, Escaped) else "")
        at = code.end
    return "".join(parts) + html[at:] if parts else html


def _opening(tag: re.Match[str], end: re.Match[str] | None) -> Code:
    named, values = read_attributes(tag[4])
    return Code(
        name=tag[3],
        start=_start(tag),
        end=_end(tag),
        attributes=named,
        values=values,
        content_end=_start(end) if end else 0,
        whole_end=_end(end) if end else _end(tag),
    )


def _start(tag: re.Match[str]) -> int:
    return tag.start() + len(tag[1])


def _end(tag: re.Match[str]) -> int:
    return tag.end() - len(tag[5])


def read_attributes(text: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return named and nameless values; curly quotes and references count as plain ones."""
    text = unescape(text) if "&" in text else text
    for curly in "“”„″‟":
        text = text.replace(curly, '"')
    named: dict[str, str] = {}
    values: list[str] = []
    for found in _ATTRIBUTE.finditer(text.strip().removesuffix("/")):
        value = next((part for part in found.groups()[1:] if part is not None), "")
        if found[1]:
            named.setdefault(found[1].lower(), value)
        else:
            values.append(value)
    return named, tuple(values)


def _pairs(tags: list[re.Match[str]]) -> dict[int, int]:
    """Return which end tag belongs to which start tag, by their places in the list."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if tag[1] and tag[5]:
            continue
        if not tag[2]:
            if not tag[4].rstrip().endswith("/"):
                waiting.setdefault(tag[3], []).append(number)
        elif waiting.get(tag[3]):
            pairs[waiting[tag[3]].pop()] = number
    return pairs


def _is_code(tag: re.Match[str], *, paired: bool) -> bool:
    name, rest = tag[3], tag[4]
    if name in KNOWN or name.startswith(FAMILIES):
        return True
    if tag[2]:
        return False
    return paired or "_" in name or _NAMED.search(rest) is not None
