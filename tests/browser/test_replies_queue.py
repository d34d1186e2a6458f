"""The replies queue in a real browser: by keys alone, by two at once, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser import editor as editors
from tests.browser.conftest import Printed, printed
from tests.browser.editor import Editor
from tests.browser.reader import Reader
from tests.browser.replying import EDITORS, HELD, HELD_PERSIAN, INSULT
from tests.browser.test_ticker_desk import root_of, signed_in
from tests.project.house import House, copy_home, eventually, house

pytestmark = [pytest.mark.browser, pytest.mark.long]

QUEUE = "/admin/replies/"
ON_A_SCREEN = 50
# What a screen reader would call "button", "link" or "edit" and nothing more.
NAMELESS = """() => [...document.querySelectorAll(
  '.queue :is(a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex])')]
  .filter(e => e.checkVisibility({visibilityProperty: true})).map(e => e.outerHTML.slice(0, 120))"""
HAS_FOCUS = """() => {
  const e = document.activeElement, box = e.getBoundingClientRect()
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0
  const style = getComputedStyle(e)
  const marked = style.boxShadow !== 'none' || style.outlineStyle !== 'none'
  return e !== document.body && !!e.closest('.queue') && seen && marked
}"""


@pytest.fixture(scope="module")
def paper(homes: Path) -> Printed:
    return printed(homes, "replying")


@pytest.fixture(scope="module")
def running(paper: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(copy_home(paper.home, tmp_path_factory.mktemp("queue") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def doors(chromium: Browser, running: House) -> dict[str, Any]:
    """Who signed in, as a browser remembers it, by name."""
    return {name: signed_in(chromium, running, name) for name in EDITORS}


class Queue:
    """The queue in somebody's browser."""

    def __init__(self, context: BrowserContext, running: House, query: str = "") -> None:
        self.context = context
        self.editor = Editor(context.new_page(), root_of(running))
        self.page: Page = self.editor.page
        self.page.set_default_timeout(editors.PATIENCE_MS)
        self.open(query)

    def open(self, query: str = "") -> None:
        self.editor.open(QUEUE + query)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def rows(self) -> Locator:
        return self.page.locator(".queue-row:visible")

    def row(self, text: str) -> Locator:
        return self.page.locator(".queue-row", has_text=text)

    def said(self) -> Locator:
        return self.page.locator("[data-said]")

    def count(self, tab: str) -> int:
        return int(self.page.locator(f"[data-count={tab}]").inner_text())

    def here(self) -> str:
        """Return the id of the row that has the focus."""
        return str(self.page.evaluate("document.activeElement.closest('.queue-row')?.id || ''"))

    def decide(self, key: str) -> str:
        """Decide the row with the focus by one key; return its id."""
        decided = self.here()
        self.press(key)
        expect(self.page.locator(f"#{decided}")).to_be_hidden()
        return decided


@pytest.fixture
def queue(chromium: Browser, running: House, doors: dict[str, Any]) -> Iterator[Queue]:
    context = chromium.new_context(
        storage_state=doors["mina"], viewport={"width": 1280, "height": 900}
    )
    mine = Queue(context, running)
    yield mine
    complaints = [each for each in mine.editor.complaints if "422" not in each]
    context.close()
    assert complaints == []


@pytest.fixture
def colleague(chromium: Browser, running: House, doors: dict[str, Any]) -> Iterator[Queue]:
    context = chromium.new_context(storage_state=doors["geert"])
    yield Queue(context, running)
    context.close()


def test_two_editors_never_decide_one_row(queue: Queue, colleague: Queue) -> None:
    queue.press("j")
    mine = queue.here()
    queue.page.wait_for_load_state("networkidle")
    theirs = colleague.page.locator(f"#{mine}")
    before = colleague.count("held")
    theirs.focus()
    expect(theirs.locator("[data-busy]")).to_have_text("Being decided by mina")

    colleague.press("f")

    expect(colleague.said()).to_contain_text("somebody else is deciding")
    expect(theirs).to_be_visible()
    expect(theirs).to_be_focused()
    assert colleague.count("held") == before


def test_what_hurts_is_covered_until_somebody_opens_it(queue: Queue) -> None:
    queue.open("?lang=fa")
    row = queue.row(HELD_PERSIAN[1][:8])
    text = row.locator(".queue-text")
    expect(text).to_be_hidden()

    row.focus()
    queue.press("o")

    expect(text).to_be_visible()
    assert text.locator("mark").inner_text().startswith(INSULT)
    assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    expect(row.locator(".queue-why")).to_contain_text("A watched word")


