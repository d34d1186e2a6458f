"""An editor without a browser: fills in the newsroom's forms and sends them over HTTP."""

import re
from html.parser import HTMLParser
from types import TracebackType
from typing import Self

import httpx

OWN_PASSWORD = "correct horse battery staple 7"
PATIENCE_SECONDS = 60
EMPTY_FORMSET = {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0"}


class Editor:
    """Somebody at the newsroom's screens."""

    def __init__(self, port: int) -> None:
        self._client = httpx.Client(
            base_url=f"http://localhost:{port}", follow_redirects=True, timeout=PATIENCE_SECONDS
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._client.close()

    def open(self, path: str) -> httpx.Response:
        return self._client.get(path)

    def fill(self, page: httpx.Response, **fields: str) -> httpx.Response:
        """Send the form of a page with some fields changed."""
        address = str(page.url)
        values = fields_of(page.text) | fields
        return self._client.post(address, data=values, headers={"Referer": address})

    def sign_in(self, password: str) -> httpx.Response:
        return self.fill(self.open("/"), login="editor", password=password)

    def begin(self, first_password: str) -> None:
        """Sign in with the password of the first start and choose another."""
        asked = self.sign_in(first_password)
        assert asked.url.path == "/staff/password/change/"
        own = {"password1": OWN_PASSWORD, "password2": OWN_PASSWORD}
        inside = self.fill(asked, oldpassword=first_password, **own)
        assert inside.url.path == "/admin/"

    def decide(self, act: str, number: int, **typed: str) -> str:
        """Press a button of the replies queue; return what the newsroom says to that."""
        queue = self.open("/admin/replies/")
        data = {"csrfmiddlewaretoken": fields_of(queue.text)["csrfmiddlewaretoken"]}
        data |= {"act": act, "numbers": str(number), **typed}
        address = str(queue.url.join("/admin/replies/do/"))
        return self._client.post(address, data=data, headers={"Referer": str(queue.url)}).text

    def front(self) -> int:
        """The number of the paper's first front."""
        return int(re.findall(r"/admin/pages/(\d+)/edit/", self.open("/admin/pages/").text)[0])

    def make_desk(self, title: str, slug: str) -> int:
        form = self.open(f"/admin/pages/add/newsroom/deskpage/{self.front()}/")
        return _number(self.fill(form, title=title, slug=slug, **_publish()))

    def make_topic(self, name: str) -> int:
        form = self.open("/admin/snippets/newsroom/topic/add/")
        locale = re.findall(r'<option value="(\d+)"[^>]*>\s*English', form.text)[0]
        listed = self.fill(form, name=name, locale=locale)
        found = re.search(r"/topic/edit/(\d+)/", listed.text)
        assert found, errors(listed)
        return int(found[1])

    def write(self, desk: int, headline: str, *, slug: str, topic: int, **fields: str) -> int:
        """Publish an article; return its number."""
        form = self.open(f"/admin/pages/add/newsroom/articlepage/{desk}/")
        fields = {"dateline": "Delft"} | fields  # the form calls it News
        byline = {"TOTAL_FORMS": "1", "0-kind": "staff", "0-role": "by", "0-ORDER": "1", "0-id": ""}
        about = {"TOTAL_FORMS": "1", "0-topic": str(topic), "0-ORDER": "1", "0-id": ""}
        sent = _formset("bylines", byline) | _formset("article_topics", about) | fields
        return _number(self.fill(form, title=headline, slug=slug, **_publish(), **sent))

    def edit(self, number: int, **fields: str) -> httpx.Response:
        """Change fields of a page and publish it."""
        return self.publish(self.open(f"/admin/pages/{number}/edit/"), **fields)

    def publish(self, form: httpx.Response, **fields: str) -> httpx.Response:
        """Change fields of a form that is open and press Publish; of what is live, as a typo."""
        asked = {"change_kind": "typo"} if 'name="change_kind"' in form.text else {}
        return self.fill(form, **_publish(), **asked | fields)

    def withdraw(self, number: int, words: str) -> httpx.Response:
        return self.fill(self.open(f"/admin/articles/{number}/withdraw/"), words=words)


def _publish() -> dict[str, str]:
    # What scripts add to the form: the body's blocks, an empty caption, the button pressed.
    return {"action-publish": "1", "body-count": "0", "photo_caption": "null"}


def _formset(name: str, values: dict[str, str]) -> dict[str, str]:
    return {f"{name}-{field}": value for field, value in (EMPTY_FORMSET | values).items()}


def _number(answer: httpx.Response) -> int:
    found = re.search(r"/admin/pages/(\d+)/edit/", messages(answer))
    assert found, f"{answer.url}: {messages(answer) or errors(answer)}"
    return int(found[1])


def messages(answer: httpx.Response) -> str:
    """Return what the newsroom says at the top of the page."""
    return "".join(re.findall(r'<div class="messages".*?</div>', answer.text, re.DOTALL))


def errors(answer: httpx.Response) -> list[str]:
    """Return what a form's fields complain of."""
    found = re.findall(r'class="error-message">(.*?)</p>', answer.text, re.DOTALL)
    return [words.strip() for words in found]


def fields_of(page: str) -> dict[str, str]:
    """Return what a browser would send of the forms that are posted, buttons left out."""
    reader = _Fields()
    reader.feed(page)
    return {name: value for name, value in reader.values.items() if "__prefix__" not in name}


class _Fields(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._posts = False
        self._open = ""  # the select or textarea that we are in

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = of.get("method", "").lower() == "post"
        elif not self._posts:
            return
        elif tag == "input" and of.get("name") and _is_sent(of):
            self.values[of["name"]] = of.get("value", "")
        elif tag in ("select", "textarea"):
            self._open = of.get("name", "")
            self.values.setdefault(self._open, "")
        elif tag == "option" and "selected" in of:
            self.values[self._open] = of.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._open and self.lasttag == "textarea":
            self.values[self._open] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea"):
            self._open = ""
        elif tag == "form":
            self._posts = False


def _is_sent(of: dict[str, str]) -> bool:
    kind = of.get("type", "text")
    return kind not in ("submit", "button", "file", "image") and (
        kind not in ("checkbox", "radio") or "checked" in of
    )
