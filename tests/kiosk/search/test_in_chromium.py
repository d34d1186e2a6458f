"""The page of results in a real browser: accessible, no wider than the screen, scripts or not."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, sync_playwright

from courant.design.engine import Engine
from courant.plant.config import Config
from tests.kiosk.search.papers import STORIES, make_paper, paper_facts
from tests.kiosk.servers import free_port, granian
from tests.plant.searching.cards import make_card, make_index

pytestmark = pytest.mark.browser

MANY = [make_card("The bridge was open all day.", headline=f"Day {n}") for n in range(25)]
PAGES = {
    "results": "/search/?q=bridge",
    "second page": "/search/?q=bridge&page=2",
    "choices": "/search/?q=bridge&from=2024&order=newest",
    "a fault": "/search/?q=bridge&from=soon",
    "nothing": "/search/?q=zeppelin&desk=/town/",
    "another language": "/search/?q=%DA%A9%D8%AA%D8%A7%D8%A8",
    "empty": "/search/",
    "Persian": "/fa/search/?q=%D9%83%D8%AA%D8%A7%D8%A8&order=newest",
    "Persian, nothing": "/fa/search/?q=zeppelin",
}
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth - innerWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll("main a, main button, main input")]
  .filter(target => target.offsetParent && target.getBoundingClientRect().height < 24)
  .filter(target => target.type !== "checkbox").map(target => target.textContent)"""


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home = tmp_path_factory.mktemp("home")
    config = Config(home=home, port=free_port())
    edition = make_paper(config.paths.edition)
    engine = Engine(zone="UTC", public_root=config.public_root)
    facts = paper_facts("en")
    for asset in (
        engine.stylesheet(facts["accent"], facts["accent_dark"]),
        *engine.assets.values(),
    ):
        edition.put(asset.address, asset.body)
    make_index(config.paths.search, *STORIES, *MANY).close()
    with granian(config):
        yield f"http://127.0.0.1:{config.port}"


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_search_is_accessible_and_fits(
    browser: Browser, paper: str, name: str, width: int
) -> None:
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)

    page.goto(paper + PAGES[name])

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate(WIDER_THAN_SCREEN) <= 0
    assert page.evaluate(SMALL_TARGETS) == []
    assert [text for text in complaints if "400" not in text] == []
    context.close()


def test_a_reader_without_scripts_searches_narrows_and_turns_the_page(
    browser: Browser, paper: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{paper}/search/")

    page.get_by_label("Words to look for").fill("BRIDGE")
    page.keyboard.press("Enter")
    assert page.locator(".search-count").inner_text() == "27 articles, page 1 of 2"
    page.get_by_role("link", name="Next page").click()
    assert page.locator(".search-hits > li").count() == 7

    page.get_by_text("More choices").click()
    page.get_by_label("Person").fill("visser")
    page.get_by_role("button", name="Search").click()
    assert page.locator(".search-hits > li").count() == 1
    assert page.locator("mark").first.inner_text() == "Bridge"
    context.close()


def test_nothing_of_the_page_is_refused_by_its_own_policy(browser: Browser, paper: str) -> None:
    refused: list[str] = []
    page = browser.new_page()
    page.on("console", lambda said: refused.append(said.text))

    page.goto(f"{paper}/search/?q=bridge")

    assert refused == []
