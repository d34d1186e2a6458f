"""No text that a reader sends runs as code: in any field, header or query, on any page of ours.

The policies of both servers are lifted where not said otherwise, so that escaping alone is judged.
"""

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from courant.plant.config import Config
from tests.browser.conftest import printed
from tests.browser.editor import Editor
from tests.browser.hostile_texts import PAYLOADS
from tests.browser.test_hostile_texts import touch
from tests.kiosk.letters.writers import asked, put_keys
from tests.kiosk.servers import free_port, granian
from tests.project.house import copy_home, house

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
TABS = ("held", "reported", "new", "published", "removed", "spam")
# Sends fields as a form does, without any of a form's own checks.
SUBMIT = """([action, fields]) => {
  const form = document.createElement("form")
  form.method = "post"
  form.action = action
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("textarea")
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}"""
OPEN_ALL = "for (const each of document.querySelectorAll('details')) each.open = true"
HEADERS = ("User-Agent", "X-Forwarded-For", "Accept-Language", "X-Real-IP", "Forwarded", "Referer")


@dataclass(frozen=True)
class Target:
    """A kiosk that hostile readers write to."""

    root: str
    number: str  # of an article
    address: str
    reply: str  # the number of one under it
    feeds: tuple[str, str]


@pytest.fixture(scope="module")
def target(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    paper = printed(homes, "hostile")
    home = copy_home(paper.home, tmp_path_factory.mktemp("hostile") / "paper")
    config, at = Config(home=home, port=free_port()), paper.addresses["replies"]
    put_keys(config.paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        with granian(config, app="tests.kiosk.letters.hasty:crowded"):
            yield Target(
                f"http://127.0.0.1:{config.port}", at["number"], at["address"], at["reply"],
                (at["feed"], at["feed of all"]),
            )  # fmt: skip


@pytest.fixture
def open_door(chromium: Browser) -> Iterator[tuple[Page, list[object]]]:
    """A browser without any policy whose every header is a payload, and what has run in it."""
    headers = dict(zip(HEADERS, PAYLOADS, strict=False))
    context = chromium.new_context(bypass_csp=True, extra_http_headers=headers)
    ran = listening(context)
    yield context.new_page(), ran
    context.close()


def listening(context: BrowserContext) -> list[object]:
    ran: list[object] = []
    context.expose_binding("ran", lambda _, what: ran.append(what))
    return ran


def foul_targets(page: Page) -> list[str]:
    """Touch everything; return what would run as code when followed, less the newsroom's icon."""
    return [target for target in touch(page) if not target.startswith("data:image/svg+xml,%3Csvg")]


def submit(page: Page, action: str, fields: dict[str, str]) -> None:
    with page.expect_navigation():
        page.evaluate(SUBMIT, [action, fields])
    assert touch(page) == []


def named(payload: str) -> str:
    """Return a name, and not that of one of the paper's own writers, who are payloads as well."""
    return f"{payload} z"[:60]


def typed(target: Target, payload: str, **more: str) -> dict[str, str]:
    text = f"{payload} {hash(payload)}"
    return {"page": target.address, "answers": "0", "text": text, "name": named(payload), **more}


def test_unescaped_the_same_page_does_run_and_only_its_policy_would_stop_it(
    chromium: Browser, target: Target
) -> None:
    payload, ran = PAYLOADS[0], {}
    for is_open in (True, False):
        context = chromium.new_context(bypass_csp=is_open)
        heard, page = listening(context), context.new_page()

        def unescape(route: Route) -> None:
            answer = route.fetch()
            raw = html.unescape(answer.text())
            assert payload in raw
            route.fulfill(response=answer, body=raw)

        page.goto(target.root + target.address)
        page.route(f"**/-/replies/{target.number}", unescape)
        with page.expect_navigation():
            page.evaluate(SUBMIT, [f"/-/replies/{target.number}", typed(target, payload)])
        page.wait_for_timeout(200)
        ran[is_open] = list(heard)
        context.close()

    assert 1 in ran[True]
    assert ran[False] == []


def test_nothing_runs_where_a_reply_is_faulty_checked_or_received(
    open_door: tuple[Page, list[object]], target: Target
) -> None:
    page, ran = open_door
    action = f"/-/replies/{target.number}"
    page.goto(target.root + target.address)
    for payload in PAYLOADS:
        faulty = typed(target, payload, email=payload, sealed=payload, no_code=payload)
        submit(page, action, faulty | {"pass": payload})
        assert page.input_value("#reply-text").startswith(payload)
        assert page.input_value("#reply-pass") == payload
        submit(page, action, typed(target, payload, website=payload, hurried=payload))
        assert payload[:20] in page.locator(".letter-preview").inner_text()

    page.click(".letter-send button")
    page.wait_for_url("**/-/receipt/**")
    receipt = page.url.partition("?")[0]
    assert touch(page) == []
    page.goto(f"{receipt}{asked(page=PAYLOADS[1], told=PAYLOADS[2])}")
    submit(page, f"{receipt}/withdraw", {"token": PAYLOADS[1], "page": PAYLOADS[2]})
    submit(page, f"{action}/send", typed(target, PAYLOADS[1], token=PAYLOADS[1]))
    assert ran == []


def test_nothing_runs_where_a_reply_is_lost_reported_or_asked_for(
    open_door: tuple[Page, list[object]], target: Target
) -> None:
    page, ran = open_door
    page.goto(target.root + target.address)
    report = f"/-/report/{target.reply}"
    for payload in PAYLOADS:
        lost = typed(target, payload) | {"page": payload}
        submit(page, f"/-/replies/{target.number}", lost)
        assert page.input_value("#reply-text").startswith(payload)
        words = {"reason": payload, "words": payload * 50, "pass": payload}
        submit(page, report, {"page": target.address, **words})
        assert page.input_value("#report-words").startswith(payload)
        for path in (
            f"/-/replies/{target.number}{asked(page=target.address, reply_to=payload)}",
            f"/-/report/{target.reply}{asked(page=payload)}",
            f"/-/stop/{target.reply}.{payload.replace('/', '')}",
        ):
            page.goto(target.root + path)
            assert touch(page) == [], path

    assert ran == []


def test_nothing_runs_in_a_thread_or_in_what_its_script_shows(
    open_door: tuple[Page, list[object]], target: Target
) -> None:
    page, ran = open_door
    page.goto(target.root + target.address)
    page.locator(f"#reply-{target.reply} .reply-answer").click()
    for payload in PAYLOADS:
        page.fill("#reply-text", f"{payload} and more")
        page.fill("#reply-name", "n" * 61)
        page.click(".reply-form .form-send button")
        page.locator(".letter-troubles").wait_for()
        page.fill("#reply-name", named(payload))
        page.click(".reply-form .form-send button")
        page.locator(".letter-preview").wait_for()
        assert touch(page) == []
        page.locator(".letter-check .respond-cancel").click()

    assert page.locator("#replies").locator("iframe, svg, details[ontoggle], img").count() == 0
    assert ran == []


def test_nothing_runs_in_a_feed_that_is_opened(
    open_door: tuple[Page, list[object]], target: Target
) -> None:
    page, ran = open_door
    for feed in target.feeds:
        answer = page.goto(target.root + feed)
        assert answer is not None
        assert "ran(" in answer.text()
        scripts = "document.getElementsByTagNameNS('http://www.w3.org/1999/xhtml', 'script').length"
        assert page.evaluate(scripts) == 0

    assert ran == []


@pytest.mark.long
def test_nothing_runs_in_the_queue_of_a_signed_in_editor(
    open_door: tuple[Page, list[object]], homes: Path, tmp_path: Path
) -> None:
    page, ran = open_door
    page.context.set_extra_http_headers({})
    with house(copy_home(printed(homes, "hostile").home, tmp_path / "paper")) as running:
        editor = Editor(page, f"http://localhost:{running.newsroom_port}")
        first = (running.home / "keys" / "first-password").read_text().strip()
        editor.sign_in(first)
        editor.choose_password(first)
        for tab in TABS:
            editor.open(f"/admin/replies/?tab={tab}")
            rows = page.locator(".queue-row").count()
            assert rows or tab == "new", tab
            page.evaluate(OPEN_ALL)
            assert foul_targets(page) == [], tab
        query = asked(tab=PAYLOADS[1], lang=PAYLOADS[2], reason=PAYLOADS[3])
        editor.open(f"/admin/replies/{query}")
        page.locator(".queue-empty, .queue-row").first.wait_for()
        editor.open("/admin/replies/?tab=published")
        row = page.locator(".queue-row", has=page.locator("[name=warning]")).first
        row.locator(".queue-more summary").click()
        row.get_by_label("Warn").fill(PAYLOADS[1])
        row.get_by_role("button", name="Warn").click()
        page.locator("[data-said]").wait_for()
        editor.open("/admin/")
        assert foul_targets(page) == []

    assert ran == []
