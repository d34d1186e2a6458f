"""Builders: each makes something valid, so that a test names only what matters to it."""

from collections.abc import Iterable
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from itertools import count
from typing import Any

from PIL import Image
from wagtail.models import Locale, Page, Site

from courant.newsroom.models import (
    ArticlePage,
    ArticleTopic,
    Byline,
    Contributor,
    DeskPage,
    FrontPage,
    Masthead,
    Person,
    PersonName,
    Photo,
    StandingPage,
    Topic,
)
from courant.newsroom.photos.storage import photo_file
from courant.newsroom.services.photos import make_missing_renditions
from courant.plant import clock
from courant.replies.digests import digest_of
from courant.replies.models import Reply
from courant.replies.services.letters import receive
from courant.replies.services.moderation import publish as publish_replies
from courant.staff.models import Staff
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.services import file_line
from courant.ticker.services.tickers import open_missing_tickers

_numbers = count(1)
LONG_AGO = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def make_paper(name: str = "The Test Courant", *, languages: Iterable[str] = ("en",)) -> FrontPage:
    """Make an empty paper: a masthead and a front for each language.  Return the first front."""
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    for page in root.get_children():
        page.delete()
    fronts = []
    for lang in languages:
        locale, _ = Locale.objects.get_or_create(language_code=lang)
        root.refresh_from_db()
        front = FrontPage(title=f"Front {lang}", slug=f"front-{lang}", locale=locale)
        front.translation_key = fronts[0].translation_key if fronts else front.translation_key
        root.add_child(instance=front)
        fronts.append(front)
    Site.objects.all().delete()
    site = Site.objects.create(
        hostname="localhost", port=8001, root_page=fronts[0], is_default_site=True
    )
    Masthead.objects.create(site=site, name=name, motto="As it was", zone="Europe/Amsterdam")
    return fronts[0]


def the_front(lang: str = "en") -> FrontPage:
    """Return the front of a language, making the paper if there is none."""
    front = FrontPage.objects.filter(locale__language_code=lang).first()
    return front or make_paper(languages=[lang])


def make_desk(
    title: str = "",
    *,
    under: Page | None = None,
    lang: str = "en",
    translates: DeskPage | None = None,
) -> DeskPage:
    """Make a desk below a front or another desk."""
    parent = under or the_front(lang)
    number = next(_numbers)
    title = title or f"Desk {number}"
    desk = DeskPage(title=title, slug=f"desk-{number}", locale=parent.locale)
    if translates:
        desk.translation_key = translates.translation_key
    parent.add_child(instance=desk)
    return desk


def make_article(
    headline: str = "",
    *,
    desk: DeskPage | None = None,
    published: bool = True,
    at: datetime | None = None,
    bylines: Iterable[Contributor] = (),
    topics: Iterable[Topic] = (),
    **fields: Any,
) -> ArticlePage:
    """Make an article; published unless said otherwise, through Wagtail as an editor would."""
    desk = desk or DeskPage.objects.first() or make_desk()
    number = next(_numbers)
    article = ArticlePage(
        title=headline or f"Headline {number}",
        slug=fields.pop("slug", f"headline-{number}"),
        locale=desk.locale,
        standfirst=fields.pop("standfirst", f"Standfirst {number}"),
        body=fields.pop("body", [{"type": "paragraph", "value": f"<p>Text {number}.</p>"}]),
        live=False,
        **fields,
    )
    article.bylines = [Byline(contributor=person) for person in bylines] or [
        Byline(kind=Byline.Kind.STAFF)
    ]
    article.article_topics = [ArticleTopic(topic=topic) for topic in topics]
    desk.refresh_from_db()
    desk.add_child(instance=article)
    if at:
        article.first_published_at = at
    revision = article.save_revision()
    if published:
        revision.publish()
    return ArticlePage.objects.get(pk=article.pk)


def publish(article: ArticlePage, **changes: Any) -> ArticlePage:
    """Change some fields of an article and publish it, as an editor would."""
    article = ArticlePage.objects.get(pk=article.pk)
    for name, value in changes.items():
        setattr(article, name, value)
    article.save_revision().publish()
    return ArticlePage.objects.get(pk=article.pk)


def change(
    article: ArticlePage, kind: str, words: str = "", *, by: Staff | None = None, **changes: Any
) -> ArticlePage:
    """Publish a change of a live article, of a kind and in words, as an editor would."""
    article = ArticlePage.objects.get(pk=article.pk)
    for name, value in {"change_kind": kind, "change_words": words, **changes}.items():
        setattr(article, name, value)
    article.save_revision(user=by).publish(user=by)
    return ArticlePage.objects.get(pk=article.pk)


def make_topic(name: str = "", *, slug: str = "", lang: str = "en") -> Topic:
    """Make a topic."""
    number = next(_numbers)
    locale, _ = Locale.objects.get_or_create(language_code=lang)
    return Topic.objects.create(
        name=name or f"Topic {number}", slug=slug or f"topic-{number}", locale=locale
    )


