"""The ticker's corner of Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courant.ticker.desk import may_use_desk
from courant.ticker.desk_panel import TickerPanel
from courant.ticker.urls import admin_urls
from courant.ticker.wire_views import WireViewSet

hooks.register("register_admin_viewset", WireViewSet)


class DeskMenuItem(MenuItem):
    """Leads to the ticker desk, for those who may use it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Only for whoever may file lines."""
        return may_use_desk(request.user)


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add the desk's screens."""
    return list(admin_urls)


@hooks.register("register_admin_menu_item")
def desk_menu() -> MenuItem:
    """Lead to the desk, right below the pages."""
    return DeskMenuItem("Ticker", reverse("ticker_desk"), icon_name="bars", order=150)


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """Say what readers have, and which lines somebody should look at."""
    if may_use_desk(request.user):
        panels.append(TickerPanel())
