"""A paper in English and Persian on which readers have said much, and whose editors have to decide.

One article's page is kept as it was baked a week ago; under one stands a thread with everything
that a thread can hold; fifty replies and some wait in the queue.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from wagtail.models import Page, Site

from courant.newsroom.models import ArticlePage, DeskPage, FrontPage
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.services.beginning import add_language
from courant.newsroom.services.paper import show_paper
from courant.plant import clock
from courant.plant.addresses import file_of
from courant.plant.config import Config
from courant.plant.sealing import make_key_pair
from courant.press.run import press_run
from courant.replies.models import Reply, ReplyRules, WordList
from courant.replies.services import moderation
from courant.replies.services.imports import Said, take_in
from courant.staff.models import Staff
from tests import paper
from tests.browser.editor import PASSWORD
from tests.browser.printing import Addresses
from tests.browser.readable import make_desk

EDITORS = ("mina", "geert")
DAYS_AGO = 7
OLD_PAGE = "a-week-old.html"  # in the home: what a cache has still
HELD = 54  # replies in English that wait, more than a screen shows
HELD_PERSIAN = ("پل سه بار بسته شد و هیچ‌کس نگفت چرا.", "این احمق‌ها باز هم دروغ می‌گویند.")
DEEP = 10  # how deep the imported thread goes
INSULT = "احمق"
# Enough to say something else each time, so that the queue folds nothing.
WORDS = """bridge ferry harbour council street mayor tide lamp pram ramp rope crane toll baker boat
bicycle stair winter summer market church school dog gull anchor pilot barge quay night morning
answer question money paper letter neighbour river lock engine whistle fog timetable pier wall
bench tower clock window tram bell queue ticket island uncle captain barrel net storm"""


def fill(config: Config) -> Addresses:
    """Fill the empty paper; return where things are, and the numbers of articles and replies."""
    front = FrontPage.objects.get()
    front.save_revision().publish()
    town = make_desk("Town", under=front)
    old = _a_week_old(config, town)
    add_language("fa", name="روزنامهٔ بندر").save_revision().publish()
    for page in Page.objects.filter(depth=2).specific():
        page.save_revision().publish()
    mina, _ = (Staff.objects.create_superuser(name, password=PASSWORD) for name in EDITORS)
    _set_rules()
    show_paper(because="filled")
    persian_front = FrontPage.objects.get(locale__language_code="fa")
    whole = _article("Who pays for the bridge?", town, "bridge")
    persian = _article("هزینهٔ پل را چه کسی می‌دهد؟", make_desk("شهر", under=persian_front), "pol")
    quiet = _article("The tide table is late", town, "tide")
    numbers = _say(whole, persian, mina)
    _wait(town, persian)
    return {
        "en": {"article": str(current_address(whole)), "old": str(current_address(old)),
               "quiet": str(current_address(quiet))},
        "fa": {"article": str(current_address(persian))},
        "numbers": {"en": str(whole.pk), "fa": str(persian.pk), "old": str(old.pk),
                    "quiet": str(quiet.pk), **numbers},
    }  # fmt: skip


def _article(headline: str, desk: DeskPage, slug: str, **fields: Any) -> ArticlePage:
    return paper.make_article(headline, desk=desk, slug=slug, **fields)


def _a_week_old(config: Config, desk: DeskPage) -> ArticlePage:
    """Bake an article a week ago, keep its page, and change the article since."""
    then = clock.now() - timedelta(days=DAYS_AGO)
    with clock.stopped_at(then):
        article = _article("The bridge is shut", desk, "shut", at=then - timedelta(hours=2))
        while press_run():
            pass
    baked = config.paths.edition / file_of(current_address(article))
    Path(config.home, OLD_PAGE).write_bytes(baked.read_bytes())
    return paper.publish(article, title="The bridge is open again")


def _set_rules() -> None:
    of = ReplyRules.for_site(Site.objects.get())
    of.email, of.seal = "optional", make_key_pair()[1]
    of.save()
    WordList.objects.create(lang="", kind="watched", entries="idiot")
    WordList.objects.create(lang="fa", kind="watched", entries=f"{INSULT}*")


def _say(whole: ArticlePage, persian: ArticlePage, by: Staff) -> dict[str, str]:
    """Say under two articles all that can be said; return the numbers of some replies."""
    mixed = paper.make_reply(whole, name="مینا رحیمی", text="The ferry was late (again!).")
    first = paper.make_reply(
        whole, name="Ada of the Harbour",
        text="Eleven weeks is fine.\n\nWho carries a pram down the steps in the rain? "
        "See https://paper.example/steps.",
    )  # fmt: skip
    foul = paper.make_reply(whole, name="A taxpayer", text="What a foul thing to say of him.")
    paper.make_reply(whole, answers=foul.pk, name="Bas", text="He is 77. Find another target.")
    moderation.answer_as_staff(first.pk, by=by, text="There is a ramp on both banks since Monday.")
    moderation.pick(mixed.pk, by=by)
    moderation.remove([foul.pk], by=by, reason="attack")
    take_in(_deep(whole, first.said_at))
    persian_one = paper.make_reply(persian, name="نازنین", text="هزینه را باز ما می‌دهیم، نه بندر.")
    paper.make_reply(persian, answers=persian_one.pk, name="Cem", text="So it is in Rotterdam too.")
    return {"mixed": str(mixed.pk), "first": str(first.pk), "foul": str(foul.pk),
            "persian": str(persian_one.pk)}  # fmt: skip


def _deep(article: ArticlePage, at: datetime) -> Iterator[Said]:
    for level in range(1, DEEP + 1):
        yield Said(
            article=article.pk, old_number=level, old_parent=level - 1, name=f"Level {level}",
            text=f"What was said on level {level}.", said_at=at - timedelta(days=2, minutes=-level),
        )  # fmt: skip


def _wait(town: DeskPage, persian: ArticlePage) -> None:
    """Let replies wait for an editor, one every half hour: no raid, and no two alike."""
    articles = [_article(f"Story {number} of the quay", town, f"quay-{number}") for number in "123"]
    start = int(clock.now().timestamp()) // 60 - 30 * (HELD + 2)
    for number in range(HELD):
        said = Random(number).sample(WORDS.split(), 12)
        paper.make_reply(
            articles[number % 3], published=False, at=start + 30 * number, name=f"Reader {number}",
            text=f"{number}. {' '.join(said).capitalize()}.",
        )  # fmt: skip
    for number, text in enumerate(HELD_PERSIAN):
        paper.make_reply(persian, published=False, name=f"خواننده {number}", text=text)
    assert Reply.objects.filter(like=None, state="held").count() == HELD + len(HELD_PERSIAN)
