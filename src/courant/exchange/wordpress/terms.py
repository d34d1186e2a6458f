"""Categories become desks, tags become topics."""

from collections.abc import Iterator
from urllib.parse import unquote

from django.db import transaction

from courant.exchange.models import ImportedItem, OldSite, RawData
from courant.exchange.wordpress.pages import Planted, plant_pages
from courant.exchange.wordpress.scratch import Scratch
from courant.exchange.wordpress.settings import Terms, chain_of
from courant.exchange.wordpress.survey import PLUGIN_TAXONOMIES, Surveyed
from courant.exchange.wxr.body.clean import plain
from courant.exchange.wxr.meta import names_a_person
from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES, TAXONOMY_OF_TAGS, Term
from courant.newsroom.models import DeskPage, FrontPage, Topic
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.services.addresses import mint
from courant.newsroom.services.paper import show_paper, show_topic
from courant.plant import clock
from courant.plant.addresses import Address as Path
from courant.plant.addresses import slug_of

DESK, TOPIC = f"term:{TAXONOMY_OF_CATEGORIES}", f"term:{TAXONOMY_OF_TAGS}"
MAX_TITLE, MAX_INTRO, MAX_TOPIC = 255, 400, 120
NO_CATEGORY = ""  # under this key the desk of articles without a category is known


@transaction.atomic
def take_terms(site: Surveyed, row: OldSite, front: FrontPage, scratch: Scratch) -> Terms:
    """Make desks and topics of the terms that public articles carry and that are not here yet."""
    terms = Terms(front.pk, front.locale_id, front.locale.language_code)
    _take_desks(terms, site, row, scratch)
    _take_topics(terms, site, row)
    _keep_others(terms, site, row)
    return terms


def _take_desks(terms: Terms, site: Surveyed, row: OldSite, scratch: Scratch) -> None:
    known = _known(row, DESK)
    living = set(DeskPage.objects.values_list("pk", flat=True))
    by_level: dict[int, list[Term]] = {}
    for slug in _wanted(site):
        chain = chain_of(site, slug)
        terms.depths[slug] = len(chain)
        if slug in known and known[slug] in living:
            terms.desks[slug] = known[slug]
            terms.outcomes[TAXONOMY_OF_CATEGORIES, slug] = "unchanged"
        elif slug not in known:
            by_level.setdefault(len(chain), []).append(site.terms[TAXONOMY_OF_CATEGORIES, slug])
        else:
            terms.outcomes[TAXONOMY_OF_CATEGORIES, slug] = "deleted here"
    for level in sorted(by_level):
        _plant_desks(terms, site, row, by_level[level])
    made = [slug for slugs in by_level.values() for slug in (term.slug for term in slugs)]
    _give_addresses(terms, site, made, scratch)
    terms.general = _general_desk(terms, known, living)


def _wanted(site: Surveyed) -> list[str]:
    """Return the categories that public articles carry, with all above them, the top ones first."""
    carried = [slug for taxonomy, slug in site.carried if taxonomy == TAXONOMY_OF_CATEGORIES]
    wanted = {above for slug in carried for above in chain_of(site, slug)}
    in_file = [
        s for taxonomy, s in site.terms if taxonomy == TAXONOMY_OF_CATEGORIES and s in wanted
    ]
    return sorted(in_file, key=lambda slug: len(chain_of(site, slug)))


def _plant_desks(terms: Terms, site: Surveyed, row: OldSite, level: list[Term]) -> None:
    pages = []
    for term in level:
        above = chain_of(site, term.slug)[:-1]
        parent = next((terms.desks[s] for s in reversed(above) if s in terms.desks), terms.front)
        title = plain(term.name)[:MAX_TITLE] or unquote(term.slug)[:MAX_TITLE]
        page = DeskPage(
            title=title,
            slug=slug_of(unquote(term.slug)) or slug_of(title),
            intro=plain(term.description)[:MAX_INTRO],
            locale_id=terms.locale,
            live=True,
            first_published_at=clock.now(),
        )
        pages.append(Planted(page, parent))
    plant_pages(DeskPage, pages)
    ImportedItem.objects.bulk_create(
        ImportedItem(
            site=row, type=DESK, key=term.slug[:500], subject=f"desk:{made.page.pk}", digest="-"
        )
        for term, made in zip(level, pages, strict=True)
    )
    for term, made in zip(level, pages, strict=True):
        terms.desks[term.slug] = made.page.pk
        terms.outcomes[TAXONOMY_OF_CATEGORIES, term.slug] = "stored"


