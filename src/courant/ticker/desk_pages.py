"""What lies beside the ticker desk: a ticker's settings, its log, and the strip to look at."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET
from wagtail.admin.panels import ObjectList
from wagtail.admin.views.generic import EditView

from courant.newsroom.recipes.engine import render as render_page
from courant.plant.addresses import Address, url_path
from courant.press.bake import composed
from courant.ticker.desk import log_of
from courant.ticker.desk_forms import SettingsForm
from courant.ticker.desk_views import for_the_desk, staff_of
from courant.ticker.models import Ticker
from courant.ticker.recipes.files import TickerFileRecipe
from courant.ticker.recipes.pages import EmbedRecipe
from courant.ticker.services.tickers import change_settings
from courant.ticker.views import LineView, TickerListView

ACTS_A_PAGE = 50
PREVIEW_SECONDS = 2  # between two looks at the lines
STREAM = "text/event-stream"


@method_decorator(for_the_desk, name="dispatch")
class SettingsView(EditView):
    """How a ticker behaves."""

    model = Ticker
    panel = ObjectList(Ticker.panels, base_form_class=SettingsForm).bind_to_model(Ticker)
    index_url_name = "ticker_desk"
    edit_url_name = "ticker_settings"
    header_icon = "cog"
    permission_policy = None
    success_message = "%(object)s behaves so from now on."

    def get_panel(self) -> Any:
        """Return the form's panels."""
        return self.panel

    def save_instance(self) -> Ticker:
        """Save the settings, and them alone."""
        ticker: Ticker = self.form.save(commit=False)
        desks = self.form.cleaned_data["desks"]
        change_settings(ticker, by=staff_of(self.request), desks=desks)
        return ticker


@for_the_desk
@require_GET
def log(request: HttpRequest, lang: str) -> HttpResponse:
    """Show all that was done to a ticker, newest first."""
    ticker = get_object_or_404(Ticker, lang=lang)
    paginator: Paginator[Any] = Paginator(log_of(ticker), ACTS_A_PAGE)
    acts = paginator.get_page(request.GET.get("p"))
    told = {
        "page_title": f"{ticker}: log",
        "header_icon": "history",
        "ticker": ticker,
        "acts": acts,
        "pages": paginator.get_elided_page_range(acts.number),
    }
    return render(request, "ticker/log.html", told)


@for_the_desk
@require_GET
@xframe_options_sameorigin
def preview(request: HttpRequest, lang: str, motion: str) -> HttpResponse:
    """Show the strip as readers see it, with a motion of the editor's choice."""
    view = _preview(lang, motion)
    return HttpResponse(
        render_page(
            "ticker-preview.html", lang, ticker=view.ticker, head=view.head, paper=view.paper
        )
    )


@for_the_desk
@require_GET
def preview_lines(request: HttpRequest, lang: str, motion: str) -> HttpResponse:
    """Return the lines for the previewed strip; there is no stream, so it asks again and again."""
    if request.headers.get("accept") == STREAM:
        return HttpResponse(status=204)
    file = TickerFileRecipe().render(_preview(lang, motion))
    return HttpResponse(file, content_type="application/json")


def _preview(lang: str, motion: str) -> TickerListView:
    """Return a ticker as its embed document has it, but asking here and linking to the paper."""
    if motion not in Ticker.Motion.values:
        raise Http404("There is no such motion.")
    ticker = get_object_or_404(Ticker, lang=lang)
    view: TickerListView = next(composed(EmbedRecipe(), [ticker]))[0]
    here = Address(reverse("ticker_preview_lines", args=[lang, motion]))
    shown = replace(
        view.ticker,
        lines=tuple(map(_leading_to_the_paper, view.ticker.lines)),
        motion=motion,
        refresh=PREVIEW_SECONDS,
        file=here,
        stream=here,
    )
    return replace(view, ticker=shown)


def _leading_to_the_paper(line: LineView) -> LineView:
    root = settings.CONFIG.public_root
    is_ours = line.href.startswith("/")
    return replace(line, href=root + url_path(Address(line.href))) if is_ours else line