def make_contributor(name: str = "", *, slug: str = "") -> Contributor:
    """Make a contributor."""
    number = next(_numbers)
    return Contributor.objects.create(
        name=name or f"Contributor {number}", slug=slug or f"contributor-{number}"
    )


def make_person(name: str = "", *, slug: str = "", **names: str) -> Person:
    """Make somebody who can be quoted; ``fa="…"`` writes them otherwise in Persian."""
    number = next(_numbers)
    person = Person.objects.create(name=name or f"Person {number}", slug=slug or f"person-{number}")
    for lang, written in names.items():
        locale, _ = Locale.objects.get_or_create(language_code=lang)
        PersonName.objects.create(person=person, locale=locale, name=written)
    return person


def quotation(words: str, person: Person | None = None, **facts: Any) -> dict[str, Any]:
    """Return a quotation as a body stores it."""
    said = {"text": f"<p>{words}</p>", "person": person.pk if person else None}
    return {"type": "quotation", "value": said | facts}


def mark(words: str, person: Person | None = None, **facts: str) -> str:
    """Return a quotation as it is marked in running text; ``said="2026-11-03"``."""
    said = {"person": str(person.pk)} if person else {}
    attributes = "".join(
        f' data-{name.replace("_", "-")}="{escape(value)}"'
        for name, value in (said | facts).items()
    )
    return f"<q{attributes}>{words}</q>"


def make_standing(title: str = "", *, lang: str = "en") -> StandingPage:
    """Make a standing page."""
    front, number = the_front(lang), next(_numbers)
    page = StandingPage(
        title=title or f"Standing {number}",
        slug=f"standing-{number}",
        locale=front.locale,
        body=[{"type": "paragraph", "value": "<p>Who we are.</p>"}],
    )
    front.refresh_from_db()
    front.add_child(instance=page)
    return page


def make_photo(*, rendered: bool = True, size: tuple[int, int] = (700, 480), **facts: Any) -> Photo:
    """Make a photo, by default with its published files."""
    number = next(_numbers)
    colour = (number * 37 % 255, number * 91 % 255, number * 53 % 255)
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    photo = Photo(credit=facts.pop("credit", f"Photographer {number}"), **facts)
    photo.file = photo_file(data.getvalue())
    photo.save()
    if rendered:
        while make_missing_renditions(10):
            pass
    return Photo.objects.get(pk=photo.pk)


def make_staff(name: str = "", **fields: Any) -> Staff:
    """Make somebody who can sign in and do everything."""
    return Staff.objects.create_superuser(
        username=name or f"staff-{next(_numbers)}", password="a long enough password", **fields
    )


def paragraph(text: str) -> dict[str, str]:
    """Return a paragraph as a body stores it."""
    return {"type": "paragraph", "value": text}


def make_ticker(lang: str = "en", **settings: Any) -> Ticker:
    """Make the ticker of a language, with its front if there is none."""
    the_front(lang)
    open_missing_tickers()
    ticker = Ticker.objects.get(lang=lang)
    for name, value in settings.items():
        setattr(ticker, name, value)
    ticker.save()
    return ticker


def make_line(text: str = "", *, ticker: Ticker | None = None, **fields: Any) -> TickerLine:
    """File a line, as an editor would."""
    ticker = ticker or Ticker.objects.first() or make_ticker()
    by = fields.pop("by", None)
    return file_line(ticker, text=text or f"Line {next(_numbers)}", by=by, **fields)


def make_letter(article: ArticlePage | None = None, **parts: Any) -> dict[str, Any]:
    """Make a letter with a reply in it, as the kiosk would put it into the letterbox."""
    number = next(_numbers)
    article = article or ArticlePage.objects.first() or make_article()
    letter = {
        "kind": "reply", "nonce": f"nonce-{number}", "thread": article.pk,
        "at": int(clock.now().timestamp()) // 60, "lang": article.locale.language_code,
        "text": f"What reader {number} thinks of it.", "name": f"Reader {number}", "answers": 0,
        "pass": f"pass-{number}", "new_pass": "", "email": "", "lane": "clearnet", "marks": [],
    }  # fmt: skip
    return letter | parts


def make_reply(
    article: ArticlePage | None = None, *, published: bool = True, **parts: Any
) -> Reply:
    """Have a reply arrive in a letter; an editor publishes it, unless said otherwise."""
    letter = make_letter(article, **parts)
    receive(letter)
    reply = Reply.objects.get(nonce=digest_of(letter["nonce"]))
    if published and reply.state != "published":
        editor = Staff.objects.filter(username="moderator").first() or make_staff("moderator")
        publish_replies([reply.pk], by=editor)
        reply.refresh_from_db()
    return reply
