"""What an editor can do to an article besides writing it."""

from django.db import transaction
from wagtail.models import Page

from courant.newsroom import keys
from courant.newsroom.models import ArticlePage, Teaser, Withdrawal
from courant.newsroom.services.correction_lists import show_corrections, show_corrections_of
from courant.newsroom.services.publication import show_articles
from courant.plant import clock
from courant.press.changes import note_changed
from courant.staff.models import Staff


class ArticleError(Exception):
    """Something that cannot be done to this article.  Editors see the message as it stands."""


@transaction.atomic
def withdraw(article: ArticlePage, *, words: str, by: Staff | None) -> Withdrawal:
    """Take a public article back.  Its address stays and says so, with the editor's words.

    Args:
        article: A public article.
        words: Why, as readers will see it, under its address and in the list of corrections; may
            be empty, though editors are asked for them, and must not name a person.
        by: Who does it, for the newsroom's own log.

    Raises:
        ArticleError: The article is not public.
    """
    if not Teaser.objects.filter(pk=article.pk).exists():
        raise ArticleError(f"“{article.title}” is not public, so there is nothing to withdraw.")
    withdrawal = note_withdrawal(article, words=words)
    article.unpublish(user=by)
    show_articles([article.pk], because="article withdrawn")
    return withdrawal


@transaction.atomic
def note_withdrawal(article: ArticlePage, *, words: str = "") -> Withdrawal:
    """Write down that an article which was public is so no longer.

    Called for every way of unpublishing; words that were given before are kept.
    """
    # From now on the row itself follows what is typed into the editor.
    was = ArticlePage.objects.get(pk=article.pk).serializable_data()
    told = {"withdrawn_at": clock.now(), "words": words, "headline": article.headline, "was": was}
    withdrawal, is_new = Withdrawal.objects.get_or_create(page=article, defaults=told)
    if words and not is_new and words != withdrawal.words:
        withdrawal.words = words
        withdrawal.save(update_fields=["words"])
        because = "words of a withdrawal changed"
        note_changed(keys.gone(f"article:{article.pk}"), because=because)
        show_corrections_of([article.pk], because=because)
    return withdrawal


@transaction.atomic
def restore(article: ArticlePage) -> None:
    """Forget that an article was withdrawn: it is public again."""
    rows = Withdrawal.objects.filter(page=article)
    told = list(rows.exclude(words="").values_list("withdrawn_at", flat=True))
    rows.delete()
    if told:
        show_corrections({article.locale.language_code: told}, because="published again")


def keep_as_draft(article: ArticlePage) -> None:
    """Call an article a draft whose first publication was refused.

    Wagtail's New form marks a page live before it publishes; readers never saw anything of it.
    """
    Page.objects.filter(pk=article.pk, first_published_at=None).update(
        live=False, has_unpublished_changes=True
    )
