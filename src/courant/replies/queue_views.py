"""The replies queue: plain forms and redirects; its script sends the same and is told JSON."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from courant.plant import clock
from courant.replies import queue
from courant.replies.errors import ReplyError
from courant.replies.queue_deeds import DEEDS
from courant.replies.queue_filters import AGES, TABS, WHY, Filters
from courant.replies.services import looking, moderation, undoing
from courant.replies.services.passes import PAUSES
from courant.staff.models import Staff

View = Callable[..., HttpResponseBase]
REFUSED = 422  # RFC 9110 section 15.5.21
MOST_NUMBERS = 5_000  # in one decision
# In which state a tab's replies are shown, where it is not the tab's name; in any: "".
SEEN = {"new": "published", "reported": ""}


def moderator(request: HttpRequest) -> Staff:
    """Return who asks; nobody else comes so far."""
    assert isinstance(request.user, Staff)  # noqa: S101  # for the type checker
    return request.user


def for_moderators(view: View) -> View:
    """Let only those through who may decide about replies."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if queue.may_moderate(request.user):
            return view(request, *args, **kwargs)
        if _is_scripted(request):
            return JsonResponse({"fault": "You may not decide about replies."}, status=403)
        titles = {"page_title": "Replies", "header_icon": "lock"}
        return render(request, "replies/refused.html", titles, status=403)

    return guarded


@for_moderators
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Show one tab of the queue."""
    staff, filters = moderator(request), Filters.of(request.GET)
    if filters.tab == "new" and filters.since is None:
        filters = replace(filters, since=queue.seen_by(staff))
    rows, counts = queue.rows(filters, staff), queue.counts(staff)
    if filters.tab == "new" and not filters.is_narrow:
        queue.note_seen(rows, staff)
    told = {
        "page_title": "Replies",
        "header_icon": "comment",
        "filters": filters,
        "tabs": [
            (tab, title, counts[tab], filters.query(tab=tab, since=None, unfold=""))
            for tab, title in TABS.items()
        ],
        "seen": SEEN.get(filters.tab, filters.tab),
        "unfolded": filters.query(unfold="1"),
        "signature": moderation.signature_of(staff, ""),
        "rows": rows,
        "languages": queue.languages(filters, staff),
        "articles": queue.busiest(filters, staff),
        "whys": WHY,
        "ages": {key: title for key, (title, _) in AGES.items()},
        "reasons": moderation.REASONS,
        "colleagues": Staff.objects.filter(is_active=True).exclude(pk=staff.pk),
        "pauses": PAUSES,
        "here": request.path + filters.query(),
        "can_undo": undoing.can_undo(staff),
    }
    return render(request, "replies/queue.html", told)


@for_moderators
@require_POST
def do(request: HttpRequest) -> HttpResponse:
    """Do with replies what the pressed button says."""
    deed = DEEDS.get(request.POST.get("act", ""))
    if deed is None:
        raise Http404("There is no such act.")
    numbers = _numbers(request)
    if not numbers:
        return _answer(request, "Choose a reply first.", is_fault=True)
    began = clock.now()
    try:
        said = deed(numbers, moderator(request), request.POST.dict())
        left = looking.not_decided(numbers, by=moderator(request), since=began)
        return _answer(request, said, left=left)
    except ReplyError as error:
        return _answer(request, str(error), is_fault=True)


@for_moderators
@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back what was decided last, within ten seconds."""
    try:
        count = undoing.undo(by=moderator(request))
    except ReplyError as error:
        return _answer(request, str(error), is_fault=True)
    if not count:
        return _answer(request, "It is too late to take that back.", is_fault=True)
    return _answer(request, f"Taken back: {count} {'reply' if count == 1 else 'replies'}.")


@for_moderators
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Say that somebody is deciding replies; answer who else is, or has."""
    numbers, seen = _numbers(request), request.POST.get("seen", "")
    if decided := looking.decided_meanwhile(numbers, seen=seen):
        return JsonResponse({"busy": "", "decided": str(decided)})
    other = looking.look_at_row(numbers, by=moderator(request))
    return JsonResponse({"busy": str(other) if other else "", "decided": ""})


def _numbers(request: HttpRequest) -> Sequence[int]:
    written = ",".join(request.POST.getlist("numbers")).split(",")
    return [int(number) for number in written[:MOST_NUMBERS] if number.isdecimal()]


def _answer(
    request: HttpRequest, said: str, *, is_fault: bool = False, left: Sequence[int] = ()
) -> HttpResponse:
    if _is_scripted(request):
        told = {"fault": said} if is_fault else {"said": said, "left": left}
        return JsonResponse(told, status=REFUSED if is_fault else 200)
    (messages.error if is_fault else messages.success)(request, said)
    query = request.POST.get("here", "").partition("?")[2]
    return redirect(f"{reverse('replies_queue')}{'?' + query if query else ''}")


def _is_scripted(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"
