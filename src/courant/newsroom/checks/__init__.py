"""What must be right before an article is published, and what somebody should look at.

Whatever the way: button, workflow, bulk action, schedule.  Drafts need not be valid, so these
rules belong to publishing.
"""

from courant.newsroom.checks.bodies import problems_of_body
from courant.newsroom.checks.door import (
    NotReadyError,
    check_ready,
    check_standing_ready,
    findings_of,
    problems_of,
)
from courant.newsroom.checks.findings import Finding, Level
from courant.newsroom.checks.uses import photo_uses

__all__ = [
    "Finding",
    "Level",
    "NotReadyError",
    "check_ready",
    "check_standing_ready",
    "findings_of",
    "photo_uses",
    "problems_of",
    "problems_of_body",
]
