"""The ground a site is planted on: a front in its language."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page

from courant.exchange.wordpress.survey import Surveyed
from courant.newsroom.models import Address, FrontPage, Masthead
from courant.newsroom.services.beginning import EMPTY_PAPER, Beginning, add_language, found_paper
from courant.newsroom.services.paper import show_paper
from courant.plant.addresses import slug_of

MAX_NAME, MAX_MOTTO = 80, 160  # letters, as the masthead takes them


def language_of(site: Surveyed, wished: str = "") -> str:
    """Return the language of a site as the paper spells it, or "" if the paper cannot write it.

    ``en-US`` is ``en`` where the paper knows no American English.
    """
    known = {code.lower(): code for code, _ in settings.WAGTAIL_CONTENT_LANGUAGES}
    said = (wished or site.language).lower().replace("_", "-")
    while said and said not in known:
        said = said.rpartition("-")[0]
    return known.get(said, "")


@transaction.atomic
def front_for(site: Surveyed, wished: str = "") -> FrontPage:
    """Return the front of a site's language; an empty paper becomes the site's."""
    fronts = list(FrontPage.objects.select_related("locale").order_by("path"))
    lang = language_of(site, wished) or (fronts[0].locale.language_code if fronts else "en")
    name = (site.title or EMPTY_PAPER.names["en"])[:MAX_NAME]
    motto = site.description[:MAX_MOTTO]
    found = next((front for front in fronts if front.locale.language_code == lang), None)
    if not fronts:
        return found_paper(Beginning({lang: name}, {lang: motto}, EMPTY_PAPER.accent, "UTC"))[lang]
    if len(fronts) == 1 and _is_untouched(fronts[0]):
        return _adopt(fronts[0], lang, name, motto)
    return found or add_language(lang, name=name, motto=motto)


def _is_untouched(front: FrontPage) -> bool:
    head = Masthead.objects.order_by("pk").first()
    return (
        front.numchild == 0
        and front.latest_revision_id is None
        and head is not None
        and head.name in EMPTY_PAPER.names.values()
    )


def _adopt(front: FrontPage, lang: str, name: str, motto: str) -> FrontPage:
    """Make an untouched paper the site's: its name, its motto, its language."""
    old = front.locale
    front.locale, _ = Locale.objects.get_or_create(language_code=lang)
    front.title = front.draft_title = front.nameplate = name
    front.motto, front.slug = motto, slug_of(f"front-{lang}")
    front.save()
    if old != front.locale and not Page.objects.filter(locale=old, depth__gt=1).exists():
        Page.objects.filter(locale=old).update(locale=front.locale)
        old.delete()
    Address.objects.filter(subject=f"front:{front.pk}").update(lang=lang)
    head = Masthead.objects.order_by("pk").first()
    if head is not None:
        head.name, head.motto = name, motto
        head.save()
    show_paper(because="paper taken over")
    return front
