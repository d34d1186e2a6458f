"""An embargo: the newsroom sees the article, nobody else finds a trace, until its moment."""

import gzip
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Locale

from courant.newsroom.models import Address, ArticlePage, FrontPage, Teaser, Withdrawal
from courant.newsroom.queries.addresses import current_address
from courant.newsroom.schedule import keep_the_schedule
from courant.newsroom.services.articles import withdraw
from courant.plant import clock
from courant.plant.edition.files import Edition
from courant.press.models import Change
from courant.press.run import press_run
from courant.ticker.models import TickerLine
from courant.ticker.relay import relay
from tests import paper
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

CANARY = "Xylokanarie"
UNTIL = NOON + timedelta(hours=3)


@pytest.fixture(autouse=True)
def _noon(noon: datetime) -> None:
    """Every test here is at noon."""


def embargoed(headline: str = f"{CANARY} headline", **fields: Any) -> ArticlePage:
    fields = {"embargo_until": UNTIL, "slug": f"{CANARY.lower()}-slug"} | fields
    return paper.make_article(headline, **fields)


def everywhere(edition: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield every public file with its bytes, variants decoded, and what the kiosk reads."""
    home = settings.HOME
    for root in (edition, home.root / "search", home.run):
        for file in sorted(root.rglob("*")) if root.is_dir() else []:
            if file.is_file():
                held = file.read_bytes()
                yield file, held
                if file.suffix == ".gz":
                    yield file, gzip.decompress(held)
                elif file.suffix == ".br":
                    yield file, brotli.decompress(held)


def traces(edition: Path) -> list[str]:
    word = CANARY.lower().encode()
    return sorted(
        {
            str(file)
            for file, held in everywhere(edition)
            if word in held.lower() or word in str(file).lower().encode()
        }
    )


def press(edition: Path) -> None:
    settings.HOME.run.mkdir(exist_ok=True)
    relay()
    press_run(Edition(edition, durable=False))


def build(edition: Path) -> ArticlePage:
    """Make a paper in which everything waits for an embargoed article; print it."""
    front = paper.make_paper(languages=["en", "fa"])
    desk, siasat = paper.make_desk("Town"), paper.make_desk("سیاست", lang="fa")
    paper.make_ticker("en", articles="breaking")
    article = embargoed(
        desk=desk,
        standfirst=f"{CANARY} standfirst",
        kicker=f"{CANARY} kicker",
        body=[paper.paragraph(f"<p>{CANARY} text.</p>")],
        search_description=f"{CANARY} description",
        photo=paper.make_photo(credit=f"{CANARY} credit"),
        photo_alt=f"{CANARY} alt",
        photo_alt_decision="described",
        topics=[paper.make_topic("Tides")],
        bylines=[paper.make_contributor("Ada Visser")],
        ticker="breaking",
        ticker_text=f"{CANARY} line",
    )
    link = f'<p><a linktype="page" id="{article.pk}">More</a></p>'
    related = {"type": "related", "value": {"page": article.pk, "url": "", "title": ""}}
    paper.make_article("Open", desk=desk, body=[paper.paragraph(link), related])
    paper.make_article("باز", desk=siasat, translation_key=article.translation_key)
    front = FrontPage.objects.get(pk=front.pk)
    front.stories = [{"type": "story", "value": article.pk}]
    front.save_revision().publish()
    press(edition)
    return article


def test_nothing_of_an_embargoed_article_is_in_any_public_file(tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    article = build(edition)

    assert article.live
    assert (edition / "index.html").is_file()
    assert traces(edition) == []
    assert not TickerLine.objects.exclude(text="").filter(text__icontains=CANARY).exists()
    assert not Address.objects.filter(subject=f"article:{article.pk}").exists()


def test_at_its_moment_it_becomes_public_by_itself_everywhere(tmp_path: Path) -> None:
    edition = tmp_path / "edition"
    article = build(edition)

    with clock.stopped_at(UNTIL - timedelta(seconds=1)):
        keep_the_schedule()
        press(edition)
        assert traces(edition) == []
    with clock.stopped_at(UNTIL):
        assert keep_the_schedule()
        press(edition)

    found = {str(Path(name).relative_to(edition)) for name in traces(edition) if "edition" in name}
    where = current_address(article)
    assert where is not None
    for public in ("index.html", "feed.xml", f"{where.strip('/')}/index.html"):
        assert public in found, found
    shown = Teaser.objects.get(pk=article.pk)
    assert shown.published_at == shown.updated_at == UNTIL


def test_a_form_that_was_open_when_the_embargo_ended_takes_nothing_from_readers() -> None:
    paper.make_paper()
    paper.make_desk("Town")
    article = embargoed()
    opened = article.get_latest_revision_as_object()
    with clock.stopped_at(UNTIL + timedelta(minutes=1)):
        keep_the_schedule()
        opened.title, opened.change_kind = "Another headline", "typo"
        opened.save_revision().publish()

    assert Teaser.objects.get(pk=article.pk).headline == "Another headline"
    again = ArticlePage.objects.get(pk=article.pk)
    assert again.embargo_until is None
    assert again.get_latest_revision_as_object().embargo_until is None


def test_the_newsroom_may_look_and_a_stranger_may_not(client: Client) -> None:
    article = embargoed()
    preview = f"/admin/pages/{article.pk}/view_draft/"

    for path in (preview, f"/admin/pages/{article.pk}/edit/", f"/preview/{article.pk}/"):
        answer = client.get(path)
        assert answer.status_code in (302, 404), path
        assert CANARY not in answer.content.decode()
    client.force_login(paper.make_staff())

    assert CANARY in client.get(preview).content.decode()


def test_an_embargo_in_the_past_is_refused_with_the_reason() -> None:
    with pytest.raises(ValidationError, match=r"until 12:59 Amsterdam time is in the past"):
        embargoed(embargo_until=NOON - timedelta(minutes=1))

    assert not Teaser.objects.exists()


def test_an_embargo_on_what_readers_have_comes_too_late() -> None:
    article = paper.make_article("Open")

    with pytest.raises(ValidationError, match="comes too late"):
        paper.publish(article, embargo_until=UNTIL)

    assert Teaser.objects.filter(pk=article.pk).exists()


def test_after_its_embargo_an_article_is_corrected_like_any_other() -> None:
    article = embargoed()
    with clock.stopped_at(UNTIL):
        keep_the_schedule()
        draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
        draft.title = "Corrected"
        draft.save_revision().publish()

        assert Teaser.objects.get(pk=article.pk).headline == "Corrected"


def test_a_clock_that_is_set_back_takes_nothing_from_readers() -> None:
    article = embargoed()
    with clock.stopped_at(UNTIL):
        keep_the_schedule()
    keep_the_schedule()  # it is noon again
    paper.publish(article, title="Still there")

    assert Teaser.objects.get(pk=article.pk).headline == "Still there"


@pytest.mark.parametrize(
    "deed",
    [
        lambda article: article.unpublish(),
        lambda article: article.delete(),
        lambda article: article.move(paper.make_desk("Elsewhere"), pos="last-child"),
    ],
    ids=["unpublished", "deleted", "moved"],
)
def test_whatever_becomes_of_it_under_embargo_no_address_says_that_it_was(deed: Any) -> None:
    article = embargoed()

    deed(ArticlePage.objects.get(pk=article.pk))

    assert not Teaser.objects.exists()
    assert not Withdrawal.objects.exists()
    assert not Address.objects.filter(subject=f"article:{article.pk}").exists()


def test_an_alias_and_a_translation_of_it_are_hidden_too() -> None:
    paper.make_paper(languages=["en", "fa"])
    desk, other = paper.make_desk("Town"), paper.make_desk("Harbour")
    article = embargoed(desk=desk)
    alias = article.create_alias(parent=other, update_slug="alias")
    persian = Locale.objects.get(language_code="fa")
    desk.copy_for_translation(persian)
    copy = article.copy_for_translation(persian)

    assert not Teaser.objects.filter(pk__in=[article.pk, alias.pk, copy.pk]).exists()
    with clock.stopped_at(UNTIL):
        keep_the_schedule()
    assert set(Teaser.objects.values_list("pk", flat=True)) == {article.pk, alias.pk}


def test_a_withdrawn_article_that_returns_under_embargo_stays_withdrawn_until_then() -> None:
    article = paper.make_article("Open")
    withdraw(article, words="It was wrong.", by=None)
    paper.publish(article, embargo_until=UNTIL, title="Put right")

    assert Withdrawal.objects.get().headline == "Open"
    with clock.stopped_at(UNTIL):
        keep_the_schedule()
    assert not Withdrawal.objects.exists()
    assert Teaser.objects.get().headline == "Put right"


def test_what_is_scheduled_past_its_embargo_is_simply_published() -> None:
    article = paper.make_article("Later", published=False)
    article.embargo_until, article.go_live_at = UNTIL, UNTIL + timedelta(hours=1)
    revision = article.save_revision()
    revision.approved_go_live_at = article.go_live_at  # as scheduling does; Wagtail's clock is real
    revision.save()

    with clock.stopped_at(UNTIL + timedelta(hours=1)):
        keep_the_schedule()
        keep_the_schedule()

        assert Teaser.objects.get(pk=article.pk).headline == "Later"


def test_a_change_under_embargo_notes_nothing() -> None:
    article = embargoed()
    Change.objects.all().delete()

    paper.publish(article, standfirst="Another")

    assert not Change.objects.exists()
