"""A correction in a real browser: few clicks for the editor, a second for the reader."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Printed, printed
from tests.browser.editor import Editor
from tests.browser.test_newsroom import WINDOW, newsroom, record
from tests.browser.watch import due, fetch, files, last_run, page_of, readable, settled
from tests.project.house import House, copy_home, eventually, house

pytestmark = pytest.mark.browser

MOST_CLICKS = 6
COUNT = """addEventListener("pointerdown", () =>
  sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1, true)"""


@pytest.fixture(scope="module")
def editable(homes: object) -> Printed:
    return printed(homes, "editing")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def running(editable: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(copy_home(editable.home, tmp_path_factory.mktemp("corrections") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def editor(chromium: Browser, running: House) -> Iterator[Editor]:
    context = chromium.new_context(viewport=WINDOW)
    editor = Editor(context.new_page(), newsroom(running))
    first = (running.home / "keys" / "first-password").read_text().strip()
    editor.sign_in(first)
    editor.choose_password(first)
    editor.page.add_init_script(COUNT)
    yield editor
    context.close()


def clicks(page: Page) -> int:
    return int(page.evaluate("Number(sessionStorage.clicks || 0)"))


def test_a_correction_takes_at_most_six_clicks_and_readers_have_it_everywhere(
    running: House, editor: Editor, editable: Printed
) -> None:
    editor.begin_article(editable.addresses["pages"]["town"], "The dike holds")
    editor.page.fill("[name=dateline]", "Oudhaven")
    editor.publish()
    there = "/town/the-dike-holds/"
    assert eventually(lambda: readable(running, there))
    assert eventually(lambda: settled(running.home))
    before, runs = files(running.home), last_run(running.home)
    page = editor.page

    editor.open("/admin/")
    page.evaluate("sessionStorage.clicks = 0")
    page.get_by_role("link", name="The dike holds").first.click()
    page.locator("[name=dateline]").click()
    page.keyboard.press("Control+a")
    page.keyboard.type("Nieuwhaven")
    expect(page.locator("[name=dateline]")).to_have_value("Nieuwhaven")
    page.get_by_text("Correction", exact=True).click()
    page.locator("[name=change_words]").click()
    page.keyboard.type("It was at Nieuwhaven.")
    expect(page.locator("[name=action-publish]")).to_have_text("Publish correction")
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()
    clicked = time.monotonic()

    assert eventually(lambda: "It was at Nieuwhaven." in fetch(running, there)[1])
    record(f"publish answered → correction on the article: {time.monotonic() - clicked:.3f} s")
    for address in ("/corrections/", "/corrections/feed.xml", "/feed.xml", "/"):
        assert eventually(lambda at=address: "It was at Nieuwhaven." in fetch(running, at)[1]), (
            address
        )
    record(f"publish answered → everywhere: {time.monotonic() - clicked:.3f} s")
    assert "CorrectionComment" in fetch(running, there)[1]
    assert "<del>Oudhaven</del>" in fetch(running, there)[1]
    assert clicks(page) <= MOST_CLICKS

    assert eventually(lambda: settled(running.home))
    changed = {name for name, mark in files(running.home).items() if before.get(name) != mark}
    assert {page_of(name) for name in changed} == due(running.home, since=runs)


def test_the_earlier_wording_is_read_without_scripts(
    chromium: Browser, running: House, editor: Editor
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{running.port}/town/the-dike-holds/")

    expect(page.get_by_text("Oudhaven", exact=True)).to_be_hidden()
    page.get_by_text("How it read before").click()

    expect(page.get_by_text("Oudhaven", exact=True)).to_be_visible()
    context.close()


def test_a_change_without_a_kind_is_refused_where_it_is_chosen(editor: Editor) -> None:
    editor.open("/admin/")
    editor.page.get_by_role("link", name="The dike holds").first.click()
    editor.page.fill("[name=standfirst]", "Nobody said why.")

    editor.publish()

    refused = editor.page.locator("#panel-child-content-what_kind_of_change_is_this-section")
    expect(refused).to_contain_text("Say what kind of change this is")
