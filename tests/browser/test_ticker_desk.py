"""The ticker desk in a real browser: by keys, by mouse, by two editors at once, without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import editor as editors
from tests.browser.conftest import printed
from tests.browser.editor import PASSWORD, Editor
from tests.project.house import House, copy_home, house

pytestmark = [pytest.mark.browser, pytest.mark.long]

DESK = "/admin/ticker/"


@pytest.fixture(scope="module")
def running(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = printed(homes, "desking").home
    with house(copy_home(home, tmp_path_factory.mktemp("desk") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def doors(chromium: Browser, running: House) -> dict[str, Any]:
    """Who signed in, as a browser remembers it, by name."""
    return {name: signed_in(chromium, running, name) for name in ("mina", "geert")}


def signed_in(chromium: Browser, running: House, name: str) -> Any:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(root_of(running))
    page.fill("[name=login]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/staff/login/" not in url)
    state = context.storage_state()
    context.close()
    return state


def root_of(running: House) -> str:
    return f"http://localhost:{running.newsroom_port}"


class Desk:
    """The desk in somebody's browser."""

    def __init__(self, context: BrowserContext, running: House) -> None:
        self.context = context
        self.editor = Editor(context.new_page(), root_of(running))
        self.page: Page = self.editor.page
        self.page.set_default_timeout(editors.PATIENCE_MS)
        self.editor.open(DESK)

    @property
    def english(self) -> Locator:
        return self.page.locator("[data-column=en]")

    @property
    def box(self) -> Locator:
        return self.english.locator("textarea[name=text]").first

    def line(self, text: str) -> Locator:
        return self.english.locator(".ticker-line", has_text=text)

    def live(self) -> Locator:
        return self.english.locator("[data-list=live] > .ticker-line:not(.is-gone)")

    def over(self, text: str) -> Locator:
        return self.english.locator(".ticker-over", has_text=text)

    def file(self, text: str) -> Locator:
        self.box.fill(text)
        self.box.press("Enter")
        self.line(text).wait_for()
        return self.line(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def said(self) -> Locator:
        return self.page.locator("[data-said]")


@pytest.fixture
def desk(chromium: Browser, running: House, doors: dict[str, Any]) -> Iterator[Desk]:
    context = chromium.new_context(
        storage_state=doors["mina"], viewport={"width": 1280, "height": 1000}
    )
    mine = Desk(context, running)
    yield mine
    complaints = [each for each in mine.editor.complaints if "422" not in each]
    context.close()
    assert complaints == []


@pytest.fixture
def colleague(chromium: Browser, running: House, doors: dict[str, Any]) -> Iterator[Desk]:
    context = chromium.new_context(storage_state=doors["geert"])
    yield Desk(context, running)
    context.close()


def test_enter_files_and_the_box_is_ready_for_the_next(desk: Desk) -> None:
    desk.box.click()
    desk.page.keyboard.type("Trams run again")
    desk.press("Enter")

    expect(desk.line("Trams run again")).to_be_visible()
    expect(desk.box).to_have_value("")
    expect(desk.box).to_be_focused()


def test_level_and_end_are_chosen_by_keys(desk: Desk) -> None:
    desk.box.click()
    desk.page.keyboard.type("Fire at the mill")
    desk.press("Alt+3", "Alt+ArrowUp")
    expect(desk.english.locator("[name=lasts]")).to_have_value("180")
    desk.press("Alt+ArrowDown")
    expect(desk.english.locator("[name=lasts]")).to_have_value("")
    desk.press("Alt+ArrowDown", "Enter")

    expect(desk.line("Fire at the mill")).to_contain_text("Breaking")
    expect(desk.line("Fire at the mill").locator(".ticker-left")).to_contain_text("59 min")
    expect(desk.english.locator("[name=level]").first).to_be_checked()


def test_letters_are_counted_and_too_many_are_refused_with_the_text_kept(desk: Desk) -> None:
    counter = desk.english.locator("[data-counter]")
    desk.box.fill("a" * 90)
    expect(counter).to_have_text("90 of 140: long for a strip")
    desk.box.fill("a" * 141)
    expect(counter).to_have_text("141 of 140: 1 too many")
    desk.box.press("Enter")

    fault = desk.english.locator("[data-box] [data-fault=text]")
    expect(fault).to_contain_text("the limit is 140")
    expect(desk.box).to_have_value("a" * 141)
    expect(desk.box).to_be_focused()
    expect(desk.box).to_have_attribute("aria-invalid", "true")


def test_a_pasted_address_becomes_the_link(desk: Desk) -> None:
    desk.box.fill("Read this")
    desk.box.evaluate(
        """box => {
            const clipboardData = new DataTransfer()
            clipboardData.setData("text", "https://example.org/story")
            box.dispatchEvent(new ClipboardEvent("paste", {clipboardData, cancelable: true}))
        }"""
    )

    expect(desk.english.locator("[data-box] [name=href]")).to_have_value(
        "https://example.org/story"
    )
    expect(desk.box).to_have_value("Read this")


def test_a_line_is_struck_by_one_key_and_comes_back_by_another(desk: Desk) -> None:
    line = desk.file("A rumour")
    line.focus()

    desk.press("s")
    line.locator("text=Undo").wait_for()
    expect(line).to_be_focused()
    expect(desk.over("A rumour")).to_contain_text("Struck")
    desk.press("u")

    expect(line.get_by_role("button", name="Strike")).to_be_visible()
    expect(line).to_be_focused()
    expect(desk.over("A rumour")).to_have_count(0)


def test_a_second_press_never_meets_the_next_line(desk: Desk) -> None:
    desk.file("The next line")
    line = desk.file("Pressed twice")
    line.focus()

    desk.press("s")
    line.locator("text=Undo").wait_for()
    desk.press("s", "Delete")

    expect(desk.over("Pressed twice")).to_have_count(1)
    expect(desk.line("The next line").get_by_role("button", name="Strike")).to_be_visible()


def test_pinned_lines_are_moved_by_keys(desk: Desk) -> None:
    for text in ("Pin a", "Pin b"):
        line = desk.file(text)
        line.focus()
        desk.press("p")
        expect(line.get_by_role("button", name="Unpin")).to_be_visible()
        expect(line).to_be_focused()

    desk.press("Alt+ArrowUp")

    a, b = (desk.line(text) for text in ("Pin a", "Pin b"))
    expect(b.locator("xpath=following-sibling::li[1]")).to_contain_text("Pin a")
    expect(b).to_be_focused()
    for each in (a, b):
        each.focus()
        desk.press("p")
        expect(each.get_by_role("button", name="Pin", exact=True)).to_be_visible()


def test_pinned_lines_are_moved_by_dragging(desk: Desk) -> None:
    first, last = desk.line("The bridge is open"), desk.line("Ferries sail again")

    last.locator(".ticker-grip").drag_to(first, target_position={"x": 60, "y": 4})

    expect(desk.live().first).to_contain_text("Ferries sail again")
    desk.live().first.locator(".ticker-grip").drag_to(
        desk.line("The council votes tonight"), target_position={"x": 60, "y": 60}
    )
    expect(desk.live().nth(2)).to_contain_text("Ferries sail again")


def test_a_line_is_changed_and_marked_from_the_keyboard(desk: Desk) -> None:
    line = desk.file("Five were found")
    line.focus()
    desk.press("e")
    desk.press("Control+a")
    desk.page.keyboard.type("Four were found")
    line.locator("[name=mark]").select_option("corrected")
    line.locator("[name=note]").fill("four, not five")
    line.locator("[name=note]").press("Enter")

    changed = desk.line("Four were found")
    expect(changed).to_contain_text("Corrected (four, not five)")
    expect(changed).to_be_focused()


def test_time_left_counts_down(desk: Desk) -> None:
    desk.box.fill("Soon over")
    desk.english.locator("[name=lasts]").select_option("30")
    desk.box.press("Enter")
    left = desk.line("Soon over").locator(".ticker-left")
    left.wait_for()
    first = left.inner_text()

    expect(left).not_to_have_text(first)
    expect(left).to_contain_text("29 min")


def test_what_a_colleague_files_comes_in_and_leaves_focus_and_typing_alone(
    desk: Desk, colleague: Desk
) -> None:
    desk.box.click()
    desk.page.keyboard.type("Half a sente")

    colleague.file("Filed by a colleague")

    expect(desk.line("Filed by a colleague")).to_be_visible()
    expect(desk.box).to_be_focused()
    desk.page.keyboard.type("nce")
    expect(desk.box).to_have_value("Half a sentence")


def test_a_line_struck_by_a_colleague_keeps_the_focus_and_takes_no_key(
    desk: Desk, colleague: Desk
) -> None:
    desk.file("Must stay")
    line = desk.file("Struck by another")
    line.focus()
    colleague.line("Struck by another").wait_for()

    colleague.line("Struck by another").get_by_role("button", name="Strike").click()

    expect(line).to_contain_text("by geert")
    expect(line).to_be_focused()
    desk.press("s")
    desk.press("ArrowDown")
    expect(line).to_have_count(0)
    expect(desk.line("Must stay").get_by_role("button", name="Strike")).to_be_visible()


def test_two_editors_who_change_one_line_lose_nothing(desk: Desk, colleague: Desk) -> None:
    line = desk.file("Three boats are lost")
    theirs = colleague.line("Three boats are lost")
    theirs.wait_for()
    line.focus()
    desk.press("e")
    line.locator("[name=level]").select_option("important")

    theirs.focus()
    colleague.press("e")
    theirs.locator("[name=text]").fill("Two boats are lost")
    theirs.locator("[name=text]").press("Enter")
    expect(line.locator("[data-fault='']")).to_contain_text("A colleague changed this line")
    line.get_by_role("button", name="Save").click()

    expect(desk.line("Two boats are lost")).to_contain_text("Important")


def test_a_headline_of_another_outlet_is_filed_in_other_words(desk: Desk) -> None:
    headline = desk.english.locator(".ticker-suggestion", has_text="Talks resume in Geneva")
    headline.focus()
    desk.press("e")
    expect(desk.box).to_be_focused()
    expect(desk.english.locator("[data-outlet]").first).to_be_attached()
    desk.box.fill("Talks are on again")
    desk.box.press("Enter")

    expect(desk.line("Talks are on again")).to_contain_text("The Agency")
    expect(headline).to_have_count(0)


def test_a_headline_of_another_outlet_is_dismissed_by_one_key(desk: Desk) -> None:
    headline = desk.english.locator(".ticker-suggestion", has_text="Snow closes three passes")
    headline.focus()
    desk.press("x")

    expect(headline.get_by_role("button", name="File")).to_have_count(0)


def test_the_preview_shows_the_strip_and_follows(desk: Desk) -> None:
    strip = desk.page.frame_locator("iframe[name=preview-en]").locator(".ticker")
    expect(strip).to_contain_text("The bridge is open")

    line = desk.file("Seen in the preview")
    line.focus()
    desk.press("p")

    expect(strip.locator("li", has_text="Seen in the preview")).to_have_count(1)
    desk.page.locator("[data-preview=en] a", has_text="None").click()
    expect(strip).to_have_attribute("data-motion", "none")


def test_the_open_streams_of_readers_are_counted(desk: Desk, running: House) -> None:
    expect(desk.english.locator("[data-bit=facts]")).to_contain_text("live readers: 0")
    reader = desk.context.new_page()
    reader.goto(f"http://127.0.0.1:{running.port}/")

    counted = expect(desk.english.locator("[data-bit=facts]"))
    counted.to_contain_text("live readers: 1", timeout=editors.PATIENCE_MS)
    reader.close()


def test_tab_goes_from_the_box_through_its_controls_to_the_lines(desk: Desk) -> None:
    desk.box.focus()
    reached = []
    for _ in range(9):
        desk.press("Tab")
        reached.append(desk.page.evaluate(
            "document.activeElement.name || document.activeElement.className"
            " || document.activeElement.innerText"
        ))  # fmt: skip

    order = ["level", "lasts", "button", "href"]
    found = [next((at for at, name in enumerate(reached) if want in name), -1) for want in order]
    assert found == sorted(found), reached
    assert -1 not in found, reached
    desk.box.focus()
    desk.press("Escape")
    assert desk.page.evaluate("document.activeElement.matches('[data-list] > li')")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_mend_on_the_desk(
    chromium: Browser,
    running: House,
    doors: dict[str, Any],
    light: Literal["light", "dark"],
    width: int,
) -> None:
    context = chromium.new_context(
        storage_state=doors["mina"], bypass_csp=True, color_scheme=light,
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    page = Desk(context, running).page
    page.locator(".ticker-help summary").click()
    page.locator(".ticker-change summary").first.click()
    page.locator(".ticker-later summary").first.click()

    found = Axe().run(page, context={"include": [[".ticker-desk"]], "exclude": [["iframe"]]})

    assert found.violations_count == 0, found.generate_report()
    wide = "main => main.scrollWidth - main.clientWidth"
    assert page.locator("#main").evaluate(wide) == 0
    context.close()


def test_without_scripts_everything_is_a_plain_form(
    chromium: Browser, running: House, doors: dict[str, Any]
) -> None:
    context = chromium.new_context(storage_state=doors["mina"], java_script_enabled=False)
    desk = Desk(context, running)
    desk.box.fill("Filed\nin two lines")
    desk.english.get_by_role("button", name="File", exact=True).first.click()
    assert "There is a line break" in desk.page.content()
    assert desk.box.input_value().replace("\r", "") == "Filed\nin two lines"

    desk.box.fill("Filed without scripts")
    desk.english.get_by_role("button", name="File", exact=True).first.click()
    desk.line("Filed without scripts").get_by_role("button", name="Pin", exact=True).click()
    expect(desk.line("Filed without scripts")).to_contain_text("pinned")
    desk.line("Filed without scripts").get_by_role("button", name="Strike").click()
    desk.over("Filed without scripts").get_by_role("button", name="Restore").click()

    expect(desk.line("Filed without scripts")).to_be_visible()
    context.close()
