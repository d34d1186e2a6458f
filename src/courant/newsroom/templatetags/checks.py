"""The checks in the editor."""

from typing import Any

from django import template
from django.urls import reverse
from wagtail.models import Page

from courant.design.languages import direction
from courant.newsroom import checks_views
from courant.newsroom.checks import links
from courant.newsroom.models import ArticlePage

register = template.Library()
register.filter("linked", links.linked)


@register.inclusion_tag("newsroom/checks_panel.html", takes_context=True)
def article_checks(context: Any, page: Any) -> dict[str, Any]:
    """Show what the checks say of an article in the editor; nothing for other pages."""
    if not isinstance(page, ArticlePage):
        return {"is_article": False}
    parent = page.get_parent() if page.pk else _parent_of_new(context)
    lang = page.locale.language_code if page.locale_id else parent.locale.language_code
    page.locale_id = page.locale_id or parent.locale_id
    return {
        "is_article": True,
        "url": reverse("newsroom_checks", args=[page.pk])
        if page.pk
        else reverse("newsroom_checks_new", args=["newsroom", "articlepage", parent.pk]),
        "lang": lang,
        "direction": direction(lang),
        **checks_views.told_of(page),
    }


def _parent_of_new(context: Any) -> Any:
    """Return where a new article is to stand: the address of its form says so."""
    return Page.objects.get(pk=context["request"].resolver_match.kwargs["parent_page_id"])
