"""A draft as an outsider sees it: the press's own page, marked, with its files and nothing else."""

import mimetypes
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.templatetags.static import static
from django.views.decorators.http import require_safe
from wagtail.log_actions import log
from wagtail.models import Revision

from courant.design import dates
from courant.design.strings import text
from courant.newsroom.desk_views import asset_called
from courant.newsroom.draft_link import LinkError, LinkOverError, link_for, revision_of
from courant.newsroom.models import ArticlePage
from courant.newsroom.preview import PreviewedByPress, draft_of
from courant.newsroom.publish_button import by_the_wall
from courant.newsroom.queries.paper import zone
from courant.plant.html import escape

# No script: a draft neither asks nor tells; no form: there is nothing to reply to yet.
POLICY: Final = (
    "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
GONE: Final = 410
# What a page shows of ours: in an address or in a list of them (srcset).
OURS: Final = re.compile(r"(?<=[\"\s,(=])/(photos|assets|documents)/(?=[\w.-])")
PLAIN: Final = "text/plain; charset=utf-8"

View = Callable[[HttpRequest, Any, datetime, str, str], HttpResponseBase]


def with_link(view: View) -> Callable[..., HttpResponseBase]:
    """Let only who has a link through, and say plainly when its time is over."""

    @wraps(view)
    @require_safe
    def guarded(request: HttpRequest, token: str, name: str = "") -> HttpResponseBase:
        try:
            number, until = revision_of(token)
        except LinkOverError:
            words = "This link to a draft worked for 72 hours. Ask the newsroom for a new one.\n"
            return _shut(HttpResponse(words, content_type=PLAIN, status=GONE))
        except LinkError as error:
            raise Http404 from error
        page = get_object_or_404(Revision, pk=number).as_object()
        if not isinstance(page, PreviewedByPress):
            raise Http404
        return _shut(view(request, page, until, token, name))

    return guarded


def _shut(answer: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        answer.headers[name] = value
    return answer


@with_link
def show_draft(
    request: HttpRequest, page: Any, until: datetime, token: str, name: str
) -> HttpResponse:
    """Show one draft, marked as such, with everything it shows behind the same link."""
    body, _ = draft_of(page)
    html = OURS.sub(rf"/preview/{token}/\1/", body.decode())
    lang = page.locale.language_code
    words = f"{text('Draft, not published', lang)} · {text('This link works until %s', lang)}"
    mark = f'<p class="draft-mark" role="note">{escape(words % _moment(until, lang))}</p>'
    sheet = f'<link rel="stylesheet" href="{static("newsroom/draft.css")}">'
    html = html.replace("</head>", f"{sheet}</head>", 1)
    return HttpResponse(re.sub(r"(<body[^>]*>)", rf"\1{mark}", html, count=1))


def _moment(until: datetime, lang: str) -> str:
    day = dates.short_date(dates.day_of(until, zone()), lang)
    at = dates.clock_time(until, lang, zone())
    return f"{day}{text(', ', lang)}{at} ({dates.zone_name(zone(), lang)})"


@with_link
def draft_asset(
    request: HttpRequest, page: Any, until: datetime, token: str, name: str
) -> HttpResponse:
    """Serve a style sheet, an icon or a font; a sheet's fonts lie beside it."""
    return asset_called(name)


@with_link
def draft_photo(
    request: HttpRequest, page: Any, until: datetime, token: str, name: str
) -> FileResponse:
    """Serve a photo that the draft shows, and no other."""
    return _shown(page, f"photos/{name}")


@with_link
def draft_document(
    request: HttpRequest, page: Any, until: datetime, token: str, name: str
) -> FileResponse:
    """Serve a document that the draft offers, as a file to take away."""
    return _shown(page, f"documents/{name}", as_attachment=True)


def _shown(page: Any, name: str, *, as_attachment: bool = False) -> FileResponse:
    files: Mapping[str, Path] = draft_of(page)[1]
    path = files.get(name)
    if path is None or not path.is_file():
        raise Http404(name)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return FileResponse(path.open("rb"), content_type=kind, as_attachment=as_attachment)


@require_safe
def make_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Show somebody who may edit an article the link to its newest draft."""
    article = get_object_or_404(ArticlePage, pk=pk)
    if not article.permissions_for_user(request.user).can_edit():
        raise Http404
    revision = article.get_latest_revision()
    if revision is None:
        raise Http404
    log(instance=article, action="newsroom.draft.link", user=request.user, revision=revision)
    told = {
        "page_title": "Link to this draft",
        "page_subtitle": revision.object_str,
        "header_icon": "link",
        "article": article,
        "link": link_for(revision.pk),
        "until": by_the_wall(revision_of(link_for(revision.pk).split("/")[-2])[1]),
    }
    answer = render(request, "newsroom/draft_link.html", told)
    answer["Cache-Control"] = "no-store"
    return answer
