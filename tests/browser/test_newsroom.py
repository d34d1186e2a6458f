"""An editor's day in a real browser, with a reader watching the kiosk."""

import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Route, ViewportSize, expect

from tests.browser.conftest import Printed, printed
from tests.browser.editor import PASSWORD, Editor, quiet
from tests.browser.watch import due, fetch, files, in_sitemaps, last_run, page_of, readable, settled
from tests.project.house import PATIENCE_SECONDS, House, copy_home, eventually, house

pytestmark = pytest.mark.browser

WINDOW: ViewportSize = {"width": 1280, "height": 900}
SCREENS = (
    "/admin/", "/admin/pages/", "/admin/images/", "/admin/press/", "/admin/reports/site-history/",
    "/admin/snippets/newsroom/topic/", "/admin/snippets/newsroom/person/", "/staff/2fa/",
    "/admin/settings/newsroom/masthead/",
    "/admin/ticker/wires/", "/admin/ticker/wires/new/",
)  # fmt: skip


@pytest.fixture(scope="module")
def editable(homes: Path) -> Printed:
    return printed(homes, "editing")


@pytest.fixture(scope="module")
def running(editable: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(copy_home(editable.home, tmp_path_factory.mktemp("newsroom") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, running: House) -> Iterator[Editor]:
    """The first editor, who signed in with the password of the first start and changed it."""
    context = chromium.new_context(viewport=WINDOW)
    editor = Editor(context.new_page(), newsroom(running))
    first = (running.home / "keys" / "first-password").read_text().strip()
    editor.sign_in(first)
    editor.choose_password(first)
    yield editor
    context.close()


@pytest.fixture
def editor(signed_in: Editor) -> Iterator[Editor]:
    """The editor at a screen of their own; its console must stay silent."""
    page = signed_in.page.context.new_page()
    fresh = Editor(page, signed_in.root)
    yield fresh
    page.close()


@pytest.fixture
def town(editable: Printed) -> str:
    return editable.addresses["pages"]["town"]


def test_the_first_password_is_changed_at_once_and_then_forgotten(
    chromium: Browser, running: House, signed_in: Editor
) -> None:
    context = chromium.new_context()
    again = Editor(context.new_page(), newsroom(running))

    again.sign_in()

    assert again.page.url.endswith("/admin/")
    assert not (running.home / "keys" / "first-password").exists()
    context.close()


def test_what_is_published_is_readable_at_once_wherever_it_belongs(
    running: House, editor: Editor, town: str
) -> None:
    editor.begin_article(town, "The sluice opens at dawn")
    editor.choose_photo(credit="Ines de Vries")
    editor.add_quotation("The water does not wait.", "Geert Postma")
    editor.add_topic("Tides")
    before, runs = files(running.home), last_run(running.home)
    editor.publish()
    clicked = time.monotonic()

    assert eventually(lambda: readable(running, "/town/the-sluice-opens-at-dawn/"))
    record(f"publish answered → article readable: {time.monotonic() - clicked:.3f} s")
    page = fetch(running, "/town/the-sluice-opens-at-dawn/")[1]
    assert "Ines de Vries" in page
    assert "The water does not wait." in page
    assert "Geert Postma" in page
    headline = "The sluice opens at dawn"
    month = f"{time.gmtime().tm_year}-{time.gmtime().tm_mon:02}"
    for address in ("/", "/town/", f"/town/{month}/", "/topics/topic-1/", "/feed.xml"):
        assert eventually(lambda at=address: headline in fetch(running, at)[1]), address
    sitemaps = fetch(running, "/sitemap.xml")[1]
    assert month in sitemaps
    assert eventually(lambda: in_sitemaps(running, "/town/the-sluice-opens-at-dawn/"))
    record(f"publish answered → everywhere readable: {time.monotonic() - clicked:.3f} s")

    assert eventually(lambda: settled(running.home))
    changed = {name for name, mark in files(running.home).items() if before.get(name) != mark}
    pages = {page_of(name) for name in changed if not name.startswith(("photos/", "documents/"))}
    assert pages == due(running.home, since=runs)


def test_a_files_name_and_place_never_leave_the_newsroom(
    running: House, editor: Editor, town: str
) -> None:
    editor.begin_article(town, "A photo from a phone")
    editor.choose_photo(credit="Ines de Vries")
    editor.publish()
    assert eventually(lambda: readable(running, "/town/a-photo-from-a-phone/"))
    assert eventually(lambda: ".avif" in fetch(running, "/town/a-photo-from-a-phone/")[1])

    for file in (running.home / "edition").rglob("*"):
        assert "2231" not in file.name
        if file.is_file():
            held = file.read_bytes()
            assert b"IMG_2231" not in held, file
            assert b"CANARY" not in held, file  # it stood in every field of the photo's EXIF


def test_a_photo_without_credit_is_refused_with_words_and_the_draft_is_kept(
    running: House, editor: Editor, town: str
) -> None:
    editor.begin_article(town, "A photo nobody took")
    editor.choose_photo(credit="")

    editor.publish()

    assert "has no credit" in editor.said()
    assert "your draft is kept" in editor.said()
    assert not readable(running, "/town/a-photo-nobody-took/")


def test_moving_and_a_new_headline_leave_the_address(
    running: House, editor: Editor, town: str, editable: Printed
) -> None:
    harbour = editable.addresses["pages"]["harbour"]
    number = editor.write(town, "The ferry is late")
    assert eventually(lambda: readable(running, "/town/the-ferry-is-late/"))

    editor.open(f"/admin/pages/{number}/move/{harbour}/confirm/")
    with editor.page.expect_navigation():
        editor.button("Yes, move this page").click()
    editor.edit(number, title="The ferry never left")

    there = "/town/the-ferry-is-late/"
    assert eventually(lambda: "The ferry never left" in fetch(running, there)[1])
    assert eventually(lambda: "The ferry never left" in fetch(running, "/harbour/")[1])
    assert eventually(lambda: "The ferry" not in fetch(running, "/town/")[1])


def test_a_new_slug_leaves_a_redirect(running: House, editor: Editor, town: str) -> None:
    number = editor.write(town, "Rain by evening")
    assert eventually(lambda: readable(running, "/town/rain-by-evening/"))

    editor.edit(number, slug="rain-by-night")

    assert eventually(lambda: readable(running, "/town/rain-by-night/"))
    assert eventually(lambda: fetch(running, "/town/rain-by-evening/")[0] == 301)
    assert fetch(running, "/town/rain-by-evening/")[1] == "/town/rain-by-night/"


def test_a_withdrawn_article_says_so_in_the_editors_words(
    running: House, editor: Editor, town: str
) -> None:
    number = editor.write(town, "The mayor resigned")
    assert eventually(lambda: readable(running, "/town/the-mayor-resigned/"))

    editor.open(f"/admin/articles/{number}/withdraw/")
    editor.page.fill("[name=words]", "She did not. We are sorry.")
    with editor.page.expect_navigation():
        editor.button("Withdraw").last.click()

    assert eventually(lambda: fetch(running, "/town/the-mayor-resigned/")[0] == 410)
    said = fetch(running, "/town/the-mayor-resigned/")[1]
    assert "She did not. We are sorry." in said
    assert "The editors of The Courant" in said
    assert eventually(lambda: "The mayor resigned" not in fetch(running, "/town/")[1])


def test_the_preview_shows_the_draft_as_readers_will_see_it(editor: Editor, town: str) -> None:
    with quiet(editor):
        editor.begin_article(town, "A draft to look at")
        editor.choose_photo(credit="Ines de Vries")
        expect(editor.page.locator(".photo-told")).to_have_text("Photo: Ines de Vries")
        editor.unfold("preview")
        frame = editor.page.frame_locator("#w-preview-iframe")
        frame.locator("h1", has_text="A draft to look at").wait_for()
        photo = frame.locator(".article-photo img")
        photo.wait_for()

        expect(photo).not_to_have_js_property("naturalWidth", 0)
        style = frame.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily")
        assert "Newsreader" in style
        expect(frame.locator(".desks")).to_be_visible()
    # As on paper no script runs, which Chromium remarks on.
    editor.page.select_option("#id_preview_mode", "print")
    expect(frame.locator(".desks")).to_be_hidden()
    expect(frame.locator(".printed")).to_be_visible()
    expect(frame.locator("h1")).to_have_css("font-family", re.compile("Newsreader"))


def test_what_is_typed_while_a_draft_is_being_saved_is_saved_as_well(
    editor: Editor, town: str
) -> None:
    number = editor.write(town, "The long way round")
    editor.open(f"/admin/pages/{number}/edit/")
    standfirst = editor.page.locator("[name=standfirst]")
    editor.page.wait_for_timeout(2_500)  # Wagtail begins to watch two seconds after the start
    slow: list[Route] = []

    def hold(route: Route) -> None:
        slow.append(route)

    editor.page.route(f"**/admin/pages/{number}/edit/", hold, times=1)

    standfirst.fill("First")
    assert eventually(lambda: bool(editor.page.wait_for_timeout(20) or slow))
    with editor.page.expect_response(f"**/admin/pages/{number}/edit/") as saved:
        standfirst.fill("First and last")
        slow[0].continue_()
    with editor.page.expect_response(f"**/admin/pages/{number}/edit/") as saved_again:
        pass

    assert "First" in (saved.value.request.post_data or "")
    assert "First and last" in (saved_again.value.request.post_data or "")


def test_an_article_is_published_by_keyboard_alone(
    running: House, editor: Editor, town: str
) -> None:
    editor.begin_article(town, "By keyboard")
    press = editor.page.keyboard.press
    reach(editor, lambda: focused(editor) == "Publish")
    with editor.page.expect_navigation():
        press("Enter")

    assert eventually(lambda: readable(running, "/town/by-keyboard/"))


def test_a_second_factor_can_be_set_up(editor: Editor) -> None:
    editor.open("/staff/2fa/totp/activate/")
    editor.page.fill("[name=password]", PASSWORD)
    editor.page.keyboard.press("Enter")
    editor.page.wait_for_url("**/totp/activate/")
    code = editor.page.locator("img").first
    assert code.evaluate("image => image.complete && image.naturalWidth > 0")
    editor.open("/staff/2fa/webauthn/add/")

    assert editor.page.locator("form").count() >= 1
    assert editor.complaints == []


def test_no_screen_of_the_newsroom_complains(editor: Editor) -> None:
    for path in SCREENS:
        with quiet(editor):
            editor.open(path)
            editor.page.wait_for_load_state("networkidle", timeout=PATIENCE_SECONDS * 1000)


def test_a_wire_is_fetched_when_asked_and_says_what_is_wrong(editor: Editor) -> None:
    with quiet(editor):
        editor.open("/admin/ticker/wires/new/")
        editor.page.fill("[name=outlet]", "The Agency")
        editor.page.fill("[name=url]", "http://localhost/feed")
        editor.page.select_option("[name=ticker]", index=1)
        editor.page.locator("main").get_by_role("button", name="Create").click()
        row = editor.page.get_by_role("row", name="The Agency")
        expect(row).to_be_visible()

        def what_is_wrong() -> bool:
            editor.open("/admin/ticker/wires/")
            return "no address of the open internet" in row.inner_text()

        eventually(what_is_wrong)
        row.get_by_role("button", name="Fetch now").click()
        expect(editor.page.get_by_text("The Agency is fetched now.")).to_be_visible()


@pytest.mark.parametrize("light", ["light", "dark"])
def test_axe_finds_nothing_to_mend_at_the_door(
    chromium: Browser, running: House, light: Literal["light", "dark"]
) -> None:
    context = chromium.new_context(bypass_csp=True, color_scheme=light)
    page = context.new_page()
    for path in ("/staff/login/", "/staff/password/reset/"):
        page.goto(newsroom(running) + path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()


def newsroom(running: House) -> str:
    return f"http://localhost:{running.newsroom_port}"


def record(words: str) -> None:
    print(f"\n{words}")


def reach(editor: Editor, there: Callable[[], bool], *, at_most: int = 250) -> None:
    """Press Tab until one is there."""
    for _ in range(at_most):
        if there():
            return
        editor.page.keyboard.press("Tab")
    raise AssertionError("Tab never leads there.")


def focused(editor: Editor) -> str:
    element = "document.activeElement"
    return str(editor.page.evaluate(f"({element}.innerText || {element}.ariaLabel || '').trim()"))


def test_marked_words_stay_marked_while_their_paragraph_is_edited(
    running: House, editor: Editor, editable: Printed
) -> None:
    """Even while no button sets the mark, the editor must not lose it."""
    number = editable.addresses["pages"]["quoting"]
    editor.open(f"/admin/pages/{number}/edit/")

    with quiet(editor):
        paragraph = editor.page.locator("[contenteditable=true]", has_text="We asked twice")
        paragraph.click()
        editor.page.keyboard.press("Control+End")
        editor.page.keyboard.type(" And again.")
        editor.page.check("[name=change_kind][value=typo]")
        editor.publish()

    with closing(sqlite3.connect(running.home / "courant.sqlite3")) as rows:
        body = "SELECT body FROM newsroom_articlepage WHERE page_ptr_id = ?"
        stored = json.loads(rows.execute(body, [number]).fetchone()[0])
    assert 'data-place="In the hall">We asked twice.</q>' in stored[0]["value"]
    assert "And again." in stored[0]["value"]
    with closing(sqlite3.connect(running.home / "courant.sqlite3")) as rows:
        assert rows.execute("SELECT words FROM record_quote").fetchall() == [("We asked twice.",)]


def test_a_person_is_made_while_a_quotation_is_written(editor: Editor, town: str) -> None:
    editor.begin_article(town, "Who was it")
    editor.button("Insert a block").first.click()
    editor.page.get_by_role("option", name="Quotation").click()

    with quiet(editor):
        editor.button("Choose person").click()
        editor.page.get_by_role("tab", name="Create").click()
        editor.page.locator(".modal [name$=name]").first.fill("Nel Kuiper")
        editor.page.locator(".modal [name$=office]").fill("harbour master")
        editor.page.locator(".modal").get_by_role("button", name="Create").click()
        editor.page.wait_for_selector(".modal", state="detached")

    expect(editor.page.get_by_text("Nel Kuiper")).to_be_visible()
