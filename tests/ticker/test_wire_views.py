"""Wires in the newsroom: subscribed to, mended, fetched now, each with what is wrong with it."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from courant.staff.models import Staff
from courant.ticker.models import Wire
from tests.paper import make_staff, make_ticker

pytestmark = pytest.mark.django_db

THEN = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LIST = "/admin/ticker/wires/"


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_staff("editor"))
    return client


def typed(**fields: object) -> dict[str, object]:
    """Return what the form sends."""
    values = {"outlet": "The Agency", "url": "https://agency.example/feed", "every_minutes": 10}
    return {**values, "ticker": make_ticker().pk, "is_on": "on", **fields}


def make_wire(**fields: object) -> Wire:
    values = {"outlet": "The Agency", "url": "https://agency.example/feed", "next_at": THEN}
    return Wire.objects.create(ticker=make_ticker(), **{**values, **fields})


def test_an_editor_subscribes_to_a_feed(editor: Client) -> None:
    editor.post(f"{LIST}new/", typed())
    assert Wire.objects.get().url == "https://agency.example/feed"


def test_a_feed_inside_our_walls_is_refused_beside_its_field(editor: Client) -> None:
    answer = editor.post(f"{LIST}new/", typed(url="https://agency.example:8001/"))
    assert "names port 8001" in answer.content.decode()
    assert not Wire.objects.exists()


def test_what_is_wrong_is_said_in_the_list_and_on_the_wire_s_own_screen(editor: Client) -> None:
    wire = make_wire(note="<b>It</b> is a web page, not a feed.")
    for screen in (LIST, f"{LIST}edit/{wire.pk}/"):
        page = editor.get(screen).content.decode()
        assert "&lt;b&gt;It&lt;/b&gt; is a web page, not a feed." in page


def test_another_address_is_another_feed(editor: Client) -> None:
    wire = make_wire(etag='"7"', failures=3, note="It is not there.", last_fetched_at=THEN)

    editor.post(f"{LIST}edit/{wire.pk}/", typed(url="https://agency.example/new"))

    wire.refresh_from_db()
    assert (wire.url, wire.etag, wire.failures, wire.note, wire.last_fetched_at) == (
        "https://agency.example/new", "", 0, "", None,
    )  # fmt: skip


def test_another_name_leaves_what_is_known_of_the_feed(editor: Client) -> None:
    wire = make_wire(etag='"7"')
    editor.post(f"{LIST}edit/{wire.pk}/", typed(outlet="The Wire"))
    wire.refresh_from_db()
    assert (wire.outlet, wire.etag) == ("The Wire", '"7"')


def test_fetch_now_makes_a_wire_due(editor: Client) -> None:
    wire = make_wire(next_at=datetime(2100, 1, 1, tzinfo=UTC))

    answer = editor.post(f"{LIST}fetch/{wire.pk}/", follow=True)

    wire.refresh_from_db()
    assert wire.next_at.year < 2100
    assert "The Agency is fetched now." in answer.content.decode()
    assert f'data-w-action-url-value="{LIST}fetch/{wire.pk}/"' in answer.content.decode()


def test_fetch_now_is_no_link_and_not_for_everybody(editor: Client, client: Client) -> None:
    wire = make_wire()
    assert editor.get(f"{LIST}fetch/{wire.pk}/").status_code == 405

    client.force_login(Staff.objects.create_user("reporter"))
    client.post(f"{LIST}fetch/{wire.pk}/")
    wire.refresh_from_db()
    assert wire.next_at == THEN


def test_a_wire_with_headlines_can_be_taken_away(editor: Client) -> None:
    wire = make_wire()
    wire.suggestions.create(guid="1", headline="x", published_at=THEN, seen_at=THEN, named_at=THEN)
    editor.post(f"{LIST}delete/{wire.pk}/")
    assert not Wire.objects.exists()
