"""Publishing over what must be right: by whom that may, with the reason, never in silence."""

from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from courant.newsroom.checks import Level
from courant.newsroom.checks.door import must_findings
from courant.newsroom.models import ArticlePage, Override
from courant.newsroom.services.articles import ArticleError
from courant.plant import clock
from courant.staff.models import Staff

PERMISSION = "newsroom.publish_urgently"


def may_override(user: Any, page: Any) -> bool:
    """Return whether somebody may publish an article over what must be right."""
    return (
        isinstance(page, ArticlePage)
        and user.has_perm(PERMISSION)
        and bool(page.permissions_for_user(user).can_publish())
    )


@transaction.atomic
def publish_urgently(article: ArticlePage, *, why: str, by: Staff) -> Override:
    """Publish an article's newest draft though not all is right; who and why is kept for good.

    Raises:
        ArticleError: There is no reason, nothing to override, or something nobody may override:
            a withheld name, an embargo, a text that cannot be printed.
    """
    if not why.strip():
        raise ArticleError("Say why it cannot wait.")
    revision = article.get_latest_revision()
    if revision is None:
        raise ArticleError("There is no draft to publish. Save one first.")
    found = must_findings(revision.as_object())
    never = [finding.words for finding in found if finding.level == Level.NEVER]
    if never:
        raise ArticleError(f"However urgent it is, this must be put right first: {never[0]}")
    override, _ = Override.objects.get_or_create(
        revision_id=revision.pk,
        defaults={
            "page_id": article.pk,
            "why": why.strip(),
            "over": [finding.words for finding in found],
            "by": by,
            "at": clock.now(),
        },
    )
    revision.publish(user=by, skip_permission_checks=True)
    log(
        instance=article,
        action="newsroom.publish.urgent",
        user=by,
        data={"why": override.why, "over": override.over},
    )
    return override
