"""Each role in a real browser: what it may do, and what it is refused."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Printed, printed
from tests.browser.editor import PATIENCE_MS, Editor, quiet
from tests.browser.test_newsroom import WINDOW, newsroom
from tests.browser.watch import fetch, readable
from tests.project.house import House, copy_home, eventually, house

pytestmark = pytest.mark.browser

As = Callable[[str], Editor]


@pytest.fixture(scope="module")
def staffed(homes: object) -> Printed:
    return printed(homes, "staffed")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def running(staffed: Printed, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with house(copy_home(staffed.home, tmp_path_factory.mktemp("staffed") / "paper")) as up:
        yield up


@pytest.fixture(scope="module")
def as_(chromium: Browser, running: House) -> Iterator[As]:
    """Somebody in a role, at a browser of their own; signed in once."""
    people: dict[str, Editor] = {}

    def somebody(role: str) -> Editor:
        if role not in people:
            context = chromium.new_context(viewport=WINDOW)
            people[role] = Editor(context.new_page(), newsroom(running))
            people[role].sign_in(name=f"the-{role}")
        return people[role]

    yield somebody
    for one in people.values():
        one.page.context.close()


def press(editor: Editor, name: str | re.Pattern[str]) -> None:
    """Press a button of the menu beside Save draft, and wait for the answer."""
    editor.button("More actions").click()
    with editor.page.expect_navigation():
        editor.page.get_by_role("button", name=name).click()


def number_of(editor: Editor, headline: str) -> str:
    """Return the number of an article that stands on somebody's home."""
    editor.open("/admin/")
    link = editor.page.get_by_role("link", name=headline, exact=True).first
    return re.findall(r"/pages/(\d+)/", link.get_attribute("href") or "")[0]


def address_of(headline: str) -> str:
    return f"/politics/{headline.lower().replace(' ', '-')}/"


def test_an_article_goes_from_its_reporter_by_way_of_the_desk_to_the_readers(
    running: House, as_: As, staffed: Printed
) -> None:
    reporter, editor = as_("reporter"), as_("editor")
    headline = "The sluice opens at dawn"

    reporter.begin_article(staffed.addresses["pages"]["politics"], headline)
    expect(reporter.page.locator("[data-publish-words]")).to_have_count(0)
    press(reporter, re.compile("Submit to Desk"))
    number = number_of(editor, headline)
    assert fetch(running, address_of(headline))[0] == 404

    editor.open(f"/admin/pages/{number}/edit/")
    editor.button("More actions").click()
    editor.page.get_by_role("button", name="Send back").click()
    editor.page.fill(".modal textarea", "Who says so?")
    with editor.page.expect_navigation():
        editor.page.locator(".modal").get_by_role("button", name="Send back").click()
    reporter.open(f"/admin/pages/{number}/edit/")
    assert "Who says so?" in reporter.page.content()
    reporter.page.fill("[name=standfirst]", "The water board says so.")
    press(reporter, re.compile("Resubmit"))

    editor.open(f"/admin/pages/{number}/edit/")
    press(editor, "Approve and Publish")

    assert eventually(lambda: "The water board says so." in fetch(running, address_of(headline))[1])


def test_the_checks_follow_what_is_typed_and_lead_to_their_fields(
    as_: As, staffed: Printed
) -> None:
    editor = as_("editor")
    with quiet(editor):
        editor.open(f"/admin/pages/{staffed.addresses['pages']['troubled']}/edit/")
        editor.button("Toggle checks").click()
        checks = editor.page.locator("[data-checks]")
        expect(checks).to_contain_text("There is no dateline")
        checks.get_by_role("link", name=re.compile("no dateline")).click()

        expect(editor.page.locator("[name=dateline]")).to_be_focused()
        editor.page.keyboard.type("Delft")
        expect(checks).not_to_contain_text("There is no dateline")
        expect(checks).to_contain_text("IMG_2231")
        checks.get_by_role("link", name=re.compile("Quotation 1")).click()
        focused = editor.page.evaluate(
            "document.activeElement.closest('[data-contentpath]') !== null"
        )
        assert focused


def test_the_button_says_what_will_happen_while_the_embargo_is_typed(
    running: House, as_: As, staffed: Printed
) -> None:
    editor = as_("editor")
    headline = "Told to nobody yet"
    until = datetime.now(ZoneInfo("UTC")) + timedelta(days=2)

    editor.begin_article(staffed.addresses["pages"]["politics"], headline)
    words = editor.page.locator("[data-publish-words]")
    expect(words).to_have_text("Publish")
    editor.page.fill("[name=embargo_until]", f"{until:%Y-%m-%d %H:%M}")
    editor.page.keyboard.press("Tab")
    expect(words).to_have_text(f"Publish under embargo until {until.day} {until:%b, %H:%M} UTC")
    with editor.page.expect_navigation():
        words.click()

    editor.open("/admin/")
    expect(editor.page.get_by_text("under embargo").first).to_be_visible()
    assert fetch(running, address_of(headline))[0] == 404
    assert headline not in fetch(running, "/")[1]


def test_every_field_follows_the_articles_language(as_: As, staffed: Printed) -> None:
    editor = as_("publisher")
    editor.open(f"/admin/pages/{staffed.addresses['pages']['persian']}/edit/")

    for field in ("[name=title]", "[name=standfirst]", ".public-DraftEditor-content"):
        entry = editor.page.locator(field).first
        expect(entry).to_have_attribute("dir", "rtl")
        expect(entry).to_have_attribute("lang", "fa")
    expect(editor.page.locator("[name=embargo_until]")).to_have_attribute("dir", "ltr")
    expect(editor.page.locator("html")).to_have_attribute("dir", "ltr")


