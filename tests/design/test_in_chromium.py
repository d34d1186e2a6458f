"""Pages in a real browser: accessible, nothing that moves, nothing wider than the screen."""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.design.builders import (
    make_engine,
    make_every_page,
    make_paper,
    render_page,
)

pytestmark = pytest.mark.browser

KINDS = list(make_every_page())
LANGUAGES = ("en", "fa")

# Rules of axe beyond WCAG 2.2 AA are asked too: all that it calls a violation.
SUM_OF_SHIFTS = """() => new Promise(done => {
  let sum = 0
  const watch = new PerformanceObserver(list => {
    for (const shift of list.getEntries()) sum += shift.value
  })
  watch.observe({type: "layout-shift", buffered: true})
  requestAnimationFrame(() => setTimeout(() => done(sum), 100))
})"""
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth - innerWidth"
SMALL_TARGETS = """() => [...document.querySelectorAll("nav a, .band-title a, .skip")]
  .filter(link => link.className !== "skip")
  .filter(link => link.getBoundingClientRect().height < 24)
  .map(link => link.textContent)"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(BrokenPipeError):  # a browser that leaves a page drops what it asked for
            super().copyfile(source, outputfile)


@pytest.fixture(scope="session")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve every page of a paper, its assets and its photos.  Yields its root URL."""
    root = tmp_path_factory.mktemp("edition")
    _write_pages(root)
    _write_photos(root)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=root)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _write_pages(root: Path) -> None:
    engine, paper = make_engine(), make_paper()
    sheet = engine.stylesheet(paper.accent, paper.accent_dark)
    for asset in (*engine.assets.values(), sheet):
        _write(root / asset.address[1:], asset.body)
    for lang in LANGUAGES:
        for kind, page in make_every_page(lang).items():
            _write(root / lang / kind / "index.html", render_page(engine, *page))


def _write_photos(root: Path) -> None:
    (root / "photos").mkdir()
    for name in ("p0", "p1", "p2", "p3", "p4", "p5", "07800500", "tall"):
        for width in (320, 640, 960, 1280, 1920):
            for ending in ("jpg", "webp", "avif"):
                file = root / "photos" / f"{name}-{width}.{ending}"
                Image.new("RGB", (3, 2), "#345").save(file)


def _write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    found = os.environ.get("COURANT_CHROME") or shutil.which("chromium") or shutil.which("chrome")
    if not found:
        pytest.skip("There is no Chromium here.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    # The policy lets no tool of ours run in a page either, so axe needs it lifted.
    context = chromium.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_to_mend(page: Page, paper: str, kind: str, lang: str) -> None:
    # Colours do not depend on the language, nor direction on the light.
    page.emulate_media(color_scheme="dark" if lang == "fa" else "light")
    page.goto(f"{paper}/{lang}/{kind}/")

    found = Axe().run(page)

    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_page_is_wider_than_the_smallest_screen(page: Page, paper: str, lang: str) -> None:
    for width in (320, 720, 1100):
        page.set_viewport_size({"width": width, "height": 800})
        for kind in KINDS:
            page.goto(f"{paper}/{lang}/{kind}/")
            assert page.evaluate(WIDER_THAN_SCREEN) <= 0, (kind, width)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", ["front", "article", "desk"])
def test_nothing_moves_while_a_page_arrives(
    chromium: Browser, paper: str, kind: str, width: int
) -> None:
    for lang in LANGUAGES:
        context = chromium.new_context(viewport={"width": width, "height": 800})  # a cold cache
        page = context.new_page()
        page.goto(f"{paper}/{lang}/{kind}/", wait_until="networkidle")
        assert page.evaluate(SUM_OF_SHIFTS) == 0
        context.close()


def test_a_page_needs_few_requests_and_its_policy_stops_none(chromium: Browser, paper: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{paper}/en/article-blocks/", wait_until="networkidle")

    assert said == []
    assert all(url.startswith(paper) for url in asked)
    assert len([url for url in asked if "/photos/" not in url]) <= 5
    context.close()


@pytest.mark.parametrize("kind", ["front", "article", "desk"])
def test_links_are_tall_enough_for_a_finger(page: Page, paper: str, kind: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{paper}/en/{kind}/")

    assert page.evaluate(SMALL_TARGETS) == []


def test_paper_shows_no_controls_and_says_where_the_page_is(page: Page, paper: str) -> None:
    page.goto(f"{paper}/en/article/")
    page.emulate_media(media="print")

    assert not page.locator(".masthead-search").is_visible()
    assert not page.locator(".desks").is_visible()
    assert not page.locator(".languages").is_visible()
    assert not page.locator(".related").is_visible()
    assert page.locator(".credit").first.is_visible()
    assert "https://courant.example/harbour/dredging/" in page.locator(".printed").inner_text()
