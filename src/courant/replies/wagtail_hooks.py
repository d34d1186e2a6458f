"""The replies' corner of Wagtail's admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page

from courant.newsroom.models import ArticlePage
from courant.replies.models import Mode
from courant.replies.queue import may_moderate
from courant.replies.queue_panel import RepliesPanel
from courant.replies.services.raids import RAID_SET
from courant.replies.services.threads import MODE_SET
from courant.replies.urls import admin_urls
from courant.replies.word_views import WordListViewSet

hooks.register("register_admin_viewset", WordListViewSet)


class QueueMenuItem(MenuItem):
    """Leads to the queue, for those who may decide there."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for moderators."""
        return may_moderate(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add the queue's screens."""
    return list(admin_urls)


@hooks.register("register_admin_menu_item")
def queue_menu() -> MenuItem:
    """Lead to the queue, below the ticker."""
    return QueueMenuItem("Replies", reverse("replies_queue"), icon_name="comment", order=160)


@hooks.register("register_page_header_buttons")
def thread_button(page: Page, user: object, view_name: str, next_url: str = "") -> Iterator[Button]:
    """Lead from an article to how it takes replies, whether there are some or not."""
    if isinstance(page, ArticlePage) and may_moderate(user):
        url = reverse("replies_thread", args=[page.pk])
        yield Button("Replies", url=url, icon_name="comment", priority=66)


@hooks.register("register_log_actions")
def log_actions(actions: LogActionRegistry) -> None:
    """Have an article's history say who changed how it takes replies."""

    @actions.register_action(MODE_SET)
    class ModeSet(LogFormatter):
        label = "Set how replies are taken"

        def format_message(self, log_entry: Any) -> str:
            return f"Replies: {Mode(log_entry.data['mode']).label}"

    @actions.register_action(RAID_SET)
    class RaidSet(LogFormatter):
        label = "Begin or end a raid"

        def format_message(self, log_entry: Any) -> str:
            return (
                "Raid on the replies begun" if log_entry.data["on"] else "Raid on the replies ended"
            )


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """Say how many replies wait."""
    if may_moderate(request.user):
        panels.append(RepliesPanel())
