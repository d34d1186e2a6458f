"""The end of an embargo: what the newsroom alone has seen becomes public by itself."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from wagtail.log_actions import log
from wagtail.models import Page, Revision

from courant.newsroom.models import ArticlePage, Teaser
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.articles import restore
from courant.newsroom.services.publication import show_articles
from courant.plant import clock


@transaction.atomic
def lift_embargo(pk: int) -> bool:
    """Make an article public whose moment has come.  Return whether it was time.

    The embargo is taken away, not merely over: were it compared with the clock whenever the
    article is looked at, a clock that is set back would take the article from its readers again.
    Its drafts forget the embargo too, or the next correction would be refused for it.

    Args:
        pk: Of the article.
    """
    now = clock.now()
    due = ArticlePage.objects.select_for_update().filter(live=True, embargo_until__lte=now)
    article = due.filter(pk=pk).first()
    if article is None:
        return False
    moments: dict[str, datetime | None] = {"embargo_until": None}
    if current_address(article) is None:  # readers see it now for the first time
        moments |= {"first_published_at": now, "last_published_at": now}
    ArticlePage.objects.filter(pk=pk).update(**moments)
    _let_drafts_forget(article, now)
    restore(article)
    show_articles([pk], because="embargo lifted")
    log(instance=article, action="newsroom.embargo.lift")
    return True


def forget_past_embargo(after: Any, revision: Revision) -> None:
    """Take an embargo that is over from what readers have: a form may be older than its end.

    Else the article would leave its readers until the schedule came to it again.
    """
    until = after.embargo_until
    if until and until <= clock.now() and Teaser.objects.filter(pk=after.pk).exists():
        after.embargo_until = None
        revision.content = revision.content | {"embargo_until": None}
        Revision.objects.filter(pk=revision.pk).update(content=revision.content)


def _let_drafts_forget(article: Page, now: datetime) -> None:
    for revision in Revision.objects.for_instance(article).filter(
        pk__in=[article.latest_revision_id, article.live_revision_id]
    ):
        until = parse_datetime(revision.content.get("embargo_until") or "")
        if until is not None and until <= now:
            revision.content["embargo_until"] = None
            revision.save(update_fields=["content"])
