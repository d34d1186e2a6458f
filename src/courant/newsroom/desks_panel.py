"""What the newsroom's home offers: an article for each desk that one may write for."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from courant.newsroom.models import DeskPage, FrontPage

AT_MOST = 12  # desks of one language; whoever has more finds them in the tree


@dataclass(frozen=True, slots=True)
class DeskLink:
    """Where to begin an article."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class FrontDesks:
    """The desks of one language."""

    lang: str  # BCP 47
    desks: tuple[DeskLink, ...]


class DesksPanel(Component):
    """A button for each desk, in the order in which readers see them."""

    name = "desks"
    template_name = "newsroom/desks_panel.html"
    order = 20

    def __init__(self, request: HttpRequest) -> None:
        """Take who asks."""
        self._user = request.user

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return the desks by front; a front without one is left out."""
        fronts = FrontPage.objects.select_related("locale").order_by("path")
        shown = [FrontDesks(front.locale.language_code, self._desks(front)) for front in fronts]
        return {
            "fronts": [front for front in shown if front.desks],
            "paper": f"{settings.CONFIG.public_root}/",
        }

    def _desks(self, front: FrontPage) -> tuple[DeskLink, ...]:
        desks = DeskPage.objects.descendant_of(front).order_by("path")
        may_write = (d for d in desks if d.permissions_for_user(self._user).can_add_subpage())
        links = (DeskLink(desk.title, _form_of(desk)) for desk in may_write)
        return tuple(link for link, _ in zip(links, range(AT_MOST), strict=False))


def _form_of(desk: DeskPage) -> str:
    return reverse("wagtailadmin_pages:add", args=("newsroom", "articlepage", desk.pk))