def test_the_headline_is_counted_while_it_is_typed(as_: As, staffed: Printed) -> None:
    editor = as_("editor")
    editor.open(f"/admin/pages/add/newsroom/articlepage/{staffed.addresses['pages']['politics']}/")
    counter = editor.page.locator("#headline-count")

    editor.page.fill("[name=title]", "پل باز شد")
    expect(counter).to_have_text("9 of 110 letters")
    editor.page.fill("[name=title]", "x" * 111)
    expect(counter).to_have_text("111 of 110 letters: long")


def test_an_outsider_reads_a_draft_by_its_link(
    chromium: Browser, as_: As, staffed: Printed
) -> None:
    editor = as_("editor")
    editor.open(f"/admin/articles/{staffed.addresses['pages']['troubled']}/link/")
    link = editor.page.input_value("#draft-link")
    context = chromium.new_context(viewport=WINDOW)
    outsider = Editor(context.new_page(), editor.root)

    with quiet(outsider):
        outsider.page.goto(link)
        expect(outsider.page.locator(".draft-mark")).to_contain_text("Draft, not published")
        photo = outsider.page.locator(".article-photo img, figure img").first
    outsider.open("/admin/pages/")
    assert "/staff/login/" in outsider.page.url
    assert photo is not None
    context.close()


@pytest.mark.long
def test_an_editor_schedules_publishes_and_withdraws(
    running: House, as_: As, staffed: Printed
) -> None:
    editor = as_("editor")
    number = editor.write(staffed.addresses["pages"]["politics"], "Rain by evening")
    assert eventually(lambda: readable(running, "/politics/rain-by-evening/"))

    editor.open(f"/admin/articles/{number}/withdraw/")
    editor.page.fill("[name=words]", "It stayed dry.")
    with editor.page.expect_navigation():
        editor.button("Withdraw").last.click()
    assert eventually(lambda: fetch(running, "/politics/rain-by-evening/")[0] == 410)

    editor.begin_article(staffed.addresses["pages"]["politics"], "Sun by noon")
    editor.button("Toggle status").click()
    editor.button("Set schedule").click()
    soon = datetime.now(ZoneInfo("UTC")) + timedelta(minutes=3)
    editor.page.fill("[name=go_live_at]", f"{soon:%Y-%m-%d %H:%M}")
    save = editor.page.locator("[role=dialog]").get_by_role("button", name="Save schedule")
    with editor.page.expect_navigation():
        save.dispatch_event("click")  # the calendar lies over it
    words = editor.page.locator("[data-publish-words]")
    expect(words).to_contain_text("Schedule for", timeout=PATIENCE_MS)
    with editor.page.expect_navigation():
        words.click()
    assert fetch(running, "/politics/sun-by-noon/")[0] == 404
    assert eventually(lambda: readable(running, "/politics/sun-by-noon/"), 240)


@pytest.mark.long
@pytest.mark.parametrize("role", ["reporter", "photo-editor", "moderator", "administrator"])
def test_who_may_not_publish_finds_no_button_and_no_door(
    role: str, as_: As, staffed: Printed
) -> None:
    somebody, pages = as_(role), staffed.addresses["pages"]
    somebody.open(f"/admin/pages/{pages['open']}/edit/")
    expect(somebody.page.locator("[name=action-publish]")).to_have_count(0)
    for door in ("withdraw", "urgent"):
        somebody.open(f"/admin/articles/{pages['open']}/{door}/")
        assert somebody.page.url.endswith("/admin/")
    somebody.open(f"/admin/pages/add/newsroom/articlepage/{pages['culture']}/")
    assert somebody.page.url.endswith("/admin/")


@pytest.mark.long
def test_the_home_of_each_role_says_what_is_theirs_and_nothing_else(as_: As) -> None:
    for role, sees, not_ in (
        ("editor", "Missed its moment", "users"),
        ("moderator", "Replies need you", "Missed its moment"),
        ("administrator", "Readers are served", "Missed its moment"),
    ):
        somebody = as_(role)
        with quiet(somebody):
            somebody.open("/admin/")
            said = somebody.page.locator("main").inner_text()
        assert sees in said, role
        assert not_ not in said, role


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_to_mend_on_the_home_and_among_the_checks(
    chromium: Browser, as_: As, staffed: Printed, light: Literal["light", "dark"], width: int
) -> None:
    publisher = as_("publisher").page.context.storage_state()
    context = chromium.new_context(
        storage_state=publisher,
        viewport={"width": width, "height": 900},
        color_scheme=light,
        bypass_csp=True,  # or axe could not run
    )
    page = context.new_page()
    page.goto(as_("publisher").root + "/admin/")
    home = Axe().run(page, context="main")
    assert home.violations_count == 0, home.generate_report()

    page.goto(f"{as_('publisher').root}/admin/pages/{staffed.addresses['pages']['troubled']}/edit/")
    page.get_by_role("button", name="Toggle checks").click()
    page.locator("[data-checks-list] a").first.wait_for()
    checks = Axe().run(page, context="[data-checks]")
    assert checks.violations_count == 0, checks.generate_report()
    context.close()
