"""The ticker desk: what editors can do there, what is refused and where that is said."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from courant.newsroom.services.beginning import let_editors_in
from courant.plant import clock
from courant.staff.models import Staff
from courant.ticker.models import Act, Suggestion, Ticker, TickerLine, Wire
from courant.ticker.services import change_line, pin_line, strike_line
from courant.ticker.services.tickers import change_settings
from courant.ticker.services.time import keep_time
from tests.paper import make_article, make_line, make_staff, make_ticker, publish

pytestmark = [pytest.mark.django_db, pytest.mark.db, pytest.mark.usefixtures("noon")]

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SCRIPTED = {"x-requested-with": "XMLHttpRequest"}
State = TickerLine.State


def sign_in(staff: Staff | None = None, **how: Any) -> Client:
    client = Client(**how)
    client.force_login(staff or make_staff())
    return client


def file(client: Client, text: str, lang: str = "en", **more: str) -> Any:
    """File a line as the desk's script does."""
    typed = {"text": text, "level": "normal", **more}
    return client.post(reverse("ticker_file", args=[lang]), typed, headers=SCRIPTED)


def do(client: Client, line: TickerLine, act: str, **more: str) -> Any:
    return client.post(reverse("ticker_do", args=[line.pk]), {"act": act, **more}, headers=SCRIPTED)


def change(client: Client, line: TickerLine, **typed: str) -> Any:
    """Change a line from what the desk's form holds just now."""
    says = {name: getattr(line, name) for name in ("text", "level", "mark", "note")}
    ends = f"{line.ends_at.astimezone():%Y-%m-%dT%H:%M}"
    form = {**says, "ends_at": ends}
    held = {f"initial-{name}": value for name, value in form.items()}
    return client.post(
        reverse("ticker_change", args=[line.pk]), {**held, **form, **typed}, headers=SCRIPTED
    )


def again(line: TickerLine) -> TickerLine:
    return TickerLine.objects.get(pk=line.pk)


def shown(lang: str = "en") -> list[str]:
    return [line["text"] for line in Ticker.objects.get(lang=lang).shown]


def test_a_line_is_filed_with_its_text_alone() -> None:
    make_ticker()
    editor = make_staff()

    answer = file(sign_in(editor), "The bridge is open.")

    line = TickerLine.objects.get()
    assert (answer.status_code, answer.json()["line"]) == (200, line.pk)
    assert shown() == ["The bridge is open."]
    assert (line.filed_by, line.ends_at) == (editor, NOON + timedelta(hours=12))


def test_level_link_and_end_are_filed_with_it() -> None:
    ticker = make_ticker()
    article = make_article(slug="bridge")

    file(
        sign_in(), "The bridge is closed.", level="breaking", lasts="180",
        href=article.get_full_url(),
    )  # fmt: skip

    line = TickerLine.objects.get(ticker=ticker, source="written")
    assert (line.level, line.article_id) == ("breaking", article.pk)
    assert line.ends_at == NOON + timedelta(hours=3)
    assert line.href == article.teaser.address


def test_a_line_may_start_later_or_be_a_draft_and_readers_do_not_have_it() -> None:
    make_ticker()
    client = sign_in()

    file(client, "Polls have closed", starts_at="2026-11-20T18:00", lasts="60")
    file(client, "The mayor may resign", as_draft="on")

    later, draft = TickerLine.objects.order_by("pk")
    assert (later.state, draft.state) == (State.SCHEDULED, State.DRAFT)
    assert later.ends_at - later.starts_at == timedelta(hours=1)
    assert shown() == []


