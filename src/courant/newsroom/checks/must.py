"""What must be right: each rule yields what is wrong, where, and the remedy."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import strip_tags

from courant.newsroom.blocks import DECORATIVE, DESCRIBED
from courant.newsroom.checks.bodies import findings_of_body
from courant.newsroom.checks.findings import Finding, Level
from courant.newsroom.checks.leaks import leaks
from courant.newsroom.checks.texts import plain, texts_of
from courant.newsroom.checks.uses import PhotoUse, photo_uses
from courant.newsroom.checks.withheld import withheld_names
from courant.newsroom.links import check_links
from courant.newsroom.models import ArticlePage, FrontPage, Photo, Teaser
from courant.newsroom.photos.filenames import is_file_name
from courant.newsroom.publish_button import by_the_wall
from courant.newsroom.translating import words_missing
from courant.plant import clock
from courant.plant.plain_text import PlainTextError, one_line
from courant.plant.writing.folding import fold

NO_LETTERS = re.compile(r"[\W_]+")
PULLED = "pullquote"  # the kind of block
TICKER_LETTERS = 140  # in the ticker's text

Rule = Callable[[Any], Iterator[Finding]]


def headline(article: Any) -> Iterator[Finding]:
    """An article has a headline."""
    if not article.title.strip():
        yield Finding("The headline is empty. Write one.", "title", level=Level.NEVER)


def language(article: Any) -> Iterator[Finding]:
    """An article's language is one of the paper's: it has a front."""
    if not FrontPage.objects.filter(locale=article.locale_id).exists():
        yield Finding(
            "The paper has no front in this article's language. Move the article below a front, "
            "or give the paper that language.",
            "title",
            level=Level.NEVER,
        )


def byline(article: Any) -> Iterator[Finding]:
    """Who made it is said, or that the name is withheld."""
    lines = list(article.bylines.all())
    if not lines:
        yield Finding(
            "There is no byline. Add who wrote it, the staff, or say that the name is withheld.",
            "bylines",
        )
    for number, line in enumerate(lines, 1):
        if line.is_unfinished:
            words = f"Byline {number}: choose who it is, or say that the name is withheld."
            yield Finding(words, "bylines", level=Level.NEVER)


def dateline(article: Any) -> Iterator[Finding]:
    """News says where it is from."""
    if article.label == ArticlePage.Label.NEWS and not article.dateline.strip():
        yield Finding(
            "There is no dateline, and this is News. Write the place it is from, or choose "
            "another label.",
            "dateline",
        )


def embargo(article: Any) -> Iterator[Finding]:
    """An embargo is in the future, and of what readers have not seen."""
    until = article.embargo_until
    if until is None:
        return
    is_public = Teaser.objects.filter(pk=article.pk).exists()
    if is_public and until > clock.now():
        yield Finding(
            "Readers have this article already, so an embargo comes too late. Empty the embargo, "
            "or withdraw the article.",
            "embargo_until",
            level=Level.NEVER,
        )
    elif not is_public and until <= clock.now() and not _is_moot(article):
        yield Finding(
            f"The embargo until {by_the_wall(until)} is in the past. Choose a moment to come, or "
            "empty it to publish at once.",
            "embargo_until",
            level=Level.NEVER,
        )


def _is_moot(article: Any) -> bool:
    """Return whether the embargo ended while the article waited to be published at its time."""
    return bool(article.go_live_at) and article.embargo_until <= article.go_live_at <= clock.now()


def photos(article: Any) -> Iterator[Finding]:
    """Every photo has a credit and an alt decision, and no file's name for words."""
    uses = list(photo_uses(article))
    known = Photo.objects.in_bulk({use.photo_pk for use in uses})
    for use in uses:
        yield from _problems_of_use(use, known.get(use.photo_pk))


def _problems_of_use(use: PhotoUse, photo: Photo | None) -> Iterator[Finding]:
    if photo is None:
        words = f"{use.where} no longer exists. Choose another or take it out."
        yield Finding(words, use.field, use.block, Level.NEVER)
        return
    if not photo.credit.strip():
        offered = photo.offered.get("credit", "")
        hint = f" Its file says {offered!r}." if offered else ""
        yield Finding(
            f"{use.where} ({photo.title}) has no credit. Open the photo and write one.{hint}",
            use.field,
            use.block,
            edit=reverse("wagtailimages:edit", args=[photo.pk]),
        )
    if use.alt_decision not in (DESCRIBED, DECORATIVE):
        words = f"{use.where}: decide whether it is described or decorative."
        yield Finding(words, use.decision_field, use.block)
    elif use.alt_decision == DESCRIBED and not use.alt.strip():
        words = f"{use.where} is to be described: write what it shows, or call it decorative."
        yield Finding(words, use.decision_field, use.block)
    for text, what in ((use.alt, "description"), (strip_tags(use.caption), "caption")):
        if text and is_file_name(text):
            yield Finding(
                f"{use.where}: its {what}, {text!r}, is the name of a file. Write what it shows.",
                use.caption_field if what == "caption" else use.decision_field,
                use.block,
            )


def body(article: Any) -> Iterator[Finding]:
    """Every block of the text is complete."""
    yield from findings_of_body(article.body)


def pull_quotes(article: Any) -> Iterator[Finding]:
    """A pull quote repeats words that are in the article."""
    pulled = [block for block in article.body.raw_data if block["type"] == PULLED]
    if not pulled:
        return
    said = _letters(" ".join(text.words for text in texts_of(article) if text.kind != PULLED))
    for block in pulled:
        words = plain(block["value"].get("text") or "")
        if _letters(words) not in said:
            yield Finding(
                f"The pull quote “{words}” is not in the article in these words. Pull words that "
                "stand in the text, or put it right.",
                "body",
                block.get("id") or "",
            )


def _letters(words: str) -> str:
    """Return a text's letters and digits alone: markup and signs stand between words anywhere."""
    return NO_LETTERS.sub("", fold(words))


def caption_links(article: Any) -> Iterator[Finding]:
    """The main photo's caption leads nowhere else than it seems."""
    try:
        check_links(article.photo_caption)
    except ValidationError as error:
        for words in error.messages:
            place = f"The main photo's caption: {words}"
            yield Finding(place, "photo_caption", level=Level.NEVER)


def ticker_text(article: Any) -> Iterator[Finding]:
    """The ticker's text is one plain line."""
    if article.ticker_text:
        try:
            one_line(article.ticker_text, most=TICKER_LETTERS)
        except PlainTextError as error:
            yield Finding(f"The ticker's text: {error}", "ticker_text", level=Level.NEVER)


def translation(article: Any) -> Iterator[Finding]:
    """A translation has no sentence in the language of its original."""
    if words := words_missing(article):
        yield Finding(words, "title", level=Level.NEVER)


MUST: Final[tuple[Rule, ...]] = (
    headline,
    language,
    dateline,
    byline,
    photos,
    body,
    pull_quotes,
    caption_links,
    ticker_text,
    leaks,
    withheld_names,
    embargo,
    translation,
)
