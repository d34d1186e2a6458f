"""What must be right before an article is published.

Whatever the way: button, workflow, bulk action, schedule.  Drafts need not be valid, so these
rules belong to publishing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags

from courant.newsroom.blocks import DECORATIVE, DESCRIBED
from courant.newsroom.links import check_links
from courant.newsroom.models.photos import Photo
from courant.newsroom.photos.filenames import find_file_names, is_file_name
from courant.newsroom.translating import problems_of_translation
from courant.plant.plain_text import PlainTextError, one_line

TICKER_LETTERS = 140  # in the ticker's text


class NotReadyError(ValidationError):
    """An article that may not be published yet.  Editors see each message."""

    def __init__(self, page: Any, messages: list[str]) -> None:
        """Keep which page it is, so that its editor can be sent there."""
        super().__init__(messages)
        self.page = page


@dataclass(frozen=True, slots=True)
class PhotoUse:
    """A photo in its place."""

    where: str  # "The main photo", "Photo 2 in the text"
    photo_pk: int
    alt_decision: str
    alt: str
    caption: str


def problems_of(article: Any) -> list[str]:
    """Return what must be put right, each with its place and the remedy.

    Args:
        article: An ``ArticlePage`` as it would be published, rows or draft.
    """
    uses = list(photo_uses(article))
    photos = Photo.objects.in_bulk({use.photo_pk for use in uses})
    found = [] if article.title.strip() else ["The headline is empty. Write one."]
    if not article.bylines.all():
        found.append(
            "There is no byline. Add who wrote it, the staff, or say that the name is withheld."
        )
    found += _problems_of_bylines(article.bylines.all())
    for use in uses:
        found += _problems_of_use(use, photos.get(use.photo_pk))
    found += problems_of_body(article.body)
    found += problems_of_translation(article)
    found += [f"The main photo's caption: {words}" for words in _link_problems(article)]
    found += _problems_of_ticker(article)
    for name in sorted(set(_leaked_names(article))):
        found.append(f"The text holds {name!r}, which looks like the name of a file. Take it out.")
    return found


def _problems_of_bylines(bylines: Iterable[Any]) -> Iterator[str]:
    for number, byline in enumerate(bylines, 1):
        if byline.is_unfinished:
            yield f"Byline {number}: choose who it is, or say that the name is withheld."


def _problems_of_ticker(article: Any) -> list[str]:
    if not article.ticker_text:
        return []
    try:
        one_line(article.ticker_text, most=TICKER_LETTERS)
    except PlainTextError as error:
        return [f"The ticker's text: {error}"]
    return []


def _link_problems(article: Any) -> list[str]:
    try:
        check_links(article.photo_caption)
    except ValidationError as error:
        return list(error.messages)
    return []


def problems_of_body(body: Any) -> list[str]:
    """Return what is missing or wrong in a body's blocks: a draft's need not be complete.

    Args:
        body: Of a page as it would be published, as Wagtail's ``StreamValue``.
    """
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        return [
            f"Block {number + 1} of the text ({body[number].block.label}), {words}"
            for number, of_block in sorted(getattr(error, "block_errors", {}).items())
            for words in _words_of(of_block)
        ]
    return []


def _words_of(error: Any, place: str = "") -> Iterator[str]:
    """Yield the messages of an error and of those within it, each with its place in the block."""
    within = getattr(error, "block_errors", None)
    if not within:
        yield from (f"{place or 'as it stands'}: {words}" for words in error.messages)
        return
    for name, one in within.items():
        part = f"{name + 1}" if isinstance(name, int) else name.replace("_", " ")
        for inner in one if isinstance(one, list) else [one]:
            yield from _words_of(inner, f"{place}, {part}" if place else part)


def photo_uses(article: Any) -> Iterator[PhotoUse]:
    """Yield every photo of an article in its place."""
    if article.photo_id:
        yield PhotoUse(
            "The main photo", article.photo_id, article.photo_alt_decision, article.photo_alt,
            article.photo_caption,
        )  # fmt: skip
    for number, value in enumerate(_photo_values(article.body.raw_data), 1):
        if value.get("photo"):
            yield PhotoUse(
                f"Photo {number} in the text",
                int(value["photo"]),
                value.get("alt_decision") or "",
                value.get("alt") or "",
                value.get("caption") or "",
            )


def _photo_values(body: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for block in body:
        if block["type"] == "photo":
            yield block["value"]
        elif block["type"] == "gallery":
            for item in block["value"].get("photos") or ():
                yield item["value"] if item.get("type") == "item" else item


def _problems_of_use(use: PhotoUse, photo: Photo | None) -> Iterator[str]:
    if photo is None:
        yield f"{use.where} no longer exists. Choose another or take it out."
        return
    if not photo.credit.strip():
        offered = photo.offered.get("credit", "")
        hint = f" Its file says {offered!r}." if offered else ""
        yield f"{use.where} ({photo.title}) has no credit. Open the photo and write one.{hint}"
    if use.alt_decision not in (DESCRIBED, DECORATIVE):
        yield f"{use.where}: decide whether it is described or decorative."
    elif use.alt_decision == DESCRIBED and not use.alt.strip():
        yield f"{use.where} is to be described: write what it shows, or call it decorative."
    for text, what in ((use.alt, "description"), (strip_tags(use.caption), "caption")):
        if text and is_file_name(text):
            yield f"{use.where}: its {what}, {text!r}, is the name of a file. Write what it shows."


def _leaked_names(article: Any) -> Iterator[str]:
    for text in (article.headline, article.standfirst):
        yield from find_file_names(text)
    for block in article.body.raw_data:
        if isinstance(block["value"], str):
            yield from find_file_names(strip_tags(block["value"]))


def check_ready(article: Any) -> None:
    """Let an article pass that may be published.

    Raises:
        NotReadyError: It may not; says everything that is wrong at once.
    """
    if found := problems_of(article):
        raise NotReadyError(article, found)


def check_standing_ready(page: Any) -> None:
    """Let a standing page pass whose text is complete.

    Raises:
        NotReadyError: It is not.
    """
    if found := problems_of_body(page.body):
        raise NotReadyError(page, found)
