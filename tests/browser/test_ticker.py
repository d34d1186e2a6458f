"""The News Ticker of a running house, in a real Chromium: what readers see, hear and can do."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize

from tests.browser.conftest import Paper, printed
from tests.browser.reporter import Line, Reporter
from tests.browser.test_reading import SUM_OF_SHIFTS, WIDER_THAN_SCREEN
from tests.browser.watch import fetch, settled
from tests.project.house import House, copy_home, eventually, house

pytestmark = [pytest.mark.browser, pytest.mark.long]

LANGUAGES = ("en", "fa")
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)
SECOND, HOUR = 1000, 3_600_000  # milliseconds, as a browser's clock counts
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 800}
LINES: dict[str, list[Line]] = {
    "en": [
        {"text": "Mayor resigns after audit of the harbour fund", "href": "https://example.org/1"},
        {"text": "پل بزرگ شهر دوباره باز شد", "href": "https://example.org/2"},
        {"text": "Library opens on Sundays again", "outlet": "Radio Oudhaven"},
    ],
    "fa": [
        {"text": "شهردار پس از حسابرسی استعفا کرد", "href": "https://example.org/1"},
        {"text": "Ferry 12 (again) cancelled!", "href": "https://example.org/2"},
        {"text": "کتابخانه یکشنبه‌ها باز است", "outlet": "رادیو"},
    ],
}
_numbers = count(1)


class Newsroom:
    """A running house with its reporter."""

    def __init__(self, running: House, paper: Paper) -> None:
        self.running, self.paper = running, paper
        self.reporter = Reporter(running.home)

    def show(self, lines: Sequence[Line], lang: str = "en", **settings: Any) -> list[int]:
        """Have a ticker show these lines alone; return when they are in the pages."""
        shown = self.reporter.show(lang, lines, **settings)
        assert eventually(lambda: self.on_page(lang) == shown, 20), self.on_page(lang)
        return shown

    def on_page(self, lang: str) -> list[int]:
        _, page = fetch(self.running, quote(self.paper.addresses[lang]["article"]), live=True)
        inside = page.partition("<!--live ticker-->")[2].partition("<!--/live-->")[0]
        return [int(part.partition('"')[0]) for part in inside.split('data-id="')[1:]]


@pytest.fixture(scope="module")
def newsroom(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    ready = printed(homes, "ticking")
    with house(copy_home(ready.home, tmp_path_factory.mktemp("t") / "p")) as up:
        assert eventually(lambda: settled(up.home), 120)
        there = Newsroom(up, Paper(f"http://127.0.0.1:{up.port}", ready.addresses))
        yield there
        there.reporter.leave()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A wide window; with the policy as it is."""
    opened = chromium.new_context(viewport=WIDE)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose clock a test turns.  The streams of the house run in real time."""
    opened = context.new_page()
    stop_clock(opened)
    opened.on("pageerror", lambda error: pytest.fail(str(error)))
    return opened


def stop_clock(page: Page) -> None:
    """Have a page's time pass only when a test says so."""
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(seconds=1))


def until(page: Page, ask: Callable[[], Any]) -> None:
    """Wait, letting the browser tell what it does meanwhile."""
    for _ in range(400):
        if ask():
            return
        page.wait_for_timeout(50)
    pytest.fail("It never came to be.")


def visible(page: Page) -> list[str]:
    """Return the texts of the lines that are seen."""
    return [text.strip() for text in page.locator(".ticker-lines li:visible").all_inner_texts()]


def line(page: Page, words: str) -> Locator:
    return page.locator(".ticker-lines li:visible").filter(has_text=words)


def sees(page: Page, words: str) -> None:
    """Wait until the one visible line says something."""
    line(page, words).wait_for()
    assert len(visible(page)) == 1


def text_of(lines: Sequence[Line]) -> list[str]:
    return [f"{one['text']} — {one['outlet']}" if "outlet" in one else one["text"] for one in lines]


