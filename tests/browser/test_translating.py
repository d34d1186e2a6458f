"""A translation in a real browser: from the original's menu to readers of both languages."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Printed
from tests.browser.test_staffed import As, as_, running, staffed
from tests.browser.watch import fetch, readable
from tests.project.house import House, eventually

__all__ = ["as_", "running", "staffed"]  # fixtures

pytestmark = [pytest.mark.browser, pytest.mark.long]


def test_an_editor_translates_an_article_and_readers_are_led_from_one_to_the_other(
    chromium: Browser, running: House, as_: As, staffed: Printed
) -> None:
    editor = as_("translator")
    page = editor.page
    number = editor.write(staffed.addresses["pages"]["politics"], "The bridge is shut")
    original = "/politics/the-bridge-is-shut/"
    assert eventually(lambda: readable(running, original))

    editor.open(f"/admin/localize/submit/page/{number}/")
    page.get_by_label("Persian").check()
    with page.expect_navigation():
        editor.button("Submit").last.click()
    for words in ("پل بسته است", "آنچه از پل می‌دانیم", "دلفت"):
        page.get_by_role("button", name="Translate", exact=True).first.click()
        field = page.locator(".js-translation-editor").get_by_role("textbox")
        expect(field).to_have_attribute("dir", "rtl")
        field.fill(words)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text(words, exact=True)).to_be_visible()
    with page.expect_navigation():
        editor.button("Publish in Persian").click()

    there = "/fa/سیاست/پل-بسته-است/"
    assert eventually(lambda: readable(running, there))
    shown = fetch(running, there)[1]
    assert 'lang="fa"' in shown
    assert "آنچه از پل می‌دانیم" in shown
    assert eventually(lambda: 'hreflang="fa"' in fetch(running, original)[1])
    reader = chromium.new_page()
    reader.goto(f"http://127.0.0.1:{running.port}{original}")
    reader.get_by_role("link", name="فارسی").last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("پل بسته است")
    reader.close()
