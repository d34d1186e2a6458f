"""No text written by anyone runs as code in a reader's or an editor's browser (SECURITY S1).

The policies of both servers are lifted here, so that escaping alone is judged.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from courant.plant.config import Config
from tests.browser.conftest import Printed, printed
from tests.browser.editor import Editor
from tests.browser.hostile_texts import PAYLOADS
from tests.kiosk.servers import free_port, granian
from tests.project.house import copy_home, house

pytestmark = pytest.mark.browser

# What needs a hand to run: a pointer over it, the focus on it, a click.
TOUCH_ALL = """() => {
  for (const element of document.querySelectorAll("*"))
    for (const kind of ["mouseover", "focus", "toggle", "pointerenter"])
      element.dispatchEvent(new Event(kind))
  return [...document.querySelectorAll("[href], [src], [action], [formaction]")]
    .flatMap(e => ["href", "src", "action", "formaction"].map(name => e.getAttribute(name)))
    .filter(target => target && /^[\\s\\x00-\\x20]*(javascript|data|vbscript):/i.test(target))
}"""
SCREENS = (
    "/admin/", "/admin/pages/", "/admin/images/", "/admin/documents/", "/admin/press/",
    "/admin/reports/site-history/", "/admin/snippets/newsroom/topic/",
    "/admin/snippets/newsroom/contributor/", "/admin/settings/newsroom/masthead/",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(homes: Path) -> Printed:
    return printed(homes, "hostile")


@pytest.fixture(scope="module")
def kiosk(hostile: Printed) -> Iterator[str]:
    config = Config(home=hostile.home, port=free_port())
    with granian(config):
        yield f"http://127.0.0.1:{config.port}"


@pytest.fixture
def open_door(chromium: Browser) -> Iterator[tuple[BrowserContext, list[object]]]:
    """A browser without any policy, and what has run in it."""
    context = chromium.new_context(bypass_csp=True)
    ran: list[object] = []
    context.expose_binding("ran", lambda _, what: ran.append(what))
    yield context, ran
    context.close()


def touch(page: Page) -> list[str]:
    """Touch everything on a page; return targets that would run as code when followed."""
    targets: list[str] = page.evaluate(TOUCH_ALL)
    return targets


def test_the_same_texts_unescaped_do_run(open_door: tuple[BrowserContext, list[object]]) -> None:
    context, ran = open_door
    page = context.new_page()
    for payload in PAYLOADS:
        page.set_content(f'<title>{payload}</title><p title="{payload}">{payload}</p>')
        touch(page)
    page.wait_for_timeout(200)

    assert len(set(ran)) >= 6, ran


def test_no_text_runs_where_readers_see_it(
    open_door: tuple[BrowserContext, list[object]], hostile: Printed, kiosk: str
) -> None:
    context, ran = open_door
    page = context.new_page()
    for path in hostile.addresses["visits"].values():
        page.goto(kiosk + path)
        assert touch(page) == [], path
        assert (
            page.locator(":is(iframe, svg, details, main script):not(#replies *)").count() == 0
        ), path

    assert ran == []


@pytest.mark.long
def test_no_text_runs_where_editors_see_it(
    open_door: tuple[BrowserContext, list[object]], hostile: Printed, tmp_path: Path
) -> None:
    context, ran = open_door
    with house(copy_home(hostile.home, tmp_path / "paper")) as running:
        editor = Editor(context.new_page(), f"http://localhost:{running.newsroom_port}")
        first = (running.home / "keys" / "first-password").read_text().strip()
        editor.sign_in(first)
        editor.choose_password(first)
        for path in SCREENS:
            editor.open(path)
        for path in hostile.addresses["screens"].values():
            editor.open(path)
            editor.button("Toggle preview").click()
            editor.page.frame_locator("#w-preview-iframe").locator("h1").first.wait_for()

    assert ran == []
