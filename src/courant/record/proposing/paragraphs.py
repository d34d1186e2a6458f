"""Plain paragraphs of an article's body, and the way back from words in them to the stored body."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Final

RUNNING_TEXT: Final = ("paragraph", "list")  # blocks whose value is rich text
# A tag, a character reference, or what is neither.  What no editor wrote is passed over as text.
PIECE: Final = re.compile(r"<(/?)([a-z][a-z0-9-]{0,30})\b[^<>]*>|&#?\w{1,32};|[^<&]+|[<&]", re.I)
PARTING: Final = frozenset(
    {"p", "li", "ul", "ol", "h2", "h3", "h4", "h5", "h6", "blockquote", "div", "hr", "table"}
)
EMPTY: Final = frozenset({"br", "hr", "embed", "img", "wbr"})


class WrapError(ValueError):
    """Words that no mark can be put around.  Editors see the message."""


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of plain text and where it comes from; only references differ in length."""

    start: int  # in the paragraph's text
    length: int
    source: int  # in the block's markup
    source_length: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or list item as plain text."""

    text: str
    block: int  # which block of the body
    block_id: str  # Wagtail's name of it; empty if the body has none
    markup: str  # the whole value of the block
    _segments: tuple[_Segment, ...] = field(repr=False)

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Return where words of the text stand in the block's markup."""
        return self._place(start, is_end=False), self._place(end, is_end=True)

    def wrapped(self, start: int, end: int, opening: str, closing: str) -> str:
        """Return the block's markup with tags around some words of this paragraph.

        Raises:
            WrapError: A link or another mark begins or ends among the words.
        """
        first, last = self._widened(*self.source(start, end))
        inner = self.markup[first:last]
        if not _is_balanced(inner):
            raise WrapError(
                f"A link or a mark begins or ends within “{self.text[start:end][:60]}”. "
                "Take it off these words, or let it reach around all of them."
            )
        return f"{self.markup[:first]}{opening}{inner}{closing}{self.markup[last:]}"

    def elements_at(self, start: int) -> tuple[str, ...]:
        """Return which elements a place of the text lies in, the outermost first."""
        place = self.source(start, start + 1)[0]
        return tuple(_open_at_end(self.markup[:place]))

    def _place(self, offset: int, *, is_end: bool) -> int:
        starts = [segment.start for segment in self._segments]
        at = max(0, bisect_right(starts, offset - is_end) - 1)
        segment = self._segments[at]
        into = offset - segment.start
        if segment.length == segment.source_length:
            return segment.source + into
        return segment.source + (segment.source_length if is_end else 0)

    def _widened(self, first: int, last: int) -> tuple[int, int]:
        """Take in tags that close what begins right before the words, or open what ends after."""
        while not _is_balanced(self.markup[first:last]):
            before = re.search(r"<[a-z][^<>]*>$", self.markup[:first], re.I)
            after = re.match(r"</[a-z][^<>]*>", self.markup[last:], re.I)
            lacks_start = _lacks_start(self.markup[first:last])
            if lacks_start and before and not _parts(before[0]):
                first = before.start()
            elif not lacks_start and after and not _parts(after[0]):
                last += after.end()
            else:
                break
        return first, last


def paragraphs_of(body: Sequence[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    """Return the paragraphs and list items of a body as it is stored, in order, none empty."""
    return tuple(
        paragraph
        for number, block in enumerate(body)
        if block["type"] in RUNNING_TEXT and isinstance(block["value"], str)
        for paragraph in _of_block(number, str(block.get("id") or ""), block["value"])
    )


def _of_block(number: int, block_id: str, markup: str) -> Iterator[Paragraph]:
    text: list[str] = []
    segments: list[_Segment] = []
    length = 0
    for piece in PIECE.finditer(markup):
        tag = (piece[2] or "").lower()
        if tag in PARTING:
            yield from _made(text, number, block_id, markup, segments)
            text, segments, length = [], [], 0
        plain = piece[0]
        if tag or plain[0] == "&":
            plain = ("\n" if tag == "br" else "") if tag else unescape(plain)
        if plain:
            segments.append(_Segment(length, len(plain), piece.start(), len(piece[0])))
            text.append(plain)
            length += len(plain)
    yield from _made(text, number, block_id, markup, segments)


def _made(
    text: Sequence[str], number: int, block_id: str, markup: str, segments: Sequence[_Segment]
) -> Iterator[Paragraph]:
    whole = "".join(text)
    if whole.strip():
        yield Paragraph(whole, number, block_id, markup, tuple(segments))


def _tags(markup: str) -> Iterator[tuple[bool, str]]:
    """Yield whether each tag closes, and its name; those that hold nothing are left out."""
    for piece in PIECE.finditer(markup):
        if piece[2] and piece[2].lower() not in EMPTY and not piece[0].endswith("/>"):
            yield bool(piece[1]), piece[2].lower()


def _open_at_end(markup: str) -> list[str]:
    found: list[str] = []
    for closes, name in _tags(markup):
        if not closes:
            found.append(name)
        elif found and found[-1] == name:
            found.pop()
    return found


def _is_balanced(markup: str) -> bool:
    return not _lacks_start(markup) and not _open_at_end(markup)


def _lacks_start(markup: str) -> bool:
    """Return whether something ends that does not begin here."""
    found: list[str] = []
    for closes, name in _tags(markup):
        if not closes:
            found.append(name)
        elif not found or found.pop() != name:
            return True
    return False


def _parts(tag: str) -> bool:
    found = PIECE.match(tag)
    return found is not None and (found[2] or "").lower() in PARTING
