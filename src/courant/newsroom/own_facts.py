"""What a translation has of its own: who made it, its topics, its desks, its line in the ticker.

wagtail-localize shows a translator the words and nothing else; this is Wagtail's own editor with
the fields that are not translated.  What it saves, the original never overwrites.
"""

from functools import lru_cache
from typing import Any, ClassVar

from django.http import Http404
from django.urls import reverse
from wagtail.admin.panels import ObjectList
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.widgets.button import Button

from courant.newsroom.models import ArticlePage
from courant.newsroom.page_forms import ArticleForm

SKIPPED = "before_edit_page"  # where wagtail-localize would put its own screen before this one


class OwnFactsButton(Button):
    """Leads there from a translation."""

    def __init__(self, page: ArticlePage) -> None:
        """Lead to the facts of this page."""
        super().__init__(
            "Bylines, topics, desks",
            reverse("newsroom_own_facts", args=[page.pk]),
            icon_name="tag",
            priority=5,
        )


@lru_cache(maxsize=1)
def _own_panels() -> Any:
    panels = ObjectList(ArticlePage.own_panels, base_form_class=ArticleForm)
    return panels.bind_to_model(ArticlePage)


class OwnFactsView(EditView):
    """The editor of what is not translated."""

    http_method_names: ClassVar[list[str]] = ["get", "post"]

    @property
    def edit_handler(self) -> Any:
        """The panels of those fields alone."""
        return _own_panels()

    @edit_handler.setter
    def edit_handler(self, panels: Any) -> None:
        """Keep ours when Wagtail gives its own."""

    def run_hook(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Do everything that is done around an edit, save asking whose screen this is."""
        if name == SKIPPED:
            if not isinstance(self.page, ArticlePage):
                raise Http404
            return None
        return super().run_hook(name, *args, **kwargs)

    def get_edit_url(self) -> str:
        """Return to this screen."""
        return reverse("newsroom_own_facts", args=[self.page.pk])
