"""The paper's name and icon on the newsroom's screens, and its menu where no script draws one."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu

from courant.design.assets import fixed_assets
from courant.newsroom.queries.paper import masthead

register = template.Library()


@register.simple_tag
def paper_name() -> str:
    """Return what the paper calls itself."""
    return masthead().name


@register.simple_tag
def paper_icon() -> SafeString:
    """Return the icon as markup."""
    return mark_safe(_icon())  # noqa: S308  # it is our own file


@register.simple_tag
def paper_icon_address() -> str:
    """Return the icon as an address that needs no request, so that signing in does not either."""
    return f"data:image/svg+xml,{quote(_icon())}"


@register.simple_tag(takes_context=True)
def plain_menu(context: dict[str, Any]) -> list[MenuItem]:
    """Return what the side bar leads to for whoever asks; Wagtail's own takes scripts."""
    return list(_leaves(admin_menu, context["request"]))


def _leaves(menu: Menu, request: HttpRequest) -> Iterator[MenuItem]:
    for item in sorted(menu.menu_items_for_request(request), key=lambda each: each.order):
        if isinstance(item, SubmenuMenuItem):
            yield from _leaves(item.menu, request)
        else:
            yield item


def _icon() -> str:
    return fixed_assets()["icon.svg"].body.decode()
