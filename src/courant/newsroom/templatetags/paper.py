"""The paper's name and icon on the newsroom's screens."""

from urllib.parse import quote

from django import template
from django.utils.safestring import SafeString, mark_safe

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


def _icon() -> str:
    return fixed_assets()["icon.svg"].body.decode()
