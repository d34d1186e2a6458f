"""A reader at an article's replies: writes one, changes it, reports another's."""

from playwright.sync_api import BrowserContext

from tests.browser.watch import fetch
from tests.project.house import House, eventually

LOOKED_MS = 4_500  # a check page may be sent after four seconds


class Reader:
    """Somebody who writes under an article, in a browser of their own."""

    def __init__(self, context: BrowserContext, running: House, address: str) -> None:
        self.page, self.running, self.address = context.new_page(), running, address
        self.url = f"http://127.0.0.1:{running.port}{address}"

    def say(self, text: str, name: str) -> str:
        """Reply; return the address of the receipt."""
        self.page.goto(self.url)
        self.page.fill("#reply-text", text)
        self.page.fill("#reply-name", name)
        self.page.click(".reply-form .form-send button")
        self.page.locator(".letter-preview").wait_for()
        self.page.wait_for_timeout(LOOKED_MS)
        self.page.click(".letter-check .form-send button")
        self.page.wait_for_url("**/-/receipt/**")
        return self.page.url

    def change(self, receipt: str, text: str, name: str) -> None:
        self.page.goto(receipt)
        self.page.locator(".letter-change summary").click()
        self.page.fill("#change-text", text)
        self.page.fill("#change-name", name)
        self.page.click(".letter-change .form-send button")
        self.page.wait_for_timeout(LOOKED_MS)
        self.page.click(".letter-send button")
        self.page.locator("[role=status]").wait_for()

    def report(self, text: str) -> None:
        self.page.goto(self.url)
        self.page.reload()  # a page that was just read is not asked for again
        reply = self.page.locator("article.reply", has_text=text)
        reply.locator("a[href*=report]").click()
        self.page.check("[name=reason][value=attack]")
        self.page.click(".form-send button")
        self.page.locator("[role=status]").wait_for()

    def finds(self, text: str) -> bool:
        """Return whether a text is under the article, now or before long."""
        return eventually(lambda: text in fetch(self.running, self.address)[1], 60)

    def misses(self, text: str) -> bool:
        return eventually(lambda: text not in fetch(self.running, self.address)[1], 60)
