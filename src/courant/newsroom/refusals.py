"""What happens to a request that would publish an article which is not ready, or cannot be stored.

One place for all doors (Publish, workflow, bulk action): the draft is kept, nothing of it is
public, and the editor is back at the article with everything that is to be put right.  Where
the database cannot be written, the editor is told so and nothing was changed.
"""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from django.contrib import messages
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from courant.newsroom.checks import Finding, Level, NotReadyError
from courant.newsroom.checks.links import linked
from courant.newsroom.services.articles import keep_as_draft
from courant.newsroom.services.urgency import may_override
from courant.newsroom.translating import UntranslatedDeskError

log = structlog.get_logger("courant.newsroom")

UNSTORED = (
    "The newsroom cannot use its database: {reason}.\n\n"
    "Nothing was changed, and readers have the paper as it was. Tell whoever looks after the "
    "server; if its disk is full, something there must make room. Then go back one page, where "
    "what you wrote still stands, and press the button again.\n"
)


FAILED = (
    "Something went wrong in the newsroom, and it is not your fault.\n\n"
    "What is published stays as it is. Go back one page, where what you wrote still stands, and "
    "try again; if it fails again, tell whoever looks after the server: its log says why.\n"
)
PLAIN = "text/plain; charset=utf-8"


class RefusalMiddleware:
    """Turns a refusal into a message and a way back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the next one does."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Send the editor back to an article that may not be published yet.

        A database that cannot be used (its disk is full, it is away) is said in words: 503.
        """
        if isinstance(exception, OperationalError):
            return _unstored(exception)
        if isinstance(exception, UntranslatedDeskError):
            messages.error(request, str(exception))
            return redirect("wagtailadmin_pages:edit", exception.article.pk)
        if not isinstance(exception, NotReadyError):
            return None
        page = exception.page
        keep_as_draft(page)
        messages.error(request, _kept(request, page, exception.findings))
        for finding in exception.findings:
            messages.error(request, linked(finding))
        return redirect("wagtailadmin_pages:edit", page.pk)


def _kept(request: HttpRequest, page: Any, findings: Sequence[Finding]) -> SafeString:
    said = format_html("“{}” was not published; your draft is kept.", page.title)
    if not may_override(request.user, page) or any(f.level == Level.NEVER for f in findings):
        return said
    href = reverse("newsroom_urgent", args=[page.pk])
    return format_html('{} <a href="{}">It is urgent…</a>', said, href)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a request that failed (Django's ``handler500``): in words, without a traceback.

    The database may be away before any screen is reached: who signed in is looked up first.
    """
    exception = sys.exc_info()[1]
    if isinstance(exception, OperationalError):
        return _unstored(exception)
    return HttpResponse(FAILED, content_type=PLAIN, status=500)


def _unstored(error: OperationalError) -> HttpResponse:
    reason = str(error).strip()
    log.error("newsroom.unstored", reason=reason, exc_info=error)
    return HttpResponse(UNSTORED.format(reason=reason), content_type=PLAIN, status=503)
