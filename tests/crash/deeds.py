"""What children of the yard do."""

import importlib
import os
import sys
from pathlib import Path

from django.core.management import call_command

from courant.newsroom.models import ArticlePage
from courant.newsroom.services.articles import withdraw
from courant.plant import crash
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
    press,
    bake_again,
    whole,
)
DEEDS = {deed.__name__: deed for deed in ALL}
