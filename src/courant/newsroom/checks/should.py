"""What somebody should look at.  None of it keeps an article from being published."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

from courant.newsroom.checks.findings import Finding, Level
from courant.newsroom.checks.texts import Text, plain, texts_of
from courant.newsroom.checks.uses import PhotoUse, photo_uses
from courant.newsroom.links import targets_in
from courant.newsroom.models import Photo
from courant.newsroom.queries.photo_uses import captions_elsewhere

LONG_HEADLINE = 110  # letters; search engines and link cards cut what is longer
MOST_TOPICS = 8
LEAST_PARAGRAPH = 25  # letters of a caption that may stand in the text by accident
ALIKE = 0.9

Rule = Callable[[Any], Iterator[Finding]]


def long_headline(article: Any) -> Iterator[Finding]:
    """A headline fits where others show it."""
    if (length := len(article.headline)) > LONG_HEADLINE:
        field = "long_headline" if article.long_headline else "title"
        yield _should(
            f"The headline has {length} letters; beyond {LONG_HEADLINE} it is cut elsewhere. "
            "Shorten it.",
            field,
        )


def topic(article: Any) -> Iterator[Finding]:
    """An article is found by its topic."""
    count = len(article.article_topics.all())
    if not count:
        yield _should("There is no topic, so no related articles. Add one.", "article_topics")
    if count > MOST_TOPICS:
        yield _should(
            f"There are {count} topics; readers follow {MOST_TOPICS} at most. Take some out.",
            "article_topics",
        )


def plain_http(article: Any) -> Iterator[Finding]:
    """Links do not lead over an open line."""
    for block in article.body.raw_data:
        for target in sorted({t for t in _targets(block["value"]) if t.startswith("http://")}):
            yield _should(
                f"A link leads to {target[:100]}: whoever listens on the line sees who reads it. "
                "Try it with https.",
                "body",
                block.get("id") or "",
            )


def _targets(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.startswith("http://"):
            yield value
        elif "<a " in value:
            yield from targets_in(value)
    elif isinstance(value, dict):
        for within in value.values():
            yield from _targets(within)
    elif isinstance(value, list):
        for within in value:
            yield from _targets(within)


def quotations(article: Any) -> Iterator[Finding]:
    """Who is quoted is named, and where the words come from."""
    number = 0
    for block in article.body.raw_data:
        if block["type"] != "quotation":
            continue
        number += 1
        lacks = [what for what in ("speaker", "source") if not _has(block["value"], what)]
        if lacks:
            yield _should(
                f"Quotation {number} has no {' and no '.join(lacks)}. Say who said it, and link "
                "where it can be looked up.",
                "body",
                block.get("id") or "",
            )


SAYS = {
    "speaker": ("person", "speaker"),
    "source": ("source_url", "source_document", "told"),
}


def _has(value: Any, what: str) -> bool:
    """Return whether a quotation has a speaker or a source, by whatever field says so."""
    return any(value.get(name) for name in SAYS[what])


def headings(article: Any) -> Iterator[Finding]:
    """Headings are in order: none lesser before a greater."""
    last = 1  # the headline
    for block in article.body.raw_data:
        if block["type"] != "heading":
            continue
        level = int(block["value"].get("level") or 2)
        if level > last + 1:
            yield _should(
                f"“{block['value'].get('text', '')}” is a lesser heading with no heading above "
                "it. Make it a heading, or put one before it.",
                "body",
                block.get("id") or "",
            )
        last = level


def copied_captions(article: Any) -> Iterator[Finding]:
    """The text does not repeat a photo's caption or credit: it was copied with them."""
    uses = list(photo_uses(article))
    photos = Photo.objects.in_bulk({use.photo_pk for use in uses})
    said = [(use, plain(use.caption), _with_credit(use, photos)) for use in uses]
    for text in texts_of(article):
        if text.kind == "paragraph":
            yield from _copied(text, said)


def _with_credit(use: PhotoUse, photos: Mapping[int, Photo]) -> str:
    photo = photos.get(use.photo_pk)
    return f"{plain(use.caption)} {photo.credit if photo else ''}".strip()


def _copied(text: Text, said: Sequence[tuple[PhotoUse, str, str]]) -> Iterator[Finding]:
    for use, caption, whole in said:
        if _is_copy(text.words, caption) or _is_copy(text.words, whole):
            yield _should(
                f"{text.where} repeats the caption of {use.where.lower()}: was it copied with it? "
                "Take it out.",
                "body",
                text.block,
            )
            return
    if LOOSE_CREDIT.fullmatch(text.words):
        yield _should(
            f"{text.where} looks like a photo's credit that was copied with the text. Credit "
            "belongs to the photo.",
            "body",
            text.block,
        )


LOOSE_CREDIT: Final = re.compile(
    r"(?:photo|photograph|image|foto|bild|عکس|صورة|credit)s?\s{0,3}(?:by|credit|von|door|par)?"
    r"\s{0,3}[:：/]\s{0,3}[^.!?]{2,80}\.?",
    re.IGNORECASE,
)


def _is_copy(words: str, said: str) -> bool:
    if len(said) < LEAST_PARAGRAPH or len(words) > 2 * len(said):
        return False
    matcher = SequenceMatcher(None, words, said, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def other_captions(article: Any) -> Iterator[Finding]:
    """A photo says the same wherever it is shown, or somebody knows why not."""
    uses = [use for use in photo_uses(article) if plain(use.caption)]
    elsewhere = captions_elsewhere({use.photo_pk for use in uses}, but=article.pk)
    for use in uses:
        for caption, title in elsewhere.get(use.photo_pk, ())[:1]:
            if plain(caption).casefold() != plain(use.caption).casefold():
                yield _other(use, plain(caption), title)


def _other(use: PhotoUse, caption: str, title: str) -> Finding:
    return _should(
        f"{use.where} stands in “{title}” with another caption: “{caption[:120]}” One of the two "
        "may be wrong.",
        use.caption_field,
        use.block,
    )


def _should(words: str, field: str, block: str = "") -> Finding:
    return Finding(words, field, block, Level.SHOULD)


SHOULD: Final[tuple[Rule, ...]] = (
    long_headline,
    topic,
    quotations,
    headings,
    plain_http,
    copied_captions,
    other_captions,
)
