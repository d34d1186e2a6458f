"""The Quotations panel in a real browser: by keys alone, by its buttons, by the toolbar."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Printed, printed
from tests.browser.editor import Editor, quiet
from tests.browser.test_newsroom import WINDOW, newsroom
from tests.browser.watch import fetch
from tests.project.house import House, copy_home, eventually, house

pytestmark = [pytest.mark.browser, pytest.mark.long]

OPEN = "Alt+Shift+Q"
TEXT = (
    "Ann Bell, the mayor, spoke on Monday. “We shall see,” said Bell. "
    "«The bridge is safe,» she added. Then all saw the film “La Mer” together."
)
PANEL = "[data-side-panel=quotations]"


@pytest.fixture(scope="module")
def editable(homes: Path) -> Printed:
    return printed(homes, "editing")


@pytest.fixture(scope="module")
def running(editable: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(copy_home(editable.home, tmp_path_factory.mktemp("quotations") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def editor(chromium: Browser, running: House) -> Iterator[Editor]:
    context = chromium.new_context(viewport=WINDOW, bypass_csp=True)  # or axe could not run
    editor = Editor(context.new_page(), newsroom(running))
    first = (running.home / "keys" / "first-password").read_text().strip()
    editor.sign_in(first)
    editor.choose_password(first)
    yield editor
    context.close()


def test_what_the_text_says_is_marked_by_keys_alone_and_stands_on_the_persons_page(
    editor: Editor, editable: Printed, running: House
) -> None:
    town = editable.addresses["pages"]["town"]
    page = editor.page
    with quiet(editor):
        write(editor, town, "The mayor speaks", TEXT)
        open_panel(editor)
        expect(rows(editor, "open")).to_have_count(3)
        expect(rows(editor, "open").first).to_be_focused()
        findings = Axe().run(page, context=PANEL)
        assert not findings.response["violations"], findings.generate_report()

        page.keyboard.press("a")  # not on record: their name stands in the form already
        expect(page.locator("[name=new-person-name]")).to_have_value("Ann Bell")
        page.fill("[name=new-person-office]", "mayor")
        page.keyboard.press("Enter")
        expect(rows(editor, "open")).to_have_count(2)
        page.keyboard.press("a")  # on record now: one key
        expect(rows(editor, "open")).to_have_count(1)
        page.keyboard.press("s")
        expect(page.locator("[data-none]")).to_be_visible()
        expect(rows(editor, "done")).to_have_count(2)
        expect(rows(editor, "done").first).to_contain_text("Ann Bell")
        expect(rows(editor, "done").first).to_contain_text("no source, no day")
    editor.publish()

    said = eventually(lambda: "We shall see" in fetch(running, "/people/ann-bell/")[1])
    assert said
    assert "The bridge is safe" in fetch(running, "/people/ann-bell/")[1]
    assert "La Mer" not in fetch(running, "/people/ann-bell/")[1]


def test_the_toolbar_marks_chosen_words_and_refuses_what_cannot_be_at_its_field(
    editor: Editor, editable: Printed
) -> None:
    page = editor.page
    with quiet(editor):
        write(editor, editable.addresses["pages"]["town"], "A tenant speaks", "He said no")
        page.keyboard.press("Control+Shift+ArrowLeft")
        page.locator(".Draftail-ToolbarButton[name=QUOTATION]").click()
        expect(page.locator("[data-words]")).to_have_text("no")
        page.locator("[name=facts-speaker]").fill("A tenant")
        page.locator("[name=facts-source_url]").fill("minutes")
        complained = list(editor.complaints)
        editor.button("Mark the words").click()
        expect(page.locator("[data-one-fault]")).to_contain_text("https://")
        expect(page.locator("[name=facts-source_url]")).to_be_focused()
        editor.complaints[:] = complained  # the browser says 422
        page.locator("[name=facts-source_url]").fill("https://example.org/minutes")
        page.keyboard.press("Enter")
        expect(page.locator(".Draftail-Editor [contenteditable=true]").last).to_be_focused()
        expect_marked(editor, {"speaker": "A tenant", "source_url": "https://example.org/minutes"})
        expect(rows(editor, "done")).to_have_count(1)
        expect(rows(editor, "done").first).to_contain_text("no day")


def test_what_was_marked_is_changed_taken_off_and_undone(editor: Editor, editable: Printed) -> None:
    page = editor.page
    with quiet(editor):
        town = editable.addresses["pages"]["town"]
        write(editor, town, "Two speak", "Jan Smit was there. “Never,” said Smit.")
        open_panel(editor)
        expect(rows(editor, "open")).to_have_count(1)
        page.keyboard.press("w")
        expect(rows(editor, "done")).to_have_count(1)
        expect_marked(editor, {"speaker": "Jan Smit"})
        rows(editor, "done").first.get_by_role("button", name="Change").click()
        expect(page.locator("[name=facts-speaker]")).to_have_value("Jan Smit")
        page.fill("[name=facts-said_on]", "2026-11-03")
        page.keyboard.press("Enter")
        expect(rows(editor, "done").first).to_contain_text("2026-11-03")
        expect_marked(editor, {"speaker": "Jan Smit", "said_on": "2026-11-03"})
        rows(editor, "done").first.get_by_role("button", name="Take off").click()
        expect(rows(editor, "open")).to_have_count(1)
        expect_marked(editor)


def test_keys_are_let_alone_when_they_are_switched_off(editor: Editor, editable: Printed) -> None:
    page = editor.page
    town = editable.addresses["pages"]["town"]
    write(editor, town, "Keys are off", "Jan Smit was there. “Never,” said Smit.")
    open_panel(editor)
    page.get_by_text("Keys", exact=True).click()
    page.get_by_label("Work with keys").uncheck()
    rows(editor, "open").first.focus()
    page.keyboard.press("w")

    expect(rows(editor, "open")).to_have_count(1)
    assert marked(editor) == []
    page.get_by_label("Work with keys").check()


def write(editor: Editor, desk: str, headline: str, text: str) -> None:
    """Begin an article with one paragraph; the cursor stays at its end."""
    editor.begin_article(desk, headline)
    editor.button("Insert a block").first.click()
    editor.page.get_by_role("option", name="Paragraph").click()
    editor.page.locator("[data-contentpath=body] [contenteditable=true]").first.click()
    editor.page.keyboard.insert_text(text)


def open_panel(editor: Editor) -> None:
    """Open the panel by its key; one that was left open is closed by it first."""
    if editor.page.locator(PANEL).is_visible():
        editor.page.keyboard.press(OPEN)
        # Wagtail lets it slide away first, and takes it for open until it has.
        expect(editor.page.locator(PANEL)).to_have_attribute("hidden", "")
    editor.page.keyboard.press(OPEN)
    expect(rows(editor, "open").first).to_be_focused()


def rows(editor: Editor, which: str) -> Locator:
    return editor.page.locator(f"{PANEL} [data-{which}] .quoted-row")


def expect_marked(editor: Editor, *facts: dict[str, str]) -> None:
    """Draftail writes what stands in it into the form a moment later."""
    assert eventually(lambda: marked(editor) == list(facts), 10), marked(editor)


def marked(editor: Editor) -> list[dict[str, str]]:
    """Return what the marks of the first paragraph say, as the form would send it."""
    content = json.loads(editor.page.locator("[name=body-0-value]").input_value())
    entities = content["entityMap"]
    ranges = [each for block in content["blocks"] for each in block["entityRanges"]]
    return [entities[str(each["key"])]["data"] for each in ranges]
