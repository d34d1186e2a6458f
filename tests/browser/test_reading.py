"""Every kind of page, baked by the press and served by the kiosk, in a real browser."""

from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.browser.conftest import Paper
from tests.project.house import eventually

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "fa")
KINDS = (
    "front", "article", "bare", "desk", "month", "topic", "contributor", "standing", "missing",
    "gone", "person", "people", "corrected", "corrections", "archive", "archived",
)  # fmt: skip
STATUSES = {"missing": 404, "gone": 410}
HEIGHT = 844

SUM_OF_SHIFTS = """() => new Promise(done => {
  let sum = 0
  const watch = new PerformanceObserver(list => {
    for (const shift of list.getEntries()) sum += shift.value
  })
  watch.observe({type: "layout-shift", buffered: true})
  setTimeout(() => done(sum), 150)
})"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Those out of sight may never be fetched: a browser says of a lazy one only where it would be.
HAVE_ARRIVED = """() => {
  const is_here = image => image.complete && image.naturalWidth > 0
  const in_sight = image => {
    const box = image.getBoundingClientRect()
    return box.bottom > 0 && box.top < innerHeight
  }
  const photos = [...document.images]
  return photos.some(is_here) && photos.filter(in_sight).every(is_here)
}"""
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page that lets tools of ours in, which the policy of the house would not."""
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def listening(context: BrowserContext) -> tuple[Page, list[str], list[str]]:
    """Open a page; return it, what its console says and which addresses it asks for."""
    page, said, asked = context.new_page(), [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    return page, said, asked


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])
def test_no_page_complains_or_asks_another_host(
    chromium: Browser, paper: Paper, lang: str, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    for kind in KINDS:
        page, said, asked = listening(context)
        answer = page.goto(paper.url(kind, lang))

        assert answer is not None
        assert answer.status == STATUSES.get(kind, 200), kind
        # Chromium itself says of a page that it came with 404 or 410.
        assert [words for words in said if f"status of {answer.status}" not in words] == [], kind
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(paper.root).netloc}
        assert page.locator("h1").count() == 1, kind
        page.close()
    assert context.cookies() == []
    context.close()


# Colours do not depend on the language, nor the direction on the light; --long asks all four.
LIGHTS = [
    ("en", "light"),
    ("fa", "dark"),
    pytest.param("en", "dark", marks=pytest.mark.long),
    pytest.param("fa", "light", marks=pytest.mark.long),
]


@pytest.mark.parametrize(("lang", "light"), LIGHTS)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_to_mend(
    page: Page, paper: Paper, kind: str, lang: str, light: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=light)
    page.goto(paper.url(kind, lang))

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["front", "article", "bare", "desk"])
def test_nothing_moves_while_a_page_arrives_in_a_cold_cache(
    chromium: Browser, paper: Paper, kind: str, width: int, lang: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
    page = context.new_page()
    page.goto(paper.url(kind, lang))
    page.mouse.wheel(0, 3000)  # pictures further down come when they are scrolled to

    shifted = page.evaluate(SUM_OF_SHIFTS)

    assert shifted == 0
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_wider_than_the_smallest_screen_or_at_twice_the_size(
    page: Page, paper: Paper, lang: str
) -> None:
    # A window of 1280 zoomed to 200 % is one of 640, to 400 % one of 320 (WCAG 2.2, 1.4.10).
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        for kind in KINDS:
            page.goto(paper.url(kind, lang))
            assert page.evaluate(WIDER_THAN_SCREEN) <= 0, (kind, width)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["front", "article", "desk"])
def test_nothing_moves_when_the_photos_arrive_after_all_else(
    chromium: Browser, paper: Paper, kind: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": HEIGHT})
    page, held = context.new_page(), Held(context)
    page.goto(paper.url(kind), wait_until="domcontentloaded")
    page.mouse.wheel(0, 3000)
    page.evaluate(PAINTED)  # once without a single photo
    assert eventually(lambda: held.routes)

    held.let_go()
    assert eventually(lambda: page.evaluate(HAVE_ARRIVED))
    page.evaluate(PAINTED)

    assert page.evaluate(SUM_OF_SHIFTS) == 0
    context.close()


class Held:
    """The photos that a page asked for, held back until they are let go."""

    def __init__(self, context: BrowserContext) -> None:
        self.routes: list[Route] = []
        self._are_held = True
        context.route("**/photos/**", self._take)

    def _take(self, route: Route) -> None:
        if self._are_held:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self._are_held = False
        for route in self.routes:
            route.continue_()


def test_a_first_visit_takes_few_requests(chromium: Browser, paper: Paper) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": HEIGHT})
    page, _, asked = listening(context)

    page.goto(paper.url("bare"), wait_until="networkidle")

    # The page, its style sheet, one face of type, the icon; DESIGN 7 allows six.
    assert len(asked) <= 6, asked
    context.close()


def test_a_photo_is_sent_in_the_newest_format_the_browser_knows(page: Page, paper: Paper) -> None:
    page.goto(paper.url("article"), wait_until="networkidle")

    shown = page.locator(".article-photo img").evaluate("image => image.currentSrc")

    assert shown.endswith(".avif")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_who_reads_by_keyboard_sees_where_they_are(page: Page, paper: Paper, lang: str) -> None:
    page.goto(paper.url("article", lang))

    page.keyboard.press("Tab")

    skip = page.locator(".skip")
    assert skip.evaluate("link => link === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
