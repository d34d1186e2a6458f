"""Pictures of the newsroom: its home, and an article's editor with each of its panels."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.browser.editor import Editor
from tests.browser.pictures_of_replies import take_pictures_of_the_queue
from tests.project.house import House, eventually

WIDTHS = {390: 844, 1280: 900}
LIGHTS = ("light", "dark")
LANGUAGES = ("en", "fa")
PANELS = ("preview", "checks", "quotations")
SLIDES_MS = 1_500  # a panel slides in


def take_pictures_of_the_newsroom(into: Path, running: House, browser: Browser) -> None:
    """Take pictures of the sign-in, home, editor, its panels and the queue.

    Home and editor are pictured with the menus in English and in Persian, each with an article
    of that language.

    Args:
        into: A directory.
        running: The house, whose first password nobody has changed yet.
        browser: To look with.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    editor = Editor(context.new_page(), f"http://localhost:{running.newsroom_port}")
    editor.open("/")
    editor.page.screenshot(path=into / "sign-in.png")
    first = (running.home / "keys" / "first-password").read_text().strip()
    editor.sign_in(first)
    editor.choose_password(first)
    take_pictures_of_the_queue(into, editor)
    for lang in LANGUAGES:
        _speak(editor, lang)
        _home(editor, lang, into)
        _editor(editor, lang, _newest(running, lang), into)
    context.close()


def _speak(editor: Editor, lang: str) -> None:
    """Choose the language of the menus, as an editor does."""
    editor.open("/admin/account/")
    editor.page.select_option("[name=locale-preferred_language]", lang)
    editor.page.locator("main form button[type=submit]").last.click()
    editor.page.wait_for_selector(f'html[lang="{lang}"]')


def _newest(running: House, lang: str) -> int:
    with closing(sqlite3.connect(running.home / "courant.sqlite3")) as rows:
        newest = "SELECT max(article_id) FROM newsroom_listing WHERE list = ?"
        return int(rows.execute(newest, [f"paper:{lang}"]).fetchone()[0])


def _home(editor: Editor, lang: str, into: Path) -> None:
    for name in _ways(editor.page, "home", lang):
        editor.open("/admin/")
        _picture(editor.page, into / name)


def _editor(editor: Editor, lang: str, number: int, into: Path) -> None:
    for name in _ways(editor.page, "editor", lang):
        editor.open(f"/admin/pages/{number}/edit/")
        for panel in PANELS:
            _unfold(editor, panel)
            _picture(editor.page, into / name.replace("editor", panel))


def _unfold(editor: Editor, panel: str) -> None:
    editor.unfold(panel)
    if panel == "preview":
        frame = editor.page.frame_locator("#w-preview-iframe")
        frame.locator("h1").wait_for()
        eventually(lambda: frame.locator("img").count(), 5)


def _ways(page: Page, what: str, lang: str) -> Iterator[str]:
    """Set the page to each width and light; yield a file's name for each."""
    for (width, height), light in product(WIDTHS.items(), LIGHTS):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if light == "dark" else "light")
        yield f"newsroom-{what}-{lang}-{width}-{light}.png"


def _picture(page: Page, file: Path) -> None:
    page.wait_for_timeout(SLIDES_MS)
    page.screenshot(path=file, full_page=True)
