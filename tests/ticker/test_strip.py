"""The strip in baked pages: refilled where the current edition is, and nowhere else."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from courant.newsroom.services.articles import withdraw
from courant.plant import clock
from courant.plant.addresses import file_of
from courant.plant.edition.files import Edition
from courant.press.live import pages_with
from courant.press.models import Change
from courant.press.recipes import all_recipes
from courant.press.run import press_lock, press_run
from courant.press.sweep import sweep
from courant.ticker import keys
from courant.ticker.models import Ticker, TickerLine
from courant.ticker.services import strike_line
from courant.ticker.services.tickers import settings_changed
from courant.ticker.strip import refill_strips
from tests.paper import make_article, make_line, make_paper, make_staff, make_ticker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An edition of the home that is the test's own."""
    from courant.plant.home import Home

    home = Home(tmp_path)
    monkeypatch.setattr(settings, "HOME", home)
    return home.edition


def work() -> None:
    """Do what the works do after a change."""
    press_run()
    refill_strips()


def page(edition: Path, address: str) -> str:
    return (edition / address.lstrip("/") / "index.html").read_text("utf-8")


def path_of(article: Any) -> str:
    return str(article.get_url_parts()[2])


def states(edition: Path) -> dict[str, int]:
    return {name: (edition / name).stat().st_mtime_ns for name in Edition(edition).files()}


def test_a_line_comes_into_pages_of_the_current_edition_without_composing_them(
    edition: Path,
) -> None:
    make_ticker(is_automatic=False)
    fresh, old = make_article("Fresh"), make_article("Old", at=NOON - timedelta(days=8))
    work()
    before, baked = states(edition), page(edition, path_of(fresh))

    make_line("The bridge is open.")
    Change.objects.all().delete()  # so that nothing is baked
    work()

    written = {name for name, at in states(edition).items() if before.get(name) != at}
    assert "The bridge is open." in page(edition, path_of(fresh))
    assert "The bridge is open." in page(edition, "/")
    with_strip = {file_of(address) for address in pages_with(keys.strip("en"))}
    assert {name.removesuffix(".br").removesuffix(".gz") for name in written} == with_strip
    assert {"index.html", f"{path_of(fresh)[1:]}index.html"} <= with_strip
    assert "bridge" not in page(edition, path_of(old))
    assert 'href="/ticker/en/"' in page(edition, path_of(old))
    assert "bridge" not in baked


def test_variants_are_those_of_the_page_with_its_new_line(edition: Path) -> None:
    import gzip

    import brotli

    make_line("The bridge is open.")
    work()

    body = (edition / "index.html").read_bytes()
    assert gzip.decompress((edition / "index.html.gz").read_bytes()) == body
    assert brotli.decompress((edition / "index.html.br").read_bytes()) == body


def test_no_line_leaves_no_element_and_no_script(edition: Path) -> None:
    make_ticker()
    work()

    assert "<!--live ticker--><!--/live-->" in page(edition, "/")
    assert "/assets/reader-" not in page(edition, "/")
    assert 'class="ticker' not in page(edition, "/")


def test_a_struck_line_is_out_of_every_page_and_file(edition: Path) -> None:
    line = make_line("The bridge is open.")
    make_article()
    work()
    strike_line(line, by=make_staff())

    work()

    holding = [
        name for name in Edition(edition).files() if b"bridge" in (edition / name).read_bytes()
    ]
    assert holding == []


def test_a_withdrawn_article_s_line_is_nowhere(edition: Path) -> None:
    make_ticker()
    article = make_article("The harbour burns", at=NOON)
    work()
    assert "The harbour burns" in (edition / "ticker/en.json").read_text("utf-8")

    withdraw(article, words="", by=None)
    work()

    for name in ("ticker/en.json", "ticker/en/index.html", "ticker/en/feed.xml", "index.html"):
        assert "harbour burns" not in (edition / name).read_text("utf-8")


def test_the_sweep_finds_nothing_wrong_with_refilled_pages(edition: Path) -> None:
    make_ticker()
    make_article()
    work()
    make_line("The bridge is open.")
    Change.objects.all().delete()
    work()

    found = sweep(Edition(edition))

    assert {name: count for name, count in found.items() if count} == {}


def test_on_fronts_only_means_on_no_other_page(edition: Path) -> None:
    article = make_article()
    ticker = make_ticker(place="fronts")
    make_line("The bridge is open.")
    settings_changed(ticker, by=None)
    work()

    assert "The bridge" in page(edition, "/")
    assert "The bridge" not in page(edition, path_of(article))


def test_each_language_has_its_own(edition: Path) -> None:
    make_paper(languages=["en", "fa"])
    make_ticker()
    make_line("پل باز است", ticker=Ticker.objects.get(lang="fa"))
    work()

    assert "پل باز است" in page(edition, "/fa/")
    assert "پل باز است" not in page(edition, "/")


def test_a_kill_in_the_middle_of_refilling_is_made_good(edition: Path) -> None:
    make_line("The bridge is open.")
    work()
    front = edition / "index.html"
    Edition(edition).put_file(
        "index.html", front.read_bytes().replace(b"The bridge is open.", b"Before.")
    )
    for record in settings.HOME.run.glob("ticker.*.filled"):
        record.unlink()

    refill_strips()

    assert "The bridge is open." in page(edition, "/")


def test_while_somebody_bakes_strips_wait_and_are_filled_afterwards(edition: Path) -> None:
    make_ticker()
    work()
    make_line("The bridge is open.")

    with press_lock(settings.HOME.run):
        assert not refill_strips()
    refill_strips()

    assert "The bridge is open." in page(edition, "/")


def test_the_list_shows_all_live_lines_and_the_file_those_of_the_strip(edition: Path) -> None:
    import json

    ticker = make_ticker(length=1)
    for text in ("One.", "Two."):
        make_line(text, ticker=ticker)
    work()

    told = json.loads((edition / "ticker/en.json").read_bytes())
    assert [line["text"] for line in told["lines"]] == ["Two."]
    assert {"number", "label", "motion", "seconds", "refresh"} <= told.keys()
    for name in ("index.html", "feed.xml"):
        assert "One." in (edition / "ticker/en" / name).read_text("utf-8")
    assert "One." not in page(edition, "/ticker/en/embed/")


def test_a_ticker_that_is_off_takes_its_pages_and_links_along(edition: Path) -> None:
    article = make_article(at=NOON - timedelta(days=8))
    make_line("The bridge is open.")
    work()
    ticker = make_ticker(is_on=False)

    settings_changed(ticker, by=None)
    work()

    assert not (edition / "ticker").exists()
    assert "/ticker/" not in page(edition, path_of(article))
    assert "bridge" not in page(edition, "/")


def test_an_article_leaves_the_current_edition_after_seven_days(edition: Path) -> None:
    from courant.newsroom.schedule import keep_the_schedule

    article = make_article("Fresh", at=NOON)
    make_line("The bridge is open.")
    work()
    strip_then = "The bridge" in page(edition, path_of(article))

    with clock.stopped_at(NOON + timedelta(days=7)):
        keep_the_schedule()
        work()

    assert strip_then
    assert "The bridge" not in page(edition, path_of(article))
    assert TickerLine.objects.get(text="The bridge is open.").state == "live"


def test_every_recipe_of_the_ticker_has_a_page_for_each_language() -> None:
    make_paper(languages=["en", "fa"])
    make_ticker()

    found = {
        at
        for recipe in all_recipes()
        if recipe.name.startswith("ticker.")
        for at in recipe.addresses()
    }

    assert len(found) == 8
