"""Page values in the paper: put into a page, and read back from one."""

import json
from typing import Any

from wagtail.models import Page

from courant.exchange.wordpress.values import PageValues, body_text, shortened
from courant.newsroom.models import ArticlePage, ArticleTopic, Byline, StandingPage


def apply(values: PageValues, page: Page) -> None:
    """Set a page's own columns; its bylines, topics and desks are rows of their own."""
    apply_columns(values, page)
    page.body = json.loads(values.body)


def apply_columns(values: PageValues, page: Page) -> None:
    """Set a page's own columns but its body."""
    page.title = page.draft_title = shortened(values.title)
    page.live, page.has_unpublished_changes = values.live, not values.live
    page.first_published_at = values.published_at
    page.last_published_at = values.updated_at
    page.go_live_at = values.go_live_at
    if isinstance(page, ArticlePage):
        page.updated_at = values.updated_at
        page.long_headline = values.title if page.title != values.title else ""
        page.standfirst = values.standfirst
        page.photo_id = values.photo
        page.photo_caption = values.photo_caption
        page.photo_alt = values.photo_alt
        page.photo_alt_decision = "described" if values.photo_alt else ""


def values_of(page: ArticlePage | StandingPage) -> PageValues:
    """Return what a stored page is made of now."""
    common: dict[str, Any] = {
        "title": page.headline if isinstance(page, ArticlePage) else page.title,
        "slug": page.slug,
        "live": page.live,
        "published_at": page.first_published_at,
        "updated_at": page.last_published_at,
        "go_live_at": page.go_live_at,
        "body": body_text(list(page.body.raw_data)),
    }
    if isinstance(page, StandingPage):
        return PageValues(**common)
    bylines = Byline.objects.filter(page=page).order_by("sort_order", "pk")
    topics = ArticleTopic.objects.filter(page=page).order_by("sort_order", "pk")
    return PageValues(
        **common,
        standfirst=page.standfirst,
        bylines=tuple(bylines.values_list("kind", "contributor_id", "role")),
        topics=tuple(topics.values_list("topic_id", flat=True)),
        also_on=tuple(sorted(page.also_on.values_list("pk", flat=True))),
        photo=page.photo_id,
        photo_caption=page.photo_caption,
        photo_alt=page.photo_alt,
    )
