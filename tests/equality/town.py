"""A small town's paper in which everything is used by something else: every note matters."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail_localize.models import Translation, TranslationSource

from courant.newsroom.models import (
    ArticlePage,
    Byline,
    Contributor,
    ContributorName,
    DeskPage,
    FrontPage,
    Masthead,
    Office,
    Person,
    Photo,
    StandingPage,
    Topic,
)
from courant.newsroom.services import addresses
from courant.newsroom.services.articles import withdraw
from courant.newsroom.services.publication import show_articles
from courant.plant import clock
from courant.press.changes import note_changed
from courant.replies.models import ReplyRules
from courant.ticker.models import Ticker
from courant.ticker.services.tickers import open_missing_tickers
from tests.conftest import NOON
from tests.paper import (
    change,
    make_article,
    make_contributor,
    make_desk,
    make_line,
    make_paper,
    make_person,
    make_photo,
    make_reply,
    make_standing,
    make_topic,
    mark,
    paragraph,
    publish,
    quotation,
)

SEPTEMBER = datetime(2026, 9, 10, 9, 0, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 10, 9, 0, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
MANY = 31  # more articles than a list's first page holds


@dataclass
class Town:
    """What is in the paper, by the part it plays."""

    front: FrontPage
    front_fa: FrontPage
    politics: DeskPage
    council: DeskPage  # below politics
    culture: DeskPage
    siasat: DeskPage
    harbour: Topic
    budget: Topic
    bandar: Topic
    ada: Contributor  # written in Persian too
    ben: Contributor
    portrait: Photo
    view: Photo
    unused: Photo
    report: Any  # a document
    about: StandingPage
    policy: StandingPage  # why names are withheld
    lead: ArticlePage  # shows, links to and is shown in everything
    lead_fa: ArticlePage  # its translation
    linked: ArticlePage  # the lead links to it
    awaited: ArticlePage  # a draft that fronts, links and a translation wait for
    awaited_fa: ArticlePage
    drawer: ArticlePage  # a draft of long ago that a link waits for
    first: ArticlePage  # the first of its topic and its contributor, waited for as well
    oldest: ArticlePage  # alone in its month, on no list's first page
    shielded: ArticlePage  # its byline is withheld
    renamed: ArticlePage  # had another address before
    withdrawn: ArticlePage
    corrected: ArticlePage
    private: ArticlePage  # was public once
    original: ArticlePage  # has an alias on another desk
    closed: DeskPage  # unpublished, with an article on it
    mina: Person  # written in Persian too
    omid: Person  # holds an office
    saying: ArticlePage  # quotes both
    unsaid: ArticlePage  # quoted one, and was withdrawn


@dataclass
class Baked:
    """The town with its edition as it was before any deed."""

    town: Town
    edition: Path


def build_town() -> Town:
    """Make the paper.  Nothing is baked yet."""
    front = make_paper(languages=["en", "fa"])
    town = Town.__new__(Town)
    town.front, town.front_fa = front, FrontPage.objects.get(locale__language_code="fa")
    open_missing_tickers()
    _around(town)
    _shared(town)
    _archive(town)
    _articles(town)
    _hidden(town)
    _links(town)
    _curate(town)
    _old_addresses(town)
    _record(town)
    _correct(town)
    ReplyRules.objects.create(site=Site.objects.get(), close_after_days=60)
    _fill_thread(town.linked)
    make_line("The bridge is open.", ticker=Ticker.objects.get(lang="en"))
    return town


def _fill_thread(article: ArticlePage) -> None:
    """Put a thread of two pages below an article."""
    make_reply(article, text="First.")
    answered = make_reply(article, text="Answered.")
    make_reply(article, text="The answer.", answers=answered.pk)
    for number in range(60):  # an hour apart: many at once would be a raid
        text = f"Reply number {number}, about something else {number * 7919}."
        make_reply(article, text=text, at=int(NOON.timestamp()) // 60 - 60 * number)


def _around(town: Town) -> None:
    town.politics = make_desk("Politics", under=town.front)
    town.council = make_desk("Council", under=DeskPage.objects.get(pk=town.politics.pk))
    town.front.refresh_from_db()
    town.culture = make_desk("Culture", under=town.front)
    town.siasat = make_desk("سیاست", under=town.front_fa)
    town.about, town.policy = make_standing("About us"), make_standing("Why names are withheld")
    Masthead.objects.update(withheld_names=town.policy)


def _shared(town: Town) -> None:
    town.harbour, town.budget = make_topic("Harbour"), make_topic("Budget")
    town.bandar = make_topic("بندر", lang="fa")
    town.ada, town.ben = make_contributor("Ada Visser"), make_contributor("Ben Okafor")
    fa = Locale.objects.get(language_code="fa")
    ContributorName.objects.create(contributor=town.ada, locale=fa, name="آدا", about="خبرنگار")
    town.portrait, town.view, town.unused = make_photo(), make_photo(), make_photo()
    town.report = get_document_model().objects.create(
        title="The report", file=ContentFile(b"%PDF-1.4 the report", name="report.pdf")
    )


def _archive(town: Town) -> None:
    """Fill the politics desk until its oldest articles are on no first page."""
    town.oldest = _archived(town, "The oldest of all", SEPTEMBER)
    for number in range(MANY):
        _archived(town, f"Old story {number}", OCTOBER + timedelta(hours=number))
    show_articles(list(ArticlePage.objects.values_list("pk", flat=True)), because="archive")


def _archived(town: Town, headline: str, at: datetime) -> ArticlePage:
    article = ArticlePage(
        title=headline,
        slug=headline.lower().replace(" ", "-"),
        locale=town.front.locale,
        first_published_at=at,
        last_published_at=at,
        bylines=[Byline(contributor=town.ben)],
    )
    town.politics.refresh_from_db()
    town.politics.add_child(instance=article)
    return article


def _articles(town: Town) -> None:
    town.withdrawn = make_article("Withdrawn", desk=town.council, at=OCTOBER)
    town.renamed = make_article("Renamed", desk=town.culture, slug="first-slug", at=OCTOBER)
    town.renamed = publish(town.renamed, slug="second-slug")
    town.linked = make_article(
        "Linked", desk=town.culture, at=OCTOBER, topics=[town.harbour], bylines=[town.ben]
    )
    town.awaited = make_article(
        "Awaited",
        desk=town.council,
        published=False,
        bylines=[town.ada],
        topics=[town.budget],
        photo=town.portrait,
        photo_alt="A portrait",
        photo_alt_decision="described",
    )
    town.drawer = make_article(
        "Found in a drawer",
        desk=town.culture,
        topics=[town.harbour],
        at=SEPTEMBER,
        published=False,
    )
    town.first = make_article(
        "The first",
        desk=town.culture,
        published=False,
        topics=[make_topic("New")],
        bylines=[make_contributor("Eve")],
    )
    town.awaited_fa = make_article(
        "در انتظار",
        desk=town.siasat,
        topics=[town.bandar],
        at=NOVEMBER,
        translation_key=town.awaited.translation_key,
    )
    town.shielded = make_article("Shielded", desk=town.culture, at=NOVEMBER)
    withheld = [Byline(kind=Byline.Kind.WITHHELD)]
    town.shielded = publish(town.shielded, bylines=withheld)
    make_article("بی‌نام", desk=town.siasat, at=NOVEMBER, bylines=(), slug="bi-nam")
    publish(ArticlePage.objects.get(slug="bi-nam"), bylines=withheld)
    _lead(town)


def _lead(town: Town) -> None:
    town.lead = make_article(
        "The lead",
        desk=town.council,
        at=NOVEMBER,
        bylines=[town.ada, town.ben],
        topics=[town.harbour, town.budget],
        photo=town.portrait,
        photo_alt="A portrait",
        photo_alt_decision="described",
        also_on=[town.culture],
        body=lead_body(town),
    )
    town.lead_fa = make_article(
        "تیتر",
        desk=town.siasat,
        at=NOVEMBER,
        bylines=[town.ada],
        topics=[town.bandar],
        photo=town.view,
        photo_alt_decision="decorative",
        translation_key=town.lead.translation_key,
    )
    # Made sentence by sentence until its editor stopped that.
    source, _ = TranslationSource.get_or_create_from_instance(town.lead)
    farsi = town.front_fa.locale
    Translation.objects.create(source=source, target_locale=farsi, enabled=False)
    town.lead_fa = publish(town.lead_fa)


def lead_body(town: Town) -> list[dict[str, Any]]:
    """Return a body that points to everything there is."""
    pages = (town.linked, town.awaited, town.culture, town.about, town.policy, town.front_fa)
    figures = [{"photo": town.view.pk, "alt": "", "alt_decision": "decorative", "caption": ""}]
    return [
        paragraph(f"<p>See {links_to(*pages)}</p>"),
        {"type": "photo", "value": figures[0]},
        {"type": "gallery", "value": {"title": "Views", "photos": figures}},
        related(town.linked),
        {"type": "document", "value": {"document": town.report.pk, "title": "The report"}},
    ]


def _links(town: Town) -> None:
    """Let other articles wait for those that are not public, in both ways there are."""
    waiting = (town.awaited, town.drawer, town.first, town.withdrawn, town.private)
    text = paragraph(f"<p>{links_to(town.lead, *waiting)}</p>")
    town.renamed = publish(town.renamed, body=[text])
    link = paragraph(f"<p>{links_to(town.renamed, town.linked)}</p>")
    town.shielded = publish(town.shielded, body=[link, *map(related, waiting)])


def links_to(*pages: Page) -> str:
    """Return rich text that links to pages."""
    return " ".join(f'<a linktype="page" id="{page.pk}">here</a>' for page in pages)


def related(page: Page) -> dict[str, Any]:
    """Return a block that names another article."""
    return {"type": "related", "value": {"page": page.pk, "url": "", "title": ""}}


def _hidden(town: Town) -> None:
    town.private = make_article("Private", desk=town.council, at=OCTOBER, topics=[town.harbour])
    PageViewRestriction.objects.create(page_id=town.private.pk, restriction_type="login")
    town.original = make_article("Original", desk=town.council, at=OCTOBER)
    town.culture.refresh_from_db()
    town.original.create_alias(parent=town.culture, update_slug="an-alias")
    town.front.refresh_from_db()
    town.closed = make_desk("Closed", under=town.front)
    make_article("Left behind", desk=town.closed, at=OCTOBER)
    DeskPage.objects.get(pk=town.closed.pk).unpublish()


def _record(town: Town) -> None:
    """Let people say something: on a topic, in another language, in an article taken back."""
    town.mina = make_person("Mina Rahimi", slug="mina-rahimi", fa="مینا رحیمی")
    town.omid = make_person("Omid Salehi", slug="omid-salehi")
    Office.objects.create(person=town.omid, title="clerk", organisation="Council")
    town.saying = make_article(
        "What was said", desk=town.culture, at=OCTOBER, topics=[town.harbour],
        body=saying_body(town),
    )  # fmt: skip
    make_article(
        "گفته", desk=town.siasat, at=OCTOBER, body=[quotation("بله", town.mina)], slug="gofte"
    )
    town.unsaid = make_article(
        "Unsaid", desk=town.culture, at=OCTOBER, body=[quotation("I never did.", town.omid)]
    )
    withdraw(town.unsaid, words="He never did.", by=None)


def saying_body(town: Town) -> list[dict[str, Any]]:
    """Return a body in which two people say something, apart and in running text."""
    return [
        quotation("We asked twice.", town.mina, said_on="2025-03-04"),
        paragraph(f"<p>He says “{mark('I have it here.', town.omid)}”</p>"),
    ]


def _curate(town: Town) -> None:
    for front, stories in (
        (town.front, [town.lead, town.awaited]),
        (town.front_fa, [town.lead_fa]),
    ):
        front.refresh_from_db()
        front.stories = [{"type": "story", "value": story.pk} for story in stories]
        front.save_revision().publish()


def _correct(town: Town) -> None:
    """Let one article begin with a correction, and have an older one in its list."""
    at = OCTOBER - timedelta(hours=1)
    town.corrected = make_article("Corrected", desk=town.politics, at=at)
    with clock.stopped_at(OCTOBER):
        change(town.corrected, "update", "There is news.", standfirst="News.")
    with clock.stopped_at(NOON - timedelta(days=20)):
        change(town.corrected, "correction", "It was Monday.", standfirst="On Monday.")


def _old_addresses(town: Town) -> None:
    withdraw(town.withdrawn, words="It was wrong.", by=None)
    subject = f"article:{town.lead.pk}"
    addresses.add_former([("/?p=12", subject, "en")])
    note_changed(*addresses.settle({subject: addresses.PUBLIC}), because="imported")
    addresses.add_fixed([("/category/politics/", "/politics/", "en")])
    addresses.add_gone(
        (f"/?p={number}", f"import:{number}", lang, "Gone before we came")
        for number, lang in ((13, "en"), (14, "fa"), (15, "nl"))
    )
