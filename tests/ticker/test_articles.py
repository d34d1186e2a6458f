"""What publishing, changing and withdrawing an article does to its line."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from courant.newsroom.services.articles import withdraw
from courant.plant import clock
from courant.ticker.models import Act, Ticker, TickerLine
from courant.ticker.services import strike_line
from courant.ticker.services.tickers import settings_changed
from courant.ticker.services.time import keep_time
from tests.paper import (
    change,
    make_article,
    make_desk,
    make_line,
    make_paper,
    make_staff,
    make_ticker,
    publish,
)

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def shown(lang: str = "en") -> list[str]:
    return [line["text"] for line in Ticker.objects.get(lang=lang).shown]


def test_a_fresh_article_has_a_line_with_its_short_headline_for_a_day() -> None:
    make_ticker()

    headline = "The mayor resigns after a long day"
    make_article(headline, short_headline="Mayor resigns", at=NOON)
    now = shown()
    with clock.stopped_at(NOON + timedelta(hours=24)):
        keep_time()

    assert (now, shown()) == (["Mayor resigns"], [])


def test_an_article_of_the_day_before_yesterday_has_none() -> None:
    make_ticker()

    make_article(at=NOON - timedelta(hours=25))

    assert shown() == []


def test_a_line_is_in_the_ticker_of_its_article_s_language() -> None:
    make_paper(languages=["en", "fa"])
    make_ticker()

    make_article("شهردار استعفا داد", desk=make_desk(lang="fa"))

    assert (shown("en"), shown("fa")) == ([], ["شهردار استعفا داد"])


def test_a_changed_headline_changes_the_automatic_line_and_nobody_else_s() -> None:
    make_ticker()
    article, other = make_article("One thing"), make_article("Other thing")
    make_line("In our words", href=other.get_url_parts()[2])

    publish(article, title="Another thing")
    publish(other, title="Something else")

    assert set(shown()) == {"Another thing", "In our words"}


@pytest.mark.parametrize(
    ("kind", "mark"),
    [("update", "updated"), ("clarification", "updated"), ("correction", "corrected")],
)
def test_a_line_says_that_its_article_was_changed_and_how(kind: str, mark: str) -> None:
    make_ticker()
    article, other = make_article("One thing", at=NOON), make_article("Other thing", at=NOON)
    make_line("In our words", href=other.get_url_parts()[2])

    with clock.stopped_at(NOON + timedelta(minutes=5)):
        for one in (article, other):
            change(one, kind, "It was Tuesday.", standfirst="On Tuesday.")

    lines = Ticker.objects.get().shown
    assert {(line["text"], line["mark"], line["note"]) for line in lines} == {
        ("One thing", mark, "It was Tuesday."),
        ("In our words", mark, "It was Tuesday."),
    }


def test_of_a_typo_a_line_says_nothing_and_a_corrected_one_stays_so() -> None:
    make_ticker()
    typo, corrected = make_article("One thing", at=NOON), make_article("Other thing", at=NOON)

    with clock.stopped_at(NOON + timedelta(minutes=5)):
        change(typo, "typo", standfirst="Spelt.")
        change(corrected, "correction", "It was Tuesday.", standfirst="On Tuesday.")
    with clock.stopped_at(NOON + timedelta(minutes=9)):
        change(corrected, "update", "There is news.", standfirst="News.")

    marks = {line["text"]: line["mark"] for line in Ticker.objects.get().shown}
    assert marks == {"One thing": "", "Other thing": "corrected"}


def test_a_changed_address_is_the_line_s_too() -> None:
    make_ticker()
    article = make_article(slug="before")

    publish(article, slug="after")

    assert Ticker.objects.get().shown[0]["href"].endswith("/after/")


def test_a_withdrawn_article_takes_every_line_about_it_along() -> None:
    make_ticker()
    article = make_article()
    make_line("In our words", href=article.get_url_parts()[2])

    withdraw(article, words="It was wrong.", by=None)

    assert shown() == []
    assert Act.objects.latest("number").kind == "withdrawn"


def test_a_deleted_article_takes_its_line_along() -> None:
    make_ticker()
    article = make_article()

    article.delete()

    assert shown() == []


def test_a_scheduled_line_about_a_withdrawn_article_never_begins() -> None:
    make_ticker()
    article = make_article(at=NOON - timedelta(days=3))
    make_line("Soon", href=article.get_url_parts()[2], starts_at=NOON + timedelta(hours=1))

    withdraw(article, words="", by=None)
    with clock.stopped_at(NOON + timedelta(hours=2)):
        keep_time()

    assert shown() == []


def test_what_is_undone_with_the_deed_is_the_line_as_well() -> None:
    make_ticker()
    article = make_article()

    with transaction.atomic():
        withdraw(article, words="", by=None)
        transaction.set_rollback(True)

    assert shown() == [article.title]


def test_a_draft_and_a_private_article_have_no_line() -> None:
    make_ticker()

    make_article(published=False)

    assert shown() == []


def test_only_articles_of_the_chosen_desks_have_lines_and_those_below_them() -> None:
    ticker = make_ticker()
    politics, culture = make_desk("Politics"), make_desk("Culture")
    council = make_desk("Council", under=politics)
    ticker.desks.set([politics])

    for desk in (politics, culture, council):
        make_article(f"On {desk.title}", desk=desk)

    assert set(shown()) == {"On Politics", "On Council"}


def test_a_struck_automatic_line_stays_struck_when_the_article_is_published_again() -> None:
    make_ticker()
    article = make_article("Stays")

    strike_line(TickerLine.objects.get(), by=make_staff())
    publish(article, title="Stays away")

    assert shown() == []


def test_show_in_ticker_files_a_line_of_that_level_with_those_words_until_then() -> None:
    make_ticker()
    until = NOON + timedelta(hours=5)

    make_article("Headline", ticker="breaking", ticker_text="In short", ticker_until=until)

    line = TickerLine.objects.get(state="live")
    assert (line.text, line.level, line.ends_at) == ("In short", "breaking", until)


def test_show_in_ticker_works_for_an_older_article_of_this_week_too() -> None:
    make_ticker()
    article = make_article("Old", at=NOON - timedelta(days=3))
    before = shown()

    publish(article, ticker="normal")

    assert (before, shown()) == ([], ["Old"])


def test_not_at_all_takes_the_automatic_line_away_but_not_an_editor_s() -> None:
    make_ticker()
    silent, spoken = make_article("Silent"), make_article("Spoken")
    make_line("In our words", href=spoken.get_url_parts()[2])

    publish(silent, ticker="never")
    publish(spoken, ticker="never")

    assert shown() == ["In our words"]


def test_publishing_again_does_not_file_the_asked_line_once_more() -> None:
    make_ticker()
    article = make_article("Asked", ticker="normal")
    strike_line(TickerLine.objects.get(), by=make_staff())

    publish(article, standfirst="More of it.")

    assert shown() == []


def test_a_headline_that_is_no_line_is_made_one() -> None:
    make_ticker()

    make_article("word " * 40 + "<b>end</b>\u202e")

    [text] = shown()
    assert len(text) <= 140
    assert text.endswith("…")


def test_markup_in_a_headline_is_shown_as_it_is_written() -> None:
    make_ticker()

    make_article("<b>x</b>")

    assert shown() == ["<b>x</b>"]


def test_switching_automatic_lines_on_shows_today_s_articles() -> None:
    ticker = make_ticker(is_automatic=False)
    make_article("Of today")
    before = shown()
    ticker.is_automatic = True
    ticker.save()

    settings_changed(ticker, by=make_staff())

    assert (before, shown()) == ([], ["Of today"])
