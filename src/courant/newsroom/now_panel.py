"""What the newsroom's home says first: what is late, what comes, whether readers are served."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from courant.newsroom.models import ArticlePage, Lateness
from courant.newsroom.public_site import site_health
from courant.newsroom.publish_button import by_the_wall
from courant.newsroom.queries.due import LATE_AFTER, Deed, Due, coming, due
from courant.plant import clock

AHEAD = timedelta(hours=24)
AT_MOST = 20  # of each; whoever needs more looks into Wagtail's reports
SEEN_BY = {"add", "change", "publish"}  # permissions, any of which lets somebody see a page

WORDS = {
    Deed.PUBLISH: "to be published",
    Deed.LIFT: "under embargo",
    Deed.EXPIRE: "to be taken down",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One page that is late or comes next."""

    title: str
    href: str
    what: str
    when: str
    because: str = ""


class NowPanel(Component):
    """A red bar for what is late; below it the next day, and how readers are served."""

    name = "now"
    template_name = "newsroom/now_panel.html"
    order = 5

    def __init__(self, request: HttpRequest) -> None:
        """Take who asks: nobody is told of pages they may not see."""
        self._user = request.user

    def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """Return what is late and what comes."""
        now = clock.now()
        return {
            "late": list(self._items(late_work(now))),
            "coming": list(self._items([*_next_day(now), *_embargoes(now)])),
            "site": site_health(),
            "paper": f"{settings.CONFIG.public_root}/",
        }

    def _items(self, found: Iterable[tuple[Due, str]]) -> Iterator[Item]:
        shown = list(found)
        pages = Page.objects.in_bulk({one.page for one, _ in shown})
        rows = [(one, because) for one, because in shown if self._sees(pages.get(one.page))]
        for one, because in rows[:AT_MOST]:
            href = reverse("wagtailadmin_pages:edit", args=[one.page])
            yield Item(one.title, href, WORDS[Deed(one.deed)], by_the_wall(one.at), because)

    def _sees(self, page: Page | None) -> bool:
        return page is not None and bool(
            page_permission_policy.user_has_any_permission_for_instance(self._user, SEEN_BY, page)
        )


def late_work(now: datetime) -> list[tuple[Due, str]]:
    """Return what is late by two minutes, and what failed already, each with the reason."""
    failed = {(late.page_id, late.deed): late.because for late in Lateness.objects.all()}
    return [
        (one, failed.get((one.page, one.deed), ""))
        for one in due(now)
        if one.at <= now - LATE_AFTER or (one.page, one.deed) in failed
    ]


def _next_day(now: datetime) -> list[tuple[Due, str]]:
    return [(one, "") for one in coming(now + AHEAD, after=now) if one.deed != Deed.LIFT]


def _embargoes(now: datetime) -> list[tuple[Due, str]]:
    """Return every embargo to come, however far: somebody must know what nobody may tell."""
    held = ArticlePage.objects.filter(live=True, embargo_until__gt=now).order_by("embargo_until")
    rows = held.values_list("pk", "embargo_until", "title")[:AT_MOST]
    return [(Due(pk, Deed.LIFT, at, title), "") for pk, at, title in rows]
