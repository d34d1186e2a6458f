"""A reply's life over HTTP: written at the kiosk, decided in the newsroom, read, taken back."""

import hashlib
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from courant.press.live import settled
from tests.flows.editors import Editor
from tests.flows.readers import Reader
from tests.kiosk.asking import Reply
from tests.kiosk.letters.writers import Page
from tests.project.house import copy_home, eventually, house

ARTICLE = "/town/bridge/"
LOOKED_SECONDS = 4.2  # a check page may be sent after four


@dataclass(frozen=True)
class Day:
    """A newsroom with an article, and a reader who has something to say."""

    editor: Editor
    reader: Reader
    root: str
    edition: Path

    def post(self, address: str, fields: dict[str, str]) -> httpx.Response:
        return httpx.post(self.root + address, data=fields, timeout=20)

    def page(self, answer: httpx.Response) -> Page:
        return Page(Reply(answer.status_code, dict(answer.headers), answer.content))

    def say(self, text: str, name: str = "Ada") -> str:
        """Write a reply, look at it, send it; return the address of its receipt."""
        form = self.page(httpx.get(self.root + ARTICLE))
        [asked] = [each for each in form.forms if each.action.startswith("/-/replies/")]
        shown = self.post(asked.action, asked.fields | {"text": text, "name": name})
        assert shown.status_code == 200, shown.text
        send = f"{asked.action}/send"
        time.sleep(LOOKED_SECONDS)
        sent = self.post(send, self.page(shown).form(send).fields)
        assert sent.status_code == 303, sent.text
        return sent.headers["location"]

    def held(self, text: str) -> int:
        """Wait until a reply is in the queue; return its number."""
        assert eventually(lambda: text in self.editor.open("/admin/replies/").text)
        queue = self.editor.open("/admin/replies/").text
        return max(map(int, re.findall(r'id="row-(\d+)"', queue[: queue.index(text)])))

    def files(self) -> dict[str, str]:
        """Return every file of the edition but the variants, with its hash without live parts."""
        found = (path for path in self.edition.rglob("*") if path.is_file())
        return {
            path.relative_to(self.edition).as_posix(): hashlib.sha256(
                settled(path.read_bytes())
            ).hexdigest()
            for path in found
            if path.suffix not in (".br", ".gz", ".tmp")
        }


@pytest.fixture(scope="module")
def day(blank_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    home = copy_home(blank_home, tmp_path_factory.mktemp("replying") / "paper")
    first_password = (home / "keys" / "first-password").read_text().strip()
    with house(home) as running, Editor(running.newsroom_port) as editor:
        editor.begin(first_password)
        desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
        editor.write(desk, "The bridge", slug="bridge", topic=topic)
        reader = Reader(running.port)
        assert eventually(lambda: reader.finds("Leave a Reply", ARTICLE))
        yield Day(editor, reader, f"http://127.0.0.1:{running.port}", home / "edition")


def test_a_reply_is_held_published_and_read_and_nothing_else_is_baked(day: Day) -> None:
    text = "The bridge was never the point."
    receipt = day.say(text)
    number = day.held(text)
    assert not day.reader.finds(text, ARTICLE)
    before = day.files()

    day.editor.decide("publish", number)

    assert eventually(lambda: day.reader.finds(text, ARTICLE))
    assert eventually(lambda: day.reader.finds(text, "/replies/feed.xml"))
    assert eventually(lambda: day.reader.finds(text, f"{ARTICLE}replies/feed.xml"))
    assert eventually(lambda: day.reader.finds("is published", receipt.partition("?")[0]))
    after = day.files()
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    page = ARTICLE.strip("/")
    assert changed == {f"{page}/index.html", f"{page}/replies/feed.xml", "replies/feed.xml"}


def test_what_is_removed_is_gone_and_its_answer_keeps_its_place(day: Day) -> None:
    text = "What a foul thing to say."
    day.say(text, name="Ben")
    number = day.held(text)
    day.editor.decide("publish", number)
    day.editor.decide("answer", number, answer="Please be kind.")
    assert eventually(lambda: day.reader.finds("Please be kind.", ARTICLE))

    day.editor.decide("remove", number, reason="attack")

    assert eventually(lambda: not day.reader.finds(text, ARTICLE))
    assert day.reader.finds("Removed by an editor: personal attack", ARTICLE)
    assert day.reader.finds("Please be kind.", ARTICLE)


def test_its_writer_takes_a_reply_back(day: Day) -> None:
    text = "I should not have said this."
    receipt = day.say(text, name="Cem").partition("?")[0]
    day.editor.decide("publish", day.held(text))
    assert eventually(lambda: day.reader.finds(text, ARTICLE))

    asked = httpx.get(f"{day.root}{receipt}/withdraw")
    day.post(f"{receipt}/withdraw", day.page(asked).form(f"{receipt}/withdraw").fields)

    assert eventually(lambda: not day.reader.finds(text, ARTICLE))


def test_a_closed_thread_takes_nothing_and_stays_readable(day: Day) -> None:
    text = "The last word."
    day.say(text, name="Dee")
    number = day.held(text)
    form = day.page(httpx.get(day.root + ARTICLE))
    [asked] = [each for each in form.forms if each.action.startswith("/-/replies/")]

    day.editor.decide("publish", number)
    day.editor.decide("thread-closed", number)

    assert eventually(lambda: day.reader.finds("Replies are closed.", ARTICLE))
    assert day.reader.finds(text, ARTICLE)
    refused = day.post(asked.action, asked.fields | {"text": "Too late?", "name": "Eve"})
    assert refused.status_code == 403
    assert "Too late?" in refused.text
