"""The door to publication: everything that is wrong at once, or nothing and on."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError

from courant.newsroom.checks.bodies import findings_of_body
from courant.newsroom.checks.findings import Finding, Level
from courant.newsroom.checks.must import MUST
from courant.newsroom.checks.should import SHOULD
from courant.newsroom.models import Override


class NotReadyError(ValidationError):
    """A page that may not be published yet.  Editors see each message."""

    def __init__(self, page: Any, findings: Sequence[Finding]) -> None:
        """Keep which page it is and what was found, so that its editor can be sent there."""
        super().__init__([finding.words for finding in findings])
        self.page, self.findings = page, findings


def findings_of(article: Any) -> list[Finding]:
    """Return all that must be put right, then all that should be looked at.

    Args:
        article: An ``ArticlePage`` as it would be published, rows or draft.
    """
    return [*must_findings(article), *(found for rule in SHOULD for found in rule(article))]


def must_findings(article: Any) -> list[Finding]:
    """Return what keeps an article from being published."""
    return [found for rule in MUST for found in rule(article)]


def problems_of(article: Any) -> list[str]:
    """Return what keeps an article from being published, in words alone."""
    return [found.words for found in must_findings(article)]


def check_ready(article: Any, revision: Any = None) -> None:
    """Let an article pass that may be published.

    Args:
        article: As it would be published.
        revision: From which it was made; somebody may have said that it is urgent.

    Raises:
        NotReadyError: It may not; says everything that is wrong at once.
    """
    found = must_findings(article)
    if found and not _is_let_through(revision, found):
        raise NotReadyError(article, found)


def _is_let_through(revision: Any, found: Sequence[Finding]) -> bool:
    if revision is None or any(finding.level == Level.NEVER for finding in found):
        return False
    return Override.objects.filter(revision_id=revision.pk).exists()


def check_standing_ready(page: Any) -> None:
    """Let a standing page pass whose text is complete.

    Raises:
        NotReadyError: It is not.
    """
    if found := list(findings_of_body(page.body)):
        raise NotReadyError(page, found)
