"""What can be done to the people who sign in."""

import secrets
from datetime import timedelta

from django.db import transaction

from courant.plant import clock
from courant.staff.models import Staff

ONE_TIME_HOURS = 24  # how long a one-time password works
# Nothing that is taken for something else when read aloud or from a screen.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
PARTS, PART_LETTERS = 4, 5  # 31 letters, 20 of them: 99 bits


class StaffError(Exception):
    """Something that cannot be done to a sign-in.  Operators see the message as it stands."""


def one_time_password() -> str:
    """Return a fresh password that can be read aloud: ``k7mwq-9txae-…``, about 99 bits."""
    parts = ("".join(secrets.choice(LETTERS) for _ in range(PART_LETTERS)) for _ in range(PARTS))
    return "-".join(parts)


@transaction.atomic
def add_staff(name: str, *, chief: bool = False) -> str:
    """Add somebody who can sign in, and return their one-time password.

    Args:
        name: What they type at sign-in.
        chief: May do everything, people and settings included; others are given a role.

    Raises:
        StaffError: Somebody of that name is here already.
    """
    if Staff.objects.filter(username=name).exists():
        raise StaffError(
            f"{name} is here already. For a new password: courant staff add {name} --reset"
        )
    staff = Staff(username=name, is_staff=chief, is_superuser=chief)
    return _give_one_time_password(staff)


@transaction.atomic
def reset_password(name: str) -> str:
    """Give somebody a new one-time password, and return it.  Their sessions end.

    Raises:
        StaffError: Nobody of that name is here.
    """
    staff = Staff.objects.select_for_update().filter(username=name).first()
    if staff is None:
        raise StaffError(f"Nobody here is called {name}. To add them: courant staff add {name}")
    staff.is_active = True
    return _give_one_time_password(staff)


def expect_new_password(staff: Staff) -> None:
    """Note that somebody else has seen this password, so that its owner must change it."""
    staff.must_change_password = True
    staff.password_good_until = None
    staff.save(update_fields=["must_change_password", "password_good_until"])


def _give_one_time_password(staff: Staff) -> str:
    password = one_time_password()
    staff.set_password(password)  # sessions hold a hash of the old one and so end
    staff.must_change_password = True
    staff.password_good_until = clock.now() + timedelta(hours=ONE_TIME_HOURS)
    staff.save()
    return password
