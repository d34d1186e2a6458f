"""Pictures of everything with which readers reply, and of the queue in which editors decide."""

import re
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.editor import Editor
from tests.project.house import House

WIDTHS = {390: 844, 1280: 900}
LIGHTS = ("light", "dark")
LOOKED_MS = 4_500  # a check page may be sent after four seconds
WORDS = {
    "en": ("Who pays for the ferry?\n\nThe minutes are at https://paper.example/minutes.", "Ann"),
    "fa": ("هزینهٔ قایق را چه کسی می‌دهد؟\n\nصورت‌جلسه کجاست؟", "مینا"),
}


def take_pictures_of_replies(
    into: Path, running: House, browser: Browser, articles: dict[str, str]
) -> None:
    """Take pictures of the thread, the form and the pages after it, by language; of the queue.

    Args:
        into: A directory.
        running: The house.
        browser: To look with.
        articles: Paths of articles with replies, by language.
    """
    root = f"http://127.0.0.1:{running.port}"
    for lang, path in articles.items():
        _Reader(browser, root, lang, path, into).picture_all()


class _Reader:
    """Somebody who replies once, and is pictured at every step."""

    def __init__(self, browser: Browser, root: str, lang: str, path: str, into: Path) -> None:
        # Without scripts, where every step is a page of its own; in place it looks the same.
        self.context = browser.new_context(java_script_enabled=False)
        self.page = self.context.new_page()
        self.root, self.lang, self.path, self.into = root, lang, path, into

    def picture_all(self) -> None:
        self.page.goto(f"{self.root}{self.path}")
        link = self.page.locator(".reply-answer").first.get_attribute("href") or ""
        self._take("thread", "#replies")
        self.page.goto(f"{self.root}{link}")
        self._take("form")
        self._faulty()
        self._type(WORDS[self.lang])
        self._take("check")
        self.page.wait_for_timeout(LOOKED_MS)
        self.page.click(".letter-send button")
        self.page.wait_for_url("**/-/receipt/**")
        self._take("receipt")
        reply = re.search(r"reply_to=(\d+)", link)
        assert reply, link
        query = link.partition("?")[2].partition("&")[0]
        self.page.goto(f"{self.root}/-/report/{reply[1]}?{query}")
        self._take("report")
        self.context.close()

    def _faulty(self) -> None:
        self._type((WORDS[self.lang][0], "n" * 70))
        self._take("faulty")

    def _type(self, words: tuple[str, str]) -> None:
        self.page.fill("#reply-text", words[0])
        self.page.fill("#reply-name", words[1])
        self.page.click(".form-send button")

    def _take(self, name: str, part: str = "") -> None:
        """Picture the page, or a part of it, as it is: without asking for it again."""
        for (width, height), light in product(WIDTHS.items(), LIGHTS):
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme="dark" if light == "dark" else "light")
            file = self.into / f"replies-{name}-{self.lang}-{width}-{light}.png"
            if part:
                self.page.locator(part).screenshot(path=file)
            else:
                self.page.screenshot(path=file, full_page=True)


def take_pictures_of_the_queue(into: Path, editor: Editor) -> None:
    """Take pictures of the queue, narrow and wide, with keys explained and a row unfolded."""
    page = editor.page
    for (width, height), lang in product(WIDTHS.items(), ("en", "fa")):
        page.set_viewport_size({"width": width, "height": 2 * height})  # its main part scrolls
        editor.open(f"/admin/replies/?lang={lang}")
        page.locator(".queue-row").first.wait_for()
        page.locator(".queue-more summary").first.click()
        page.screenshot(path=into / f"replies-queue-{lang}-{width}.png")
