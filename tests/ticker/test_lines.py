"""What an editor does with lines, and what readers are shown of it."""

from datetime import UTC, datetime, timedelta

import pytest

from courant.plant import clock
from courant.ticker.errors import TickerError
from courant.ticker.models import Act, Ticker, TickerLine
from courant.ticker.services import (
    change_line,
    extend_line,
    file_line,
    pin_line,
    release_line,
    restore_line,
    strike_line,
    unpin_line,
)
from courant.ticker.services.time import keep_time
from tests.paper import make_article, make_line, make_staff, make_ticker

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def shown(lang: str = "en") -> list[str]:
    """What readers have, in order."""
    return [line["text"] for line in Ticker.objects.get(lang=lang).shown]


def later(**passed: float) -> datetime:
    return NOON + timedelta(**passed)


def test_a_filed_line_is_shown_at_once_and_logged_with_who_filed_it() -> None:
    editor = make_staff()

    line = make_line("The bridge is open.", by=editor)

    act = Act.objects.get(line=line)
    assert shown() == ["The bridge is open."]
    assert (act.kind, act.done_by, act.number) == ("filed", editor, line.number)
    assert act.event["order"] == [line.number]
    assert [told["text"] for told in act.event["lines"]] == ["The bridge is open."]


def test_pinned_come_first_then_breaking_then_important_then_the_newest() -> None:
    by = make_staff()
    for text, level in (("a", "normal"), ("b", "important"), ("c", "breaking"), ("d", "normal")):
        make_line(text, level=level)
    pin_line(TickerLine.objects.get(text="a"), by=by)

    assert shown() == ["a", "c", "b", "d"]


def test_the_pinned_are_put_in_order_by_naming_which_to_stand_above() -> None:
    by = make_staff()
    one, two, three = (make_line(text) for text in ("one", "two", "three"))
    for line in (one, two, three):
        pin_line(line, by=by)

    pin_line(three, by=by, above=one)
    unpin_line(two, by=by)

    assert shown() == ["three", "one", "two"]


def test_only_so_many_lines_are_shown_as_the_settings_say() -> None:
    ticker = make_ticker(length=2)
    for text in ("one", "two", "three"):
        make_line(text, ticker=ticker)

    assert shown() == ["three", "two"]


def test_a_struck_line_is_gone_and_comes_back_as_it_was() -> None:
    by = make_staff()
    line = make_line("Too early.")

    strike_line(line, by=by)
    gone = shown()
    restore_line(line, by=by)

    assert (gone, shown()) == ([], ["Too early."])


def test_striking_twice_is_one_act() -> None:
    line = make_line("Once.")

    strike_line(line, by=make_staff())
    strike_line(line, by=make_staff())

    assert list(Act.objects.filter(line=line).values_list("kind", flat=True)) == ["filed", "struck"]


@pytest.mark.parametrize(("level", "hours"), [("normal", 12), ("important", 6), ("breaking", 2)])
def test_a_line_ends_by_itself_after_the_hours_of_its_level(level: str, hours: int) -> None:
    make_line("Soon over.", level=level)

    with clock.stopped_at(later(hours=hours, seconds=-1)):
        keep_time()
        before = shown()
    with clock.stopped_at(later(hours=hours)):
        keep_time()

    assert (before, shown()) == (["Soon over."], [])


def test_a_scheduled_line_begins_when_it_is_due_and_never_twice_though_the_clock_jumps() -> None:
    line = make_line("At one.", starts_at=later(hours=1))
    before = shown()

    for moment in (later(hours=1), later(minutes=5), later(hours=1, minutes=1)):
        with clock.stopped_at(moment):
            keep_time()

    assert (before, shown()) == ([], ["At one."])
    assert list(Act.objects.filter(line=line).values_list("kind", flat=True)) == ["filed", "begun"]


def test_a_line_whose_whole_time_went_by_unseen_is_never_shown() -> None:
    make_line("Missed.", starts_at=later(hours=1), ends_at=later(hours=2))

    with clock.stopped_at(later(days=1)):
        keep_time()

    assert shown() == []
    assert TickerLine.objects.get().state == "expired"