def _give_addresses(terms: Terms, site: Surveyed, made: list[str], scratch: Scratch) -> None:
    """Mint the new desks' addresses where no imported page has its old link.

    A desk may not take ``/about/`` from the page that was there for years.
    """
    home = current_addresses([f"front:{terms.front}"]).get(f"front:{terms.front}", "/")
    for slug in sorted(made, key=lambda slug: len(chain_of(site, slug))):
        pk = terms.desks[slug]
        desk = DeskPage.objects.get(pk=pk)
        parent = desk.get_parent()
        above = current_addresses([f"desk:{parent.pk}"]).get(f"desk:{parent.pk}", home)
        own = slug_of(desk.slug) or str(pk)
        tails = ("", *(f"-{number}" for number in range(2, 1000)))
        wanted = next(p for tail in tails if not scratch.is_somebodys(p := f"{above}{own}{tail}/"))
        mint(f"desk:{pk}", wanted=Path(wanted), lang=terms.lang)
    if made:
        show_paper(because="imported")


def _general_desk(terms: Terms, known: dict[str, int], living: set[int]) -> int:
    """Return the desk of articles without a category: made by ``general_desk`` when one is met."""
    return known[NO_CATEGORY] if known.get(NO_CATEGORY) in living else 0


@transaction.atomic
def general_desk(terms: Terms, row: OldSite) -> int:
    """Return the desk of articles without a category, making it for the first of them."""
    if not terms.general:
        page = DeskPage(
            title="General", slug="general", locale_id=terms.locale, live=True,
            first_published_at=clock.now(),
        )  # fmt: skip
        plant_pages(DeskPage, [Planted(page, terms.front)])
        ImportedItem.objects.update_or_create(
            site=row, type=DESK, key=NO_CATEGORY,
            defaults={"subject": f"desk:{page.pk}", "digest": "-"},
        )  # fmt: skip
        show_paper(because="imported")
        terms.general = page.pk
    return terms.general


def _take_topics(terms: Terms, site: Surveyed, row: OldSite) -> None:
    known = _known(row, TOPIC)
    living = set(Topic.objects.values_list("pk", flat=True))
    slugs = {(t.locale_id, t.slug): t.pk for t in Topic.objects.all()}
    for taxonomy, slug in site.terms:
        if taxonomy != TAXONOMY_OF_TAGS or not site.carried[taxonomy, slug]:
            continue
        if slug in known:
            if known[slug] in living:
                terms.topics[slug] = known[slug]
            terms.outcomes[taxonomy, slug] = (
                "unchanged" if known[slug] in living else "deleted here"
            )
            continue
        terms.topics[slug] = _topic(site.terms[taxonomy, slug], terms.locale, slugs)
        terms.outcomes[taxonomy, slug] = "stored"
        ImportedItem.objects.create(
            site=row, type=TOPIC, key=slug[:500], subject=f"topic:{terms.topics[slug]}", digest="-"
        )


def _keep_others(terms: Terms, site: Surveyed, row: OldSite) -> None:
    """Keep the terms of plugins raw: who wrote together, which posts are translations.

    A description shaped like an email or a network address is not kept (co-authors have such).
    """
    for (taxonomy, slug), term in site.terms.items():
        if taxonomy not in PLUGIN_TAXONOMIES:
            continue
        item, is_new = ImportedItem.objects.get_or_create(
            site=row, type=f"term:{taxonomy}"[:60], key=slug[:500], defaults={"digest": "-"}
        )
        terms.outcomes[taxonomy, slug] = "stored" if is_new else "unchanged"
        told = {"name": term.name, "description": term.description, "id": str(term.id or "")}
        if is_new:
            RawData.objects.bulk_create(
                RawData(item=item, key=key, value=value)
                for key, value in told.items()
                if value and not names_a_person(value)
            )


def _topic(term: Term, locale: int, slugs: dict[tuple[int, str], int]) -> int:
    name = plain(term.name)[:MAX_TOPIC] or unquote(term.slug)[:MAX_TOPIC]
    slug = slug_of(unquote(term.slug)) or slug_of(name) or "topic"
    free = next(s for s in _numbered(slug) if (locale, s) not in slugs)
    topic = Topic(name=name, slug=free, locale_id=locale, about=plain(term.description)[:600])
    Topic.objects.bulk_create([topic])
    show_topic(topic, because="imported")
    slugs[locale, free] = topic.pk
    return topic.pk


def _numbered(slug: str) -> Iterator[str]:
    yield slug
    number = 2
    while True:
        yield f"{slug[:75]}-{number}"
        number += 1


def _known(row: OldSite, kind: str) -> dict[str, int]:
    rows = ImportedItem.objects.filter(site=row, type=kind).values_list("key", "subject")
    return {key: int(subject.partition(":")[2]) for key, subject in rows}
