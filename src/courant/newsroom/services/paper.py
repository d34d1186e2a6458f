"""What stands around the pages: desks, fronts, standing pages, the masthead.

Like ``publication``, these look at what is and note what differs from what readers were told.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Q
from wagtail.models import Locale, Page

from courant.newsroom import keys
from courant.newsroom.models import (
    ArticlePage,
    Contributor,
    DeskPage,
    Fact,
    FrontPage,
    Listing,
    StandingPage,
    Topic,
)
from courant.newsroom.queries.addresses import current_addresses, current_rows, subject_of
from courant.newsroom.queries.paper import house, zone
from courant.newsroom.queries.stories import names_of, policy_link
from courant.newsroom.queries.visible import Visible, few, in_tree_order
from courant.newsroom.services import addresses
from courant.newsroom.services.correction_lists import show_all_corrections
from courant.newsroom.services.facts import note_facts
from courant.newsroom.services.publication import show_articles
from courant.plant.addresses import slug_of
from courant.press.changes import note_changed
from courant.press.recipes import HOUSE


@transaction.atomic
def show_paper(*, because: str) -> set[str]:
    """Bring everything that stands around pages up to what it is now.

    Returns the keys that were noted.
    """
    visible = Visible()
    _mint_fronts(visible)
    states = _mint_below_fronts(visible)
    where = current_addresses(states)
    shown = {keys.address(of): _address_of(of, states, where) for of in states}
    paper = _paper_facts()
    facts = shown | paper | _front_facts() | _desk_facts(visible, where) | _standing_facts()
    noted = note_facts(facts, because=because, awaited=shown.keys() | paper.keys())
    further = addresses.settle(states)
    note_changed(*further, because=because)
    if HOUSE in noted:
        further |= _show_other_months(because=because)
        further |= show_all_corrections(because=because)
    for front in in_tree_order(FrontPage.objects.all()):
        if keys.address(f"front:{front.pk}") in noted:
            further |= _show_articles_below(front, because=because)
    return noted | further


def _address_of(subject: str, states: Mapping[str, str], where: Mapping[str, str]) -> str | None:
    return where.get(subject) if states[subject] == addresses.PUBLIC else None


def _paper_facts() -> dict[str, object]:
    """Return what stands around all pages of a language, or goes into every page."""
    around = house()
    facts: dict[str, object] = {
        keys.masthead(lang): around.papers.get(lang)
        for lang in Locale.objects.values_list("language_code", flat=True)
    }
    facts[keys.languages()] = tuple((p.lang, p.name, p.motto) for p in around.papers.values())
    facts[keys.withheld_names()] = policy_link()
    facts[keys.accent()] = sorted({paper.accent for paper in around.papers.values()})
    facts[HOUSE] = zone()
    return facts


def _mint_fronts(visible: Visible) -> None:
    """Give each language's front its address: ``/`` for the first, ``/fa/`` for others."""
    where = current_addresses([f"front:{front.pk}" for front in visible.fronts])
    for number, front in enumerate(visible.fronts):
        lang = front.locale.language_code
        wanted = f"/{lang}/" if number else "/"
        if f"front:{front.pk}" not in where:
            addresses.mint(f"front:{front.pk}", wanted=wanted, lang=lang)


def _mint_below_fronts(visible: Visible) -> dict[str, str]:
    """Give desks and standing pages their addresses; return the state of each subject."""
    states = {}
    for front in in_tree_order(FrontPage.objects.all()):
        states[f"front:{front.pk}"] = _state(front, visible)
    homes = _homes()
    for model, noun in ((DeskPage, "desk"), (StandingPage, "standing")):
        pages = in_tree_order(model.objects.select_related("locale"))
        rows = current_rows([f"{noun}:{page.pk}" for page in pages])
        for page in pages:
            subject = f"{noun}:{page.pk}"
            states[subject] = _state(page, visible)
            if states[subject] == addresses.PUBLIC:
                parent = homes.get(page.path[: -Page.steplen], "/")
                slug = slug_of(page.slug) or slug_of(page.title) or str(page.pk)
                homes[page.path] = addresses.follow_slug(
                    subject, rows.get(subject),
                    slug=page.slug, part=slug, under=parent, lang=page.locale.language_code,
                )  # fmt: skip
    return states


def _state(page: Page, visible: Visible) -> str:
    if visible.shows(page):
        return addresses.PUBLIC
    was_public = page.first_published_at is not None and not page.live
    return addresses.GONE if was_public and not visible.hides(page) else addresses.HIDDEN


