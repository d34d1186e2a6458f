"""The newsroom's screens tell the time by the paper's clock.

Else a moment that an editor sets, such as when an article goes live, would be in UTC.  Who has
chosen a time zone of their own on their account page keeps it.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail.users.models import UserProfile

from courant.newsroom.queries.paper import zone


class PaperZoneMiddleware:
    """Gives whoever signed in the paper's time zone, unless they have one, for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Wrap the next middleware."""
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as the next one does."""
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Set the zone on the profile at which Wagtail will look; it is not saved."""
        user: Any = request.user
        if user.is_authenticated:
            profile = UserProfile.get_for_user(user)
            profile.current_time_zone = profile.current_time_zone or zone()
            user.wagtail_userprofile = profile