EARLY = {"starts_at": "2026-11-21T11:00", "ends_at": "2026-11-21T10:00"}


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"text": "<b>Fire</b>"}, "text", "There is markup"),
        ({"text": "Fire\nat the mill"}, "text", "There is a line break"),
        ({"text": "Fire\x07"}, "text", "cannot be seen"),
        ({"text": "Fire\x00"}, "text", "Null characters"),
        ({"text": "Fire \u202ellim"}, "text", "turns the direction"),
        ({"text": "a" * 141}, "text", "the limit is 140"),
        ({"text": "  "}, "text", "There is no text"),
        ({"href": "javascript:alert(1)"}, "href", "it starts with javascript:"),
        ({"href": "http://example.org/"}, "href", "it starts with http:"),
        ({"href": "/nowhere/"}, "href", "There is no public page"),
        ({"level": "shouted"}, "level", "not one of the available choices"),
        ({"lasts": "99999999"}, "lasts", "not one of the available choices"),
        ({"ends_at": "2026-11-20T11:00"}, "ends_at", "is not after the start"),
        (EARLY, "ends_at", "is not after the start"),
        ({"ends_at": "2027-11-21T10:00"}, "ends_at", "31 days"),
        ({"starts_at": "tomorrow"}, "starts_at", "valid date"),
    ],
)
def test_what_is_refused_says_so_at_its_field_and_is_kept(
    typed: dict[str, str], field: str, reason: str
) -> None:
    make_ticker()
    form = {"text": "Fire at the mill", "level": "normal", **typed}
    client = sign_in()

    told = client.post(reverse("ticker_file", args=["en"]), form, headers=SCRIPTED)
    page = client.post(reverse("ticker_file", args=["en"]), form)

    assert told.status_code == 422
    assert reason in told.json()["faults"][field]
    assert page.status_code == 422
    box = page.context["columns"][0]["box"]
    assert reason in str(box.errors[field])
    assert box[field].value() == form[field]
    assert not TickerLine.objects.exists()


def test_an_article_that_is_not_published_cannot_be_linked() -> None:
    make_ticker()
    article = make_article(slug="secret")
    address = article.teaser.address
    article.unpublish()

    told = file(sign_in(), "Read this", href=address).json()

    assert "is not public" in told["faults"]["href"]


def test_a_line_is_struck_and_taken_back() -> None:
    line, client = make_line(), sign_in()

    do(client, line, "strike")
    assert (again(line).state, shown()) == (State.WITHDRAWN, [])
    do(client, line, "restore")

    assert (again(line).state, shown()) == (State.LIVE, [line.text])


def test_two_editors_who_strike_one_line_strike_only_that_one() -> None:
    first, second = sign_in(), sign_in()
    line, other = make_line("One"), make_line("Two")

    do(first, line, "strike")
    told = do(second, line, "strike").json()

    assert told["said"] == "It was gone already. (One)"
    assert Act.objects.filter(kind="struck").count() == 1
    assert shown() == [other.text]


def test_a_struck_draft_comes_back_as_a_draft() -> None:
    line, client = make_line(as_draft=True), sign_in()

    do(client, line, "strike")
    do(client, line, "restore")

    assert again(line).state == State.DRAFT
    assert shown() == []


def test_a_draft_is_released() -> None:
    line, client = make_line(as_draft=True), sign_in()

    assert do(client, line, "release").json()["said"].startswith("Readers have it.")

    assert shown() == [line.text]


def test_a_line_that_comes_back_takes_the_place_of_the_newer_one_about_its_article() -> None:
    make_ticker(is_automatic=False)
    article, client = make_article(), sign_in()
    old = make_line("Old", href=article.teaser.address)
    make_line("New", href=article.teaser.address)
    assert again(old).state == State.WITHDRAWN

    do(client, old, "restore")

    assert shown() == ["Old"]


def test_a_line_whose_article_was_withdrawn_does_not_come_back_by_extending_it() -> None:
    make_ticker(is_automatic=False)
    article, client = make_article(), sign_in()
    line = make_line("Old", href=article.teaser.address)
    with clock.stopped_at(NOON + timedelta(hours=13)):
        keep_time()
        article.unpublish()
        answer = do(client, line, "hour")

    assert answer.status_code == 422
    assert again(line).state == State.EXPIRED


def test_pinned_lines_move_up_and_down_and_where_they_are_dropped() -> None:
    by = make_staff()
    one, two, three = (make_line(text) for text in ("one", "two", "three"))
    for line in (one, two, three):
        pin_line(line, by=by)
    client = sign_in(by)

    do(client, three, "up")
    assert shown() == ["one", "three", "two"]
    do(client, one, "down")
    assert shown() == ["three", "one", "two"]
    do(client, two, "pin", above=str(three.pk))
    assert shown() == ["two", "three", "one"]
    do(client, two, "pin", above="")
    assert shown() == ["three", "one", "two"]
    do(client, three, "unpin")
    assert [line.pinned for line in map(again, (one, two, three))] == [True, True, False]


def test_the_first_does_not_move_up_and_a_line_that_is_not_pinned_does_not_move() -> None:
    line, client = make_line(), sign_in()

    assert "Pin it first" in do(client, line, "up").json()["faults"][""]
    do(client, line, "pin")

    assert "the first" in do(client, line, "up").json()["said"]
    assert "the last" in do(client, line, "down").json()["said"]


