"""Sticky posts: what the old site's editors kept on top is the front's first choice."""

from django.db import transaction

from courant.exchange.wordpress.scratch import Scratch
from courant.exchange.wordpress.survey import Surveyed
from courant.newsroom.models import FrontPage, Teaser
from courant.newsroom.services.paper import show_paper

MAX_STORIES = 5  # a lead and four seconds


@transaction.atomic
def choose_sticky(front: FrontPage, site: Surveyed, scratch: Scratch) -> None:
    """Choose the newest sticky articles for a front that nobody has chosen anything for."""
    if len(front.stories.raw_data) or front.latest_revision_id is not None:
        return
    pks = [
        thing.pk
        for thing in scratch.things("site = ? AND sticky AND public AND subject <> ''", site.number)
    ]
    newest = Teaser.objects.filter(pk__in=pks).order_by("-published_at", "-pk")
    chosen = list(newest.values_list("pk", flat=True)[:MAX_STORIES])
    if chosen:
        front.stories = [{"type": "story", "value": pk} for pk in chosen]
        front.save()
        show_paper(because="imported")