def _homes() -> dict[str, str]:
    fronts = dict(few(FrontPage.objects.all()).values_list("pk", "path"))
    where = current_addresses([f"front:{pk}" for pk in fronts])
    return {path: where[f"front:{pk}"] for pk, path in fronts.items() if f"front:{pk}" in where}


def _front_facts() -> dict[str, object]:
    fronts = in_tree_order(FrontPage.objects.all())
    return {
        keys.front(front.pk): [block["value"] for block in front.stories.raw_data]
        for front in fronts
    }


def _desk_facts(visible: Visible, where: Mapping[str, str]) -> dict[str, object]:
    facts: dict[str, object] = {}
    desks = in_tree_order(DeskPage.objects.all())
    shown = [(desk.path[: -Page.steplen], desk.pk) for desk in visible.among(desks)]
    for desk in desks:
        below = [(pk, where.get(f"desk:{pk}")) for above, pk in shown if above == desk.path]
        facts[keys.desk(desk.pk)] = (desk.intro, below)
        facts[keys.desk_name(desk.pk)] = desk.title
    return facts


def _standing_facts() -> dict[str, object]:
    pages = in_tree_order(StandingPage.objects.all())
    return {
        keys.standing(page.pk): (list(page.body.raw_data), page.search_description)
        for page in pages
    }


def _show_other_months(*, because: str) -> set[str]:
    """Move articles to the month in which they were published by the paper's new clock."""
    here = ZoneInfo(zone())
    rows = Listing.objects.values_list("article_id", "at", "month").iterator(chunk_size=5_000)
    pks = {pk for pk, at, month in rows if f"{at.astimezone(here):%Y-%m}" != month}
    return show_articles(sorted(pks), because=because)


@transaction.atomic
def forget_page(page: Page, *, because: str) -> set[str]:
    """Take a desk, a front or a standing page that is about to be deleted from readers' sight."""
    subject = subject_of(page)
    own = (keys.address(subject), subject, keys.desk_name(page.pk))
    noted = note_facts(dict.fromkeys(own[:1]), because=because)
    Fact.objects.filter(key__in=own[1:]).delete()
    public = {subject} if Visible().shows(page) else set()
    noted |= addresses.bury([subject], public=public)
    note_changed(*noted, because=because)
    return noted


@transaction.atomic
def forget_desk(desk: DeskPage, *, but: Any, because: str) -> set[str]:
    """Tell articles of other desks that this one, which is no more, does not list them.

    Args:
        desk: Already deleted.
        but: Pages that are being deleted with it, as primary keys or a query for them.
        because: What was done.
    """
    listed = Listing.objects.filter(list=f"desk:{desk.pk}")
    others = ArticlePage.objects.exclude(pk__in=but)
    pks = others.filter(pk__in=listed.values("article")).values_list("pk", flat=True)
    return show_articles(list(pks), because=because)


@transaction.atomic
def show_contributor(contributor: Contributor, *, because: str) -> set[str]:
    """Note what differs in what readers are told of a contributor."""
    pk = contributor.pk
    elsewhere = names_of([pk])
    names = sorted((lang, name) for (_, lang), (name, _) in elsewhere.items())
    abouts = sorted((lang, about) for (_, lang), (_, about) in elsewhere.items() if about)
    return note_facts(
        {
            keys.contributor_name(pk): (contributor.name, contributor.slug, names),
            keys.contributor(pk): (contributor.about, abouts),
        },
        because=because,
    )


@transaction.atomic
def show_topic(topic: Topic, *, because: str) -> set[str]:
    """Note what differs in what readers are told of a topic."""
    return note_facts(
        {
            keys.topic_name(topic.pk): (topic.name, topic.slug, topic.locale_id),
            keys.topic(topic.pk): topic.about,
        },
        because=because,
    )


@transaction.atomic
def show_below(pages: Iterable[Page], *, because: str) -> set[str]:
    """Bring the paper, and every article at or below some pages, up to what they are now.

    An article that is also on a desk there belongs to it as well.
    """
    noted = show_paper(because=because)
    for page in pages:
        noted |= _show_articles_below(page, because=because)
    return noted


def _show_articles_below(page: Page, *, because: str) -> set[str]:
    there = Q(path__startswith=page.path) | Q(also_on__path__startswith=page.path)
    articles = ArticlePage.objects.filter(there).order_by("pk").distinct()
    return show_articles(list(articles.values_list("pk", flat=True)), because=because)


def first_language() -> str:
    """Return the language whose addresses have no prefix."""
    return next(iter(house().languages), Locale.get_default().language_code)
