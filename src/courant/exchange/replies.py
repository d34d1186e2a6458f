"""Handing the comments of an old site over to the replies, article after article."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from courant.exchange.models import ImportedComment, ImportedItem
from courant.exchange.wordpress.said import said
from courant.newsroom.models import ArticlePage
from courant.plant import clock
from courant.press.values import any_of
from courant.replies.services.imports import Said, take_in

MOST_DIGITS = 19  # of a number that fits a column
AT_ONCE = 50  # articles, with all that was said below them
APPROVED, HELD = frozenset({"1", "approve", "approved"}), frozenset({"0", "hold"})
Kind = ImportedComment.Kind


@transaction.atomic
def hand_over_comments() -> bool:
    """Hand over what waits of some articles.  Return whether there was anything.

    Comments in the old site's bin or among its spam are not taken.
    """
    waiting = ImportedComment.objects.filter(is_taken=False).order_by("item")
    items = list(waiting.values_list("item", flat=True).distinct()[:AT_ONCE])
    if not items:
        return False
    subjects = dict(ImportedItem.objects.filter(pk__in=items).values_list("pk", "subject"))
    comments = list(ImportedComment.objects.filter(item__in=items).order_by("item", "pk"))
    dates = _dates(subjects.values())
    take_in(
        each
        for comment in comments
        if (each := _said(comment, subjects[comment.item_id], dates)) is not None
    )
    ImportedComment.objects.filter(pk__in=any_of([each.pk for each in comments])).update(
        is_taken=True
    )
    return True


def _said(comment: ImportedComment, subject: str, dates: dict[int, datetime]) -> Said | None:
    article = _article(subject)
    is_wanted = comment.approved in APPROVED | HELD and comment.kind in (Kind.REPLY, Kind.LINK)
    if article is None or not is_wanted:
        return None
    return Said(
        article=article,
        old_number=_number(comment.key, comment.pk),
        old_parent=_number(comment.parent.key, comment.parent.pk) if comment.parent else 0,
        name=said(comment.author),
        text=said(comment.text) if comment.kind == Kind.REPLY else "",
        said_at=comment.said_at or dates.get(article) or clock.now(),
        is_staff=comment.by_staff,
        is_held=comment.approved in HELD,
        writer=comment.writer if comment.kind == Kind.REPLY else "",
        href=comment.url if comment.kind == Kind.LINK else "",
    )


def _number(key: str, pk: int) -> int:
    """Return the number a comment had; below zero where it had none, so that none is met twice."""
    number = key.removeprefix("id:")
    return int(number) if number.isdecimal() and len(number) < MOST_DIGITS else -pk


def _article(subject: str) -> int | None:
    noun, _, number = subject.partition(":")
    return int(number) if noun == "article" and number.isdecimal() else None


def _dates(subjects: Iterable[str]) -> dict[int, datetime]:
    pks = [pk for subject in subjects if (pk := _article(subject)) is not None]
    rows = ArticlePage.objects.filter(pk__in=any_of(pks), first_published_at__isnull=False)
    return dict(rows.values_list("pk", "first_published_at"))
