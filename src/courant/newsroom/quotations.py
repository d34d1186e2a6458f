"""Quotations as bodies store them: a block, or a mark in running text.

The mark is an element ``<q data-person="5" …>words</q>``; see docs/formats/quotations.md.  What the
article's page shows and what the record harvests is read here, by one rule for both.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

from babel.core import get_global
from django.apps import apps
from django.core.exceptions import ValidationError

from courant.design.languages import first_subtag
from courant.newsroom.links import check_web_address
from courant.plant.digests import digest

FEATURE = "quotation"  # of rich text in which quotations can be marked

DAY, MONTH, UNKNOWN = "day", "month", "unknown"
PRECISIONS = [(DAY, "On this day"), (MONTH, "In this month"), (UNKNOWN, "Not known")]

MARK = re.compile(r'<q((?:\s+[a-z-]+="[^"]*")*)\s*>(.*?)</q>', re.DOTALL)
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')

# What the mark may say, by the name that the block has for the same.
ATTRIBUTES = {
    "person": "data-person", "speaker": "data-speaker", "lang": "data-lang",
    "said_on": "data-said", "said_precision": "data-precision", "place": "data-place",
    "source_url": "data-source", "told": "data-told", "original": "data-original",
    "original_lang": "data-original-lang", "translator": "data-translator",
}  # fmt: skip

# Blocks whose text may hold marks, and under which name it lies in their values.
TEXTS = {"paragraph": "", "list": "", "factbox": "text", "question": "answer"}

_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)  # BCP 47, well-formed
_BREAKS = re.compile(r"</p>|</li>|<br ?/?>")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of an article, as its editors left it."""

    anchor: str
    html: str  # the words as they are stored
    is_block: bool
    person: int | None
    speaker: str  # as the article names them; stands for who is not a person of the record
    lang: str
    said_on: date | None  # None exactly when the precision is "unknown"
    precision: str
    place: str
    source: str  # an address on the web
    is_told: bool  # said to the paper itself
    document: int | None
    original: str
    original_lang: str
    translator: str

    @property
    def text(self) -> str:
        """The words alone; each paragraph is a line."""
        return plain(self.html)

    @property
    def is_attributed(self) -> bool:
        """Whether it says who said it."""
        return self.person is not None or bool(self.speaker)


def quotations(body: Iterable[Mapping[str, Any]]) -> Iterator[Quotation]:
    """Yield a body's quotations in their order: all blocks, and the marks that name a speaker."""
    anchors = Counter[str]()
    for block in body:
        kind, value = block["type"], block["value"]
        if kind == "quotation":
            yield _quotation(value, value.get("text") or "", anchors, is_block=True)
        elif kind in TEXTS:
            text = value.get(TEXTS[kind]) or "" if TEXTS[kind] else value
            for mark, words in marks(text):
                if names_a_speaker(mark):
                    yield _quotation(mark, words, anchors, is_block=False)


def marks(text: str) -> Iterator[tuple[dict[str, str], str]]:
    """Yield the facts and the words of each mark in stored rich text."""
    if "<q" in text:
        yield from ((facts_of(found[1]), found[2]) for found in MARK.finditer(text))


def facts_of(attributes: str) -> dict[str, str]:
    """Return what a mark's attributes say, under the names that the block has."""
    said = {name: unescape(value) for name, value in ATTRIBUTE.findall(attributes)}
    return {name: said[attribute] for name, attribute in ATTRIBUTES.items() if said.get(attribute)}


def names_a_speaker(facts: Mapping[str, Any]) -> bool:
    """Return whether a mark says who said it; one that does not is only an element of the text."""
    return bool(_number(facts.get("person")) or facts.get("speaker"))


def people_in(text: str) -> Iterator[tuple[Any, str, str, str]]:
    """Yield the people that marks name, as Wagtail's index of references wants them."""
    person = apps.get_model("newsroom", "Person")
    for facts, _ in marks(text):
        if number := _number(facts.get("person")):
            yield person, str(number), "", ""


def plain(html: str) -> str:
    """Return rich text without its markup; each paragraph is a line."""
    lines = _TAG.sub("", _BREAKS.sub("\n", html)).split("\n")
    return "\n".join(filter(None, (" ".join(unescape(line).split()) for line in lines)))


def _quotation(
    facts: Mapping[str, Any], html: str, anchors: Counter[str], *, is_block: bool
) -> Quotation:
    said_on, precision = _day(facts.get("said_on"), facts.get("said_precision") or DAY)
    return Quotation(
        anchor=_anchor(html, anchors),
        html=html,
        is_block=is_block,
        person=_number(facts.get("person")),
        speaker=str(facts.get("speaker") or ""),
        lang=_language(facts.get("lang")),
        said_on=said_on,
        precision=precision,
        place=str(facts.get("place") or ""),
        source=str(facts.get("source_url") or ""),
        is_told=bool(facts.get("told")),
        document=_number(facts.get("source_document")),
        original=str(facts.get("original") or ""),
        original_lang=_language(facts.get("original_lang")),
        translator=str(facts.get("translator") or ""),
    )


def _anchor(html: str, anchors: Counter[str]) -> str:
    """Return an anchor that stays while the words do; equal words are numbered."""
    words = unicodedata.normalize("NFC", plain(html))
    stem = f"q-{digest(words.encode())[:10]}"
    anchors[stem] += 1
    return stem if anchors[stem] == 1 else f"{stem}-{anchors[stem]}"


def check_language(tag: str) -> None:
    """Refuse what is no language.

    Raises:
        ValidationError: Says what one looks like.
    """
    if tag and (not _language(tag) or first_subtag(tag) not in get_global("likely_subtags")):
        raise ValidationError(f"{tag!r} is not a language we know. Write it as fa, en-GB or ckb.")


def check_marks(text: Any) -> None:
    """Refuse rich text with a mark whose source, language or day cannot be one.

    Args:
        text: As stored, or Wagtail's ``RichText`` around it.

    Raises:
        ValidationError: Says what is wrong with which words.
    """
    for facts, words in marks(str(getattr(text, "source", text))):
        try:
            _check_mark(facts)
        except ValidationError as error:
            raise ValidationError(f"“{plain(words)[:40]}”: {error.messages[0]}") from error


def _check_mark(facts: Mapping[str, str]) -> None:
    if source := facts.get("source_url"):
        check_web_address(source)
    for name in ("lang", "original_lang"):
        check_language(facts.get(name, ""))
    if (day := facts.get("said_on")) and _day(day, DAY)[0] is None:
        raise ValidationError(f"{day!r} is not a day. Write it as 2026-11-03.")


def _language(value: object) -> str:
    tag = str(value or "")
    return tag if _LANGUAGE.fullmatch(tag) else ""


def _number(value: object) -> int | None:
    return int(str(value)) if value and str(value).isdecimal() else None


def _day(value: object, precision: str) -> tuple[date | None, str]:
    if not value or precision not in (DAY, MONTH):
        return None, UNKNOWN
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        return None, UNKNOWN
    return (day.replace(day=1) if precision == MONTH else day), precision
