"""An article's life over HTTP: written in the newsroom, read at the kiosk, moved, withdrawn."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.flows.editors import Editor
from tests.flows.readers import Reader
from tests.project.house import copy_home, eventually, house


@dataclass(frozen=True)
class Day:
    """A newsroom on a working day: an editor who is in, a desk, a topic, and a reader outside."""

    editor: Editor
    reader: Reader
    desk: int
    topic: int

    def write(self, headline: str, slug: str, **fields: str) -> int:
        number = self.editor.write(self.desk, headline, slug=slug, topic=self.topic, **fields)
        assert eventually(lambda: self.reader.finds(headline, f"/town/{slug}/"))
        return number


@pytest.fixture(scope="module")
def day(blank_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Day]:
    home = copy_home(blank_home, tmp_path_factory.mktemp("flow") / "paper")
    first_password = (home / "keys" / "first-password").read_text().strip()
    with house(home) as running, Editor(running.newsroom_port) as editor:
        editor.begin(first_password)
        desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
        yield Day(editor, Reader(running.port), desk, topic)


def test_what_is_published_is_read_wherever_it_belongs(day: Day) -> None:
    headline = "The sluice opens at dawn"
    day.write(headline, "sluice", standfirst="The water does not wait.")

    assert day.reader.finds("The water does not wait.", "/town/sluice/")
    month = f"{datetime.now(UTC):%Y-%m}"
    for address in ("/", "/town/", f"/town/{month}/", "/topics/tides/", "/feed.xml"):
        assert eventually(lambda at=address: day.reader.finds(headline, at)), address
    assert eventually(lambda: "/town/sluice/" in sitemap(day.reader))


def test_a_new_headline_keeps_the_address(day: Day) -> None:
    number = day.write("The ferry is late", "ferry")

    day.editor.edit(number, title="The ferry never left")

    assert eventually(lambda: day.reader.finds("The ferry never left", "/town/ferry/"))
    assert eventually(lambda: day.reader.finds("The ferry never left", "/"))
    assert eventually(lambda: not day.reader.finds("The ferry is late", "/feed.xml"))


def test_a_new_slug_leaves_a_redirect(day: Day) -> None:
    number = day.write("Rain by evening", "rain")

    day.editor.edit(number, slug="rain-by-night")

    assert eventually(lambda: day.reader.finds("Rain by evening", "/town/rain-by-night/"))
    assert eventually(lambda: day.reader.read("/town/rain/").status == 301)
    assert day.reader.read("/town/rain/").location == "/town/rain-by-night/"
    assert eventually(lambda: "/town/rain/" not in sitemap(day.reader))


def test_a_desks_new_slug_leads_readers_on_and_leaves_its_articles(day: Day) -> None:
    desk = day.editor.make_desk("Harbour", "harbour")
    day.editor.write(desk, "Ships come in", slug="ships", topic=day.topic)
    month = f"{datetime.now(UTC):%Y-%m}/"
    assert eventually(lambda: day.reader.finds("Ships come in", f"/harbour/{month}"))

    day.editor.edit(desk, slug="port")

    for part in ("", month, "feed.xml"):
        assert eventually(lambda at=part: day.reader.finds("Ships come in", f"/port/{at}")), part
        assert eventually(lambda at=part: day.reader.read(f"/harbour/{at}").status == 301), part
        assert day.reader.read(f"/harbour/{part}").location == f"/port/{part}"
    assert day.reader.finds("Ships come in", "/harbour/ships/")


def test_what_is_withdrawn_says_so_in_the_editors_words(day: Day) -> None:
    number = day.write("The mayor resigned", "mayor")

    day.editor.withdraw(number, "She did not. We are sorry.")

    assert eventually(lambda: day.reader.read("/town/mayor/").status == 410)
    assert "She did not. We are sorry." in day.reader.read("/town/mayor/").text
    for address in ("/town/", "/topics/tides/", "/feed.xml"):
        assert eventually(lambda at=address: not day.reader.finds("The mayor resigned", at)), (
            address
        )
    # The front tells of it among the corrections, and nowhere else.
    assert eventually(lambda: "She did not." in day.reader.read("/").text)
    stories, _, corrections = day.reader.read("/").text.partition('id="corrections"')
    assert "The mayor resigned" not in stories
    assert "She did not. We are sorry." in corrections
    assert eventually(lambda: "/town/mayor/" not in sitemap(day.reader))


def sitemap(reader: Reader) -> str:
    """Return all parts of the sitemap."""
    parts = re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", reader.read("/sitemap.xml").text)
    return "".join(reader.read(part).text for part in parts)
