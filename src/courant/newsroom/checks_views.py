"""The checks of an article as it stands in the editor, saved or not."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from wagtail.admin.views.pages.preview import PreviewOnCreateView, PreviewOnEditView

from courant.newsroom.checks import findings_of
from courant.newsroom.models import ArticlePage
from courant.newsroom.publish_button import words_for


def told_of(page: Any) -> dict[str, Any]:
    """Return what the panel shows of an article: what must be right, what to look at."""
    found = findings_of(page) if isinstance(page, ArticlePage) else []
    return {
        "must": [finding for finding in found if finding.stops],
        "should": [finding for finding in found if not finding.stops],
    }


class _AsItStands:
    """Answers a form that is sent as it stands with what the checks say; stores nothing."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Check the form's article; one with a faulty field is checked as it was saved."""
        view: Any = self
        form = view.get_form(request.POST)
        if view.validate_form(form):
            form.save(commit=False)
        page = view.object
        told = told_of(page)
        html = render_to_string("newsroom/checks.html", told | {"is_stale": bool(form.errors)})
        return JsonResponse(
            {"html": html, "must": len(told["must"]), "publish": words_for(page)},
            headers={"Cache-Control": "no-store"},
        )


class CheckOnEdit(_AsItStands, PreviewOnEditView):
    """Of an article that was saved."""


class CheckOnCreate(_AsItStands, PreviewOnCreateView):
    """Of one that never was."""

    def get_object(self) -> Any:
        """Give it the language of where it is to stand."""
        page = super().get_object()
        page.locale_id = self.parent.locale_id
        page.owner = self.request.user
        return page

    @property
    def parent(self) -> Any:
        """Where it is to stand."""
        from wagtail.models import Page

        return Page.objects.get(pk=self.parent_object_id)
