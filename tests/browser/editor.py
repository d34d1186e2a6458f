"""An editor at the newsroom's screens, by mouse and keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import ConsoleMessage, FilePayload, Locator, Page

from tests.newsroom.photos.pictures import make_exif, make_file, make_pixels

NAME, PASSWORD = "editor", "correct horse battery staple 7"
FILE_NAME = "ali-home-IMG_2231.jpg"
PATIENCE_MS = 30_000

_sizes = count(801)


def phone_photo() -> bytes:
    """Return a photo as a phone makes it, with the place inside; each one is another."""
    return make_file("JPEG", make_pixels(next(_sizes), 600), exif=make_exif())


class Editor:
    """Somebody with a browser at the newsroom."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        page.set_default_timeout(PATIENCE_MS)
        self.complaints: list[str] = []
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def open(self, path: str) -> None:
        self.page.goto(self.root + path)

    def sign_in(self, password: str = PASSWORD, name: str = NAME) -> None:
        self.open("/")
        self.page.fill("[name=login]", name)
        self.page.fill("[name=password]", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(lambda url: "/staff/login/" not in url)

    def choose_password(self, old: str, new: str = PASSWORD) -> None:
        self.page.fill("[name=oldpassword]", old)
        self.page.fill("[name=password1]", new)
        self.page.fill("[name=password2]", new)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/admin/")

    def begin_article(self, desk: str, headline: str) -> None:
        """Open the form of a new article and write its headline, standfirst and byline."""
        self.open(f"/admin/pages/add/newsroom/articlepage/{desk}/")
        self.page.fill("[name=title]", headline)
        self.page.fill("[name=standfirst]", f"What we know of it: {headline}")
        self.page.fill("[name=dateline]", "Delft")
        self.button("Add byline").click()
        self.page.select_option("[name=bylines-0-kind]", "staff")

    def choose_photo(self, *, credit: str) -> None:
        """Upload a photo and describe it."""
        self.button("Choose an image").click()
        self.page.get_by_role("tab", name="Upload").click()
        file: FilePayload = {"name": FILE_NAME, "mimeType": "image/jpeg", "buffer": phone_photo()}
        self.page.set_input_files(".modal input[type=file]", files=[file])
        self.page.fill("[name=image-chooser-upload-credit]", credit)
        self.page.locator(".modal").get_by_role("button", name="Upload").click()
        self.page.wait_for_selector(".modal", state="detached")
        self.page.select_option("[name=photo_alt_decision]", "described")
        self.page.fill("[name=photo_alt]", "Four fields of colour")

    def add_quotation(self, words: str, speaker: str) -> None:
        self.button("Insert a block").first.click()
        self.page.get_by_role("option", name="Quotation").click()
        self.page.locator("[data-contentpath=text] [contenteditable=true]").first.click()
        self.page.keyboard.type(words)
        self.page.fill("[name=body-0-value-speaker]", speaker)

    def add_topic(self, name: str) -> None:
        self.button("Add topic").click()
        self.button("Choose topic").click()
        self.page.locator(".modal").get_by_role("link", name=name).click()
        self.page.wait_for_selector(".modal", state="detached")

    def publish(self) -> None:
        """Click on Publish, whatever it says it will publish, and wait for the answer.

        Draftail hands on what is typed a quarter of a second later; nobody clicks so fast.
        """
        self.page.wait_for_timeout(400)
        with self.page.expect_navigation():
            self.page.locator("[name=action-publish]").click()

    def write(self, desk: str, headline: str) -> str:
        """Publish a plain article; return its number."""
        self.begin_article(desk, headline)
        self.publish()
        link = self.page.locator(".messages a", has_text="Edit").first
        found = link.get_attribute("href") or ""
        return found.rstrip("/").split("/")[-2]

    def edit(self, number: str, **fields: str) -> None:
        """Open an article, change fields and publish it; of what readers have, as a typo."""
        self.open(f"/admin/pages/{number}/edit/")
        typo = self.page.locator("[name=change_kind][value=typo]")
        if typo.count():
            typo.check()
        for name, value in fields.items():
            field = self.page.locator(f"[name={name}]")
            if not field.is_visible():
                self.page.get_by_role("tab", name="Promote").click()
            field.fill(value)
        self.publish()

    def unfold(self, panel: str) -> None:
        """Have a side panel open; Wagtail remembers which was."""
        toggle = self.page.locator(f'[data-side-panel-toggle="{panel}"]')
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=name == "Publish")

    def said(self) -> str:
        """Return what the newsroom says at the top of the page."""
        return self.page.locator(".messages").inner_text()


@contextmanager
def quiet(editor: Editor) -> Iterator[None]:
    """Fail if the browser's console complains meanwhile."""
    editor.complaints.clear()
    yield
    assert editor.complaints == [], editor.complaints
