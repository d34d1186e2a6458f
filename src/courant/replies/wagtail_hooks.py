"""The replies' corner of Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courant.replies.queue import may_moderate
from courant.replies.queue_panel import RepliesPanel
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


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """Say how many replies wait."""
    if may_moderate(request.user):
        panels.append(RepliesPanel())
