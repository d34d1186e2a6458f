"""What the newsroom's home says without a click."""

from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from courant.newsroom.models import Lateness
from courant.newsroom.public_site import SiteHealth, site_health
from courant.newsroom.schedule import keep_the_schedule
from courant.newsroom.services.roles import set_up_roles
from courant.plant import clock
from courant.plant.config import Config
from tests import paper
from tests.conftest import NOON
from tests.kiosk.servers import free_port
from tests.newsroom.test_roles import sign_in, somebody
from tests.newsroom.test_schedule import EVENING, schedule, schedule_what_will_fail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(noon: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", clock.now)


def home(client: Client | None = None) -> str:
    client = client or sign_in(paper.make_staff())
    return client.get("/admin/").content.decode()


def test_what_is_late_stands_in_a_red_bar_with_the_reason_and_goes_when_it_is_done() -> None:
    bad = schedule_what_will_fail("Low water")
    with clock.stopped_at(EVENING):
        keep_the_schedule()
        said = home()

    assert "help-critical" in said[: said.index("Low water")]
    assert "has no credit" in said
    assert f"/admin/pages/{bad.pk}/edit/" in said
    Lateness.objects.all().delete()
    assert 'id="late-heading"' not in home()


def test_what_the_works_have_not_come_to_is_late_after_two_minutes() -> None:
    schedule("Low water")
    with clock.stopped_at(EVENING + timedelta(seconds=119)):
        assert 'id="late-heading"' not in home()
    with clock.stopped_at(EVENING + timedelta(minutes=2)):
        assert "The works have not come to it" in home()


def test_what_comes_within_a_day_and_every_embargo_is_listed_by_the_papers_clock() -> None:
    schedule("Tonight", EVENING)
    schedule("Next week", NOON + timedelta(days=7))
    paper.make_article("Told nobody", embargo_until=NOON + timedelta(days=30))

    said = home()

    assert "19:00 Amsterdam time" in said[: said.index("Tonight")]
    assert "20 Dec, 13:00 Amsterdam time" in said[: said.index("Told nobody")]
    coming = said[said.index("coming-heading") : said.index("Told nobody")]
    assert "Next week" not in coming


def test_nobody_is_told_of_pages_on_desks_that_are_not_theirs() -> None:
    paper.make_paper()
    set_up_roles()
    mine, other = paper.make_desk("Politics"), paper.make_desk("Culture")
    paper.make_article("On my desk", desk=mine, embargo_until=EVENING)
    paper.make_article("On another", desk=other, embargo_until=EVENING)

    said = home(sign_in(somebody("editor", mine)))

    assert "On my desk" in said
    assert "On another" not in said


def test_a_line_that_ends_soon_is_named() -> None:
    paper.make_line("The bridge is open.", ends_at=NOON + timedelta(minutes=20))
    assert "The bridge is open." in home()


class Kiosk(BaseHTTPRequestHandler):
    """Answers as the kiosk would, or as a broken one."""

    body = b""
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


WELL = b'{"edition": "readable", "letters_waiting": 3, "streams": {"en": 2}}'


@pytest.mark.parametrize(
    ("body", "health"),
    [
        (WELL, SiteHealth(answers=True, edition="readable", letters_waiting=3, streams=2)),
        (WELL.replace(b"readable", b"missing"), SiteHealth(True, "missing", 3, 2)),
        (b"not json", SiteHealth(answers=False)),
        (b"[]", SiteHealth(answers=False)),
    ],
)
def test_the_papers_server_is_asked_and_believed_only_if_it_makes_sense(
    body: bytes, health: SiteHealth, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = HTTPServer(("127.0.0.1", 0), type("One", (Kiosk,), {"body": body}))
    thread = Thread(target=server.handle_request)
    thread.start()
    point_at(server.server_port, monkeypatch)

    assert site_health() == health
    thread.join()
    server.server_close()


def test_a_papers_server_that_is_down_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    point_at(free_port(), monkeypatch)
    assert "server does not answer" in home()


def point_at(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONFIG", Config(home=settings.CONFIG.home, port=port))
