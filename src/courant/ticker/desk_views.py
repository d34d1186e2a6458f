"""The ticker desk: all languages side by side, filed to and kept in order from the keyboard.

Everything is a plain form with a redirect; the desk's script sends the same forms and is answered
with JSON.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from courant.staff.models import Staff
from courant.ticker.desk import Column, Row, desk, mark_of, may_use_desk
from courant.ticker.desk_acts import DEEDS
from courant.ticker.desk_forms import ChangeForm, FileForm
from courant.ticker.errors import TickerError
from courant.ticker.models import Suggestion, Ticker, TickerLine
from courant.ticker.queries.lines import address_of
from courant.ticker.services.wires import dismiss_suggestion, use_suggestion

View = Callable[..., HttpResponseBase]
REFUSED = 422  # what was typed is refused; RFC 9110 section 15.5.21


def staff_of(request: HttpRequest) -> Staff:
    """Return who asks; the doors before the desk let nobody else through."""
    assert isinstance(request.user, Staff)  # noqa: S101  # for the type checker
    return request.user


def for_the_desk(view: View) -> View:
    """Let only those through who may use the desk; others are told who may."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if may_use_desk(request.user):
            return view(request, *args, **kwargs)
        if _is_scripted(request):
            return JsonResponse({"faults": {"": "You may not use the ticker desk."}}, status=403)
        titles = {"page_title": "Ticker", "header_icon": "lock"}
        return render(request, "ticker/refused.html", titles, status=403)

    return guarded


def _is_scripted(request: HttpRequest) -> bool:
    return request.headers.get("x-requested-with") == "XMLHttpRequest"


@for_the_desk
@require_GET
def show_desk(request: HttpRequest) -> HttpResponse:
    """Show the desk."""
    return _desk(request)


@for_the_desk
@require_GET
def rows(request: HttpRequest) -> HttpResponse:
    """Return the lines of all languages as a piece of HTML, or 304 when the asker has them."""
    columns = desk()
    etag = f'"{mark_of(columns)}"'
    if request.headers.get("if-none-match") == etag:
        return HttpResponse(status=304, headers={"ETag": etag, "Cache-Control": "no-store"})
    answer = render(request, "ticker/rows.html", {"columns": _with_forms(columns)})
    answer["ETag"], answer["Cache-Control"] = etag, "no-store"
    return answer


@for_the_desk
@require_POST
def file(request: HttpRequest, lang: str) -> HttpResponse:
    """File a line."""
    ticker = get_object_or_404(Ticker, lang=lang)
    form = FileForm(request.POST, auto_id=f"{lang}-%s")
    line = form.file(ticker, by=staff_of(request))
    if line is None:
        return _refused(request, form.faults(), boxes={lang: form})
    waits = {"draft": "Kept as a draft", "scheduled": "Filed for later"}
    return _done(request, f"{waits.get(line.state, 'Filed')}: {line.text}", line)


@for_the_desk
@require_POST
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a line says, how it is marked, or when it ends."""
    line = get_object_or_404(TickerLine, pk=pk)
    form = ChangeForm(line, request.POST)
    if not form.change(by=staff_of(request)):
        return _refused(request, form.faults(), forms={pk: form})
    return _done(request, f"Changed: {form.cleaned_data['text'].strip()}", line)


@for_the_desk
@require_POST
def do(request: HttpRequest, pk: int) -> HttpResponse:
    """Do with a line what the pressed button says."""
    line = get_object_or_404(TickerLine.objects.select_related("ticker"), pk=pk)
    deed = DEEDS.get(request.POST.get("act", ""))
    if deed is None:
        raise Http404("There is no such act.")
    try:
        said = deed(line, staff_of(request), request.POST.get("above", ""))
    except TickerError as error:
        return _refused(request, {"": f"{error} ({line.text})"})
    return _done(request, f"{said} ({line.text})", line)


@for_the_desk
@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """File a headline that came over the wire, or take it off the list."""
    suggestion = get_object_or_404(Suggestion.objects.select_related("wire__ticker"), pk=pk)
    by = staff_of(request)
    if request.POST.get("act") == "dismiss":
        dismiss_suggestion(suggestion, by=by)
        return _done(request, f"Dismissed: {suggestion.headline}")
    words = {name: request.POST[name] for name in ("text", "level") if name in request.POST}
    try:
        used = use_suggestion(suggestion, by=by, **words)
    except TickerError as error:
        return _refused(request, {error.field: f"{error} ({suggestion.headline})"})
    return _done(request, f"Filed: {used.line.text} {used.remark}".strip(), used.line)


def _done(request: HttpRequest, said: str, line: TickerLine | None = None) -> HttpResponse:
    if _is_scripted(request):
        return JsonResponse({"said": said, "line": line and line.pk})
    messages.success(request, said)
    return redirect("ticker_desk")


def _refused(
    request: HttpRequest,
    faults: dict[str, str],
    boxes: dict[str, FileForm] | None = None,
    forms: dict[int, ChangeForm] | None = None,
) -> HttpResponse:
    if _is_scripted(request):
        return JsonResponse({"faults": faults}, status=REFUSED)
    if not boxes and not forms:
        messages.error(request, " ".join(faults.values()))
        return redirect("ticker_desk")
    return _desk(request, boxes, forms, status=REFUSED)


def _desk(
    request: HttpRequest,
    boxes: dict[str, FileForm] | None = None,
    forms: dict[int, ChangeForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    columns = desk()
    told = {
        "page_title": "Ticker",
        "header_icon": "bars",
        "columns": _with_forms(columns, boxes, forms),
        "mark": mark_of(columns),
        "motions": Ticker.Motion.choices,
    }
    return render(request, "ticker/desk.html", told, status=status)


def _with_forms(
    columns: tuple[Column, ...],
    boxes: dict[str, FileForm] | None = None,
    forms: dict[int, ChangeForm] | None = None,
) -> list[dict[str, Any]]:
    """Return the columns as their template takes them: with a form for the box and each line."""

    def with_form(row: Row) -> dict[str, Any]:
        asked = (forms or {}).get(row.line.pk)
        return {"row": row, "line": row.line, "form": asked or ChangeForm(row.line)}

    return [
        {
            "column": column,
            "ticker": column.ticker,
            "page": settings.CONFIG.public_root + address_of(column.ticker.lang),
            "box": (boxes or {}).get(column.ticker.lang)
            or FileForm(auto_id=f"{column.ticker.lang}-%s"),
            "lists": [
                (name, title, list(map(with_form, found)))
                for name, title, found in (
                    ("live", "Readers have", column.live),
                    ("scheduled", "Later", column.scheduled),
                    ("drafts", "Drafts", column.drafts),
                )
            ],
        }
        for column in columns
    ]
