"""Links in what readers write: found, counted, and the only markup their text is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

from courant.plant.html import Html, escape

MAX_LINK_LETTERS: Final = 1000
BARE: Final = re.compile(
    rf"(?:https?://|www\.)[^\s<>\"«»“”]{{1,{MAX_LINK_LETTERS}}}", re.IGNORECASE
)
CLOSING: Final = {")": "(", "]": "[", "}": "{"}
AFTER: Final = ".,;:!?'’…،؛؟。*_~`|"  # signs that end a sentence rather than an address
AS_IT_IS: Final = "%/:?#[]@!$&'()*+,;=~-._"  # reserved and unreserved, RFC 3986 section 2
REL: Final = "nofollow ugc noopener"


@dataclass(frozen=True, slots=True)
class Link:
    """An address in a text."""

    start: int
    end: int
    href: str  # http or https, ASCII


def links_in(text: str) -> tuple[Link, ...]:
    """Return the http and https addresses of a text, ``www.`` among them, in order."""
    return tuple(_links(text))


def with_links(text: str) -> Html:
    """Return a text as paragraphs with line breaks and links, everything else escaped.

    Args:
        text: Clean, see ``cleaning``; an empty line begins a paragraph.
    """
    paragraphs = re.split(r"\n{2,}", text)
    return Html("".join(f"<p>{_linked(part)}</p>" for part in paragraphs if part))


def _linked(text: str) -> str:
    parts, done = [], 0
    for link in _links(text):
        parts.append(_escaped(text[done : link.start]))
        words = _escaped(text[link.start : link.end])
        parts.append(f'<a href="{escape(link.href)}" rel="{REL}">{words}</a>')
        done = link.end
    return "".join([*parts, _escaped(text[done:])])


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _links(text: str) -> Iterator[Link]:
    for found in BARE.finditer(text):
        written = _without_end(found[0])
        whole = written if "://" in written[:8] else f"https://{written}"
        if href := _href(whole):
            yield Link(found.start(), found.start() + len(written), href)


def _without_end(written: str) -> str:
    """Return an address without the signs that belong to the sentence around it."""
    while written:
        last = written[-1]
        alone = last in CLOSING and written.count(last) > written.count(CLOSING[last])
        if last not in AFTER and not alone:
            break
        written = written[:-1]
    return written


def _href(address: str) -> str:
    """Return an address as it stands in a link, or nothing if it names no host."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
        rest = quote(parts._replace(scheme="", netloc="").geturl(), safe=AS_IT_IS)
    except ValueError:
        return ""
    # Who reads "https://paper.example@evil.example" takes it for another host.
    if "." not in host or parts.username is not None:
        return ""
    return f"{parts.scheme.lower()}://{host}{port}{rest}"