def test_a_struck_line_is_not_pinned() -> None:
    line, by = make_line(), make_staff()
    strike_line(line, by=by)

    assert "no longer shown" in do(sign_in(by), line, "pin").json()["faults"][""]
    assert not again(line).pinned


@pytest.mark.parametrize(("act", "hours"), [("hour", 13), ("hours", 18)])
def test_a_line_stays_longer(act: str, hours: int) -> None:
    line = make_line()

    do(sign_in(), line, act)

    assert again(line).ends_at == NOON + timedelta(hours=hours)


def test_an_expired_line_is_shown_for_another_hour() -> None:
    line, client = make_line(), sign_in()
    with clock.stopped_at(NOON + timedelta(hours=13)):
        keep_time()
        assert shown() == []
        do(client, line, "hour")

    assert shown() == [line.text]
    assert again(line).ends_at == NOON + timedelta(hours=14)


def test_a_line_is_changed_marked_and_given_an_exact_end() -> None:
    line = make_line("Five were found")

    change(
        sign_in(), line, text="Four were found", level="important", mark="corrected",
        note="four, not five", ends_at="2026-11-20T16:30",
    )  # fmt: skip

    line = again(line)
    assert (line.text, line.level) == ("Four were found", "important")
    assert (line.mark, line.note) == ("corrected", "four, not five")
    assert line.ends_at == datetime(2026, 11, 20, 15, 30, tzinfo=UTC)  # by the paper's clock


def test_what_an_editor_left_alone_stays_as_a_colleague_made_it() -> None:
    line = make_line("Three boats")
    stale = TickerLine.objects.get(pk=line.pk)
    change_line(line, by=make_staff(), text="Two boats")

    change(sign_in(), stale, level="important")

    assert (again(line).text, again(line).level) == ("Two boats", "important")


def test_a_form_that_changes_nothing_does_nothing() -> None:
    with clock.stopped_at(NOON + timedelta(seconds=34)):
        line = make_line()
    before = Ticker.objects.get().last_number

    change(sign_in(), line)

    assert Ticker.objects.get().last_number == before


@pytest.mark.parametrize(
    ("typed", "field", "reason"),
    [
        ({"text": "<b>Fire</b>"}, "text", "There is markup"),
        ({"note": "a" * 141}, "note", "the limit is 140"),
        ({"mark": "improved"}, "mark", "not one of the available choices"),
        ({"ends_at": "2026-11-20T11:00"}, "ends_at", "is not after the start"),
        ({"text": "Good", "ends_at": "2026-11-20T11:00"}, "ends_at", "is not after the start"),
    ],
)
def test_a_change_is_refused_whole_at_its_field_with_what_was_typed(
    typed: dict[str, str], field: str, reason: str
) -> None:
    line, client = make_line("As it was"), sign_in()

    told = change(client, line, **typed)

    assert told.status_code == 422
    assert reason in told.json()["faults"][field]
    assert again(line).text == "As it was"
    form = {"text": line.text, "level": line.level, **typed}
    page = client.post(reverse("ticker_change", args=[line.pk]), form)
    kept = page.context["columns"][0]["lists"][0][2][0]["form"]
    assert kept[field].value() == typed[field]


def test_a_line_whose_article_changed_says_so_until_somebody_looked_at_it() -> None:
    make_ticker(is_automatic=False)
    article = make_article("Five boats")
    line, client = make_line("Five!", href=article.teaser.address), sign_in()
    assert "Its article changed" not in client.get(reverse("ticker_desk")).content.decode()

    publish(article, title="Four boats")

    assert "Four boats" in client.get(reverse("ticker_desk")).content.decode()
    assert "1 line whose article changed" in client.get("/admin/").content.decode()
    do(client, line, "looked")
    assert "Its article changed" not in client.get(reverse("ticker_desk")).content.decode()
    assert Act.objects.filter(kind="looked at", line=line).count() == 1


def test_the_desk_is_not_sent_again_while_nothing_changed() -> None:
    line, client = make_line(), sign_in()
    first = client.get(reverse("ticker_rows"))
    etag = {"if-none-match": first["ETag"]}

    assert client.get(reverse("ticker_rows"), headers=etag).status_code == 304
    do(client, line, "strike")

    assert client.get(reverse("ticker_rows"), headers=etag).status_code == 200


