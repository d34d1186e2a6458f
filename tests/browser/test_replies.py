"""Readers reply under a real article, in browsers that take only a part of what a page offers."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from courant.kiosk.letters.receipt import name_of
from courant.plant.addresses import file_of
from courant.plant.config import Config
from courant.plant.letterbox.collecting import Collector
from tests.browser.conftest import FLAGS, Printed, printed
from tests.browser.lanes import LANES, browser_for
from tests.browser.replying import DAYS_AGO, DEEP, OLD_PAGE, WORDS
from tests.kiosk.letters.writers import put_fate, put_keys
from tests.kiosk.servers import free_port, granian
from tests.project.house import copy_home, eventually

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
LOOK_MS = 60_000  # how often an open page asks whether something new was said
NOTHING_LEFT = 3000  # letters a reply may have
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass
class Town:
    """A paper with replies, served by the kiosk alone: what is sent waits in the letterbox."""

    root: str
    config: Config
    addresses: dict[str, dict[str, str]]
    said: int = 1000  # texts
    taken: list[dict[str, Any]] = field(default_factory=list)

    def url(self, kind: str = "article", lang: str = "en") -> str:
        return self.root + self.addresses[lang][kind]

    def number(self, name: str) -> str:
        return self.addresses["numbers"][name]

    def letters(self) -> list[dict[str, Any]]:
        """Return all that was sent so far, taking it out of the letterbox."""
        for portion in Collector(self.config.paths.letterbox).waiting():
            self.taken += portion.letters
            portion.done()
        return self.taken

    def letter(self, text: str) -> dict[str, Any]:
        """Return the letter that says something."""
        return next(each for each in self.letters() if each.get("text") == text)

    def text(self) -> str:
        """Return something that nobody has said yet."""
        self.said += 1
        return f"{' '.join(Random(self.said).sample(WORDS.split(), 12))}?"


@pytest.fixture(scope="module")
def town(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    paper: Printed = printed(homes, "replying")
    home = copy_home(paper.home, tmp_path_factory.mktemp("replies") / "paper")
    config = Config(home=home, port=free_port())
    put_keys(config.paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        with granian(config, app="tests.kiosk.letters.hasty:crowded"):
            yield Town(f"http://127.0.0.1:{config.port}", config, paper.addresses)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def fill(page: Page, text: str, name: str = "Ann", **more: str) -> None:
    page.fill("#reply-text", text)
    page.fill("#reply-name", name)
    for field_name, value in more.items():
        if field_name == "pass":
            page.locator(".form-pass summary").click()
        page.fill(f"#reply-{field_name}", value)


def send(page: Page) -> None:
    """Look at what one wrote, and send it; in place with scripts, on pages of its own without."""
    page.click(".reply-form .form-send button")
    page.locator(".letter-preview").wait_for()
    page.locator(":is(.letter-send, .letter-check) .form-send button").click()
    page.wait_for_url("**/-/receipt/**")


@pytest.fixture(params=LANES)
def lane(
    request: pytest.FixtureRequest, chromium: Browser, town: Town, tmp_path: Path
) -> Iterator[tuple[str, BrowserContext]]:
    with browser_for(request.param, chromium, tmp_path / "reader", list(FLAGS)) as context:
        yield request.param, context


def test_a_reader_of_every_kind_replies_answers_changes_reports_and_takes_it_back(
    lane: tuple[str, BrowserContext], town: Town
) -> None:
    name, context = lane
    page, before = context.new_page(), len(town.letters())
    page.goto(town.url())
    _check_what_is_blocked(page, LANES[name])
    fill(page, text := town.text())
    send(page)
    code = page.locator(".letter-code-words").inner_text()
    assert len(code) == len("XXXX-XXXX-XXXX")
    page.reload()
    assert page.locator(".letter-code-words").count() == 0  # shown once

    page.goto(town.url())
    page.locator(f"#reply-{town.number('first')} .reply-answer").click()
    expect(page.locator("#respond-title")).to_have_text("Leave a Reply to Ada of the Harbour")
    fill(page, answer := town.text(), **{"pass": code})
    send(page)
    assert page.locator(".letter-code").count() == 0  # it has one
    _was_published(page, town, answer)
    page.locator(".letter-change summary").click()
    page.fill("#change-text", f"{answer} I mean it.")
    page.fill("#change-name", "Ann")
    page.click(".letter-change .form-send button")
    page.click(".letter-send button")
    expect(page.locator("[role=status]")).to_have_text("We will change it in a moment.")
    page.click(".letter-withdraw button")
    page.click(".letter-send button")
    expect(page.locator("[role=status]")).to_have_text("We will withdraw it in a moment.")

    page.goto(town.url())
    page.locator(f"#reply-{town.number('mixed')} a", has_text="Report").click()
    page.check("[name=reason][value=false]")
    page.click(".form-send button")
    expect(page.locator("[role=status]")).to_contain_text("An editor will look")
    letters = {each["kind"]: each for each in town.letters()[before:]}
    assert letters.keys() == {"reply", "edit", "withdraw", "report"}
    first, second = town.letter(text), town.letter(answer)
    assert (first["answers"], second["answers"]) == (0, int(town.number("first")))
    assert second["pass"] == first["new_pass"] or second["pass"] == first["pass"]
    assert letters["edit"]["text"] == f"{answer} I mean it."
    assert letters["edit"]["of"] == letters["withdraw"]["of"] == second["nonce"]
    assert letters["report"]["reply"] == int(town.number("mixed"))
    assert context.cookies() == []


def _check_what_is_blocked(page: Page, blocked: frozenset[str]) -> None:
    """Make sure that the browser does what its settings say; the page itself sets no cookie."""
    has_script = page.locator("#respond [role=status]").count() == 1  # the counter is a script's
    assert has_script is ("javascript" not in blocked)
    page.evaluate("document.cookie = 'a=b'")
    cookies = page.evaluate("document.cookie")
    assert (cookies == "") is ("cookies" in blocked)
    page.context.clear_cookies()
    page.evaluate(
        "const image = new Image(); image.id = 'tried'; document.body.append(image);"
        "image.src = document.querySelector('link[rel=icon]').href"
    )
    is_shown = "document.getElementById('tried').naturalWidth > 0"
    may_show = "images" not in blocked
    assert bool(eventually(lambda: page.evaluate(is_shown), 20 if may_show else 1)) is may_show


def _was_published(page: Page, town: Town, text: str) -> None:
    """Write the receipt that the works write once an editor has published the reply."""
    nonce = town.letter(text)["nonce"]
    address = f"{town.addresses['en']['article']}#reply-2"
    put_fate(
        town.config.paths, name_of(nonce), state="published", address=address,
        editable_until=10**9,
    )  # fmt: skip
    page.reload()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_page_baked_a_week_ago_still_takes_a_reply(
    chromium: Browser, town: Town, *, scripts: bool
) -> None:
    old = (town.config.home / OLD_PAGE).read_bytes()
    now = (town.config.paths.edition / file_of(town.addresses["en"]["old"])).read_bytes()
    assert old != now
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()

    def from_cache(route: Route) -> None:
        route.fulfill(body=old, content_type="text/html; charset=utf-8")

    page.route(town.url("old"), from_cache)
    page.goto(town.url("old"))
    assert page.locator("h1").inner_text() == "The bridge is shut"
    assert DAYS_AGO == 7
    fill(page, text := town.text())
    send(page)

    assert town.letter(text)["thread"] == int(town.number("old"))
    context.close()


def test_a_thread_shows_depth_direction_and_what_is_gone(page: Page, town: Town) -> None:
    page.goto(town.url())

    mixed = page.locator(f"#reply-{town.number('mixed')}")
    text, name = mixed.locator(".reply-text p"), mixed.locator(".reply-name bdi")
    assert text.evaluate("p => getComputedStyle(p).direction") == "ltr"
    assert name.evaluate("bdi => getComputedStyle(bdi).direction") == "rtl"
    left = "e => { const r = document.createRange(); r.selectNodeContents(e);"
    left += " return r.getBoundingClientRect().left }"
    edge = page.locator(f"#reply-{town.number('first')} .reply-text p").first.evaluate(left)
    assert abs(text.evaluate(left) - edge) < 1  # aligned with everybody's
    gone = page.locator(f"#reply-{town.number('foul')}")
    expect(gone).to_have_text("Removed by an editor: personal attack")
    children = page.locator("li", has=gone).locator("ol article")
    expect(children).to_contain_text("He is 77. Find another target.")
    for level in range(1, DEEP + 1):
        reply = page.locator("article", has_text=f"What was said on level {level}.").last
        depth = reply.evaluate("e => { let n = 0; while (e = e.closest('ol'))"
                               " { n++; e = e.parentElement } return n }")  # fmt: skip
        assert depth == min(level, 3)
        to = reply.locator(".reply-to")
        expect(to).to_have_count(1 if level > 3 else 0)
        if level > 3:
            expect(to).to_have_text(f"to Level {level - 1}")


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_to_mend_in_a_thread_and_its_form(
    chromium: Browser, town: Town, lang: str, width: int
) -> None:
    context = chromium.new_context(
        bypass_csp=True, viewport={"width": width, "height": 900},
        color_scheme="dark" if lang == "fa" else "light",
    )  # fmt: skip
    page = context.new_page()
    page.goto(town.url(lang=lang))
    page.locator(".reply-answer").first.click()
    page.locator(".form-pass summary").click()

    assert page.evaluate(WIDER_THAN_SCREEN) <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    fill(page, town.text())
    page.click(".reply-form .form-send button")
    page.locator(".letter-check").wait_for()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_screen_reader_meets_an_error_first_and_then_its_field(
    chromium: Browser, town: Town, *, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(town.url())
    fill(page, text := town.text(), name="n" * 70)
    page.locator("#reply-email").fill("ann@paper")
    page.click(".reply-form .form-send button")

    troubles = page.locator(".letter-troubles")
    expect(troubles).to_be_focused()
    expect(troubles).to_have_role("alert")
    faults = troubles.locator("a")
    told = faults.all_inner_texts()
    assert len(told) == 2
    expect(page.locator("#reply-text")).to_have_value(text)
    for at, name in enumerate(("name", "email")):
        box = page.locator(f"#reply-{name}")
        expect(box).to_have_attribute("aria-invalid", "true")
        expect(box).to_have_accessible_description(told[at])
    page.keyboard.press("Tab")
    expect(faults.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#reply-name")).to_be_focused()
    context.close()


def test_the_form_comes_to_what_is_answered_and_goes_back(page: Page, town: Town) -> None:
    page.goto(town.url())
    link = page.locator(f"#reply-{town.number('first')} .reply-answer")
    expect(link).to_have_accessible_name("Reply to Ada of the Harbour")

    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#reply-text")).to_be_focused()
    page.keyboard.type("Half a th")
    page.get_by_role("button", name="Cancel reply").press("Enter")

    expect(link).to_be_focused()
    expect(page.locator("#respond-title")).to_have_text("Leave a Reply")
    expect(page.locator("#reply-text")).to_have_value("Half a th")


def test_letters_are_counted_only_near_the_end(page: Page, town: Town) -> None:
    page.goto(town.url())
    counter = page.locator("#respond .form-field [role=status]").first

    page.fill("#reply-text", "a" * (NOTHING_LEFT - 200))
    expect(counter).to_have_text("")
    page.fill("#reply-text", "a" * (NOTHING_LEFT - 199))
    expect(counter).to_have_text("199 letters left")


def test_a_name_is_remembered_only_if_asked_to_and_never_in_a_cookie(
    page: Page, town: Town
) -> None:
    page.goto(town.url())
    box = page.get_by_label("Remember my name on this device")
    expect(box).not_to_be_checked()
    page.fill("#reply-name", "Ann")
    assert page.evaluate("localStorage.length") == 0

    box.check()
    page.goto(town.url("quiet"))
    expect(page.locator("#reply-name")).to_have_value("Ann")
    page.get_by_label("Remember my name on this device").uncheck()

    assert page.evaluate("Object.keys(localStorage).filter(key => /name/.test(key))") == []


def test_what_is_new_is_said_and_never_put_in_and_costs_no_half_written_answer(
    page: Page, town: Town
) -> None:
    baked = (town.config.paths.edition / file_of(town.addresses["en"]["article"])).read_bytes()
    more = b"".join(b'<article id="reply-%d"></article>' % number for number in (901, 902, 903))
    page.clock.install()
    page.goto(town.url())
    page.locator(f"#reply-{town.number('first')} .reply-answer").click()
    page.fill("#reply-text", "Half a thought")
    before = page.locator("#replies article").count()
    # As it is baked once three have replied meanwhile.
    kind = "text/html; charset=utf-8"
    page.route(town.url(), lambda route: route.fulfill(body=baked + more, content_type=kind))

    page.clock.run_for(LOOK_MS + 1000)
    news = page.get_by_role("link", name="3 new replies")
    expect(news).to_be_visible()
    assert page.locator("#replies article").count() == before
    news.press("Enter")

    expect(page.locator("[id=reply-903]")).to_have_count(1)
    expect(page.locator("#reply-text")).to_have_value("Half a thought")
    expect(page.locator("#respond-title")).to_have_text("Leave a Reply to Ada of the Harbour")
    assert page.locator("[name=answers]").input_value() == town.number("first")
    assert page.evaluate("sessionStorage.length") == 0


def test_a_page_one_comes_back_to_still_answers_whom_it_answered(page: Page, town: Town) -> None:
    page.goto(town.url())
    page.locator(f"#reply-{town.number('mixed')} .reply-answer").click()
    page.fill("#reply-text", "Half a thought")
    page.goto(town.url("quiet"))
    page.go_back()

    expect(page.locator("#reply-text")).to_have_value("Half a thought")
    asked = page.locator("[name=answers]").input_value()
    title = page.locator("#respond-title").inner_text()
    assert (asked == "0") is (title == "Leave a Reply"), (asked, title)


def test_text_survives_a_silent_server(page: Page, town: Town) -> None:
    page.goto(town.url())
    fill(page, text := town.text())
    page.click(".reply-form .form-send button")
    page.locator(".letter-check").wait_for()
    page.route("**/send", lambda route: route.abort())
    page.click(".letter-check .form-send button")

    expect(page.locator(".letter-troubles")).to_be_focused()
    expect(page.locator(".letter-troubles")).to_contain_text("No answer came")
    page.unroute("**/send")
    page.click(".letter-check .form-send button")
    page.wait_for_url("**/-/receipt/**")
    assert town.letter(text)["name"] == "Ann"


def test_what_is_shown_in_place_says_the_rules_and_whom_it_answers(page: Page, town: Town) -> None:
    page.goto(town.url())
    page.locator(f"#reply-{town.number('first')} .reply-answer").click()
    fill(page, town.text(), email="ann@paper.example")
    page.click(".reply-form .form-send button")

    shown = page.locator(".letter-check")
    expect(shown).to_be_focused()
    expect(shown.locator(".reply-to")).to_have_text("to Ada of the Harbour")
    rules = shown.locator(".letter-rules li").all_inner_texts()
    assert any("newcomer’s first replies" in each for each in rules)
    assert any("sealed" in each for each in rules)
    assert json.dumps(rules).count("pass code") == 1
