"""What the newsroom asks of those who work here: no name, no address."""

import pytest
from django.test import Client

from courant.staff.models import Staff
from tests import paper

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def chief(client: Client) -> Client:
    """Somebody without a name, signed in."""
    paper.make_paper()
    client.force_login(paper.make_staff("chief"))
    return client


def test_who_has_no_name_chooses_the_language_of_the_menus(chief: Client) -> None:
    nothing = {"name_email-first_name": "", "name_email-last_name": "", "name_email-email": ""}
    chosen = {
        "locale-preferred_language": "fa", "locale-current_time_zone": "",
        "theme-theme": "system", "theme-density": "default", "theme-contrast": "system",
    }  # fmt: skip

    chief.post("/admin/account/", nothing | chosen)

    assert '<html lang="fa" dir="rtl"' in chief.get("/admin/").content.decode()


def test_a_colleague_is_let_in_without_a_name_and_an_address(chief: Client) -> None:
    chief.post(
        "/admin/users/new/",
        {
            "username": "mina", "email": "", "first_name": "", "last_name": "",
            "password1": "a quiet harbour", "password2": "a quiet harbour", "is_active": "on",
        },
    )  # fmt: skip

    mina = Staff.objects.get(username="mina")
    assert (mina.first_name, mina.last_name, mina.email) == ("", "", "")
