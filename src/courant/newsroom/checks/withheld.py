"""Names that are withheld: who made an article must not be found in it.

A withheld byline has no name, so nobody's name can be compared.  But the newsroom knows who may
be meant: who signed in to write it, and whom an earlier draft's byline named.  Nothing is stored
for this that was not there before.
"""

import re
from collections.abc import Iterator
from typing import Any

from wagtail.models import Revision

from courant.newsroom.checks.findings import Finding, Level
from courant.newsroom.checks.texts import Text, texts_of
from courant.newsroom.checks.uses import photo_uses
from courant.newsroom.models import Byline, Contributor, ContributorName, Photo
from courant.plant.writing.folding import fold
from courant.staff.models import Staff

LAST_DRAFTS = 100
LEAST_LETTERS = 4  # a shorter name is a word of the language too often


def withheld_names(article: Any) -> Iterator[Finding]:
    """Yield each place in which somebody is named who is to be withheld."""
    hidden = _hidden(article)
    if hidden is None:
        return
    for text in texts_of(article):
        if hidden.search(fold(text.words)):
            yield _finding(text.where, text.field, text.block)
    yield from _in_photos(article, hidden)


def names_withheld_in(article: Any, text: Text) -> Iterator[Finding]:
    """Yield that a text that goes with an article names somebody who is to be withheld."""
    hidden = _hidden(article)
    if hidden is not None and hidden.search(fold(text.words)):
        yield _finding(text.where, text.field, text.block)


def _hidden(article: Any) -> re.Pattern[str] | None:
    """Return what finds the names that are withheld; None when there are none."""
    bylines = list(article.bylines.all())
    if not any(line.kind == Byline.Kind.WITHHELD for line in bylines):
        return None
    names = names_meant(article, {line.contributor_id for line in bylines})
    if not names:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names))) + r")(?!\w)")


def names_meant(article: Any, named: set[int | None]) -> set[str]:
    """Return the names, folded, of those whom a withheld byline may mean.

    Args:
        article: With a withheld byline.
        named: Contributors whose names stand over it all the same.
    """
    people = _in_earlier_drafts(article) - named
    found = set(Contributor.objects.filter(pk__in=people).values_list("name", flat=True))
    found |= set(
        ContributorName.objects.filter(contributor__in=people).values_list("name", flat=True)
    )
    openly = {c.name for c in Contributor.objects.filter(pk__in=[pk for pk in named if pk])}
    found |= {who.get_full_name() for who in _writers(article)} - openly
    return {name for name in map(_folded, found) if len(name) >= LEAST_LETTERS}


def _folded(name: str) -> str:
    return " ".join(fold(name).split())


def _in_earlier_drafts(article: Any) -> set[int]:
    if article.pk is None:
        return set()
    drafts = Revision.objects.filter(
        base_content_type=article.get_base_content_type(), object_id=str(article.pk)
    ).order_by("-pk")
    lines = (
        line
        for content in drafts.values_list("content", flat=True)[:LAST_DRAFTS]
        for line in content.get("bylines") or ()
    )
    return {line["contributor"] for line in lines if line.get("contributor")}


def _writers(article: Any) -> list[Staff]:
    if article.pk is None:
        return list(Staff.objects.filter(pk=article.owner_id)) if article.owner_id else []
    drafts = Revision.objects.filter(
        base_content_type=article.get_base_content_type(), object_id=str(article.pk)
    )
    pks = set(drafts.order_by().values_list("user_id", flat=True).distinct()) | {article.owner_id}
    return list(Staff.objects.filter(pk__in=[pk for pk in pks if pk]))


def _in_photos(article: Any, hidden: re.Pattern[str]) -> Iterator[Finding]:
    uses = list(photo_uses(article))
    photos = Photo.objects.in_bulk({use.photo_pk for use in uses})
    for use in uses:
        photo = photos.get(use.photo_pk)
        facts = (photo.credit, photo.creator, photo.rights) if photo else ()
        if any(hidden.search(fold(words)) for words in facts):
            yield _finding(
                f"{use.where}, in its credit, creator or copyright,", use.field, use.block
            )


def _finding(where: str, field: str, block: str) -> Finding:
    return Finding(
        f"{where} names somebody whose name this article withholds. Take the name out, or say "
        "openly in the bylines who it is.",
        field,
        block,
        Level.NEVER,
    )
