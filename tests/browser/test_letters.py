"""A reader writes to the paper in a real browser: scripts off, cookies off, keyboard alone."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from courant.design.engine import Engine
from courant.kiosk.letters.receipt import name_of
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.home import Home
from courant.plant.sealing import make_key_pair
from tests.kiosk.editions import make_edition
from tests.kiosk.letters.papers import ARTICLE, PERSIAN, RULES, put_article, put_rules
from tests.kiosk.letters.writers import asked, letters_in, put_fate, put_keys
from tests.kiosk.servers import free_port, granian

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parents[2]
PICTURES = os.environ.get("PICTURES", "")  # a directory, for who wants to look
TEXT = {
    "en": "The bridge was shut for years.\n\nWho will pay for it? See https://paper.example/a.",
    "fa": "پل سال‌ها بسته بود.\n\nهزینه‌اش را چه کسی می‌پردازد؟",
}
NAMES = {"en": "Ann of the Harbour", "fa": "مینا"}
NUMBERS = count(100)  # of articles: each test has one of its own, where nothing was said before
ENGLISH = {"address": ARTICLE, "headline": "Mayor resigns after the bridge report"}
FARSI = {"address": PERSIAN, "lang": "fa", "names": {}, "headline": "شهردار کناره گرفت"}
WIDER_THAN_SCREEN = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Paper:
    """A paper that takes replies."""

    root: str
    home: Home
    edition: Edition

    def new_article(self, lang: str) -> tuple[int, str]:
        """Bake one more article; return its number and its address."""
        number = next(NUMBERS)
        told = ENGLISH if lang == "en" else FARSI
        address = f"{told['address']}{number}/"
        return number, put_article(self.edition, **{**told, "thread": number, "address": address})


@pytest.fixture(scope="module")
def open_paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Paper]:
    config = Config(home=tmp_path_factory.mktemp("home"), port=free_port())
    edition = make_edition(config.paths.edition)
    put_assets(edition, config)
    put_rules(edition, email="optional", seal=make_key_pair()[1])
    put_keys(config.paths)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        with granian(config, app="tests.kiosk.letters.hasty:app"):
            yield Paper(f"http://127.0.0.1:{config.port}", config.paths, edition)


def put_assets(edition: Edition, config: Config) -> None:
    """Put the files that pages ask for into an edition."""
    engine = Engine(zone="UTC", public_root=config.public_root)
    colours = RULES["papers"]["en"]
    sheet = engine.stylesheet(colours["accent"], colours["accent_dark"])
    for asset in (*engine.assets.values(), sheet):
        edition.put(asset.address, asset.body)


@pytest.fixture
def plain(chromium: Browser, open_paper: Paper) -> Iterator[Page]:
    """A browser without scripts."""
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    assert context.cookies() == []
    context.close()


def write(page: Page, paper: Paper, lang: str) -> None:
    number, address = paper.new_article(lang)
    page.goto(f"{paper.root}/-/replies/{number}{asked(page=address, reply_to=12)}")
    page.fill("#reply-text", TEXT[lang])
    page.fill("#reply-name", NAMES[lang])


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_a_reader_without_scripts_replies_and_takes_it_back(
    plain: Page, open_paper: Paper, lang: str
) -> None:
    before = len(letters_in(open_paper.home))
    write(plain, open_paper, lang)
    plain.fill("#reply-email", "ann@paper.example")
    plain.click(".form-send button")
    assert plain.locator(".letter-preview").inner_text().startswith(NAMES[lang])

    plain.click(".letter-send button")
    plain.wait_for_url(f"{open_paper.root}/-/receipt/**")
    assert len(plain.locator(".letter-code-words").inner_text()) == len("XXXX-XXXX-XXXX")

    letter = letters_in(open_paper.home)[before]
    assert letter["text"] == TEXT[lang]
    plain.click(".letter-withdraw button")
    plain.click(".letter-send button")
    plain.wait_for_selector("[role=status]")
    assert [one["kind"] for one in letters_in(open_paper.home)[before:]] == ["reply", "withdraw"]


def test_a_double_click_sends_one_letter(plain: Page, open_paper: Paper) -> None:
    before = len(letters_in(open_paper.home))
    write(plain, open_paper, "en")
    plain.click(".form-send button")

    plain.dblclick(".letter-send button")

    # The second click breaks off what the first began, which a wait for one navigation would mind.
    expect(plain).to_have_url(re.compile(rf"^{re.escape(open_paper.root)}/-/receipt/"))
    assert len(letters_in(open_paper.home)) == before + 1


def test_what_is_wrong_has_the_focus_and_leads_to_its_field(
    chromium: Browser, open_paper: Paper
) -> None:
    page = chromium.new_page()
    write(page, open_paper, "en")
    page.fill("#reply-name", "Mina Rahimi")
    page.click(".form-send button")

    page.wait_for_function("document.activeElement.className == 'letter-troubles'")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'reply-name'")
    assert page.input_value("#reply-text") == TEXT["en"]
    page.close()


def faulty(page: Page, paper: Paper, lang: str) -> None:
    write(page, paper, lang)
    page.fill("#reply-name", "x" * 70)
    page.fill("#reply-email", "ann@paper")
    page.click(".form-send button")
    page.wait_for_selector(".letter-troubles")


def check(page: Page, paper: Paper, lang: str) -> None:
    write(page, paper, lang)
    page.fill("#reply-email", "ann@paper.example")
    page.click(".form-send button")
    page.click(".letter-change summary")


def receipt(page: Page, paper: Paper, lang: str) -> None:
    write(page, paper, lang)
    page.click(".form-send button")
    page.click(".letter-send button")
    page.wait_for_url("**/-/receipt/**")


def published(page: Page, paper: Paper, lang: str) -> None:
    receipt(page, paper, lang)
    nonce = letters_in(paper.home)[-1]["nonce"]
    put_fate(
        paper.home, name_of(nonce), state="published", address=f"{ARTICLE}#reply-9",
        warning="Please stay kind.", editable_until=10**9,
    )  # fmt: skip
    page.reload()
    page.click(".letter-change summary")


def withdrawing(page: Page, paper: Paper, lang: str) -> None:
    receipt(page, paper, lang)
    page.click(".letter-withdraw button")
    page.wait_for_selector(".letter-send")


def report(page: Page, paper: Paper, lang: str) -> None:
    _, address = paper.new_article(lang)
    page.goto(f"{paper.root}/-/report/12{asked(page=address)}")
    # As a browser without its own checks sends it.
    page.locator("form").evaluate("form => form.noValidate = true")
    page.click(".form-send button")
    page.wait_for_selector(".letter-troubles")


def lost(page: Page, paper: Paper, lang: str) -> None:
    write(page, paper, lang)
    page.locator("[name=page]").evaluate("field => field.value = '/nowhere/'")
    page.click(".form-send button")
    page.wait_for_selector("textarea[readonly]")


PAGES: list[Callable[[Page, Paper, str], None]] = [
    write, faulty, check, receipt, published, withdrawing, report, lost,
]  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "fa"])
@pytest.mark.parametrize("reach", PAGES)
def test_every_page_is_accessible_and_fits_a_small_screen(
    chromium: Browser, open_paper: Paper, reach: Callable[[Page, Paper, str], None], lang: str
) -> None:
    context = chromium.new_context(
        bypass_csp=True,  # or axe itself could not run
        viewport={"width": 320, "height": 800},
        color_scheme="dark" if lang == "fa" else "light",
    )
    page = context.new_page()
    reach(page, open_paper, lang)

    assert page.evaluate(WIDER_THAN_SCREEN) <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    _picture(context, page, f"{reach.__name__}-{lang}")
    context.close()


def _picture(context: BrowserContext, page: Page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}-320.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})
        page.screenshot(path=f"{PICTURES}/{name}-1280.png", full_page=True)
