"""Tidying the letters of a draft: on request, counted, as a new revision that may be undone."""

from typing import Any

from django.db import transaction

from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import ArticleError
from courant.newsroom.tidying import is_for, tidied, tidied_value
from courant.staff.models import Staff

FIELDS = (
    "title", "long_headline", "short_headline", "kicker", "standfirst", "dateline",
    "photo_caption", "photo_alt", "ticker_text", "search_description", "content_warning",
    "change_words",
)  # fmt: skip


def letters_to_tidy(article: ArticlePage) -> int:
    """Return how many letters of the newest draft would be tidied."""
    return _tidy(article.get_latest_revision_as_object())


@transaction.atomic
def tidy_letters(article: ArticlePage, *, by: Staff) -> int:
    """Tidy the newest draft of an article.  Return how many letters were changed.

    Raises:
        ArticleError: Its language is not written with the Persian letters.
    """
    if not is_for(article.locale.language_code):
        raise ArticleError("Only Persian and its neighbours are written with ی and ک.")
    draft = article.get_latest_revision_as_object()
    count = _tidy(draft)
    if count:
        draft.save_revision(user=by, log_action=True, clean=False)
    return count


def _tidy(draft: Any) -> int:
    count = 0
    for name in FIELDS:
        words, changed = tidied(getattr(draft, name) or "")
        if changed:
            setattr(draft, name, words)
            count += changed
    body, changed = tidied_value(list(draft.body.raw_data))
    if changed:
        draft.body = draft._meta.get_field("body").to_python(body)
    return count + changed
