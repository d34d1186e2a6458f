"""In which ways an editor can look at a draft: all of them the press's own page."""

import re
from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render

from courant.newsroom.desk_views import asset_called
from courant.newsroom.preview import PreviewedByPress, draft_of, view_of

PLAIN, PRINT, LINKED = "plain", "print", "linked"
# The page's own policy, which forbids the sheet that is for paper to stand in it; ours holds.
POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
SHEET: Final = re.compile(r'<link rel="stylesheet" href="/assets/([\w.-]+)">')
SHEET_OF_PAPER: Final = "html{background:#fff}body{max-inline-size:178mm;margin:16mm auto}"
# No script runs, and a browser shows what stands in <noscript>.
NO_SCRIPTS: Final = (
    "sandbox allow-same-origin; default-src 'self'; script-src 'none'; base-uri 'none'; "
    "img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'self'"
)


def shown(page: PreviewedByPress, mode: str) -> HttpResponse:
    """Return a draft as readers would have it.

    Args:
        page: The draft.
        mode: "plain", without scripts; "print", on paper; "linked", what stands elsewhere of it:
            the ticker's line and a link card; else the page itself.
    """
    if mode == LINKED:
        return _linked(page)
    html = draft_of(page)[0].decode()
    if mode == PRINT:
        html = SHEET.sub(_on_paper, POLICY.sub("", html, count=1), count=1)
    answer = HttpResponse(html)
    if mode in (PLAIN, PRINT):
        answer.headers["Content-Security-Policy"] = NO_SCRIPTS
    return answer


def _on_paper(link: re.Match[str]) -> str:
    """Return the style sheet in which what is for paper holds on the screen."""
    sheet = asset_called(link[1]).content.decode()
    return f"<style>{sheet.replace('@media print', '@media all')}{SHEET_OF_PAPER}</style>"


def _linked(page: Any) -> HttpResponse:
    view, _ = view_of(page)
    level = dict(page._meta.get_field("ticker").choices).get(page.ticker, "")
    line, never = page.ticker_text or view.head.title, page.ticker == "never"
    told = {"view": view, "line": line, "level": level, "never": never}
    return render(None, "newsroom/preview_linked.html", told)
