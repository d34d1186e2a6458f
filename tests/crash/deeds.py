"""What children of the yard do."""

import importlib
import os
import sys
from datetime import timedelta
from pathlib import Path

from django.core.management import call_command
from django.utils import timezone
from wagtail.models import PageLogEntry

from courant.newsroom import schedule
from courant.newsroom.models import ArticlePage, Lateness, Teaser
from courant.newsroom.services.articles import withdraw
from courant.plant import clock, crash
from courant.press.run import press_run
from courant.ticker.models import Ticker
from courant.ticker.relay import relay
from courant.ticker.services import file_line
from courant.ticker.services.tickers import open_missing_tickers
from courant.ticker.strip import refill_strips
from tests.equality.editions import bake_whole, undone
from tests.paper import (
    make_article,
    make_contributor,
    make_desk,
    make_paper,
    make_photo,
    make_topic,
    publish,
)


def build() -> None:
    """Make a paper with one article to publish, one to withdraw and one to rename."""
    make_paper(languages=["en", "fa"])
    open_missing_tickers()
    desk, topic, author, photo = make_desk("News"), make_topic(), make_contributor(), make_photo()
    common = {"desk": desk, "topics": [topic], "bylines": [author]}
    for headline in ("One", "Two"):
        make_article(headline, **common)
    shown = {"photo": photo, "photo_alt_decision": "decorative"}
    make_article("Subject", slug="subject", **common, **shown)
    make_article("Draft", slug="draft", published=False, **common, **shown)
    press_run()


def publish_a_draft() -> None:
    publish(ArticlePage.objects.get(slug="draft"))


def withdraw_an_article() -> None:
    withdraw(ArticlePage.objects.get(slug="subject"), words="It was wrong.", by=None)


def change_a_slug() -> None:
    publish(ArticlePage.objects.get(slug="subject"), slug="another", title="Another headline")


def schedule_three() -> None:
    """Schedule one article, hold another under embargo, and schedule one that will fail."""
    soon = clock.now() + timedelta(hours=1)
    for slug in ("due", "held", "broken"):
        article = make_article(slug.title(), slug=slug, published=False)
        article.go_live_at = None if slug == "held" else soon
        article.embargo_until = soon if slug == "held" else None
        article.save_revision().publish()
    broken = ArticlePage.objects.get(slug="broken").scheduled_revision
    broken.content["bylines"] = []
    broken.save()


def keep_the_schedule(point: str = "") -> None:
    """Do what is due in an hour, and die at a point."""
    os.environ["COURANT_CRASH_AT"] = point
    importlib.reload(crash)
    in_an_hour = clock.now() + timedelta(hours=1, minutes=1)
    timezone.now = lambda: in_an_hour  # Wagtail looks there
    with clock.stopped_at(in_an_hour):
        schedule.keep_the_schedule()


def published_once() -> None:
    """See that each was published once or is reported."""
    for slug in ("due", "held"):
        article = ArticlePage.objects.get(slug=slug)
        assert Teaser.objects.filter(pk=article.pk).exists(), slug
        said = PageLogEntry.objects.filter(page=article.pk, action="wagtail.publish")
        assert said.count() == 1, slug
    lifted = PageLogEntry.objects.filter(action="newsroom.embargo.lift")
    assert lifted.count() == 1
    assert Lateness.objects.get().page.slug == "broken"


def press(point: str = "") -> None:
    """Run the press, and die at a point."""
    os.environ["COURANT_CRASH_AT"] = point
    importlib.reload(crash)  # it reads its order once, at its import
    sys.stdout = sys.stderr  # what is said there is the yard's
    relay()
    press_run()
    refill_strips()


def bake_again(jobs: str) -> None:
    """Bake everything again, in several processes."""
    sys.stdout = sys.stderr
    call_command("bake", all=True, jobs=int(jobs), json=True)


def whole(into: str) -> None:
    """Bake everything anew beside the edition, and forget about it."""
    with undone():
        bake_whole(Path(into))


def file_lines(name: str, count: str) -> None:
    """File some lines, as the ticker desk does."""
    for number in range(int(count)):
        file_line(Ticker.objects.get(lang="en"), text=f"{name}.{number}", by=None)


ALL = (
    build,
    file_lines,
    publish_a_draft,
    withdraw_an_article,
    change_a_slug,
    schedule_three,
    keep_the_schedule,
    published_once,
    press,
    bake_again,
    whole,
)
DEEDS = {deed.__name__: deed for deed in ALL}
