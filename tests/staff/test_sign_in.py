"""Who gets in, and what they must settle first."""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django.fixtures import Settings

from courant.plant import clock
from courant.project.people import let_in
from courant.staff.models import Staff
from courant.staff.services import StaffError, add_staff, reset_password
from tests.conftest import NOON

OWN = "a quiet harbour at night"

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def make_editor(name: str = "mina") -> Staff:
    return Staff.objects.create_user(name, password=OWN, is_staff=True, is_superuser=True)


def sign_in(name: str, password: str) -> Client:
    client = Client()
    client.post(reverse("account_login"), {"login": name, "password": password})
    return client


def confirm(client: Client) -> None:
    """Show the password once more, as whoever changes their own sign-in must."""
    client.post(reverse("account_reauthenticate"), {"password": OWN})


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def code_of(seed: str) -> str:
    return format_hotp_value(hotp_value(seed, int(time.time()) // 30))


def leaves(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from leaves(pattern.url_patterns, before + str(pattern.pattern))
        else:
            yield before + str(pattern.pattern)


def test_the_right_password_opens_the_newsroom() -> None:
    make_editor()
    assert is_in(sign_in("mina", OWN))


def test_a_wrong_password_does_not() -> None:
    make_editor()
    assert not is_in(sign_in("mina", "guess"))


def test_the_front_door_leads_to_the_sign_in_page() -> None:
    answer = Client().get("/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/staff/login/")
    assert b"Sign in to the newsroom" in answer.content


def test_no_address_but_ours_signs_in_with_a_password_alone() -> None:
    make_editor()
    fields = {"login": "mina", "username": "mina", "password": OWN, "next": "/admin/"}
    ours = "/" + reverse("account_login").lstrip("/")
    for route in leaves(get_resolver().url_patterns):
        address = "/" + route.replace("^", "").replace("$", "").replace("\\Z", "")
        if "<" in address or "(" in address or address == ours:
            continue
        client = Client(raise_request_exception=False)
        client.post(address, fields)
        assert "_auth_user_id" not in client.session, address


@pytest.mark.parametrize(
    "address",
    ["/admin/login/", "/admin/password_reset/", "/admin/password_reset/confirm/x/y/"],
)
def test_wagtails_own_doors_are_walled_up(address: str) -> None:
    answer = Client().get(address, follow=True)
    assert answer.status_code == 200
    names = {template.name for template in answer.templates}
    assert not names & {"wagtailadmin/login.html", "wagtailadmin/account/password_reset/form.html"}


def test_nobody_signs_up() -> None:
    fields = {"username": "troll", "password1": OWN, "password2": OWN}
    Client().post(reverse("account_signup"), fields)
    assert not Staff.objects.filter(username="troll").exists()


def test_a_one_time_password_leads_to_a_password_of_ones_own() -> None:
    client = sign_in("editor", add_staff("editor", chief=True))

    assert client.get("/admin/").headers["location"] == reverse("account_change_password")
    assert client.post("/admin/pages/1/edit/").status_code == 403

    staff = Staff.objects.get(username="editor")
    assert staff.must_change_password


def test_once_it_is_changed_the_newsroom_is_open() -> None:
    password = add_staff("editor", chief=True)
    client = sign_in("editor", password)

    fields = {"oldpassword": password, "password1": OWN, "password2": OWN}
    client.post(reverse("account_change_password"), fields)

    assert is_in(client)
    assert not is_in(sign_in("editor", password))


def test_the_written_password_goes_with_the_first_change(settings: Settings) -> None:
    password = add_staff("editor", chief=True)
    written = settings.HOME.keys / "first-password"
    written.write_text(password + "\n")
    client = sign_in("editor", password)

    fields = {"oldpassword": password, "password1": OWN, "password2": OWN}
    answer = client.post(reverse("account_change_password"), fields)

    assert not written.exists()
    assert answer.headers["location"] == "/admin/"


def test_a_one_time_password_ends_after_a_day() -> None:
    with clock.stopped_at(NOON):
        password = add_staff("editor", chief=True)
    with clock.stopped_at(NOON + timedelta(hours=23)):
        assert "_auth_user_id" in sign_in("editor", password).session
    with clock.stopped_at(NOON + timedelta(hours=25)):
        assert "_auth_user_id" not in sign_in("editor", password).session


def test_a_reset_ends_open_sessions() -> None:
    make_editor()
    client = sign_in("mina", OWN)

    reset_password("mina")

    assert not is_in(client)


def test_who_is_here_cannot_be_added_and_who_is_not_cannot_be_reset() -> None:
    make_editor()
    with pytest.raises(StaffError, match="mina is here already"):
        add_staff("mina")
    with pytest.raises(StaffError, match="Nobody here is called omid"):
        reset_password("omid")


def test_an_added_colleague_may_edit_but_not_rule() -> None:
    let_in("omid", role=None, desk=None, chief=False, reset=False)
    omid = Staff.objects.get(username="omid")
    assert omid.has_perm("wagtailadmin.access_admin")
    assert not omid.is_superuser


def test_a_second_factor_can_be_set_up_and_is_then_asked_for() -> None:
    make_editor()
    client = sign_in("mina", OWN)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    seed = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(seed)})

    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert stored != seed  # encrypted

    half_in = sign_in("mina", OWN)
    assert not is_in(half_in)
    cache.clear()  # one code, once: the test will not wait for the next
    half_in.post(reverse("mfa_authenticate"), {"code": code_of(seed)})
    assert is_in(half_in)


def test_recovery_codes_can_be_read_once() -> None:
    make_editor()
    client = sign_in("mina", OWN)
    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    seed = client.session["mfa.totp.secret"]

    answer = client.post(reverse("mfa_activate_totp"), {"code": code_of(seed)}, follow=True)

    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert len(codes) == 10
    assert "\n".join(codes) in answer.content.decode()
    assert codes[0] not in client.get(reverse("mfa_view_recovery_codes")).content.decode()


def test_where_a_second_factor_is_required_nothing_opens_without(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The test's own transaction never commits, and the session is saved with the answer.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda deed: deed())
    make_editor()
    settings.SECOND_FACTOR_REQUIRED = True
    client = sign_in("mina", OWN)
    assert client.get("/admin/").headers["location"] == reverse("mfa_index")
    assert client.post("/admin/account/").status_code == 403

    confirm(client)
    client.get(reverse("mfa_activate_totp"))
    seed = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code_of(seed)})

    assert is_in(client)


def test_a_session_older_than_the_second_factor_must_show_it(settings: Settings) -> None:
    editor = make_editor()
    client = sign_in("mina", OWN)
    settings.SECOND_FACTOR_REQUIRED = True
    Authenticator.objects.create(user=editor, type="totp", data={"secret": "x"})
    assert client.get("/admin/").headers["location"] == reverse("mfa_reauthenticate")


def test_guessing_ends_after_five_tries() -> None:
    make_editor()
    for _ in range(5):
        sign_in("mina", "guess")
    assert not is_in(sign_in("mina", OWN))


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_change_password"],
)
def test_every_page_about_ones_sign_in_opens(name: str) -> None:
    make_editor()
    client = sign_in("mina", OWN)
    confirm(client)
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert b'<html lang="en"' in answer.content


def test_media_is_for_staff() -> None:
    assert Client().get("/media/photo.jpg").status_code == 302


def test_every_answer_forbids_other_hosts() -> None:
    policy = Client().get("/staff/login/").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


def test_cookies_stay_on_this_site() -> None:
    make_editor()
    client = sign_in("mina", OWN)
    assert {cookie["samesite"] for cookie in client.cookies.values()} == {"Strict"}
