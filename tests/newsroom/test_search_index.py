"""The search index follows the edition: the golden rule for cards."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now
from wagtail.models import PageViewRestriction

from courant.newsroom.models import ArticlePage, DeskPage, FrontPage, Teaser
from courant.newsroom.services.articles import withdraw
from courant.plant.edition.files import Edition
from courant.plant.searching.filing import CardIndex
from courant.plant.searching.finding import Finder
from courant.plant.searching.questions import Question, understood
from courant.press import filing
from courant.press.models import Baking
from courant.press.run import press_run
from courant.press.sweep import sweep
from tests.paper import (
    make_article,
    make_contributor,
    make_desk,
    make_paper,
    make_reply,
    make_staff,
    make_topic,
    paragraph,
    publish,
)
from tests.plant.searching.cards import make_card

pytestmark = pytest.mark.django_db

CANARY = "kanarienvogel"


class Town:
    """A paper with an article of every kind."""

    def __init__(self) -> None:
        self.front = make_paper(languages=["en", "fa"])
        self.front_fa = FrontPage.objects.get(locale__language_code="fa")
        self.politics, self.culture = make_desk("Politics"), make_desk("Culture")
        self.council = make_desk("Council", under=DeskPage.objects.get(pk=self.politics.pk))
        self.siasat = make_desk("سیاست", under=FrontPage.objects.get(pk=self.front_fa.pk))
        self.ada, self.harbour = make_contributor("Ada Visser"), make_topic("Harbour")
        self.lead = make_article(
            "The bridge",
            desk=self.council,
            bylines=[self.ada],
            topics=[self.harbour],
            body=[
                paragraph("<p>It opens &amp; closes.</p><p>Twice a day.</p>"),
                {
                    "type": "quotation",
                    "value": {"text": "<p>Nobody had painted it.</p>", "speaker": "Mayor Brandt"},
                },
            ],
        )
        self.other = make_article("The ferry", desk=self.culture)
        self.persian = make_article("پل", desk=self.siasat)
        self.draft = make_article(f"A {CANARY}", desk=self.culture, published=False)


class Press:
    """An edition and its index, kept up by press runs."""

    def __init__(self, root: Path) -> None:
        self.edition, self.index = Edition(root / "edition"), CardIndex(root / "search")

    def run(self) -> None:
        while press_run(self.edition, index=self.index):
            pass

    def found(self, words: str, **conditions: object) -> list[str]:
        question = Question(understood(words).sought, **conditions)  # type: ignore[arg-type]
        return [shown.address for shown in Finder(self.index.root).find(question).shown]


@pytest.fixture
def town() -> Town:
    return Town()


@pytest.fixture
def press(tmp_path: Path, town: Town, monkeypatch: pytest.MonkeyPatch) -> Press:
    monkeypatch.setattr(filing, "_failed_at", [])  # nothing went wrong in another test
    press = Press(tmp_path)
    press.run()
    return press


def publish_the_draft(town: Town) -> None:
    publish(town.draft)


def edit_the_lead(town: Town) -> None:
    publish(town.lead, title="The old bridge", body=[paragraph("<p>It closes for good.</p>")])


def withdraw_the_lead(town: Town) -> None:
    withdraw(ArticlePage.objects.get(pk=town.lead.pk), words="It was wrong.", by=make_staff())


def delete_the_lead(town: Town) -> None:
    ArticlePage.objects.get(pk=town.lead.pk).delete()


def make_the_lead_private(town: Town) -> None:
    PageViewRestriction.objects.create(page_id=town.lead.pk, restriction_type="login")


def make_a_desk_private(town: Town) -> None:
    PageViewRestriction.objects.create(page_id=town.politics.pk, restriction_type="login")


def move_the_lead(town: Town) -> None:
    desk = DeskPage.objects.get(pk=town.culture.pk)
    ArticlePage.objects.get(pk=town.lead.pk).move(desk, pos="last-child")


def rename_a_desk(town: Town) -> None:
    desk = DeskPage.objects.get(pk=town.council.pk)
    desk.title = "City Hall"
    desk.save_revision().publish()


def rename_a_contributor(town: Town) -> None:
    town.ada.name = "Ada de Vries"
    town.ada.save()


def rename_a_topic(town: Town) -> None:
    town.harbour.name = "Port"
    town.harbour.save()


def change_a_slug(town: Town) -> None:
    publish(town.lead, slug="another-slug")


def schedule_the_draft(town: Town) -> None:
    draft = ArticlePage.objects.get(pk=town.draft.pk)
    draft.go_live_at = now() + timedelta(days=3)
    draft.save_revision().publish()


def edit_without_publishing(town: Town) -> None:
    lead = ArticlePage.objects.get(pk=town.lead.pk)
    lead.title = f"The {CANARY}"
    lead.save_revision()


def unpublish_the_persian_front(town: Town) -> None:
    FrontPage.objects.get(pk=town.front_fa.pk).unpublish()


def several_at_once(town: Town) -> None:
    edit_the_lead(town)
    publish_the_draft(town)
    move_the_lead(town)
    ArticlePage.objects.get(pk=town.other.pk).delete()
    unpublish_the_persian_front(town)


DEEDS = [
    publish_the_draft, edit_the_lead, withdraw_the_lead, delete_the_lead, make_the_lead_private,
    make_a_desk_private, move_the_lead, rename_a_desk, rename_a_contributor, rename_a_topic,
    change_a_slug, schedule_the_draft, edit_without_publishing, unpublish_the_persian_front,
    several_at_once,
]  # fmt: skip
UNSEEN = {schedule_the_draft, edit_without_publishing}


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
def test_an_index_that_followed_equals_one_that_is_made_anew(
    deed: Callable[[Town], None], town: Town, press: Press, tmp_path: Path
) -> None:
    before = press.index.digests()

    deed(town)
    press.run()

    after = press.index.digests()
    fresh = Press(tmp_path / "fresh")
    fresh.run()
    assert after == fresh.index.digests()
    assert (after == before) is (deed in UNSEEN)
    articles = Baking.objects.filter(recipe="newsroom.article")
    assert set(after) == set(articles.values_list("address", flat=True))


def test_an_article_is_found_by_everything_on_its_page(press: Press) -> None:
    [where] = press.found("bridge")

    for words in ("opens closes", "twice", "nobody painted", "brandt", "visser", "harbour"):
        assert press.found(words) == [where], words
    assert press.found("", person=("ada", "visser")) == [where]
    assert press.found("", person=("mayor", "brandt")) == [where]
    assert press.found("painted", in_quotations=True) == [where]
    assert press.found("opens", in_quotations=True) == []
    assert press.found("amp") == []


def test_an_article_belongs_to_its_desk_and_to_those_above(press: Press, town: Town) -> None:
    [where] = press.found("bridge")
    council = where.rstrip("/").rpartition("/")[0] + "/"
    politics = council.rstrip("/").rpartition("/")[0] + "/"

    assert council.count("/") == 3
    assert press.found("", desk=council) == [where]
    assert press.found("", desk=politics) == [where]


@pytest.mark.parametrize("deed", [schedule_the_draft, edit_without_publishing])
def test_what_is_not_public_is_nowhere_in_the_index(
    deed: Callable[[Town], None], town: Town, press: Press
) -> None:
    deed(town)
    press.run()

    assert press.found(CANARY) == []
    for path in press.index.root.rglob("*"):
        assert path.is_dir() or CANARY.encode() not in path.read_bytes(), path


@pytest.mark.parametrize("deed", [withdraw_the_lead, delete_the_lead, make_the_lead_private])
def test_what_is_public_no_more_is_not_found_any_more(
    deed: Callable[[Town], None], town: Town, press: Press
) -> None:
    deed(town)
    press.run()

    assert press.found("bridge") == []
    assert press.found("painted", in_quotations=True) == []


def test_a_reply_bakes_the_page_and_costs_the_index_nothing(press: Press, town: Town) -> None:
    before = press.index.changed_at()

    make_reply(town.lead, text="I remember that bridge well.")
    press.run()

    assert press.index.changed_at() == before


def test_a_lost_index_is_made_again_by_the_next_run(press: Press) -> None:
    whole = press.index.digests()
    press.index.close()
    for path in press.index.root.rglob("*.*"):
        path.unlink()

    press.run()

    assert press.index.digests() == whole
    assert press.index.is_complete()


def test_a_damaged_index_stops_no_page_and_is_made_again(
    press: Press, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    press.index.close()
    (press.index.root / "1" / "meta.json").write_bytes(b"{")

    publish(town.draft)
    press.run()

    address = Teaser.objects.get(pk=town.draft.pk).address
    assert (press.edition.root / address[1:]).is_dir()
    assert not press.index.is_usable()
    monkeypatch.setattr(filing, "_failed_at", [])  # ten minutes later
    press.run()
    assert len(press.index.digests()) == 4


def test_the_sweep_finds_what_is_misfiled(press: Press, town: Town) -> None:
    [bridge] = press.found("bridge")
    [ferry] = press.found("ferry")
    press.index.put({bridge: None, "/a/ghost/": None})
    press.index.put({"/a/ghost/": make_card(CANARY, address="/a/ghost/")})
    press.index.close()

    found = sweep(press.edition, press.index)
    press.run()

    assert found["misfiled"] == 2
    assert press.found("bridge") == [bridge]
    assert press.found("ferry") == [ferry]
    assert press.found(CANARY) == []
