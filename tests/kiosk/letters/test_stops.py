"""No more mail: one click, for whoever has the address that stood in the mail."""

import pytest

from courant.kiosk.asgi import App
from courant.kiosk.letters.stops import PURPOSE
from courant.plant.home import Home
from courant.plant.signing import mark
from tests.kiosk.asking import ask
from tests.kiosk.letters.writers import FORM_KEY, Page, letters_in, post

OURS = f"/-/stop/12.{mark(bytes.fromhex(FORM_KEY), PURPOSE, '12')}"


def test_looking_at_the_address_asks_and_stores_nothing(kiosk: App, home: Home) -> None:
    page = Page(ask(kiosk, OURS))

    assert page.form(OURS).fields == {}
    assert "No more mail about this reply?" in page.text
    assert letters_in(home) == []


def test_one_click_of_a_mail_program_is_enough(kiosk: App, home: Home) -> None:
    reply = post(kiosk, OURS, {"List-Unsubscribe": "One-Click"})

    assert reply.status == 200
    [letter] = letters_in(home)
    assert (letter["kind"], letter["reply"]) == ("stop", 12)


@pytest.mark.parametrize(
    "address", ["/-/stop/13." + OURS.partition(".")[2], "/-/stop/12.x", "/-/stop/12", "/-/stop/x.y"]
)
def test_another_address_is_nobodys(kiosk: App, home: Home, address: str) -> None:
    assert post(kiosk, address, {}).status == 404
    assert letters_in(home) == []
