"""Every door of Wagtail's that unpublishes leads to where the words for readers are asked for."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.models import Page

from courant.newsroom.models import ArticlePage

MOST_NAMED = 10  # in one message


class WithdrawMenuItem(ActionMenuItem):
    """Take a live article back, with words; stands where Wagtail has its bare Unpublish."""

    label = "Withdraw…"
    name = "action-withdraw"
    icon_name = "warning"

    def get_url(self, context: dict[str, Any]) -> str:
        """Lead to the form that asks for the words."""
        return reverse("newsroom_withdraw", args=[context["page"].pk])

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Only for an article that is public."""
        page = context.get("page")
        return isinstance(page, ArticlePage) and page.live


@hooks.register("construct_page_action_menu")
def withdraw_instead_of_unpublish(
    menu_items: list[Any], request: HttpRequest, context: dict[str, Any]
) -> None:
    """An article is withdrawn, not merely unpublished, and never made an alias of another's."""
    menu_items[:] = [item for item in menu_items if item.name != "localize-convert-to-alias"]
    if isinstance(context.get("page"), ArticlePage):
        menu_items[:] = [item for item in menu_items if item.name != "action-unpublish"]
        menu_items.append(WithdrawMenuItem(order=90))


@hooks.register("before_unpublish_page")
def ask_for_words(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead from Wagtail's own Unpublish to the words; keep a desk's articles out of it."""
    if isinstance(page.specific, ArticlePage):
        return redirect("newsroom_withdraw", page.pk)
    if request.POST.get("include_descendants"):
        return _refused(request, below(page), reverse("wagtailadmin_explore", args=[page.pk]))
    return None


@hooks.register("before_bulk_action")
def ask_for_words_of_each(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Refuse to unpublish several articles at once: readers are told of each why."""
    pages = [each for each in objects if isinstance(each, Page)]
    if action_type != "unpublish" or not pages:
        return None
    found = list(ArticlePage.objects.filter(pk__in=[page.pk for page in pages], live=True))
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        found += [article for page in pages for article in below(page)]
    return _refused(request, found, action.next_url)


def below(page: Page) -> list[ArticlePage]:
    """Return the public articles of a desk and of the desks in it."""
    return list(ArticlePage.objects.descendant_of(page).live().order_by("title"))


def _refused(
    request: HttpRequest, articles: list[ArticlePage], next_url: str
) -> HttpResponse | None:
    """Say where each article is withdrawn; None when there is none."""
    if not articles:
        return None
    named = ((reverse("newsroom_withdraw", args=[one.pk]), one.title) for one in articles)
    links = format_html_join(", ", '<a href="{}">{}</a>', list(named)[:MOST_NAMED])
    more = len(articles) - MOST_NAMED
    messages.error(
        request,
        format_html(
            "Nothing was unpublished. An article is withdrawn by itself, with words that tell "
            "readers why: {}{}.",
            links,
            f" and {more} more" if more > 0 else "",
        ),
    )
    return redirect(next_url)
