"""The staff's corner of the editor: second factor and password in the account menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from courant.staff.models import Staff
from courant.staff.services import expect_new_password


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> dict[str, object]:
    """Offer the second factor on Wagtail's account page."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("An authenticator app, a passkey or a security key, and recovery codes."),
    }


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> dict[str, object]:
    """Offer a new password on Wagtail's account page."""
    return {
        "url": reverse("account_change_password"),
        "label": _("Password"),
        "help_text": _("Change the password you sign in with."),
    }


@hooks.register("register_settings_menu_item")
def second_factor_menu_item() -> MenuItem:
    """Offer the second factor in the settings menu too, where people look for it."""
    return MenuItem(_("Second factor"), reverse("mfa_index"), icon_name="key", order=900)


@hooks.register("after_create_user")
def somebody_else_chose_it(request: HttpRequest, user: Staff) -> None:
    """Have a new colleague replace the password that another typed for them."""
    expect_new_password(user)


@hooks.register("after_edit_user")
def somebody_else_changed_it(request: HttpRequest, user: Staff) -> None:
    """Likewise when another changed it."""
    if request.user != user and request.POST.get("password1"):
        expect_new_password(user)