def test_an_expired_line_that_is_extended_is_shown_again() -> None:
    line = make_line("Again.", level="breaking")
    with clock.stopped_at(later(hours=3)):
        keep_time()

        extend_line(line, until=later(hours=5), by=make_staff())

    assert shown() == ["Again."]


def test_a_draft_is_shown_when_it_is_released_for_as_long_as_was_meant() -> None:
    draft = make_line("Perhaps.", as_draft=True)
    before = shown()

    with clock.stopped_at(later(hours=3)):
        line = release_line(draft, by=make_staff())

    assert (before, shown()) == ([], ["Perhaps."])
    assert line.ends_at == later(hours=15)


def test_a_changed_line_carries_its_mark_and_is_told_to_readers_by_itself() -> None:
    line, _ = make_line("Three are dead."), make_line("Another.")

    change_line(
        line, by=make_staff(), text="Two are dead.", mark="corrected", note="It was not three."
    )

    event = Act.objects.latest("number").event
    assert [told["id"] for told in event["lines"]] == [line.number]
    assert (event["lines"][0]["text"], event["lines"][0]["mark"]) == ("Two are dead.", "corrected")


def test_a_line_about_an_article_takes_the_place_of_others_about_it() -> None:
    ticker = make_ticker()
    article = make_article("Mayor resigns", at=later(hours=-1))
    assert shown() == ["Mayor resigns"]

    make_line("The mayor is gone", ticker=ticker, href=article.get_url_parts()[2])

    assert shown() == ["The mayor is gone"]


def test_a_ticker_that_is_off_shows_nothing() -> None:
    from courant.ticker.services.tickers import settings_changed

    make_line("Hello.")
    ticker = make_ticker(is_on=False)

    settings_changed(ticker, by=None)

    assert shown() == []


def test_every_act_has_the_next_number_and_none_can_be_changed() -> None:
    by = make_staff()
    line = make_line()
    pin_line(line, by=by)
    strike_line(line, by=by)

    numbers = list(Act.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    with pytest.raises(TypeError, match="never changed"):
        Act.objects.latest("number").save()


REFUSED = [
    ("text", {"text": "<b>bold</b>"}, "markup"),
    ("text", {"text": "two\nlines"}, "line break"),
    ("text", {"text": "bell\x07"}, "cannot be seen"),
    ("text", {"text": "turned \u202e around"}, "turns the direction"),
    ("text", {"text": "x" * 141}, "141 letters"),
    ("text", {"text": " "}, "no text"),
    ("ends_at", {"starts_at": later(hours=2), "ends_at": later(hours=1)}, "not after the start"),
    ("ends_at", {"starts_at": later(hours=-2), "ends_at": later(hours=-1)}, "in the past"),
    ("ends_at", {"ends_at": later(days=32)}, "31 days"),
    ("href", {"href": "javascript:alert(1)"}, "starts with javascript:"),
    ("href", {"href": "http://example.org/"}, "starts with http:"),
    ("href", {"href": "https://a@example.org/"}, "name before its host"),
    ("href", {"href": "https://localhost/"}, "names no host"),
    ("href", {"href": "/no-such-page/"}, "no public page"),
    ("href", {"href": "//example.org/"}, "empty part"),
    ("level", {"level": "urgent"}, "not a level"),
]


@pytest.mark.parametrize(("field", "given", "words"), REFUSED)
def test_what_is_wrong_is_refused_with_the_reason_at_its_field(
    field: str, given: dict[str, object], words: str
) -> None:
    ticker = make_ticker()

    with pytest.raises(TickerError, match=words) as refused:
        file_line(ticker, **{"text": "Fine.", "by": None, **given})

    assert refused.value.field == field
    assert not TickerLine.objects.exists()


@pytest.mark.parametrize("text", ["3 < 5 > 2", "نیم‌فاصله در خط", "x" * 140, "“Ünï” & co"])
def test_what_a_newsroom_writes_is_taken_as_it_is(text: str) -> None:
    make_line(text)

    assert shown() == [text]


def test_a_line_may_lead_to_a_page_of_ours_by_its_whole_address(settings: object) -> None:
    from django.conf import settings as house

    article = make_article()
    path = article.get_url_parts()[2]

    line = make_line(href=f"{house.CONFIG.public_root}{path}")

    assert (line.href, line.article_id) == (path, article.pk)
