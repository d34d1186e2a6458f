"""The newsroom's corner of Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from courant.newsroom import editor_hooks, withdrawing  # noqa: F401  # their hooks register themselves
from courant.newsroom.desks_panel import DesksPanel
from courant.newsroom.models import ArticlePage, Correction, Person
from courant.newsroom.now_panel import NowPanel
from courant.newsroom.own_facts import OwnFactsButton, look_at_translation
from courant.newsroom.people_admin import PersonViewSet, merge_button
from courant.newsroom.press_panel import PressPanel
from courant.newsroom.rich_text import register_quotations
from courant.newsroom.services.corrections import LOGGED
from courant.newsroom.translating import translation_of
from courant.newsroom.urls import admin_urls

STAY = mark_safe("""<script>document.addEventListener("scroll", event => {
  if (event.target.id === "main") event.target.scrollLeft = 0
}, true)</script>""")
# Wagtail's own panels that say who waits for whom, in our order.
IN_REVIEW = {"workflow_objects_to_moderate": 6, "user_objects_in_workflow_moderation": 7}
WAGTAILS_OWN = ("whats-new", "editor-guide")  # in its help menu

register_snippet(PersonViewSet)
hooks.register("register_rich_text_features", register_quotations)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add our screens."""
    return list(admin_urls)


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """Say first what needs somebody now, then where to write."""
    for panel in panels:
        if getattr(panel, "name", "") in IN_REVIEW:
            panel.order = IN_REVIEW[panel.name]
    panels[:0] = [NowPanel(request), PressPanel(), DesksPanel(request)]


@hooks.register("before_create_page")
def only_publishers_found_desks(request: HttpRequest, parent_page: Any, page_class: Any) -> None:
    """Let who may add pages but not publish them add articles alone: a desk is the publishers'.

    Raises:
        PermissionDenied: Somebody else would begin a desk, a front or a standing page.
    """
    if not issubclass(page_class, ArticlePage):
        permissions = parent_page.permissions_for_user(request.user)
        if not permissions.can_publish_subpage():
            raise PermissionDenied


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


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """Name our own deeds in an article's history, and the kind of each change."""
    actions.register_action(LOGGED)(ChangeFormatter)
    actions.register_action("newsroom.draft.link", "Link to a draft", "Link to a draft made")
    actions.register_action("newsroom.embargo.lift", "Lift the embargo", "Embargo lifted")

    @actions.register_action("newsroom.publish.urgent")
    class Urgent(LogFormatter):
        label = "Publish as urgent"
        message = "Published as urgent, over what must be right"

        def format_comment(self, log_entry: Any) -> str:
            return f"{log_entry.data['why']} ({' '.join(log_entry.data['over'])})"


class ChangeFormatter(LogFormatter):
    """A change as an article's history tells it."""

    label = "Change"

    def format_message(self, log_entry: Any) -> str:
        """Return its kind, and the words if there were any."""
        kind = Correction.Kind(log_entry.data["kind"]).label
        words = log_entry.data["words"]
        return f"{kind}: {words}" if words else kind


@hooks.register("register_permissions")
def permissions() -> Any:
    """Offer in a group's screen what is ours to allow."""
    return Permission.objects.filter(codename__in=["publish_urgently", "moderate_replies"])


@hooks.register("register_snippet_listing_buttons")
def merge_people_button(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a person to the form that merges them into another."""
    if isinstance(snippet, Person) and user.has_perm("newsroom.delete_person"):
        yield merge_button(snippet)


@hooks.register("before_edit_page", order=-1)
def look_at_a_translation(request: HttpRequest, page: Any) -> None:
    """Refuse a translation that may not be published, before wagtail-localize publishes it."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        look_at_translation(page.specific)


@hooks.register("register_page_header_buttons")
def own_facts(
    page: Any, user: Any, next_url: str | None = None, view_name: str | None = None
) -> Iterator[OwnFactsButton]:
    """Lead a translator to what a translation has of its own."""
    if view_name == "edit" and isinstance(page, ArticlePage) and translation_of(page):
        yield OwnFactsButton(page)
