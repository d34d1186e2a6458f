"""Walking through the XML of an export: elements by namespace, texts whole, limits kept.

Expat itself, because an export of a gigabyte must stream: the document type declaration is
refused where it starts, so no entity is ever declared, let alone expanded.
"""

import re
from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers import expat  # a DOCTYPE is refused, as defusedxml does

from courant.exchange.wxr.errors import WxrError

MAX_DEPTH = 64  # elements inside elements
MAX_TEXT_BYTES = 8 * 1024**2  # of one element
MAX_TAG_BYTES = 1024**2  # of one tag, comment or instruction, which expat holds whole

REPAIR = "Export it again, or import it with --repair, which mends what it can and lists it."
NOT_AN_EXPORT = "Give a file that WordPress wrote (Tools, Export)."

_NAMESPACES = (
    (re.compile(r"https?://wordpress\.org/export/\d+\.\d+/?"), "wp:"),
    (re.compile(r"https?://wordpress\.org/export/\d+\.\d+/excerpt/?"), "excerpt:"),
    (re.compile(r"https?://purl\.org/rss/1\.0/modules/content/?"), "content:"),
    (re.compile(r"https?://purl\.org/dc/elements/1\.1/?"), "dc:"),
)


class Sink(Protocol):
    """Who is told what the walk comes by."""

    def opened(self, name: str, attributes: Mapping[str, str], line: int) -> bool:
        """Take note of an element; return whether its children matter, and not its text."""

    def leaf(self, name: str, text: str) -> None:
        """Take the text of an element whose children did not matter."""

    def closed(self) -> None:
        """Take note that the innermost element whose children mattered ends."""


class Scanner:
    """One document on its way from bytes to a sink.

    Names come out with the usual prefix whatever the document calls it: ``wp:post_id``,
    ``content:encoded``, ``title``.  Elements of other namespaces are passed over whole.
    """

    def __init__(self, sink: Sink, *, file: str, remedy: str = REPAIR) -> None:
        """Start on one file; ``remedy`` is what to do when it is not well-formed."""
        self._sink, self._file, self._remedy = sink, file, remedy
        self._names: dict[str, str] = {}
        self._depth = self._skipped_from = self._leaf_from = 0
        self._fed_bytes = self._text_from = 0
        self._text: list[str] = []
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, *, last: bool = False) -> None:
        """Walk on through the next piece.

        Raises:
            WxrError: It is not well-formed, or breaks a limit; with line and column.
        """
        self._fed_bytes += len(chunk)
        try:
            self._parser.Parse(chunk, last)
        except expat.ExpatError as error:
            raise WxrError(
                f"It is not well-formed XML ({expat.ErrorString(error.code)}).",
                file=self._file,
                line=error.lineno,
                column=error.offset + 1,
                remedy=self._remedy if self._fed_bytes and self._depth else NOT_AN_EXPORT,
            ) from error
        except (LookupError, ValueError) as error:
            raise self._error(f"Its encoding cannot be read ({error}).", self._remedy) from error
        if self._fed_bytes - self._parser.CurrentByteIndex > MAX_TAG_BYTES + len(chunk):
            self._refuse("A tag or comment is longer than 1 MiB.")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._refuse(f"Elements are nested more than {MAX_DEPTH} deep.")
        if self._skipped_from:
            return
        if self._leaf_from:
            self._text.append(_spelled(tag, attributes))
            return
        name = self._name(tag)
        if not name:
            self._skipped_from = self._depth
        elif not self._sink.opened(name, attributes, self._parser.CurrentLineNumber):
            self._leaf_from = self._depth
            self._text_from = self._parser.CurrentByteIndex
            self._text = []

    def _end(self, tag: str) -> None:
        if self._skipped_from:
            if self._skipped_from == self._depth:
                self._skipped_from = 0
        elif self._leaf_from == self._depth:
            self._leaf_from = 0
            self._sink.leaf(self._name(tag), "".join(self._text))
        elif self._leaf_from:
            self._text.append(f"</{tag}>")
        else:
            self._sink.closed()
        self._depth -= 1

    def _characters(self, text: str) -> None:
        if self._leaf_from and not self._skipped_from:
            self._text.append(text)
            if self._parser.CurrentByteIndex - self._text_from > MAX_TEXT_BYTES:
                self._refuse("A text is longer than 8 MiB.")

    def _doctype(self, *_: object) -> None:
        self._refuse("It declares a document type (DOCTYPE), which no export of WordPress does.")

    def _name(self, tag: str) -> str:
        name = self._names.get(tag)
        if name is None:
            name = self._names[tag] = _prefixed(tag)
        return name

    def _refuse(self, rule: str) -> NoReturn:
        raise self._error(rule, NOT_AN_EXPORT)

    def _error(self, rule: str, remedy: str) -> WxrError:
        return WxrError(
            rule,
            file=self._file,
            line=self._parser.CurrentLineNumber,
            column=self._parser.CurrentColumnNumber + 1,
            remedy=remedy,
        )


def _prefixed(tag: str) -> str:
    uri, _, local = tag.rpartition(" ")
    if not uri:
        return local
    return next((prefix + local for rule, prefix in _NAMESPACES if rule.fullmatch(uri)), "")


def _spelled(tag: str, attributes: Mapping[str, str]) -> str:
    """Return a tag as text again: markup that somebody forgot to wrap is still their text."""
    values = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{tag}{values}>"
