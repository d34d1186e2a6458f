"""The same ticker in a real Firefox: the essentials, for not every reader has Chromium."""

from collections.abc import Iterator

import pytest

from tests.browser.firefox import ENTER, TAB, Firefox, firefox
from tests.browser.test_ticker import LINES, Newsroom, newsroom
from tests.project.house import eventually

__all__ = ["newsroom"]  # a fixture

# Firefox starts anew for each test and is slow beside anything else.
pytestmark = [pytest.mark.browser, pytest.mark.long]

LANGUAGES = ("en", "fa")
SEEN = ".ticker-lines li"
MAIN = "return document.querySelector('main').getBoundingClientRect().top + scrollY"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    with firefox(tmp_path_factory.mktemp("firefox") / "on", ui__prefersReducedMotion=0) as running:
        yield running


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One that runs no scripts of pages."""
    with firefox(tmp_path_factory.mktemp("firefox") / "off", javascript__enabled=False) as running:
        yield running


def sees(browser: Firefox, words: str) -> None:
    """Wait until the only visible line says something."""
    assert eventually(lambda: [words in text for text in browser.texts(SEEN)] == [True], 20), words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_scripts_all_lines_are_there_and_no_controls(
    plain: Firefox, newsroom: Newsroom, lang: str
) -> None:
    newsroom.show(LINES[lang], lang)
    for width in (1280, 500):
        plain.open(newsroom.paper.url("article", lang), width=width)

        assert len(plain.texts(SEEN)) == len(LINES[lang])
        assert len(plain.texts(f"{SEEN} a")) == 2
        assert plain.texts(".ticker button") == []


def test_lines_follow_each_other_until_the_reader_pauses_on_every_page(
    browser: Firefox, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"], seconds=5)
    browser.open(newsroom.paper.url("article"))

    sees(browser, "Mayor")
    sees(browser, "پل")
    browser.click(".ticker-pause")
    assert browser.texts(".ticker-pause") == ["Play"]
    browser.open(newsroom.paper.url("other"))
    assert browser.texts(".ticker-pause") == ["Play"]
    browser.click(".ticker-next")
    sees(browser, "پل")
    browser.click(".ticker-pause")
    assert browser.texts(".ticker-pause") == ["Pause"]


def test_by_keyboard_pause_is_near_and_only_what_is_seen_is_reached(
    browser: Firefox, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"])
    browser.open(newsroom.paper.url("article"))
    browser.run("[...document.querySelectorAll('.desks a')].at(-1).focus()")

    reached = []
    for _ in range(6):
        browser.press(TAB)
        reached.append(browser.run("return document.activeElement.textContent.trim()"))

    assert reached == ["News Ticker", "Pause", "‹", "›", "Hide", LINES["en"][0]["text"]]
    browser.press(TAB)
    assert not browser.run(
        "return document.querySelector('.ticker').contains(document.activeElement)"
    )


def test_what_happens_at_the_desk_comes_over_the_stream(
    browser: Firefox, newsroom: Newsroom
) -> None:
    shown = newsroom.show(LINES["en"])
    browser.open(newsroom.paper.url("article"))
    browser.press(TAB, ENTER)  # to the text, so that focus is nowhere near
    browser.click(".ticker-pause")

    newsroom.reporter.file("en", {"text": "Flood gates close"})
    assert eventually(lambda: browser.texts(".ticker-count") == ["1 of 4"], 20)
    sees(browser, "Mayor")
    newsroom.reporter.strike("en", shown[0])

    sees(browser, "Flood gates close")
    browser.click(".ticker-pause")


def test_who_wants_no_motion_has_none_from_that_moment_on(
    browser: Firefox, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["en"], motion="scroll")
    browser.open(newsroom.paper.url("article"))
    assert eventually(lambda: browser.run("return document.getAnimations().length") == 1, 20)

    browser.prefer("ui.prefersReducedMotion", 1)
    try:
        assert eventually(lambda: not browser.run("return document.getAnimations().length"), 20)
        assert eventually(lambda: browser.texts(".ticker-pause") == [], 20)
        sees(browser, "Mayor")
    finally:
        browser.prefer("ui.prefersReducedMotion", 0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [1280, 500])
def test_the_strip_is_as_high_with_scripts_as_without_and_on_older_pages(
    browser: Firefox, plain: Firefox, newsroom: Newsroom, lang: str, width: int
) -> None:
    newsroom.show(LINES[lang], lang)
    tops = set()
    for kind in ("article", "old"):
        for one in (browser, plain):
            one.open(newsroom.paper.url(kind, lang), width=width)
            tops.add(one.run(MAIN))
    browser.open(newsroom.paper.url("old", lang), width=1280)

    assert len(tops) == 1
    sees(browser, LINES[lang][0]["text"])


def test_a_persian_strip_is_mirrored_and_counts_in_its_digits(
    browser: Firefox, newsroom: Newsroom
) -> None:
    newsroom.show(LINES["fa"], "fa")
    browser.open(newsroom.paper.url("article", "fa"))
    browser.click(".ticker-next")

    assert browser.texts(".ticker-count") == ["۲ از ۳"]
    starts = browser.run("""return ["label", "lines", "pause", "previous", "next", "hide"].map(
      name => document.querySelector(".ticker-" + name).getBoundingClientRect().left)""")
    assert starts == sorted(starts, reverse=True)
    seen = "document.querySelector('.ticker li:not([hidden]) bdi')"
    assert browser.run(f"return getComputedStyle({seen}).direction") == "ltr"
