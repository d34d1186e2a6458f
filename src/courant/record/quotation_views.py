"""What the *Quotations* panel asks the newsroom.  Nothing here writes to an article."""

import json
from typing import Any, Final

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST
from wagtail.models import Page

from courant.newsroom.people_admin import NewPersonForm
from courant.record.proposed import may_make_people, names_of, proposed
from courant.record.quotation_forms import FactsForm
from courant.record.quotation_panel import NEW_PERSON, WITH_QUOTATIONS

MOST_LETTERS: Final = 1_000_000  # of a text; the longest article we know has a twentieth
REFUSED: Final = 422


@require_POST
def proposals(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer who may have said what in the posted paragraphs, and who the marked people are."""
    page = _where_they_write(request, pk)
    asked = _asked(request)
    rows = proposed(asked["paragraphs"], page.locale.language_code)
    return JsonResponse({"quotations": rows, "people": names_of(asked["people"])})


@require_POST
def facts(request: HttpRequest, pk: int) -> JsonResponse:
    """Answer what a mark shall say, or what is wrong at which field."""
    _where_they_write(request, pk)
    form = FactsForm(request.POST, prefix="facts")
    if not form.is_valid():
        return _refused(form)
    person = form.cleaned_data["person"]
    return JsonResponse({"facts": form.facts(), "name": person.name if person else ""})


@require_POST
def new_person(request: HttpRequest, pk: int) -> JsonResponse:
    """Put somebody on record while an article is written."""
    _where_they_write(request, pk)
    if not may_make_people(request.user):
        raise PermissionDenied
    form = NewPersonForm(request.POST, prefix=NEW_PERSON)
    if not form.is_valid():
        return _refused(form)
    person = form.save()
    return JsonResponse({"person": person.pk, "name": person.name})


def _where_they_write(request: HttpRequest, pk: int) -> Page:
    """Return the page that somebody edits, or the one under which they write a new one."""
    page = get_object_or_404(Page.objects.select_related("locale"), pk=pk).specific
    rights = page.permissions_for_user(request.user)
    if not isinstance(page, WITH_QUOTATIONS):
        may = rights.can_add_subpage()
    else:
        lock = page.get_lock()
        may = rights.can_edit() and not (lock and lock.for_user(request.user))
    if not may:
        raise PermissionDenied
    return page


def _asked(request: HttpRequest) -> dict[str, Any]:
    """Return the question; one that no panel of ours asks is answered as a bad request."""
    try:
        asked = json.loads(request.body)
        paragraphs, people = list(asked["paragraphs"]), [int(one) for one in asked["people"]]
    except (ValueError, KeyError, TypeError) as error:
        raise SuspiciousOperation("The question cannot be read.") from error
    if not all(isinstance(one, str) for one in paragraphs):
        raise SuspiciousOperation("A paragraph is no text.")
    if sum(map(len, paragraphs)) > MOST_LETTERS:
        raise SuspiciousOperation("The text is too long.")
    return {"paragraphs": paragraphs, "people": people}


def _refused(form: Any) -> JsonResponse:
    return JsonResponse({"errors": form.errors}, status=REFUSED)
