"""How one article takes replies, set from the article's own menu, replies or none yet."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courant.newsroom.models import ArticlePage, Teaser
from courant.plant import clock
from courant.replies.models import Mode, State, Thread
from courant.replies.queries.rules import closes_at, is_open, is_raided, rules
from courant.replies.queue_views import for_moderators, moderator
from courant.replies.services.threads import set_mode

REFUSED = 422  # RFC 9110 section 15.5.21


@for_moderators
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show how an article takes replies, and set it."""
    article = get_object_or_404(ArticlePage, pk=number)
    if request.method != "POST":
        return render(request, "replies/thread.html", _told(article))
    mode = request.POST.get("mode", "")
    if mode not in Mode.values:
        fault = "Choose how this article takes replies."
        return render(
            request, "replies/thread.html", _told(article) | {"fault": fault}, status=REFUSED
        )
    set_mode(article.pk, mode=mode, by=moderator(request))
    messages.success(request, f"“{article.title}”: {Mode(mode).label.lower()}.")
    return redirect("replies_thread", article.pk)


def _told(article: ArticlePage) -> dict[str, Any]:
    of, thread = rules(), Thread.objects.filter(pk=article.pk).first()
    published = Teaser.objects.filter(pk=article.pk).values_list("published_at", flat=True).first()
    replies = thread.replies if thread else None
    return {
        "page_title": "Replies",
        "header_icon": "comment",
        "article": article,
        "modes": Mode.choices,
        "mode": thread.mode if thread else Mode.USUAL,
        "usual": of.get_publishing_display(),
        "is_public": published is not None,
        "is_open": bool(published and is_open(thread, of, published, clock.now())),
        "closes_at": closes_at(published, of) if published else None,
        "is_raid": bool(thread and is_raided(thread)),
        "published": replies.filter(state=State.PUBLISHED).count() if replies else 0,
        "held": replies.filter(state=State.HELD).count() if replies else 0,
    }
