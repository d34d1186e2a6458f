"""The newsroom's corner of Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.models import Page

from courant.newsroom.desks_panel import DesksPanel
from courant.newsroom.models import ArticlePage
from courant.newsroom.own_facts import OwnFactsButton
from courant.newsroom.press_panel import PressPanel
from courant.newsroom.translating import check_translation, translation_of
from courant.newsroom.urls import admin_urls

STAY = mark_safe("""<script>document.addEventListener("scroll", event => {
  if (event.target.id === "main") event.target.scrollLeft = 0
}, true)</script>""")
WAGTAILS_OWN = ("whats-new", "editor-guide")  # in its help menu


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add our screens."""
    return list(admin_urls)


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """Say first what needs somebody now, then where to write."""
    panels[:0] = [PressPanel(), DesksPanel(request)]


@hooks.register("insert_global_admin_js")
def stay() -> SafeString:
    """Keep a form where it is: the menu of blocks takes the focus and would push it sideways."""
    return STAY


@hooks.register("construct_help_menu")
def help_menu(request: HttpRequest, menu_items: list[Any]) -> None:
    """Leave out what is Wagtail's own; its guide is linked on the home."""
    ours = (item for item in menu_items if not item.name.startswith(WAGTAILS_OWN))
    menu_items[:] = list(ours)


@hooks.register("register_reports_menu_item")
def press_menu() -> MenuItem:
    """Lead to the press report."""
    return MenuItem("Press", reverse("newsroom_press"), icon_name="doc-full-inverse", order=10)


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


@hooks.register("before_edit_page", order=-1)
def look_at_a_translation(request: HttpRequest, page: Page) -> None:
    """Refuse a translation that may not be published, before wagtail-localize publishes it."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        check_translation(page)


@hooks.register("register_page_header_buttons")
def own_facts(
    page: Page, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[OwnFactsButton]:
    """Lead a translator to what a translation has of its own."""
    if view_name == "edit" and isinstance(page, ArticlePage) and translation_of(page):
        yield OwnFactsButton(page)
