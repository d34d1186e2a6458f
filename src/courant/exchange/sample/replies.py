"""The sample's replies: read from their file, put under its articles."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from courant.newsroom.models import ArticlePage
from courant.plant import clock
from courant.replies.models import Reply, State
from courant.replies.services.imports import Said, take_in
from courant.replies.services.rulings import settle

FILE = Path(__file__).parent / "replies.toml"
LATEST_MINUTES = 5  # before now: an article of the sample may be younger than its replies


@dataclass(frozen=True, slots=True)
class SampleReply:
    """One reply as the file tells it."""

    name: str
    text: str
    after: int  # minutes, of its article
    answers: int = 0  # place of what it answers, from 1
    staff: bool = False
    pick: bool = False
    held: str = ""  # why it waits
    removed: str = ""  # why an editor took it away


def read_replies(file: Path = FILE) -> dict[str, list[SampleReply]]:
    """Return the replies of each article, by the article's key."""
    told: Mapping[str, Any] = tomllib.loads(file.read_text("utf-8"))
    return {key: [SampleReply(**each) for each in of["said"]] for key, of in told.items()}


def put_replies(articles: Mapping[str, ArticlePage]) -> None:
    """Put the replies under the sample's articles."""
    latest = clock.now() - timedelta(minutes=LATEST_MINUTES)
    for key, replies in read_replies().items():
        article = articles[key]
        start = article.first_published_at or latest
        take_in(
            Said(
                article=article.pk, old_number=number, old_parent=each.answers, name=each.name,
                text=each.text, is_staff=each.staff, is_held=bool(each.held),
                said_at=min(start + timedelta(minutes=each.after), latest),
            )
            for number, each in enumerate(replies, start=1)
        )  # fmt: skip
        for number, each in enumerate(replies, start=1):
            _finish(Reply.objects.get(thread=article.pk, old_number=number), each)
    Reply.objects.filter(thread__in=[page.pk for page in articles.values()]).update(old_number=None)


def _finish(reply: Reply, told: SampleReply) -> None:
    reply.is_pick = told.pick
    reply.reasons = [told.held] if told.held else []
    reply.words = told.removed
    reply.save(update_fields=["is_pick", "reasons", "words"])
    if told.removed:
        settle(reply, State.REMOVED, act="removed")