@pytest.mark.parametrize(
    ("query", "rows"),
    [("?lang=fa", 2), ("?reason=watched", 1), ("?age=hour", 2), ("?tab=spam", 0)],
)
def test_filters_leave_what_was_asked_for(queue: Queue, query: str, rows: int) -> None:
    queue.open(query)
    expect(queue.page.locator(".queue-row")).to_have_count(rows)


def test_an_article_is_filtered_by_and_the_home_says_how_many_wait(queue: Queue) -> None:
    queue.page.locator("[name=article]").select_option(index=1)
    queue.page.get_by_role("button", name="Show", exact=True).click()
    queue.page.wait_for_url(lambda url: "article=&" not in url and "article=" in url)
    heads = queue.page.locator(".queue-head a").all_inner_texts()
    assert len(set(heads)) == 1
    assert len(heads) == HELD // 3

    queue.editor.open("/admin/")
    expect(queue.page.locator("#main")).to_contain_text(f"{HELD + len(HELD_PERSIAN)} held.")


def test_a_row_is_handed_to_a_colleague_with_a_note(queue: Queue, colleague: Queue) -> None:
    queue.open("?lang=fa")
    row = queue.row(HELD_PERSIAN[0][:8])
    row.locator(".queue-more summary").click()
    row.locator("[name=to]").select_option(label="geert")
    row.get_by_label("Note").fill("You know the harbour.")
    row.get_by_role("button", name="Hand over").click()
    expect(queue.said()).to_have_text("Left to geert.")

    colleague.open("?lang=fa")
    note = colleague.row(HELD_PERSIAN[0][:8]).locator(".queue-note")
    expect(note).to_have_text("For geert: You know the harbour.")


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_mend_in_the_queue(
    chromium: Browser, running: House, doors: dict[str, Any], light: Any, width: int
) -> None:
    context = chromium.new_context(
        storage_state=doors["mina"], bypass_csp=True, color_scheme=light,
        viewport={"width": width, "height": 900},
    )  # fmt: skip
    page = Queue(context, running, "?lang=fa").page
    page.locator(".queue-help summary").click()
    for fold in (".queue-more summary", ".queue-covered summary"):
        page.locator(fold).first.click()

    found = Axe().run(page, context={"include": [[".queue"]]})

    assert found.violations_count == 0, found.generate_report()
    wide = "main => main.scrollWidth - main.clientWidth"
    assert page.locator("#main").evaluate(wide) == 0
    context.close()


def test_every_control_has_a_name_for_a_screen_reader(queue: Queue) -> None:
    queue.page.locator(".queue-help summary").click()
    queue.page.locator(".queue-more summary").first.click()
    seen = len(queue.page.evaluate(NAMELESS))

    session = queue.context.new_cdp_session(queue.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]

    roles = {"button", "link", "checkbox", "combobox", "textbox", "MenuListPopup",
             "DisclosureTriangle", "searchbox"}  # fmt: skip
    controls = [
        node for node in nodes if not node["ignored"]
        and node.get("role", {}).get("value") in roles - {"MenuListPopup"}
    ]  # fmt: skip
    nameless = [
        (node["role"]["value"], node.get("backendDOMNodeId"))
        for node in controls
        if not node.get("name", {}).get("value", "").strip()
    ]
    assert nameless == []
    assert len(controls) >= seen - ON_A_SCREEN  # the rows themselves are no controls
    names = [node["name"]["value"] for node in controls]
    assert "Publish the reply by Reader 0" in names
    repeated = [name for name in names if re.match(r"(Publish|Remove|Call) the", name)]
    assert len(set(repeated)) == len(repeated)


def test_without_scripts_a_row_is_decided_and_the_decision_taken_back(
    chromium: Browser, running: House, doors: dict[str, Any]
) -> None:
    context = chromium.new_context(
        storage_state=doors["mina"], java_script_enabled=False,
        viewport={"width": 1280, "height": 900},
    )  # fmt: skip
    queue = Queue(context, running)
    before = queue.count("held")
    name = queue.page.locator(".queue-head h2").first.inner_text()
    queue.page.get_by_role("button", name=f"Remove the reply by {name}", exact=True).click()
    expect(queue.page.locator(".messages")).to_contain_text("1 reply removed.")
    assert queue.count("held") == before - 1

    queue.page.get_by_role("button", name="Undo the last decision").click()
    expect(queue.page.locator(".messages")).to_contain_text("Taken back: 1 reply.")
    assert queue.count("held") == before
    queue.page.get_by_role("checkbox").nth(1).check()
    queue.page.get_by_role("checkbox").nth(2).check()
    queue.page.locator("#bulk").get_by_role("button", name="Spam").click()
    expect(queue.page.locator(".messages")).to_contain_text("2 replies called spam.")
    queue.page.get_by_role("button", name="Undo the last decision").click()
    assert queue.count("held") == before
    context.close()


