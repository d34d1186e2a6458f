"""Parts of the editor's form that Wagtail has not quite as we need them."""

from typing import Any

from django import forms
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel


def title_panel(word: str) -> TitleFieldPanel:
    """Return the panel of a page's ``title``, called by the paper's own word for it."""
    return TitleFieldPanel("title", heading=word, placeholder=word, help_text=" ")


def slug_panel() -> FieldPanel:
    """Return the panel of a page's slug."""
    return FieldPanel(
        "slug",
        help_text="The last part of the address. Where it is taken, the address gets a number. "
        "When you change it on a page that is public, the old address leads to the new one.",
    )


def search_panel() -> FieldPanel:
    """Return the panel of what search engines and link cards are told of a page."""
    return FieldPanel(
        "search_description",
        heading="Description",
        help_text="For search engines and link cards; empty: the standfirst, if there is one.",
    )


class ChosenRows(BaseChildFormSet):
    """Rows of which each is a choice: one where nothing is chosen yet is no row.

    An editor who has pressed *Add* and looks for what to choose does not keep the draft from
    being saved meanwhile.
    """

    choice = "topic"

    def _should_delete_form(self, form: Any) -> bool:
        return super()._should_delete_form(form) or not form[self.choice].value()


class TopicsPanel(InlinePanel):
    """The topics of an article."""

    def get_form_options(self) -> dict[str, Any]:
        """Name our kind of rows."""
        options: dict[str, Any] = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = ChosenRows
        return options


def bylines_panel() -> InlinePanel:
    """Return the panel of who made the story."""
    return InlinePanel("bylines", label="byline", heading="Bylines")


def topics_panel() -> InlinePanel:
    """Return the panel of an article's topics."""
    return TopicsPanel("article_topics", label="topic", heading="Topics, the first is primary")


def desks_panel() -> FieldPanel:
    """Return the panel of the further desks that list an article."""
    return FieldPanel("also_on", widget=forms.CheckboxSelectMultiple)


def ticker_panel(*names: str) -> MultiFieldPanel:
    """Return the panel of what the ticker is told of an article."""
    return MultiFieldPanel([FieldPanel(name) for name in names], "News Ticker")
