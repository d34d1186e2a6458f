"""Word lists in the newsroom: kept by language, tried before they are saved."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.admin.viewsets.model import ModelViewSet

from courant.replies.models import Reply, WordList
from courant.replies.queue_views import for_moderators
from courant.replies.texts.words import WordList as Words
from courant.replies.texts.words import WordListError

LOOKED_AT = 1_000  # the last replies
SHOWN = 100


class WordListViewSet(ModelViewSet):
    """The lists, in Wagtail's own screens."""

    model = WordList
    icon = "list-ul"
    menu_label = "Word lists"
    add_to_settings_menu = True
    list_display = ["__str__", "lang", "kind"]
    panels = [
        FieldPanel("lang"),
        FieldPanel("kind"),
        FieldPanel("entries"),
        HelpPanel(template="replies/try_words.html", heading="Before you save"),
    ]


@for_moderators
@require_POST
def try_words(request: HttpRequest) -> HttpResponse:
    """Show which of the last 1,000 replies a list would match.  Nothing is saved."""
    told: dict[str, Any] = {"page_title": "Word list, tried", "header_icon": "list-ul"}
    try:
        words = Words.parse(request.POST.get("entries", ""))
    except WordListError as error:
        return render(request, "replies/tried.html", told | {"fault": str(error)}, status=422)
    lang = request.POST.get("lang", "").strip()
    last = Reply.objects.exclude(text="").order_by("-pk")
    looked_at = list((last.filter(lang=lang) if lang else last)[:LOOKED_AT])
    found = [
        (reply, sorted({match.entry for match in matches}))
        for reply in looked_at
        if (matches := words.found_in(f"{reply.name}\n{reply.text}"))
    ]
    told |= {"looked_at": len(looked_at), "count": len(found), "found": found[:SHOWN]}
    return render(request, "replies/tried.html", told)