def test_without_scripts_a_phone_shows_the_queue_and_the_way_to_it(
    chromium: Browser, running: House, doors: dict[str, Any]
) -> None:
    context = chromium.new_context(
        storage_state=doors["mina"], java_script_enabled=False,
        viewport={"width": 390, "height": 844},
    )  # fmt: skip
    page = Queue(context, running).page
    page.goto(root_of(running) + "/admin/")
    expect(page.get_by_text("JavaScript is required")).to_be_hidden()
    menu = page.get_by_role("navigation", name="Newsroom")
    menu.get_by_role("link", name="Replies").click()

    publish = page.get_by_role("button", name="Publish the reply by").first
    publish.click(trial=True)  # nothing lies over it
    box = publish.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_fifty_rows_are_cleared_by_keys_alone_and_the_focus_is_never_lost(queue: Queue) -> None:
    queue.open("?lang=en")
    before = queue.count("held")
    expect(queue.rows()).to_have_count(ON_A_SCREEN)
    queue.press("j")
    first = queue.here()
    queue.press("j", "k")
    assert queue.here() == first
    queue.press("?")
    expect(queue.page.locator(".queue-help")).to_have_attribute("open", "")
    queue.press("?")

    decided = [queue.decide("f"), queue.decide("d")]
    queue.press("u")
    expect(queue.page.locator(f"#{decided[1]}")).to_be_focused()
    expect(queue.page.locator(f"#{decided[0]}")).to_be_hidden()  # only the last one came back
    assert queue.count("held") == before - 1
    queue.press("z")
    expect(queue.rows()).to_have_count(1)
    queue.decide("s")
    expect(queue.rows()).to_have_count(1)
    queue.press("b")
    expect(queue.page.locator(".queue-more fieldset button").and_(
        queue.page.locator(":focus"))).to_have_count(1)  # fmt: skip
    queue.press("b")
    queue.press("z")
    for number in range(ON_A_SCREEN - 2):
        assert queue.page.evaluate(HAS_FOCUS), queue.page.evaluate(
            "document.activeElement.outerHTML.slice(0, 200)"
        )
        queue.decide("fds"[number % 3])

    over = queue.page.get_by_role("link", name="Look for more")
    expect(over).to_be_focused()
    queue.press("u")
    expect(queue.rows()).to_have_count(1)
    assert queue.page.evaluate(HAS_FOCUS)
    queue.decide("f")
    expect(over).to_be_focused()
    queue.press("Enter")
    expect(queue.rows().first).to_be_visible()
    assert queue.rows().count() < ON_A_SCREEN


def test_keys_are_switched_off_and_stay_off(queue: Queue) -> None:
    queue.page.locator(".queue-help summary").click()
    queue.page.get_by_label("Use keys").uncheck()
    queue.open("?lang=fa")
    queue.rows().first.focus()
    before = queue.rows().count()

    queue.press("f", "d", "s")

    assert queue.rows().count() == before
    assert queue.said().is_hidden()


def test_a_reply_lives_from_its_form_to_its_end(
    queue: Queue, chromium: Browser, running: House, paper: Printed
) -> None:
    """An insult split by a ZWNJ is held; what is published is read, changed, reported, removed."""
    context = chromium.new_context()
    reader = Reader(context, running, paper.addresses["fa"]["article"])
    split = f"{INSULT[:2]}\N{ZERO WIDTH NON-JOINER}{INSULT[2:]}"
    receipt = reader.say(f"این {split} هیچ نمی‌فهمد.", "مینا")

    assert eventually(lambda: _sees(queue, "?reason=watched&lang=fa", "مینا"), 60)
    row = queue.row("مینا")
    expect(row.locator(".queue-text")).to_be_hidden()
    row.focus()
    queue.decide("f")
    assert reader.finds("هیچ نمی‌فهمد")
    reader.change(receipt, "هیچ نمی‌داند.", "مینا")
    assert reader.misses("هیچ نمی‌فهمد")  # a newcomer's new words are looked at as the old ones were

    assert eventually(lambda: _sees(queue, "?reason=newcomer&lang=fa", "مینا"), 60)
    queue.row("مینا").focus()
    queue.decide("f")
    assert reader.finds("هیچ نمی‌داند")
    reader.report("هیچ نمی‌داند")

    assert eventually(lambda: _sees(queue, "?tab=reported", "مینا"), 60)
    expect(queue.page.locator(".queue-report")).to_contain_text("A personal attack")
    queue.press("j")
    queue.decide("d")
    assert reader.misses("هیچ نمی‌داند")
    context.close()


def _sees(queue: Queue, query: str, text: str) -> bool:
    queue.open(query)
    return queue.row(text).count() == 1
