"""Subscriptions to feeds in the newsroom: Wagtail's own screens, and a button that fetches now."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from courant.ticker.models import Wire
from courant.ticker.services.wires import fetch_soon, lead_to

WORKS_WILL = "%s is fetched now. What comes waits on the ticker desk; load this page again to see."


class FetchButton(Button):
    """Asks for a wire at once; it changes something, so it posts."""

    allow_in_dropdown = False

    def __init__(self, wire: Wire) -> None:
        """Take the wire to fetch."""
        action = {
            "data-controller": "w-action",
            "data-action": "w-action#post",
            "data-w-action-url-value": reverse("ticker_wires:fetch", args=[wire.pk]),
        }
        classname = "button button-small button-secondary"
        super().__init__("Fetch now", classname=classname, attrs=action)


class WireIndexView(generic.IndexView):
    """All wires, each with what is wrong with it."""

    def get_list_buttons(self, instance: Wire) -> list[Any]:
        """Offer to fetch it, for whoever may change it, before the rest."""
        may = self.permission_policy.user_has_permission(self.request.user, "change")
        return [*([FetchButton(instance)] if may else []), *super().get_list_buttons(instance)]


class WireEditView(generic.EditView):
    """One wire."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say first what is wrong with it."""
        answer = super().get(request, *args, **kwargs)
        if self.object.note:
            messages.warning(request, self.object.note)
        return answer  # type: ignore[no-any-return]

    def save_instance(self) -> Wire:
        """Save it; with another address it is another feed."""
        if "url" in self.form.changed_data:
            lead_to(self.form.instance, url=self.form.instance.url)
        return super().save_instance()  # type: ignore[no-any-return]


class WireViewSet(ModelViewSet):
    """The screens of wires."""

    model = Wire
    name = "ticker_wires"
    url_prefix = "ticker/wires"
    menu_label = "Wires"
    icon = "site"
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = WireIndexView
    edit_view_class = WireEditView
    list_display = [
        "outlet",
        Column("ticker", label="Ticker"),
        BooleanColumn("is_on", label="On"),
        DateColumn("last_fetched_at", label="Last fetched"),
        Column("note", label="What is wrong"),
    ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the button's address to Wagtail's own."""
        return [*super().get_urlpatterns(), path("fetch/<int:pk>/", self.fetch, name="fetch")]

    @property
    def fetch(self) -> Any:
        """What the button does."""
        return require_POST(self._fetch)

    def _fetch(self, request: HttpRequest, pk: int) -> HttpResponse:
        # The works fetch it, within a second or two: a host that drips would hold up one of the
        # newsroom's few threads for 20, and the newsroom may have no way to the outside at all.
        if not self.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        wire = get_object_or_404(Wire, pk=pk)
        fetch_soon(wire)
        messages.success(request, WORKS_WILL % wire)
        return redirect("ticker_wires:index")
