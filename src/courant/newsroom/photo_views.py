"""What a photo's use may take over from the photo: its description, its caption, its credit."""

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET
from wagtail.permissions import policy_registry

from courant.newsroom.models import Photo

CHOOSE = "choose"


@require_GET
def told(request: HttpRequest, pk: int) -> JsonResponse:
    """Say of a photo that somebody may choose what its use is offered, and its credit.

    Raises:
        Http404: There is none that they may choose.
    """
    policy = policy_registry.get_by_type(Photo)
    theirs = policy.instances_user_has_permission_for(request.user, CHOOSE)
    photo = get_object_or_404(theirs, pk=pk)
    return JsonResponse(
        {"alt": photo.default_alt, "caption": photo.description, "credit": photo.credit}
    )
