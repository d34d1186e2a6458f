"""A paper in which every text that anyone can write tries to run as code."""

import json
from typing import Any

from django.core.files.base import ContentFile
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.documents import get_document_model

from courant.newsroom.models import (
    ArticlePage,
    Contributor,
    DeskPage,
    FrontPage,
    Masthead,
    Photo,
    StandingPage,
    Topic,
)
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.articles import withdraw
from courant.newsroom.tables import stored_table
from courant.plant.config import Config
from tests import paper
from tests.browser.hostile_replies import put_replies
from tests.browser.hostile_texts import PAYLOADS
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk

TOGETHER = 4  # payloads in one photo's facts, which have more room


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return the pages for readers and the screens for editors to visit."""
    front = FrontPage.objects.get()
    front.nameplate = front.title = PAYLOADS[4]
    front.motto = PAYLOADS[1]
    front.save_revision().publish()
    visits, photos = ["/", "/nothing-here/"], [_photo(number) for number in range(TOGETHER)]
    for number, payload in enumerate(PAYLOADS):
        visits += _fill(front, number, payload, photos[number % TOGETHER])
    for masthead in Masthead.objects.all():
        masthead.name, masthead.motto = PAYLOADS[4], PAYLOADS[1]
        masthead.about = StandingPage.objects.first()
        masthead.save()
    replied = ArticlePage.objects.order_by("pk").live()[: len(PAYLOADS)]
    edited = (*ArticlePage.objects.order_by("pk")[:4], DeskPage.objects.first(), front)
    screens = [f"/admin/pages/{page.pk}/edit/" for page in edited if page]
    return {
        "visits": _numbered(visits),
        "screens": _numbered(screens),
        "replies": put_replies(list(replied)),
    }


def _numbered(paths: list[str]) -> dict[str, str]:
    return {str(number): path for number, path in enumerate(paths)}


def _photo(number: int) -> Photo:
    words = "".join(PAYLOADS[number::TOGETHER])[:200]
    return paper.make_photo(
        size=(330, 220), rendered=False, credit=words, creator=words, rights=words,
        licence=words, default_alt=words, description=words,
    )  # fmt: skip


def _fill(front: FrontPage, number: int, payload: str, photo: Photo) -> list[str]:
    """Write one payload into every field there is; return the pages that show them."""
    desk = make_desk(payload, under=front, intro=payload)
    topic = Topic.objects.create(
        name=payload, slug=f"topic-{number}", about=payload, locale=front.locale
    )
    person = Contributor.objects.create(name=payload, slug=f"person-{number}", about=payload)
    words: dict[str, Any] = {
        "desk": desk, "topics": [topic], "bylines": [person], "kicker": payload,
        "standfirst": payload, "dateline": payload, "short_headline": payload, "photo": photo,
        "photo_caption": typed(payload), "photo_alt_decision": "described", "photo_alt": payload,
        "search_description": payload, "body": [],
    }  # fmt: skip
    article = paper.make_article(payload, slug=f"article-{number}", **words)
    _past_the_door(article, payload, photo)
    standing = _standing(front, number, payload, photo)
    visits = [str(current_address(each)) for each in (desk, article, standing)]
    if number % TOGETHER == 0:
        gone = paper.make_article(payload, slug=f"gone-{number}", **words)
        visits.append(str(current_address(gone)))
        withdraw(gone, words="".join(PAYLOADS), by=None)
    return [*visits, f"/topics/topic-{number}/", f"/by/person-{number}/"]


def _standing(front: FrontPage, number: int, payload: str, photo: Photo) -> StandingPage:
    front.refresh_from_db()
    page = StandingPage(title=payload, slug=f"standing-{number}", locale=front.locale, body=[])
    front.add_child(instance=page)
    page.save_revision().publish()
    _past_the_door(page, payload, photo)
    return page


def _past_the_door(page: ArticlePage | StandingPage, payload: str, photo: Photo) -> None:
    """Write a body that no form and no publication would let pass, before anything is baked."""
    page.body = _body(payload, photo)
    page.save(clean=False)
    page.save_revision(clean=False)


def typed(text: str) -> str:
    """Return a text as Wagtail's editor stores it when somebody types it and links it."""
    block = {
        "key": "a", "text": text, "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
        "entityRanges": [{"offset": 0, "length": len(text), "key": 0}],
    }  # fmt: skip
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:ran(99)"}}
    content = {"blocks": [block], "entityMap": {"0": link}}
    converter = ContentstateConverter(features=["bold", "italic", "link"])
    return str(converter.to_database_format(json.dumps(content)))


def _body(payload: str, photo: Photo) -> list[dict[str, Any]]:
    """Every kind of block with the payload in all its fields; addresses as no form accepts them."""
    document = get_document_model().objects.create(
        title=payload, file=ContentFile(b"%PDF-1.4", name="a.pdf")
    )
    use = {
        "photo": photo.pk, "caption": typed(payload), "alt_decision": "described", "alt": payload,
    }  # fmt: skip
    values: list[tuple[str, Any]] = [
        ("paragraph", typed(payload)),
        ("heading", {"text": payload, "level": "2"}),
        ("quotation", {"text": typed(payload), "speaker": payload, "source_url": payload}),
        ("photo", use),
        ("gallery", {"title": payload, "photos": [use]}),
        ("table", stored_table(caption=payload, head=[payload, payload],
                               rows=[[payload, typed(payload)]], row_headings=True)),
        ("factbox", {"title": payload, "text": typed(payload)}),
        ("pullquote", {"text": payload}),
        ("question", {"question": payload, "answer": typed(payload)}),
        ("timeline", {"title": payload, "moments": [{"when": payload, "text": typed(payload)}]}),
        ("note", {"text": typed(payload)}),
        ("document", {"document": document.pk, "title": payload}),
        ("related", {"page": None, "url": payload, "title": payload}),
        ("related", {"page": None, "url": "javascript:ran(98)", "title": payload}),
        ("embed", {"url": payload, "title": payload, "still": photo.pk}),
        ("embed", {"url": "javascript:ran(97)", "title": payload, "still": None}),
        ("code", payload),
    ]  # fmt: skip
    return [{"type": kind, "value": value} for kind, value in values]
