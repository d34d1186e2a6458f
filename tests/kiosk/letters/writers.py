"""Readers who write: they fill in forms, look at what comes back, and press its buttons."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from courant.kiosk.asgi import App
from courant.plant.home import Home
from courant.plant.letterbox.collecting import Collector
from tests.kiosk.asking import Reply, ask
from tests.kiosk.letters.papers import ARTICLE

FORM_TYPE = ("Content-Type", "application/x-www-form-urlencoded")
JSON = ("Accept", "application/json")
FORM_KEY, PASS_KEY = "ab" * 32, "cd" * 32
TEXT = "The bridge was shut for years.\r\n\r\nWho will pay for it?"
REPLIES = "/-/replies/42"


@dataclass
class Form:
    """A form of a page: where it goes, and what its fields hold."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)


class Page(HTMLParser):
    """What a page says, and the forms in it."""

    def __init__(self, reply: Reply) -> None:
        super().__init__()
        # As browsers read it (HTML, "normalize newlines").
        self.source = reply.body.decode().replace("\r\n", "\n")
        self.forms: list[Form] = []
        self.loose: dict[str, str] = {}  # fields outside of any form
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._area = ""
        self._hidden = 0
        self.text = ""
        self.feed(self.source)
        self.text = " ".join(self.text.split())

    def form(self, action: str) -> Form:
        return next(form for form in self.forms if form.action == action)

    def ids(self) -> set[str | None]:
        return {attributes["id"] for _, attributes in self.tags if "id" in attributes}

    def attributes(self, tag: str, **named: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and named.items() <= attributes.items()
        ]

    def _fields(self) -> dict[str, str]:
        return self.forms[-1].fields if self.forms and self._in_form else self.loose

    _in_form = False

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        assert len(named) == len(attrs), f"an attribute twice in <{tag}>"
        self.tags.append((tag, named))
        if tag == "form":
            self.forms.append(Form(named["action"] or ""))
            self._in_form = True
        elif tag == "textarea":
            self._area = named.get("name") or named["id"] or ""
            self._fields()[self._area] = ""
        elif tag == "input":
            is_ticked = named.get("type") not in ("checkbox", "radio") or "checked" in named
            if is_ticked:
                self._fields()[named["name"] or ""] = named.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._in_form = False
        elif tag == "textarea":
            # A browser leaves out the first line end.
            self._fields()[self._area] = self._fields()[self._area].removeprefix("\n")
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self._fields()[self._area] += data
        else:
            self.text += data


def typed(**fields: Any) -> dict[str, Any]:
    """Return what a reader types into the form under the article; None leaves a field out."""
    whole = {"page": ARTICLE, "answers": 0, "text": TEXT, "name": "Ann", **fields}
    return {name: value for name, value in whole.items() if value is not None}


def encoded(fields: Mapping[str, Any]) -> bytes:
    """Return fields as a browser sends them: every line end is two characters."""
    return urlencode(
        {name: re.sub(r"\r?\n", "\r\n", str(value)) for name, value in fields.items()}
    ).encode()


def post(
    app: App,
    target: str = REPLIES,
    fields: Mapping[str, Any] | None = None,
    *headers: tuple[str, str],
    **more: Any,
) -> Reply:
    """Send a form."""
    body = encoded(typed() if fields is None else fields)
    length = ("Content-Length", str(len(body)))
    return ask(app, target, method="POST", headers=[FORM_TYPE, length, *headers], body=body, **more)


def checked(app: App, target: str = REPLIES, **fields: Any) -> dict[str, str]:
    """Have a reply checked, and return the fields of the form that sends it."""
    reply = post(app, target, typed(**fields))
    assert reply.status == 200, Page(reply).text
    return Page(reply).form(f"{target}/send").fields


def letters_in(home: Home) -> list[dict[str, Any]]:
    """Return the letters that wait, and leave them there."""
    found = []
    for portion in Collector(home.letterbox).waiting():
        found += portion.letters
        break  # a few letters are one portion
    return found


def put_keys(home: Home) -> None:
    """Make the keys that the project makes before the kiosk starts."""
    home.keys.mkdir(parents=True, exist_ok=True)
    home.form_key.write_text(FORM_KEY)
    home.pass_key.write_text(PASS_KEY)


def put_fate(home: Home, name: str, /, **told: Any) -> Path:
    """Say what became of a letter, as the works do."""
    home.receipts.mkdir(parents=True, exist_ok=True)
    path = home.receipts / name
    path.write_text(json.dumps(told))
    return path


def asked(**query: Any) -> str:
    """Return a query."""
    return "?" + "&".join(f"{name}={quote(str(value))}" for name, value in query.items())