def test_the_desk_asks_the_same_few_questions_however_many_lines(
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(12):
        make_line(f"Line {number}")
    client = sign_in()
    client.get(reverse("ticker_rows"))

    with django_assert_max_num_queries(12):
        client.get(reverse("ticker_rows"))


def test_the_kiosks_count_is_unknown_when_the_kiosk_is_away() -> None:
    make_ticker()

    assert "live readers: —" in sign_in().get(reverse("ticker_desk")).content.decode()


def urls_of(line: TickerLine) -> list[tuple[str, str]]:
    """Every address of the desk, with its method."""
    of, pk = ["en"], [line.pk]
    return [
        ("get", reverse("ticker_desk")),
        ("get", reverse("ticker_rows")),
        ("get", reverse("ticker_log", args=of)),
        ("get", reverse("ticker_settings", args=[line.ticker_id])),
        ("get", reverse("ticker_preview", args=["en", "one"])),
        ("get", reverse("ticker_preview_lines", args=["en", "one"])),
        ("post", reverse("ticker_file", args=of)),
        ("post", reverse("ticker_do", args=pk)),
        ("post", reverse("ticker_change", args=pk)),
        ("post", reverse("ticker_settings", args=[line.ticker_id])),
        ("post", reverse("ticker_take", args=pk)),
    ]


def make_member(group: str) -> Staff:
    let_editors_in()
    member = Staff.objects.create_user(f"one-of-{group}", password="a long enough password")
    member.groups.add(Group.objects.get(name=group))
    return member


def test_who_may_not_publish_may_not_use_the_desk_and_is_told_who_may() -> None:
    line, client = make_line(), sign_in(make_member("Editors"))

    for method, url in urls_of(line):
        answer = getattr(client, method)(url)
        assert answer.status_code == 403, url
        assert "Whoever may publish articles" in answer.content.decode(), url
    assert do(client, line, "strike").status_code == 403
    assert again(line).state == State.LIVE
    assert reverse("ticker_desk") not in client.get("/admin/").content.decode()


def test_who_may_publish_may_use_the_desk() -> None:
    line, client = make_line(), sign_in(make_member("Moderators"))

    assert reverse("ticker_desk") in client.get("/admin/").content.decode()
    assert client.get(reverse("ticker_desk")).status_code == 200
    assert do(client, line, "strike").status_code == 200


def test_who_is_not_signed_in_is_led_to_the_door() -> None:
    for method, url in urls_of(make_line()):
        answer = getattr(Client(), method)(url)
        assert answer.status_code == 302, url
        assert "login" in answer["Location"], url


def test_every_form_of_the_desk_carries_its_token_and_acts_without_one_are_refused() -> None:
    line = make_line(by=make_staff())
    strike_line(make_line("Over"), by=make_staff())
    client = sign_in(enforce_csrf_checks=True)

    page = client.get(reverse("ticker_desk")).content.decode()

    forms = [form.split("</form>")[0] for form in page.split('<form class="ticker')[1:]]
    assert forms
    assert all("csrfmiddlewaretoken" in form for form in forms)
    assert do(client, line, "strike").status_code == 403
    assert again(line).state == State.LIVE


def test_acts_are_posted_and_there_is_no_act_by_another_name() -> None:
    line, client = make_line(), sign_in()

    assert client.get(reverse("ticker_do", args=[line.pk])).status_code == 405
    assert do(client, line, "publish").status_code == 404


def test_without_a_script_an_act_leads_back_to_the_desk_with_a_word() -> None:
    line, client = make_line("A rumour"), sign_in()

    done = client.post(reverse("ticker_do", args=[line.pk]), {"act": "strike"}, follow=True)
    refused = client.post(reverse("ticker_do", args=[line.pk]), {"act": "pin"}, follow=True)

    assert "Struck. (A rumour)" in done.content.decode()
    assert "no longer shown" in refused.content.decode()


def suggest(ticker: Ticker, headline: str) -> Suggestion:
    wire = Wire.objects.create(ticker=ticker, outlet="The Agency", url="https://agency.example/")
    return Suggestion.objects.create(
        wire=wire, guid=headline, headline=headline, href="https://agency.example/1",
        published_at=NOON, seen_at=NOON, named_at=NOON,
    )  # fmt: skip


def test_a_headline_of_another_outlet_is_filed_with_its_outlet() -> None:
    suggestion, client = suggest(make_ticker(), "Talks resume"), sign_in()
    assert "The Agency" in client.get(reverse("ticker_desk")).content.decode()

    client.post(reverse("ticker_take", args=[suggestion.pk]), {"act": "use"})

    line = TickerLine.objects.get()
    assert (line.text, line.outlet) == ("Talks resume", "The Agency")
    assert line.href == "https://agency.example/1"
    assert "read it there" not in client.get(reverse("ticker_rows")).content.decode()


def test_its_words_link_and_time_may_be_others() -> None:
    suggestion, client = suggest(make_ticker(), "Talks resume"), sign_in()

    file(client, "Talks again", level="important", lasts="60", suggestion=str(suggestion.pk))

    line = TickerLine.objects.get()
    assert (line.text, line.outlet) == ("Talks again", "The Agency")
    assert (line.href, line.level) == ("", "important")
    assert line.ends_at == NOON + timedelta(hours=1)
    assert Suggestion.objects.get().state == Suggestion.State.USED


def test_a_headline_of_another_outlet_is_dismissed() -> None:
    suggestion, client = suggest(make_ticker(), "Talks resume"), sign_in()

    client.post(reverse("ticker_take", args=[suggestion.pk]), {"act": "dismiss"})

    assert Suggestion.objects.get().state == Suggestion.State.DISMISSED
    assert "Talks resume" not in client.get(reverse("ticker_rows")).content.decode()


def settings_of(ticker: Ticker, **typed: Any) -> dict[str, Any]:
    names = (
        "label", "place", "length", "motion", "seconds", "refresh", "automatic_hours",
        "normal_hours", "important_hours", "breaking_hours",
    )  # fmt: skip
    says = {name: getattr(ticker, name) for name in names}
    return {**says, "is_on": "on", "is_automatic": "on", **typed}


def test_settings_are_saved_and_readers_see_them_at_once() -> None:
    ticker, client = make_ticker(), sign_in()
    for number in range(3):
        make_line(f"Line {number}")

    answer = client.post(
        reverse("ticker_settings", args=[ticker.pk]), settings_of(ticker, length=2, label="Just in")
    )

    assert answer.status_code == 302
    ticker = Ticker.objects.get()
    assert (ticker.length, ticker.label, len(ticker.shown)) == (2, "Just in", 2)
    assert ticker.acts.latest("number").kind == "settings"


def test_saving_settings_never_takes_back_what_was_filed_meanwhile() -> None:
    ticker, by = make_ticker(), make_staff()
    make_line("Filed while the form was open")

    change_settings(ticker, by=by, desks=())  # as it was read before

    assert shown() == ["Filed while the form was open"]
    numbers = list(ticker.acts.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_setting_out_of_bounds_is_refused() -> None:
    ticker, client = make_ticker(), sign_in()

    page = client.post(reverse("ticker_settings", args=[ticker.pk]), settings_of(ticker, length=21))

    assert "less than or equal to 20" in page.content.decode()
    assert Ticker.objects.get().length == 8


def test_the_log_says_who_did_what_newest_first_and_in_pages() -> None:
    editor = make_staff("mina")
    for number in range(60):
        make_line(f"Line {number}.", by=editor)
    client = sign_in(editor)

    page = client.get(reverse("ticker_log", args=["en"]))
    second = client.get(reverse("ticker_log", args=["en"]), {"p": "2"}).content.decode()

    acts = list(page.context["acts"])
    assert [acts[0].line.text, acts[-1].line.text] == ["Line 59.", "Line 10."]
    assert "mina" in page.content.decode()
    assert "Line 9." in second


@pytest.mark.parametrize("motion", Ticker.Motion.values)
def test_the_preview_is_the_strip_with_the_motion_asked_for(motion: str) -> None:
    article = make_article()
    make_line("Ice & fire", href=article.teaser.address)
    client = sign_in()

    page = client.get(reverse("ticker_preview", args=["en", motion])).content.decode()
    told = client.get(reverse("ticker_preview_lines", args=["en", motion])).json()

    assert f'data-motion="{motion}"' in page
    assert "Ice &amp; fire" in page
    assert told["motion"] == motion
    assert told["lines"][0]["href"] == article.full_url


def test_the_preview_has_no_stream() -> None:
    make_line()

    answer = sign_in().get(
        reverse("ticker_preview_lines", args=["en", "one"]), headers={"accept": "text/event-stream"}
    )

    assert answer.status_code == 204
    assert sign_in().get("/admin/ticker/of/en/preview/wild/").status_code == 404
