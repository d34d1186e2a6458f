"""Work in a real browser: done on the page while its reader looks at the reply."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from courant.design.engine import Engine
from courant.kiosk.letters.drafts import Typed
from courant.kiosk.letters.keys import Key
from courant.kiosk.letters.token import make_token
from courant.kiosk.letters.work import is_worked, work_for
from courant.plant.addresses import file_of
from courant.plant.config import Config
from courant.plant.edition.files import Edition
from courant.plant.html import Html
from tests.browser.test_letters import REPOSITORY, put_assets
from tests.kiosk.editions import make_edition
from tests.kiosk.letters.papers import ARTICLE, block, put_rules
from tests.kiosk.letters.writers import letters_in, put_keys
from tests.kiosk.servers import free_port, granian

pytestmark = pytest.mark.browser

TOKEN = make_token(Key(b"k" * 32), thread=42, fields={}, now=1.8e9, wait_seconds=4)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Config]:
    """A paper with an article and its form, at a kiosk at which many have written."""
    config = Config(home=tmp_path_factory.mktemp("home"), port=free_port())
    edition = make_edition(config.paths.edition)
    put_assets(edition, config)
    put_rules(edition)
    put_keys(config.paths)
    _put_page(edition, Engine(zone="UTC", public_root=config.public_root))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(REPOSITORY))
        with granian(config, app="tests.kiosk.letters.hasty:strained"):
            yield config


def _put_page(edition: Edition, engine: Engine) -> None:
    facts = block().partition(">")[2].removesuffix("</script>")
    form = SimpleNamespace(page=ARTICLE, email="off", most_letters=3000)
    thread = SimpleNamespace(
        number=42, count=0, replies=(), form=form, is_raid=False, pages=(), linked_from=(), feed=""
    )
    told: dict[str, Any] = {"facts": Html(facts), "form_page": ARTICLE, "blank": Typed()}
    below = engine.render("replies/thread.html", "en", thread=thread, **told).decode()
    page = f'<!doctype html><html lang="en"><title>News</title><main>{below}</main></html>'
    edition.put_file(file_of(ARTICLE), page.encode())


@pytest.fixture
def page(chromium: Browser, config: Config) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{config.public_root}{ARTICLE}")
    yield page
    context.close()


def reply(page: Page, text: str) -> None:
    page.fill("#reply-text", text)
    page.fill("#reply-name", "Ann")
    page.click(".form-send button")
    page.click(".letter-check .form-send button")
    page.wait_for_url("**/-/receipt/**")


def test_what_the_script_finds_is_what_the_kiosk_asked_for(page: Page) -> None:
    done = page.evaluate("work => window.workFor(work, () => false)", work_for(TOKEN))

    assert is_worked(TOKEN, done)


def test_it_stops_when_nobody_waits_for_it(page: Page) -> None:
    assert page.evaluate("work => window.workFor(work, () => true)", work_for(TOKEN)) == ""


def test_a_reply_is_sent_with_its_work_and_waits_no_longer_than_that(
    chromium: Browser, page: Page, config: Config
) -> None:
    for text in ("The bridge was shut for years.", "Who will pay for the harbour, then?"):
        reply(page, text)
        page.goto(f"{config.public_root}{ARTICLE}")

    reply(page, "Somebody ought to ask the mayor about all of this.")

    assert letters_in(config.paths)[-1]["marks"] == ["worked"]
