"""``courant staff add``: who may sign in, and what they may do here."""

from django.db import transaction

from courant.newsroom.services.roles import RoleError, desk_called, give_role
from courant.staff.models import Staff
from courant.staff.services import StaffError, add_staff, reset_password

FIRST_ROLE = "reporter"  # of whom nothing else is said: writes and submits, publishes nothing


class PeopleError(Exception):
    """What cannot be done to somebody.  Operators see the message as it stands."""


@transaction.atomic
def let_in(
    name: str, *, role: str | None, desk: str | None, chief: bool, reset: bool
) -> str | None:
    """Let somebody sign in and give them a role.

    Args:
        name: What they type at sign-in.
        role: One of ``ROLES``; for somebody new who is no chief, a reporter.
        desk: Where they hold it; None for the whole paper.
        chief: May do everything, without a role.
        reset: Give somebody who is here already a new one-time password.

    Returns:
        The one-time password, or None where somebody who is here already was given a role.

    Raises:
        PeopleError: Somebody is here already, or is not, or there is no such role or desk.
    """
    if chief and (role or desk):
        raise PeopleError("Who is --chief may do everything: leave --role and --desk out.")
    try:
        is_here = Staff.objects.filter(username=name).exists()
        if reset:
            password: str | None = reset_password(name)
        elif is_here and role:
            password = None
        else:
            password = add_staff(name, chief=chief)
        if role or desk or not (chief or reset or is_here):
            place = desk_called(desk) if desk else None
            give_role(Staff.objects.get(username=name), role or FIRST_ROLE, desk=place)
    except (StaffError, RoleError) as error:
        raise PeopleError(str(error)) from error
    return password
