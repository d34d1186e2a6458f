"""A paper in English and Persian with every kind of page and every kind of block."""

from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page

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
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.articles import withdraw
from courant.newsroom.services.beginning import add_language
from courant.newsroom.tables import stored_table
from courant.plant import clock
from courant.plant.addresses import slug_of
from courant.plant.config import Config
from tests import paper
from tests.browser.printing import Addresses
from tests.design.builders import WORDS

SIZES = ((700, 467), (960, 640), (400, 600), (700, 467))
WITHDRAWN_WORDS = {
    "en": "The audit named another office. We withdrew this report the same day.",
    "fa": "گزارش حسابرسی دربارهٔ ادارهٔ دیگری بود و ما همان روز آن را پس گرفتیم.",
}

CORRECTED_WORDS = {  # correction, update, clarification
    "en": (
        "An earlier version gave the depth at the fuel berth as four metres. It is 3.10 metres.",
        "The port has answered since.",
        "“The quay” is the north quay.",
    ),
    "fa": (
        "در نسخهٔ پیشین، عمق اسکلهٔ سوخت چهار متر نوشته شده بود. این عمق ۳٫۱۰ متر است.",
        "بندر از آن پس پاسخ داده است.",
        "منظور از «اسکله» اسکلهٔ شمالی است.",
    ),
}


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return where each kind of page is."""
    photos = [paper.make_photo(size=size, rendered=False) for size in SIZES]
    english = FrontPage.objects.get()
    persian = add_language("fa", name=WORDS["fa"]["name"], motto=WORDS["fa"]["motto"])
    english.title = english.nameplate = WORDS["en"]["name"]
    english.motto = WORDS["en"]["motto"]
    english.save_revision().publish()
    people = [_contributor(number) for number in range(2)]
    kinds = {
        front.locale.language_code: _Language(front, photos, people).fill()
        for front in (english, persian)
    }
    about = StandingPage.objects.filter(locale=english.locale).get()
    for masthead in Masthead.objects.all():
        masthead.about = masthead.withheld_names = about
        masthead.zone = "Europe/Amsterdam"
        masthead.save()
    return kinds


def make_desk(
    title: str, *, under: Page, intro: str = "", translates: DeskPage | None = None
) -> DeskPage:
    """Make a desk whose address is taken from its title."""
    under.refresh_from_db()
    desk = DeskPage(title=title, slug=slug_of(title), locale=under.locale, intro=intro)
    if translates:
        desk.translation_key = translates.translation_key
    under.add_child(instance=desk)
    return desk


def _contributor(number: int) -> Contributor:
    name, _ = WORDS["en"]["bylines"][number]
    persian, _ = WORDS["fa"]["bylines"][number]
    person = Contributor.objects.create(name=name, slug=slug_of(name), about="Reports from town.")
    locale, _ = Locale.objects.get_or_create(language_code="fa")
    ContributorName.objects.create(contributor=person, locale=locale, name=persian)
    return person


def _speaker(name: str, persian: str) -> Person:
    """Return somebody who is quoted in both languages."""
    person = Person.objects.filter(slug=slug_of(name)).first()
    if person is None:
        person = paper.make_person(name, slug=slug_of(name), fa=persian)
        Office.objects.create(person=person, title="Mayor", began=date(2020, 1, 1))
    return person


class _Language:
    """The pages of one language."""

    def __init__(self, front: FrontPage, photos: list[Photo], people: list[Contributor]) -> None:
        self.front = front
        self.lang = front.locale.language_code
        self.words = WORDS[self.lang]
        self.photos, self.people = photos, people
        self.speaker = _speaker(*(WORDS[lang]["quotation"][1] for lang in ("en", "fa")))

    def fill(self) -> dict[str, str]:
        standing = paper.make_standing(self.words["standing"][0], lang=self.lang)
        standing.save_revision().publish()
        desks = [
            make_desk(title, under=self.front, intro=self.words["motto"])
            for title in self.words["desks"]
        ]
        under = make_desk(self.words["topics"][0], under=desks[1])
        topics = [self._topic(name) for name in self.words["topics"]]
        plain = [self._story(number, desks, topics) for number in range(8)]
        whole = self._whole(desks[1], topics, plain[0])
        bare = self._bare(under)
        gone = self._story(1, desks, topics, slug=f"taken-back-{self.lang}")
        address_of_gone = current_address(gone)
        withdraw(gone, words=WITHDRAWN_WORDS[self.lang], by=None)
        corrected = self._corrected(desks[0], topics)
        home = f"{current_address(desks[1])}"
        return {
            "front": str(current_address(self.front)),
            "article": str(current_address(whole)),
            "bare": str(current_address(bare)),
            "desk": home,
            "month": f"{home}{_months_ago(1):%Y-%m}/",
            "topic": f"{current_address(self.front)}topics/{topics[0].slug}/",
            "contributor": f"{current_address(self.front)}by/{self.people[0].slug}/",
            "person": f"{current_address(self.front)}people/{self.speaker.slug}/",
            "people": f"{current_address(self.front)}people/",
            "archive": f"{current_address(self.front)}archive/",
            "archived": f"{current_address(self.front)}archive/{_months_ago(1):%Y-%m}/",
            "standing": str(current_address(standing)),
            "missing": f"{current_address(self.front)}nothing-here/",
            "gone": str(address_of_gone),
            "corrected": str(current_address(corrected)),
            "corrections": f"{current_address(self.front)}corrections/",
        }

    def _topic(self, name: str) -> Topic:
        return Topic.objects.create(
            name=name, slug=slug_of(name), locale=self.front.locale, about=self.words["motto"]
        )

    def _story(
        self, number: int, desks: list[DeskPage], topics: list[Topic], **fields: Any
    ) -> ArticlePage:
        story = self.words["stories"][number % len(self.words["stories"])]
        photo = {} if number % 4 == 3 else self._photo(number)
        return paper.make_article(
            story["headline"],
            desk=desks[number % 3],
            at=clock.now() - timedelta(hours=5 * number + 1),
            bylines=self.people,
            topics=topics[number % 2 :],
            kicker=story["kicker"],
            standfirst=story["standfirst"],
            dateline=self.words["dateline"],
            **(photo | fields),
        )

    def _photo(self, number: int) -> dict[str, Any]:
        return {
            "photo": self.photos[number % len(self.photos)],
            "photo_caption": f"<p>{self.words['caption']}</p>",
            "photo_alt_decision": "described",
            "photo_alt": self.words["caption"],
        }

    def _whole(self, desk: DeskPage, topics: list[Topic], other: ArticlePage) -> ArticlePage:
        """An article of last month with every kind of block, in print for a while."""
        story = self.words["stories"][0]
        article = paper.make_article(
            story["headline"], desk=desk, bylines=self.people, topics=topics,
            kicker=story["kicker"], standfirst=story["standfirst"], published=False,
            dateline=self.words["dateline"], body=self._blocks(other), **self._photo(0),
        )  # fmt: skip
        article.first_published_at = _months_ago(1)
        article.bylines.add(Byline(kind=Byline.Kind.WITHHELD, role="reporting"))
        article.save()
        article.save_revision().publish()
        return ArticlePage.objects.get(pk=article.pk)

    def _blocks(self, other: ArticlePage) -> list[dict[str, Any]]:
        words = self.words
        paragraphs = [f"<p>{text}</p>" for text in words["paragraphs"]]
        quotation, speaker = words["quotation"]
        photo = {
            "photo": self.photos[2].pk, "caption": f"<p>{words['caption']}</p>",
            "alt_decision": "described", "alt": words["caption"],
        }  # fmt: skip
        table = stored_table(
            caption=words["heading"], head=words["topics"][:3],
            rows=[[words["desks"][0], "<p>4.2</p>", "<p>3.1</p>"]] * 3, row_headings=True,
        )  # fmt: skip
        document = get_document_model().objects.create(
            title="survey", file=ContentFile(b"%PDF-1.4 survey", name="ali-home-survey.pdf")
        )
        source = "https://example.org/minutes"
        values: list[tuple[str, Any]] = [
            ("paragraph", paragraphs[0]),
            ("quotation", {"text": f"<p>{quotation}</p>", "speaker": speaker,
                           "source_url": source}),
            ("quotation", {"text": f"<p>{words['paragraphs'][1]}</p>", "told": True,
                           "person": self.speaker.pk, "said_on": "2026-11-03",
                           "place": words["desks"][1], "original": "ما دو بار پرسیدیم.",
                           "original_lang": "fa", "translator": speaker}),
            ("paragraph", f"<p>“{paper.mark(quotation, self.speaker, source=source)}”</p>"),
            ("heading", {"text": words["heading"], "level": "2"}),
            ("paragraph", paragraphs[1]),
            ("heading", {"text": words["topics"][0], "level": "3"}),
            ("list", "<ul><li>4.2</li><li>3.1</li></ul>"),
            ("photo", photo),
            ("gallery", {"title": words["desks"][1], "photos": [
                photo | {"photo": one.pk} for one in self.photos]}),
            ("table", table),
            ("factbox", {"title": words["topics"][1], "text": paragraphs[2]}),
            ("pullquote", {"text": words["paragraphs"][1]}),
            ("question", {"question": words["heading"], "answer": paragraphs[1]}),
            ("timeline", {"title": words["topics"][0], "moments": [
                {"when": "14:20", "text": text} for text in paragraphs]}),
            ("note", {"text": paragraphs[0]}),
            ("document", {"document": document.pk, "title": words["topics"][2]}),
            ("related", {"page": other.pk, "url": "", "title": ""}),
            ("related", {"page": None, "url": source, "title": words["topics"][0]}),
            ("embed", {"url": "https://video.example.org/1", "title": words["heading"],
                       "still": self.photos[3].pk}),
            ("code", "O tide\n    that waits\n"),
            ("paragraph", "".join(paragraphs)),
        ]  # fmt: skip
        return [{"type": kind, "value": value} for kind, value in values]

    def _corrected(self, desk: DeskPage, topics: list[Topic]) -> ArticlePage:
        """An article that was changed in every way, its headline too."""
        story, paragraphs = self.words["stories"][0], self.words["paragraphs"]
        body = [paper.paragraph(f"<p>{text}</p>") for text in paragraphs]
        article = paper.make_article(
            self.words["heading"], desk=desk, bylines=self.people, topics=topics,
            kicker=story["kicker"], standfirst=story["standfirst"], body=body[:2] + body[3:],
            at=clock.now() - timedelta(hours=9), slug=f"corrected-{self.lang}", **self._photo(1),
        )  # fmt: skip
        correction, update, clarification = CORRECTED_WORDS[self.lang]
        paper.change(article, "update", update, body=body)
        paper.change(article, "clarification", clarification, standfirst=self.words["motto"])
        return paper.change(
            article, "correction", correction, title=story["headline"], body=[*body[2:], *body[:1]]
        )

    def _bare(self, desk: DeskPage) -> ArticlePage:
        """An article with a headline of 300 letters and nothing else."""
        headline = (f"{self.words['stories'][0]['headline']}, " * 9)[:255]
        return paper.make_article(
            headline.rstrip(" ,"), desk=desk, standfirst="", slug=f"bare-{self.lang}",
            short_headline=self.words["stories"][0]["headline"][:70],
        )  # fmt: skip


def _months_ago(months: int) -> Any:
    first = clock.now().replace(day=1)
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=15)
    return first
