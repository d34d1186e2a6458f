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

from courant.newsroom.checks import Finding, Level, NotReadyError
from courant.newsroom.models import ArticlePage, ArticleTopic, Byline
from courant.newsroom.page_forms import ArticleForm
from courant.newsroom.services.corrections import SAID, problem_with_draft
from courant.newsroom.translating import translation_of

OWN = (*SAID, "ticker", "ticker_until", "embargo_until")  # besides what lies in rows beside it
SKIPPED = "before_edit_page"  # where wagtail-localize would put its own screen before this one


class OwnFactsButton(Button):
    """Leads there from a translation."""

    def __init__(self, page: ArticlePage) -> None:
        """Lead to the facts of this page."""
        super().__init__(
            "Facts of this translation",
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


def look_at_translation(draft: Any) -> None:
    """Look at a translation as it would be published now, with what was said of the change.

    wagtail-localize publishes when its transaction ends, where a refusal would be an error; and
    it begins with the page as readers have it, so what was saved with a draft is handed on here:
    what was said of the change, who made it, its topics, desks, ticker and embargo.

    Raises:
        NotReadyError: It may not be published yet.
    """
    if (translation := translation_of(draft)) is None:
        return
    locale = translation.target_locale
    future = translation.source.get_ephemeral_translated_instance(locale, fallback=True)
    if not isinstance(draft, ArticlePage):
        future.check_publishable()
        return
    _take_over(future, draft)
    future.check_publishable()
    if problem := problem_with_draft(future):
        field, words = problem
        edit = reverse("newsroom_own_facts", args=[draft.pk])
        raise NotReadyError(draft, [Finding(words, field, level=Level.NEVER, edit=edit)])
    row = ArticlePage.objects.get(pk=draft.pk)
    _take_over(row, draft)
    row.save(clean=False)


def _take_over(page: ArticlePage, draft: ArticlePage) -> None:
    """Give a page what the newest draft of the translation has of its own."""
    for name in OWN:
        setattr(page, name, getattr(draft, name))
    page.bylines = [
        Byline(
            kind=line.kind, contributor_id=line.contributor_id, role=line.role, sort_order=number
        )
        for number, line in enumerate(draft.bylines.all())
    ]
    page.article_topics = [
        ArticleTopic(topic_id=row.topic_id, sort_order=number)
        for number, row in enumerate(draft.article_topics.all())
    ]
    page.also_on.set(draft.also_on.all())
