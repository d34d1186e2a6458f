"""Readers notice nothing when everything behind the kiosk is lost; and it comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from courant.plant.addresses import url_path
from courant.plant.edition.files import Edition
from tests.flows.companies import Company, company
from tests.flows.editors import Editor
from tests.flows.readers import Page, Reader
from tests.flows.waiting import settled
from tests.project.house import eventually


@pytest.fixture
def at_work(home: Path) -> Iterator[Company]:
    with company(home, "kiosk", "newsroom", "work") as running:
        yield running


def test_readers_notice_no_loss_and_what_comes_back_goes_on(at_work: Company) -> None:
    reader = Reader(at_work.port)
    with Editor(at_work.newsroom_port) as editor:
        editor.begin((at_work.home / "keys" / "first-password").read_text().strip())
        desk, topic = editor.make_desk("Town", "town"), editor.make_topic("Tides")
        article = editor.write(desk, "Low water", slug="low-water", topic=topic)
        assert eventually(lambda: reader.finds("Low water", "/town/low-water/"))
        assert eventually(lambda: settled(at_work.home))
        as_it_was = everything(at_work, reader)
        database = at_work.home / "courant.sqlite3"

        database.rename(database.with_name("elsewhere"))
        assert everything(at_work, reader) == as_it_was
        refused = editor.open("/admin/")
        assert refused.status_code == 503
        assert "cannot use its database" in refused.text
        assert eventually(lambda: "works.failed" in at_work.said("work"))
        assert not database.exists()  # or an empty paper would take its place
        at_work.kill("newsroom")
        assert everything(at_work, reader) == as_it_was
        at_work.kill("work")
        assert everything(at_work, reader) == as_it_was
        at_work.kill("kiosk")
        at_work.start("kiosk")
        assert everything(at_work, reader) == as_it_was

        database.with_name("elsewhere").replace(database)
        at_work.start("newsroom")
        editor.edit(article, title="High water")
        assert everything(at_work, reader) == as_it_was
        at_work.start("work")
        assert eventually(lambda: reader.finds("High water", "/town/low-water/"))


def everything(at_work: Company, reader: Reader) -> dict[str, Page]:
    """Read every page there is; each must be whole."""
    names = [name for name in Edition(at_work.home / "edition").files() if is_page(name)]
    read = {name: reader.read(url_path(f"/{name.removesuffix('index.html')}")) for name in names}
    assert len(read) > 10
    assert {page.status for page in read.values()} == {200}
    return read


def is_page(name: str) -> bool:
    return not name.startswith(".") and not name.endswith((".gz", ".br", ".tmp"))
