"""The screen on which somebody says that an article cannot wait."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courant.newsroom.checks.door import must_findings
from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import ArticleError
from courant.newsroom.services.urgency import may_override, publish_urgently
from courant.staff.models import Staff


class UrgentForm(forms.Form):
    """Why it cannot wait."""

    why = forms.CharField(
        label="Why it cannot wait",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text="Kept for good with your name, in the article's history. Readers do not see it.",
    )


@require_http_methods(["GET", "POST"])
def publish_urgent(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, then publish the newest draft over what must be right."""
    article = get_object_or_404(ArticlePage, pk=pk)
    if not may_override(request.user, article) or not isinstance(request.user, Staff):
        raise PermissionDenied
    form = UrgentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            publish_urgently(article, why=form.cleaned_data["why"], by=request.user)
        except ArticleError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{article.title}” is published. Put the rest right soon.")
        return redirect("wagtailadmin_pages:edit", article.pk)
    draft = article.get_latest_revision_as_object()
    return render(
        request,
        "newsroom/urgent.html",
        {"page_title": "Publish as urgent", "page_subtitle": draft.title, "header_icon": "warning",
         "article": article, "form": form, "findings": must_findings(draft)},
    )  # fmt: skip
