"""Replies in which every text that a reader or a moderator can write tries to run as code."""

from collections.abc import Sequence

from courant.newsroom.models import ArticlePage
from courant.newsroom.queries.addresses import current_address
from courant.plant import clock
from courant.replies.models import Reply
from courant.replies.services import moderation, passes
from courant.replies.services.imports import Said, take_in
from courant.replies.services.letters import receive
from courant.staff.models import Staff
from tests import paper
from tests.browser.hostile_texts import PAYLOADS


def put_replies(articles: Sequence[ArticlePage]) -> dict[str, str]:
    """Put replies under articles; return the number and the address of the first, and a reply's."""
    by = Staff.objects.create_superuser(
        "moderator", password="a long enough password", first_name=PAYLOADS[4],
        last_name=PAYLOADS[0],
    )  # fmt: skip
    for article, payload in zip(articles, PAYLOADS, strict=True):
        _put(article, payload, by)
    first = articles[0]
    reply = Reply.objects.filter(thread=first.pk, state="published").order_by("pk").first()
    assert reply is not None
    address = current_address(first)
    return {
        "number": str(first.pk), "address": str(address), "reply": str(reply.pk),
        "feed": f"{address}replies/feed.xml", "feed of all": "/replies/feed.xml",
    }  # fmt: skip


def _put(article: ArticlePage, payload: str, by: Staff) -> None:
    text = f"{payload}\n\nhttps://x.example/{payload}"
    top = paper.make_reply(article, name=payload, text=text)
    paper.make_reply(article, name=payload, text=f"Yes: {payload}", answers=top.pk)
    moderation.answer_as_staff(top.pk, by=by, text=payload)
    words = {"kind": "report", "reply": top.pk, "reason": payload, "words": payload, "pass": ""}
    receive({**paper.make_letter(article), **words})
    held = paper.make_reply(
        article, published=False, name=payload, text=f"No. {payload}", answers=top.pk
    )
    moderation.hand_over(held.pk, by=by, to=by, note=payload)
    passes.warn(held, words=payload, by=by)
    gone = paper.make_reply(article, name=payload, text=f"Gone, {payload}")
    moderation.remove([gone.pk], by=by, reason="other")
    moderation.call_spam([paper.make_reply(article, name=payload, text=payload).pk], by=by)
    take_in(
        Said(
            article=article.pk, old_number=number, old_parent=0, name=payload, text="",
            said_at=clock.now(), href=href,
        )
        for number, href in enumerate((payload, f"https://x.example/{payload}"), start=1)
    )  # fmt: skip
