"""Wagtail's forms about people, as a newsroom under pressure can fill them in."""

from wagtail.admin.forms.account import NameEmailForm
from wagtail.users.forms import UserForm

PERSONAL = ("first_name", "last_name", "email")


def let_staff_be_nameless() -> None:
    """Ask nobody for a name or an address: whoever works here may keep theirs to themselves.

    Called once, when Django is ready.  Wagtail's forms refuse to save anything without them, be it
    the language of the menus.
    """
    for form in (NameEmailForm, UserForm):
        for name in PERSONAL:
            form.base_fields[name].required = False
