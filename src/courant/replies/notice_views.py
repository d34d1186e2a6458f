"""Mail to those who replied: the seal, who opened it, what waits.  And one's own pass code."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from courant.replies.errors import ReplyError
from courant.replies.models import Moderator, Notice, Pass, ReplyRules, Unlocking
from courant.replies.queue_views import for_moderators, moderator
from courant.replies.services import notices, passes, seals


@for_moderators
@require_http_methods(["GET", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show what waits, and do what the pressed button says."""
    staff, rules = moderator(request), _rules()
    if request.method == "POST":
        act = request.POST.get("act", "")
        # Shown in this answer and never again, so there is no redirect.
        if act == "make" and staff.is_superuser:
            return _page(request, private=seals.make_seal(rules, by=staff))
        if act == "pass" and (code := _own_pass(request)):
            return _page(request, code=code)
        _do(request, act, rules)
        return redirect("replies_notices")
    return _page(request)


def _own_pass(request: HttpRequest) -> str:
    try:
        return passes.make_own(by=moderator(request))
    except ReplyError as error:
        messages.error(request, str(error))
        return ""


def _do(request: HttpRequest, act: str, rules: ReplyRules) -> None:
    staff = moderator(request)
    if act == "unlock":
        try:
            seals.unlock(rules, request.POST.get("key", ""), by=staff)
            sent = notices.send_notices()
            messages.success(request, f"Unlocked for 15 minutes. {sent} sent.")
        except ReplyError as error:
            messages.error(request, str(error))
    elif act == "lock":
        seals.lock()
        messages.success(request, "Locked.")
    elif act == "send":
        messages.success(request, f"{notices.send_notices()} sent.")
    elif act == "digest":
        wants = request.POST.get("wants") == "1"
        Moderator.objects.update_or_create(staff=staff, defaults={"wants_mail": wants})
        messages.success(request, "You will be told by mail." if wants else "No mail to you.")


def _rules() -> ReplyRules:
    site = Site.objects.filter(is_default_site=True).first()
    rules: ReplyRules = ReplyRules.for_site(site)
    return rules


def _page(request: HttpRequest, private: str = "", code: str = "") -> HttpResponse:
    known = Moderator.objects.filter(staff=moderator(request)).first()
    told: dict[str, Any] = {
        "page_title": "Mail and pass code",
        "header_icon": "mail",
        "rules": _rules(),
        "private": private,
        "code": code,
        "has_pass": Pass.objects.filter(staff=moderator(request)).exists(),
        "waiting": notices.waiting_notices(),
        "troubled": Notice.objects.filter(sent_at=None).exclude(trouble="")[:20],
        "is_unlocked": bool(seals.loaded_key()),
        "log": Unlocking.objects.select_related("unlocked_by").order_by("-pk")[:20],
        "may_make": moderator(request).is_superuser,
        "wants_mail": bool(known and known.wants_mail),
        "has_address": bool(moderator(request).email),
    }
    answer = render(request, "replies/notices.html", told)
    answer["Cache-Control"] = "no-store"
    return answer
