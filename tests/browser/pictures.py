"""Pictures of the sample paper, to be looked at: ``python -m tests.browser.pictures DIRECTORY``.

Sets up the sample in a home that is thrown away, serves it, and takes the front, a long and a
short article, a desk, a person, the archive, corrections, what a search found and the page of
nothing in English and Persian, narrow and wide, light and dark; the page of something withdrawn;
an article on paper; all that readers reply with; the sign-in; the newsroom with its preview,
checks and quotations in the same ways; and its queue.
"""

import argparse
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from courant.project.chromium import find_chromium
from tests.browser.pictures_of_newsroom import take_pictures_of_the_newsroom
from tests.browser.pictures_of_replies import take_pictures_of_replies
from tests.project.house import House, eventually, house

LANGUAGES = {"en": "/", "fa": "/fa/"}
LOOKED_FOR = {"en": "bridge", "fa": "پل"}
WIDTHS = {390: 844, 1280: 900}  # of the window, with its height; CSS pixels
LIGHTS = ("light", "dark")
FARTHEST = 2600  # how much of a long page is in its picture; CSS pixels
FLAGS = ["--no-sandbox", "--disable-gpu"]
DOTS_PER_INCH = "70"
PATIENCE_SECONDS = 20
ARE_THERE = "[...document.images].every(image => image.complete || image.loading == 'lazy')"


@dataclass(frozen=True)
class Sight:
    """Something to take a picture of."""

    name: str
    path: str
    width: int
    light: str


def take_pictures(into: Path, running: House, browser: Browser) -> list[Path]:
    """Take all pictures of a running house of the sample; return their files."""
    into.mkdir(parents=True, exist_ok=True)
    root = f"http://127.0.0.1:{running.port}"
    places = _places(browser, root, running.home)
    for sight in _sights(places):
        _take(browser, root, sight, into)
    _print(browser, root + places["article-en"], into / "article-en-printed")
    with_replies = {lang: places[f"article-{lang}"] for lang in LANGUAGES}
    take_pictures_of_replies(into, running, browser, with_replies)
    take_pictures_of_the_newsroom(into, running, browser)
    return sorted(into.glob("*.png"))


def _places(browser: Browser, root: str, home: Path) -> dict[str, str]:
    """Return the path of each kind of page, by kind and language, as a reader finds them."""
    context = browser.new_context()
    page, places = context.new_page(), {}
    for lang, front in LANGUAGES.items():
        page.goto(root + front)
        places[f"front-{lang}"] = front
        places[f"article-{lang}"] = _target(page, ".teaser-lead a")
        places[f"short-{lang}"] = _shortest(page, root, front)
        page.goto(root + front)
        places[f"desk-{lang}"] = _target(page, ".desks li:nth-child(2) a")
        places[f"missing-{lang}"] = f"{front}nothing-here/"
        places[f"corrections-{lang}"] = f"{front}corrections/"
        places[f"search-{lang}"] = f"{front}search/?q={LOOKED_FOR[lang]}"
        page.goto(f"{root}{front}people/")
        places[f"person-{lang}"] = _target(page, "main a[href*='/people/']")
        page.goto(f"{root}{front}archive/")
        places[f"archive-{lang}"] = _target(page, ".months a")
    context.close()
    with closing(sqlite3.connect(home / "courant.sqlite3")) as rows:
        answers = "SELECT path FROM newsroom_address WHERE answer LIKE '410 en%'"
        places["gone-en"] = rows.execute(answers).fetchone()[0]
    return places


def _target(page: Page, selector: str) -> str:
    return str(page.locator(selector).first.get_attribute("href"))


def _shortest(page: Page, root: str, front: str) -> str:
    """Return the path of the shortest article among a front's links."""
    links = page.locator("main .teaser a[href]").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)"
    )
    lengths = {}
    for path in set(links):
        page.goto(root + path)
        if page.locator(".article-body").count():
            lengths[path] = len(page.locator(".article-body").inner_text())
    return min(lengths, key=lambda path: lengths[path])


def _sights(places: dict[str, str]) -> Iterator[Sight]:
    for (name, path), width, light in product(places.items(), WIDTHS, LIGHTS):
        if not name.startswith("gone") or (width, light) == (1280, "light"):
            yield Sight(f"{name}-{width}-{light}", path, width, light)


def _take(browser: Browser, root: str, sight: Sight, into: Path) -> None:
    context = browser.new_context(
        viewport={"width": sight.width, "height": WIDTHS[sight.width]},
        color_scheme="dark" if sight.light == "dark" else "light",
    )
    page = context.new_page()
    page.goto(root + sight.path)
    _picture(page, into / f"{sight.name}.png")
    context.close()


def _picture(page: Page, file: Path) -> None:
    """Take a picture of a page from its top, with the photos that come when scrolled to."""
    height = min(int(page.evaluate("document.documentElement.scrollHeight")), FARTHEST)
    width = page.viewport_size["width"] if page.viewport_size else 0
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("document.fonts.ready")
    # Asked from outside: a wait inside the page is code made from a string, which its policy
    # forbids.
    assert eventually(lambda: page.evaluate(ARE_THERE), PATIENCE_SECONDS)
    page.wait_for_load_state("networkidle")
    page.screenshot(path=file)


def _print(browser: Browser, url: str, stem: Path) -> None:
    """Print a page on A4 and picture its first two sheets."""
    page = browser.new_page()
    page.goto(url)
    pdf = stem.with_suffix(".pdf")
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    page.close()
    command = ["pdftoppm", "-png", "-r", DOTS_PER_INCH, "-l", "2", str(pdf), str(stem)]
    subprocess.run(command, check=True)


def main() -> None:
    """Take the pictures of a sample that is made for it."""
    parser = argparse.ArgumentParser(description=__doc__, prog="python -m tests.browser.pictures")
    parser.add_argument("directory", type=Path, help="where to put the pictures")
    into = parser.parse_args().directory
    with (
        tempfile.TemporaryDirectory(prefix="courant-pictures-") as folder,
        house(Path(folder) / "paper") as running,
        sync_playwright() as playwright,
    ):
        program = find_chromium()
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        for file in take_pictures(into, running, browser):
            print(file)
        browser.close()


if __name__ == "__main__":
    main()
