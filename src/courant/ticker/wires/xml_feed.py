"""RSS and Atom: their entries, as they are written.

Namespaces are told by their URI.  A document type is refused where it starts, so no entity is ever
declared; elements are counted as they come, so no tree grows.
"""

from collections.abc import Mapping
from html import escape
from typing import Final
from xml.etree.ElementTree import ParseError  # the name alone; the parser is the other one

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from courant.ticker.wires.items import Entry, FeedError

MAX_DEPTH: Final = 64
MAX_ELEMENTS: Final = 100_000
MAX_TEXT_LETTERS: Final = 4_000  # of one field; what follows is passed over

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ATOM: Final = ("{http://www.w3.org/2005/Atom}", "{http://purl.org/atom/ns#}")
_RSS: Final = (
    "",
    "{http://purl.org/rss/1.0/}",
    "{http://my.netscape.com/rdf/simple/0.9/}",
    "{http://backend.userland.com/rss2}",
)
_ROOTS: Final = {f"{_RDF}RDF", *(f"{ns}rss" for ns in _RSS), *(f"{ns}feed" for ns in _ATOM)}
_ITEMS: Final = {*(f"{ns}item" for ns in _RSS), *(f"{ns}entry" for ns in _ATOM)}
_FIELDS: Final = {
    **{f"{ns}title": "title" for ns in (*_RSS, *_ATOM)},
    **{f"{ns}link": "link" for ns in (*_RSS, *_ATOM)},
    **{f"{ns}guid": "guid" for ns in _RSS},
    **{f"{ns}id": "guid" for ns in _ATOM},
    **{f"{ns}pubDate": "date" for ns in _RSS},
    **{f"{ns}published": "date" for ns in _ATOM},
    **{f"{ns}issued": "date" for ns in _ATOM},
    **{f"{ns}updated": "updated" for ns in _ATOM},
    **{f"{ns}modified": "updated" for ns in _ATOM},
    "{http://purl.org/dc/elements/1.1/}date": "date",
    **{f"{ns}description": "words" for ns in _RSS},
    **{f"{ns}summary": "words" for ns in _ATOM},
    **{f"{ns}content": "words" for ns in _ATOM},
}
_HTML_TYPES: Final = ("html", "text/html")  # of Atom's texts; the others are plain


def entries_of_xml(body: bytes) -> list[Entry]:
    """Return the entries of an RSS or Atom feed.

    Raises:
        FeedError: It is not well-formed, declares a document type, is something else, or is
            nested too deep or too large.  The message lacks the culprit.
    """
    walk = _Walk()
    parser = DefusedXMLParser(target=walk, forbid_dtd=True)
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException:
        raise FeedError(
            "declares a document type (DOCTYPE), which may hide attacks and is not read. "
            "Ask the outlet for a feed without one, RSS 2.0 or Atom."
        ) from None
    except ParseError as error:
        line, column = error.position
        raise FeedError(
            f"is not well-formed XML (line {line:,}, column {column + 1:,}). "
            "Try again later, or tell the outlet."
        ) from None
    except (LookupError, ValueError):
        raise FeedError("is XML in an encoding we cannot read. Ask the outlet for UTF-8.") from None
    return walk.entries


class _Walk:
    """The parser's target: told of every element, it keeps what entries say."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._depth = self._count = 0
        self._entry: Entry | None = None
        self._entry_depth = 0
        self._field = ""  # of the entry, whose text is being gathered
        self._is_html = self._is_link = False
        self._text: list[str] = []
        self._letters = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        self._count += 1
        self._check(tag)
        if self._entry is None:
            if tag in _ITEMS:
                self._entry = Entry(guid=attributes.get(f"{_RDF}about", ""))
                self._entry_depth = self._depth
        elif self._depth == self._entry_depth + 1:
            self._begin(tag, attributes)

    def data(self, text: str) -> None:
        if self._field and self._letters < MAX_TEXT_LETTERS:
            self._text.append(text[:MAX_TEXT_LETTERS])
            self._letters += len(text)

    def end(self, tag: str) -> None:
        if self._entry is not None:
            if self._depth == self._entry_depth:
                self.entries.append(self._entry)
                self._entry = None
            elif self._depth == self._entry_depth + 1 and self._field:
                self._keep("".join(self._text)[:MAX_TEXT_LETTERS].strip())
                self._field = ""
        self._depth -= 1

    def close(self) -> None:
        """Nothing is left to do."""

    def _check(self, tag: str) -> None:
        if self._depth == 1 and tag not in _ROOTS:
            name = tag.rpartition("}")[2][:40]
            raise FeedError(
                f"is XML, but not a feed: it begins with <{name}>. Look on the outlet's site for a "
                "link called RSS, Atom or feed."
            )
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise FeedError(
                f"holds elements more than {MAX_DEPTH} deep, or more than {MAX_ELEMENTS:,} of "
                "them, which no feed does. Check that the address is that of a feed."
            )

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._field = _FIELDS.get(tag, "")
        self._text, self._letters = [], 0
        is_atom = tag.startswith(_ATOM)
        self._is_link = not is_atom and attributes.get("isPermaLink") != "false"
        self._is_html = not is_atom or attributes.get("type") in _HTML_TYPES
        if is_atom and self._field == "link":
            self._field = ""
            if attributes.get("rel", "alternate") == "alternate":
                self._set("link", attributes.get("href", ""))

    def _keep(self, text: str) -> None:
        if self._field in ("title", "words") and not self._is_html:
            text = escape(text)
        self._set(self._field, text)
        if self._field == "guid" and self._is_link and text.startswith(("http://", "https://")):
            self._set("permalink", text)

    def _set(self, field: str, text: str) -> None:
        if self._entry is not None and text and not getattr(self._entry, field):
            setattr(self._entry, field, text)
