"""A full disk while readers write: nobody is told that a letter is taken which is not there."""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import httpx
import pytest

from courant.plant.home import Home
from courant.plant.letterbox.collecting import Collector
from courant.replies.digests import digest_of
from tests.crash.crowds import LOOKED_SECONDS, Crowd, Place
from tests.crash.test_disk_full import Disk, desk_at, small_disk
from tests.kiosk.asking import Reply
from tests.kiosk.letters.writers import Page
from tests.project.house import copy_home, eventually

pytestmark = pytest.mark.long

ARTICLE, BALLAST = "/town/water/", "ballast"
TEXT = "This must not be lost, whatever becomes of your disk."


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with small_disk(tmp_path / "disk") as root:
        yield Disk(root)


def test_letters_on_a_full_disk_are_refused_with_their_text_and_taken_when_there_is_room(
    disk: Disk, blank_home: Path
) -> None:
    home = Home(copy_home(blank_home, disk.root / "paper"))
    with desk_at(home.root) as desk, httpx.Client(timeout=30) as client:
        root = f"http://127.0.0.1:{desk.company.port}"
        crowd = Crowd(desk.company.port, [Place(ARTICLE, desk.article)], a_second=5)
        crowd.start()
        time.sleep(LOOKED_SECONDS + 2)
        assert crowd.got.nonces, "there was room at first"

        cram(disk.root / BALLAST)
        assert eventually(lambda: crowd.got.others["200, then 503"] >= 10, 60)
        fields = {"page": ARTICLE, "name": "Ann", "text": TEXT}
        checked = client.post(f"{root}/-/replies/{desk.article}", data=fields)
        time.sleep(LOOKED_SECONDS)
        refused = send(client, root, desk.article, checked)
        assert (refused.status_code, refused.headers["retry-after"]) == (503, "60")
        assert "We cannot take this at the moment." in refused.text
        assert TEXT in refused.text

        (disk.root / BALLAST).unlink()
        taken = send(client, root, desk.article, refused)
        assert taken.status_code == 303, "the page that was kept open sends it"
        time.sleep(2)
        assert desk.reader.finds("Low water", ARTICLE)
        got = crowd.end()
        collector = Collector(home.letterbox)
        assert eventually(lambda: collector.count()[0] == 0)

        acknowledged = [*got.nonces, nonce_of(taken)]
        stored = Counter(rows(home.database))
        print(f"{got.tried} tried, {len(acknowledged)} acknowledged, others {dict(got.others)}")
        assert set(got.others) == {"200, then 503"}
        assert stored == Counter(digest_of(nonce) for nonce in acknowledged)


def cram(ballast: Path) -> None:
    """Take all the room there is, while others take of it too."""
    with ballast.open("wb", buffering=0) as file:
        for size in (1024 * 1024, 4096):
            with suppress(OSError):
                while True:
                    file.write(bytes(size))


def send(client: httpx.Client, root: str, thread: int, shown: httpx.Response) -> httpx.Response:
    """Press the button of a check page."""
    address = f"/-/replies/{thread}/send"
    page = Page(Reply(shown.status_code, dict(shown.headers), shown.content))
    return client.post(root + address, data=page.form(address).fields)


def nonce_of(taken: httpx.Response) -> str:
    return taken.headers["location"].split("/")[3].partition(".")[0]


def rows(database: Path) -> list[str]:
    with closing(sqlite3.connect(database, timeout=20)) as opened:
        return [row[0] for row in opened.execute("SELECT nonce FROM replies_reply")]
