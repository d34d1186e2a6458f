"""The newsroom's own screens, in Wagtail's look."""

import mimetypes
import re
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from courant.newsroom.checks.leaks import leaks_in
from courant.newsroom.checks.texts import Text
from courant.newsroom.checks.withheld import names_withheld_in
from courant.newsroom.models import ArticlePage
from courant.newsroom.queries.paper import house
from courant.newsroom.recipes.engine import engine, settle_zone
from courant.newsroom.services.articles import ArticleError, withdraw
from courant.newsroom.services.photos import renditions_folder
from courant.press import queries as press
from courant.staff.models import Staff

PHOTO_NAME = re.compile(r"[0-9a-f]{8,64}-\d{2,5}\.(?:jpg|png|webp|avif)")


def preview_asset(request: HttpRequest, name: str) -> HttpResponse:
    """Serve a style sheet, an icon or a font to a preview."""
    return asset_called(name)


def asset_called(name: str) -> HttpResponse:
    """Return one of the public assets.

    Raises:
        Http404: There is none of that name.
    """
    settle_zone()
    sheets = [engine().stylesheet(p.accent, p.accent_dark) for p in house().papers.values()]
    for asset in [*sheets, *engine().assets.values()]:
        if asset.address == f"/assets/{name}":
            kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return HttpResponse(asset.body, content_type=kind)
    raise Http404(name)


def preview_photo(request: HttpRequest, name: str) -> FileResponse:
    """Serve a photo's published file to a preview."""
    path = renditions_folder() / name
    if not PHOTO_NAME.fullmatch(name) or not path.is_file():
        raise Http404(name)
    return FileResponse(path.open("rb"))


def _staff(request: HttpRequest) -> Staff | None:
    return request.user if isinstance(request.user, Staff) else None


NO_WORDS = (
    "Say why it is withdrawn: its address and the list of corrections will give these words to "
    "readers."
)


class WithdrawForm(forms.Form):
    """Why an article is taken back."""

    words = forms.CharField(
        label="What readers will see",
        max_length=1_000,
        error_messages={"required": NO_WORDS},
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The address will say that the editors withdrew the article, when, and these "
        "words, which are listed among the corrections too. Never name a person here.",
    )

    def __init__(self, *args: Any, article: ArticlePage, **kwargs: Any) -> None:
        """Ask for the words on an article."""
        super().__init__(*args, **kwargs)
        self._article = article

    def clean_words(self) -> str:
        """Refuse words that say what no published text may say.

        Raises:
            ValidationError: A file's name, a shortcode, or a name that the article withholds.
        """
        words = str(self.cleaned_data["words"])
        text = Text("What readers will see", words, "words")
        found = [*leaks_in(text), *(one.words for one in names_withheld_in(self._article, text))]
        if found:
            raise forms.ValidationError(found)
        return words


def withdraw_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the words, then take an article back."""
    article = get_object_or_404(ArticlePage, pk=pk)
    if not article.permissions_for_user(request.user).can_unpublish():
        raise PermissionDenied
    form = WithdrawForm(request.POST or None, article=article)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(article, words=form.cleaned_data["words"].strip(), by=_staff(request))
        except ArticleError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, f"“{article.title}” is withdrawn.")
        return redirect("wagtailadmin_pages:edit", article.pk)
    return render(
        request,
        "newsroom/withdraw.html",
        {"page_title": "Withdraw", "page_subtitle": article.title, "header_icon": "warning",
         "article": article, "form": form},
    )  # fmt: skip


def press_report(request: HttpRequest) -> HttpResponse:
    """Show what the press could not bake, what waits, and the last editions."""
    return render(
        request,
        "newsroom/press.html",
        {
            "page_title": "Press",
            "header_icon": "doc-full-inverse",
            "failed": press.failed_bakes()[:200],
            "late": press.late_bakes()[:200],
            "uncollected": press.late_changes()[:200],
            "runs": press.last_runs(),
        },
    )
