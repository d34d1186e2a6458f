"""The screen that tidies letters: how many, then the button."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import ArticleError
from courant.newsroom.services.tidying import letters_to_tidy, tidy_letters
from courant.staff.models import Staff


@require_http_methods(["GET", "POST"])
def tidy(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many letters would be tidied; tidy them."""
    article = get_object_or_404(ArticlePage, pk=pk)
    may_edit = article.permissions_for_user(request.user).can_edit()
    if not may_edit or _is_locked(article, request) or not isinstance(request.user, Staff):
        raise PermissionDenied
    if request.method == "POST":
        try:
            count = tidy_letters(article, by=request.user)
            messages.success(request, f"{count} letter{'' if count == 1 else 's'} tidied.")
        except ArticleError as error:
            messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", article.pk)
    told = {
        "page_title": "Tidy ي and ك",
        "page_subtitle": article.title,
        "header_icon": "edit",
        "article": article,
        "count": letters_to_tidy(article),
    }
    return render(request, "newsroom/tidy.html", told)


def _is_locked(article: ArticlePage, request: HttpRequest) -> bool:
    lock = article.get_lock()
    return lock is not None and bool(lock.for_user(request.user))