# 1. Scripts off.


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_without_scripts_all_lines_are_readable_and_linked_and_there_are_no_controls(
    chromium: Browser, newsroom: Newsroom, lang: str, viewport: Any
) -> None:
    newsroom.show(LINES[lang], lang)
    context = chromium.new_context(java_script_enabled=False, viewport=viewport)
    page = context.new_page()
    page.goto(newsroom.paper.url("article", lang))

    assert len(visible(page)) == len(LINES[lang])
    links = page.locator(".ticker-lines a:visible")
    assert [links.nth(n).get_attribute("href") for n in range(2)] == [
        "https://example.org/1", "https://example.org/2",
    ]  # fmt: skip
    assert page.locator(".ticker button:visible").count() == 0
    for each in page.locator(".ticker-lines li").all():
        each.scroll_into_view_if_needed()
        assert each.is_visible()
    context.close()


# 2. Motion.


def test_one_line_after_the_other_is_shown_and_counted(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    assert visible(page) == text_of(LINES["en"])[:1]
    assert page.locator(".ticker-count").inner_text() == "1 of 3"
    for number, words in ((2, "پل"), (3, "Library"), (1, "Mayor")):
        page.clock.run_for(7 * SECOND)
        sees(page, words)
        assert page.locator(".ticker-count").inner_text() == f"{number} of 3"


@pytest.mark.parametrize("motion", ["one", "scroll", "none"])
def test_nothing_moves_for_who_wants_no_motion(page: Page, newsroom: Newsroom, motion: str) -> None:
    newsroom.show(LINES["en"], motion=motion)
    if motion != "none":
        page.emulate_media(reduced_motion="reduce")
    page.goto(newsroom.paper.url("article"))

    page.clock.run_for(30 * SECOND)

    sees(page, "Mayor")
    assert page.evaluate("document.getAnimations().length") == 0
    assert not page.locator(".ticker-pause").is_visible()
    page.locator(".ticker-next").click()
    sees(page, "پل")
    page.locator(".ticker-previous").click()
    page.locator(".ticker-previous").click()
    sees(page, "Library")


def test_motion_ends_and_begins_with_the_readers_wish_while_the_page_is_open(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    page.emulate_media(reduced_motion="reduce")
    page.locator(".ticker-pause").wait_for(state="hidden")
    page.clock.run_for(30 * SECOND)
    sees(page, "Mayor")
    page.emulate_media(reduced_motion="no-preference")
    page.locator(".ticker-pause").wait_for()
    page.clock.run_for(7 * SECOND)
    sees(page, "پل")


def test_a_scrolling_line_passes_can_be_stopped_and_stands_once(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"], motion="scroll")
    page.goto(newsroom.paper.url("article"))

    assert page.evaluate("document.getAnimations().map(one => one.playState)") == ["running"]
    assert page.get_by_text("Mayor resigns after audit").count() == 1
    page.locator(".ticker").hover()
    assert page.evaluate("document.getAnimations().map(one => one.playState)") == ["paused"]
    page.locator(".ticker-pause").click()
    assert page.evaluate("document.getAnimations().length") == 0
    assert visible(page) == text_of(LINES["en"])[:1]


def test_a_scrolling_line_is_followed_by_the_next(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"], motion="scroll")
    page.goto(newsroom.paper.url("article"))

    page.evaluate("document.getAnimations()[0].finish()")

    sees(page, "پل")
    assert page.evaluate("document.getAnimations().map(one => one.playState)") == ["running"]


def test_a_narrow_screen_has_a_list_to_swipe_that_never_moves_by_itself(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.set_viewport_size(NARROW)
    page.goto(newsroom.paper.url("article"))

    page.clock.run_for(30 * SECOND)

    assert visible(page) == text_of(LINES["en"])
    assert page.locator(".ticker-lines").evaluate("list => list.scrollLeft") == 0
    assert page.locator(".ticker button:visible").all_inner_texts() == ["Hide"]
    last = page.locator(".ticker-lines li").last
    last.scroll_into_view_if_needed()
    box = last.bounding_box()
    assert box
    assert box["x"] < NARROW["width"] / 2


# 3. Keyboard.


def test_by_keyboard_pause_is_near_and_only_what_is_seen_is_reached(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    page.locator(".desks a").last.focus()

    reached = []
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim()"))
        if len(reached) == 2:
            page.keyboard.press("Enter")

    assert reached[:2] == ["News Ticker", "Pause"]
    assert page.locator(".ticker-pause").inner_text() == "Play"
    inside = reached[2 : reached.index(LINES["en"][0]["text"]) + 1]
    assert inside == ["‹", "›", "Hide", LINES["en"][0]["text"]]
    assert LINES["en"][1]["text"] not in reached


def test_every_control_has_a_name_that_begins_with_what_is_seen(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    for name in ("Pause: News Ticker", "Previous", "Next", "Hide: News Ticker"):
        assert page.get_by_role("button", name=name, exact=True).is_visible()
    page.get_by_role("button", name="Pause: News Ticker").click()
    assert page.get_by_role("button", name="Play: News Ticker").is_visible()


def test_focus_and_pointer_hold_the_line_and_let_it_go_two_seconds_after(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    for hold, leave in (
        (lambda: page.locator(".ticker").hover(), lambda: page.mouse.move(5, 700)),
        (page.locator(".ticker-lines a").first.focus, lambda: page.locator("h1").click()),
    ):
        hold()
        page.clock.run_for(30 * SECOND)
        sees(page, "Mayor")
        leave()
        page.clock.run_for(8 * SECOND)
        sees(page, "Mayor")
        page.clock.run_for(SECOND)
        sees(page, "پل")
        page.reload()


def test_escape_pauses_and_arrow_keys_are_the_pages(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    page.locator(".ticker-pause").focus()
    page.keyboard.press("ArrowRight")
    sees(page, "Mayor")
    page.keyboard.press("Escape")

    assert page.locator(".ticker-pause").inner_text() == "Play"
    page.locator("h1").click()
    page.clock.run_for(60 * SECOND)
    sees(page, "Mayor")


# 4. What readers decide stays decided.


def test_a_pause_survives_a_change_of_page_until_the_reader_plays_it(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    page.locator(".ticker-pause").click()

    page.goto(newsroom.paper.url("other"))
    page.clock.run_for(60 * SECOND)
    sees(page, "Mayor")
    page.locator(".ticker-pause").click()
    page.clock.run_for(7 * SECOND)

    sees(page, "پل")


def test_previous_and_next_end_the_motion_for_good(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))

    page.locator(".ticker-next").click()
    page.mouse.move(5, 700)
    page.clock.run_for(60 * SECOND)

    sees(page, "پل")
    assert page.locator(".ticker-pause").inner_text() == "Play"


def test_a_hidden_ticker_stays_away_for_a_day_and_can_be_called_back(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    page.locator(".ticker-hide").click()
    assert not page.locator(".ticker").is_visible()

    page.goto(newsroom.paper.url("other"))
    assert not page.locator(".ticker").is_visible()
    page.get_by_role("button", name="Show news ticker").click()
    sees(page, "Mayor")
    assert page.get_by_role("button", name="Show news ticker").count() == 0
    page.locator(".ticker-hide").click()
    page.clock.fast_forward(24 * HOUR + SECOND)
    page.goto(newsroom.paper.url("article"))

    sees(page, "Mayor")


def test_the_ticker_sets_no_cookie(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    page.locator(".ticker-pause").click()
    page.locator(".ticker-hide").click()

    assert page.context.cookies() == []


# 5. Live.


def test_a_withdrawn_article_leaves_open_pages_and_the_next_line_takes_its_place(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    article = newsroom.reporter.publish("en", "What was wrong")
    assert eventually(lambda: len(newsroom.on_page("en")) == 4, 20)
    page.goto(newsroom.paper.url("other"))
    sees(page, "What was wrong")

    newsroom.reporter.withdraw("en", article)

    sees(page, "Mayor")
    assert page.locator(".ticker-count").inner_text() == "1 of 3"
    assert eventually(lambda: len(newsroom.on_page("en")) == 3, 20)
    assert "What was wrong" not in fetch(newsroom.running, "/ticker/en.json")[1]


def test_new_lines_join_after_the_one_being_read_which_stays(
    page: Page, newsroom: Newsroom
) -> None:
    shown = newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    where = line(page, "Mayor").bounding_box()

    newsroom.reporter.file("en", {"text": "Flood gates close", "level": "breaking"})
    page.get_by_text("1 of 4").wait_for()
    newsroom.reporter.change("en", shown[0], text="Mayor stays after all")
    newsroom.reporter.strike("en", shown[2])
    page.get_by_text("1 of 3").wait_for()

    assert visible(page) == ["Mayor resigns after audit of the harbour fund"]
    assert line(page, "Mayor").bounding_box() == where
    page.clock.run_for(7 * SECOND)
    sees(page, "Breaking: Flood gates close")
    page.locator(".ticker-previous").click()
    sees(page, "Mayor stays after all")


def test_the_last_line_leaves_a_blank_of_its_height_which_the_next_page_has_not(
    page: Page, newsroom: Newsroom
) -> None:
    (only,) = newsroom.show(LINES["en"][:1])
    page.goto(newsroom.paper.url("article"))
    place = page.locator("main").bounding_box()

    newsroom.reporter.strike("en", only)
    page.locator(".ticker").wait_for(state="hidden")

    assert page.locator("main").bounding_box() == place
    assert eventually(lambda: not newsroom.on_page("en"), 20)
    page.reload()
    assert page.locator(".ticker").count() == 0


@pytest.mark.parametrize("lang", LANGUAGES)
def test_on_an_older_page_the_link_becomes_the_live_strip_of_the_same_height(
    page: Page, newsroom: Newsroom, lang: str, chromium: Browser
) -> None:
    newsroom.show(LINES[lang], lang)
    without = chromium.new_context(java_script_enabled=False, viewport=WIDE)
    plain = without.new_page()
    plain.goto(newsroom.paper.url("old", lang))
    assert plain.locator(".ticker a:visible").get_attribute("href") == f"/ticker/{lang}/"

    page.goto(newsroom.paper.url("old", lang))

    sees(page, LINES[lang][0]["text"])
    assert page.locator("main").bounding_box() == plain.locator("main").bounding_box()
    page.clock.resume()  # what measures needs time as well
    assert page.evaluate(SUM_OF_SHIFTS) == 0
    without.close()


def test_without_a_stream_the_file_is_asked_and_its_age_is_shown_when_that_fails(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    asked: list[str] = []
    page.route("**/-/ticker/en*", lambda route: route.fulfill(status=404, body=""))
    page.route("**/ticker/en.json", lambda route: (asked.append(""), route.continue_()))
    page.goto(newsroom.paper.url("article"))
    until(page, lambda: asked)

    newsroom.reporter.file("en", {"text": "By post"})
    assert eventually(lambda: "By post" in fetch(newsroom.running, "/ticker/en.json")[1], 20)
    page.clock.run_for(15 * SECOND)
    page.get_by_text("of 4").wait_for()
    page.unroute("**/ticker/en.json")
    page.route("**/ticker/en.json", lambda route: (asked.append(""), route.abort()))
    waits = []
    for _ in range(8):
        before, waited = len(asked), 0
        while len(asked) == before:
            page.clock.run_for(5 * SECOND)
            waited += 5
            page.wait_for_timeout(20)
        waits.append(waited)
        page.wait_for_timeout(20)

    assert waits[:5] == [15] * 5
    assert waits[6:] == [30, 30]
    assert "as of" in page.locator(".ticker-as-of").inner_text()


def test_a_page_nobody_looks_at_asks_nothing_and_catches_up_when_looked_at(
    page: Page, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    turn = """is => {
      Object.defineProperty(document, "hidden", {value: is, configurable: true})
      document.dispatchEvent(new Event("visibilitychange"))
    }"""
    asked: list[str] = []

    page.evaluate(turn, True)
    page.on("request", lambda request: asked.append(request.url))
    newsroom.reporter.file("en", {"text": "While away"})
    assert eventually(lambda: len(newsroom.on_page("en")) == 4, 20)
    page.clock.run_for(600 * SECOND)
    sees(page, "Mayor")
    assert asked == []
    page.evaluate(turn, False)

    page.get_by_text("1 of 4").wait_for()
    assert len(asked) == 1


def test_new_headlines_are_said_only_to_who_asked_for_it(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"])
    page.goto(newsroom.paper.url("article"))
    newsroom.reporter.file("en", {"text": "Unsaid"})
    page.get_by_text("1 of 4").wait_for()
    assert page.get_by_role("status").inner_text() == ""

    page.goto(newsroom.paper.url("list"))
    box = page.get_by_role("checkbox")
    assert not box.is_checked()
    box.check()
    page.goto(newsroom.paper.url("other"))
    newsroom.reporter.file("en", {"text": "Said"})

    page.get_by_role("status").get_by_text("One new headline").wait_for(state="attached")
    assert page.locator("[aria-live], [role=alert], [role=marquee]").count() == 0


# 6. Right to left, and mixed.


def test_a_persian_strip_is_the_mirror_of_an_english_one(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["fa"], "fa")
    page.goto(newsroom.paper.url("article", "fa"))

    def start_of(name: str) -> float:
        box = page.locator(name).first.bounding_box()
        assert box
        return box["x"]

    parts = [".ticker-label", ".ticker-lines", ".ticker-count", ".ticker-pause"]
    parts += [".ticker-previous", ".ticker-next", ".ticker-hide"]
    places = [start_of(part) for part in parts]
    assert places == sorted(places, reverse=True)
    assert page.locator(".ticker-count").inner_text() == "۱ از ۳"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_headline_of_the_other_direction_reads_as_it_should(
    page: Page, newsroom: Newsroom, lang: str
) -> None:
    newsroom.show(LINES[lang], lang)
    page.goto(newsroom.paper.url("article", lang))
    page.locator(".ticker-next").click()

    bdi = page.locator(".ticker-lines li:visible bdi")
    assert bdi.evaluate("bdi => getComputedStyle(bdi).direction") == (
        "rtl" if lang == "en" else "ltr"
    )
    # The full stop of a line stands at its own end, wherever the page's end is.
    ends = bdi.evaluate("""bdi => {
      const text = bdi.firstChild, range = document.createRange()
      const at = n => (range.setStart(text, n), range.setEnd(text, n + 1),
                       range.getBoundingClientRect().left)
      return [at(0), at(text.length - 1)]
    }""")
    assert (ends[0] > ends[1]) == (lang == "en")


# 7 and 8. Nothing, and what looks like markup.


def test_without_a_line_there_is_no_ticker_and_no_script(page: Page, newsroom: Newsroom) -> None:
    newsroom.show([])
    page.goto(newsroom.paper.url("article"))
    newsroom.reporter.file("en", LINES["en"][0])
    assert eventually(lambda: newsroom.on_page("en"), 20)

    assert page.locator(".ticker, .ticker-js").count() == 0
    assert page.locator("script[src]").count() == 0


def test_one_line_is_still_and_has_no_controls(page: Page, newsroom: Newsroom) -> None:
    newsroom.show(LINES["en"][:1])
    page.goto(newsroom.paper.url("article"))

    page.clock.run_for(30 * SECOND)

    sees(page, "Mayor")
    assert page.locator(".ticker button:visible").count() == 0


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_text_that_looks_like_markup_appears_as_it_was_written(
    chromium: Browser, newsroom: Newsroom, scripts: bool
) -> None:
    newsroom.show(LINES["en"])
    headline = f"The tag <b>{next(_numbers)}</b> & what it means"
    context = chromium.new_context(java_script_enabled=scripts, viewport=WIDE)
    page = context.new_page()
    page.goto(newsroom.paper.url("other"))
    newsroom.reporter.publish("en", headline)
    if scripts:
        page.get_by_text("1 of 4").wait_for()
        page.locator(".ticker-next").click()
    else:
        assert eventually(lambda: len(newsroom.on_page("en")) == 4, 20)
        page.reload()

    assert line(page, headline).count() == 1
    context.close()


def test_level_and_mark_are_said_in_words_and_the_note_is_a_click_away(
    page: Page, newsroom: Newsroom
) -> None:
    corrected = {"text": "It costs 4.2 million", "mark": "corrected", "note": "Not 4.1 million."}
    newsroom.show([corrected | {"level": "breaking"}, *LINES["en"]])
    page.goto(newsroom.paper.url("article"))

    assert visible(page) == ["Breaking: Corrected: It costs 4.2 million"]
    page.get_by_role("link", name="Corrected:").click()
    assert page.get_by_text("Not 4.1 million.").is_visible()


# 9 and 10. Steady, and open to all.


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("motion", ["one", "scroll"])
def test_nothing_else_ever_moves(
    chromium: Browser, newsroom: Newsroom, lang: str, viewport: Any, motion: str
) -> None:
    newsroom.show(LINES[lang], lang, motion=motion, seconds=5)
    context = chromium.new_context(viewport=viewport)
    for kind in ("front", "article", "old"):
        page = context.new_page()
        stop_clock(page)
        page.goto(newsroom.paper.url(kind, lang))
        assert page.locator(".ticker-lines li").first.inner_text()
        height = page.locator("main").bounding_box()
        page.clock.run_for(12 * SECOND)
        newsroom.reporter.file(lang, {"text": f"A line more, number {next(_numbers)}"})
        assert page.locator("main").bounding_box() == height
        page.clock.resume()  # what measures needs time as well
        assert page.evaluate(SUM_OF_SHIFTS) == 0
        page.close()
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_strip_is_as_high_with_scripts_as_without(
    chromium: Browser, newsroom: Newsroom, lang: str, viewport: Any
) -> None:
    newsroom.show(LINES[lang], lang)
    places = set()
    for scripts in (True, False):
        context = chromium.new_context(viewport=viewport, java_script_enabled=scripts)
        page = context.new_page()
        for kind in ("article", "other"):
            page.goto(newsroom.paper.url(kind, lang))
            box = page.locator("main").bounding_box()
            assert box
            places.add(box["y"])
        context.close()

    assert len(places) == 1


# A frame on another site cannot hear the stream without scripts, so it comes anew by itself.
ALLOWED = {"rules": {"meta-refresh": {"enabled": False}}}


@pytest.mark.parametrize(("lang", "light"), [("en", "light"), ("fa", "dark")])
@pytest.mark.parametrize("kind", ["article", "old", "list", "embed"])
def test_axe_finds_nothing_to_mend(
    chromium: Browser, newsroom: Newsroom, kind: str, lang: str, light: Any
) -> None:
    noted = {"mark": "corrected", "note": "Not 4.1 million.", "text": "4.2", "level": "breaking"}
    newsroom.show([noted, *LINES[lang]], lang)
    for viewport in (WIDE, NARROW):
        context = chromium.new_context(bypass_csp=True, viewport=viewport, color_scheme=light)
        page = context.new_page()
        page.goto(newsroom.paper.url(kind, lang))

        found = Axe().run(page, options=ALLOWED if kind == "embed" else None)

        assert found.violations_count == 0, found.generate_report()
        context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_nothing_is_wider_than_the_screen_or_too_small_for_a_finger(
    chromium: Browser, newsroom: Newsroom, lang: str, scripts: bool
) -> None:
    newsroom.show(LINES[lang], lang)
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    for width in (320, 640, 700, 960):
        page.set_viewport_size({"width": width, "height": 800})
        for kind in ("article", "list", "embed"):
            page.goto(newsroom.paper.url(kind, lang))
            assert page.evaluate(WIDER_THAN_SCREEN) <= 0, (width, kind)
        page.goto(newsroom.paper.url("article", lang))
        for button in page.locator(".ticker button:visible, .ticker-label a").all():
            box = button.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 24, (width, button.inner_text())
    context.close()


SPACED = """* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important }"""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_text_set_wider_is_still_all_there(
    chromium: Browser, newsroom: Newsroom, lang: str
) -> None:
    newsroom.show(LINES[lang], lang)
    for width in (320, 640, 1280):
        context = chromium.new_context(bypass_csp=True, viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto(newsroom.paper.url("article", lang))
        page.add_style_tag(content=SPACED)
        cut = page.evaluate("""() => [...document.querySelectorAll(
          ".ticker-label a, .ticker-controls button, .ticker-lines li")].filter(
            part => part.checkVisibility() && part.scrollHeight > part.clientHeight + 2
            && getComputedStyle(part).overflowY != "auto").map(part => part.outerHTML)""")
        assert cut == [], width
        context.close()


def test_a_page_with_a_ticker_complains_of_nothing(
    context: BrowserContext, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    page, said = context.new_page(), []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for kind in ("front", "article", "old", "list", "embed"):
        page.goto(newsroom.paper.url(kind))
    newsroom.reporter.file("en", LINES["en"][1])
    page.goto(newsroom.paper.url("article"))
    page.locator(".ticker-next").click()

    assert said == []
