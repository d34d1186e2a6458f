"""Which old addresses an item, a term, an author or a date answered, and where they lead now."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.db.models import Count
from wagtail.documents import get_document_model

from courant.exchange.wordpress.findings import Findings
from courant.exchange.wordpress.paths import is_reserved, path_of, raw_path, usable
from courant.exchange.wordpress.scratch import Scratch, SiteMedia, Thing
from courant.exchange.wordpress.settings import Credit, Terms, chain_of, parents_of
from courant.exchange.wordpress.survey import ARTICLE, PHOTO, TAKEN, Surveyed
from courant.exchange.wxr import leaks
from courant.exchange.wxr.addresses import (
    OldSite,
    addresses_of,
    author_addresses,
    date_addresses,
    spellings,
    term_addresses,
)
from courant.exchange.wxr.body.clean import plain
from courant.exchange.wxr.media import Attachment, file_stem
from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES, TAXONOMY_OF_TAGS, Item
from courant.newsroom.models import Listing, Photo, Topic
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.paper import house
from courant.newsroom.services.addresses import add_fixed, add_gone
from courant.newsroom.services.old_addresses import (
    Arrival,
    lead_to_files,
    published_file,
    take_addresses,
)
from courant.plant.addresses import veiled

AT_ONCE = 500


def arrival_of(
    item: Item, thing: Thing, *, place: OldSite, lang: str, below: str, slug: str, page_slug: str
) -> Arrival:
    """Return the addresses with which an article or page comes.

    Args:
        item: The item.
        thing: The same in the scratch; its path is "" when another item has its link.
        place: Where its site stood.
        lang: Of its page.
        below: Address of the desk or front it goes below.
        slug: Last part of its address if its old link cannot be it.
        page_slug: The same as the editor has it, perhaps numbered.
    """
    wanted = usable(thing.path) or ""
    former = [path for path in old_paths(item, thing, place) if path != wanted]
    return Arrival(
        subject=thing.subject,
        lang=lang,
        wanted=wanted if thing.public else "",
        otherwise=f"{below}{slug}/",
        former=tuple(former if thing.public else dict.fromkeys([*former, *filter(None, [wanted])])),
        slug=page_slug,
        is_public=thing.public,
    )


def old_paths(item: Item, thing: Thing, place: OldSite) -> list[str]:
    """Return every path under which an item was known, its link first; each once.

    Paths that no page of ours can have are among them: a map answers those.
    """
    found = addresses_of(item, place)
    paths = [thing.path, raw_path(item.link), found.main, *found.others]
    return [path for path in dict.fromkeys(paths) if path and path != "/"]


def is_moved(arrival: Arrival, now_at: str | None) -> bool:
    """Say whether an item that readers may see had to leave its old address."""
    return arrival.is_public and bool(arrival.wanted) and now_at != arrival.wanted


def why_moved(path: str) -> str:
    """Return why a path cannot be kept, for the report; "" for one that can."""
    if not path or "?" in path:
        return ""
    if path == "/":
        return "the front is there now"
    if is_reserved(path):
        return "the house keeps pages of its own there"
    return "" if usable(path) else "it cannot be an address here"


@transaction.atomic
def enter_terms(site: Surveyed, terms: Terms, lang: str) -> None:
    """Let categories lead to desks and tags to topics; what has none leads to the front."""
    home = current_addresses([f"front:{terms.front}"]).get(f"front:{terms.front}", "/")
    arrivals: list[Arrival] = []
    fixed = [(site.place.root, home, lang)] if site.place.root != "/" else []
    topics, parents = _topic_homes(terms, lang), parents_of(site)
    for (taxonomy, slug), term in site.terms.items():
        if taxonomy not in (TAXONOMY_OF_CATEGORIES, TAXONOMY_OF_TAGS):
            continue
        paths = term_addresses(term, site.place, parents)
        above = chain_of(site, slug) if taxonomy == TAXONOMY_OF_CATEGORIES else []
        desk = next((terms.desks[s] for s in reversed(above) if s in terms.desks), None)
        if desk:
            arrivals.append(Arrival(f"desk:{desk}", lang, former=paths))
            continue
        topic = topics.get(terms.topics.get(slug, 0)) if taxonomy == TAXONOMY_OF_TAGS else None
        fixed += [(path, topic or home, lang) for path in paths]
    for start in range(0, len(arrivals), AT_ONCE):
        take_addresses(arrivals[start : start + AT_ONCE])
    add_fixed(fixed)


def _topic_homes(terms: Terms, lang: str) -> dict[int, str]:
    prefix = house().prefix(lang)
    listed = set(
        Listing.objects.filter(list__in=[f"topic:{pk}" for pk in terms.topics.values()])
        .values_list("list", flat=True)
        .distinct()
    )
    rows = Topic.objects.filter(pk__in=terms.topics.values())
    return {t.pk: f"{prefix}/topics/{t.slug}/" for t in rows if f"topic:{t.pk}" in listed}


@transaction.atomic
def enter_people(site: Surveyed, people: Mapping[str, Credit], lang: str) -> None:
    """Let author archives lead to contributors.  A withheld name's leads nowhere at all."""
    prefix = house().prefix(lang)
    fixed: list[tuple[str, str, str]] = []
    for login, author in site.authors.items():
        credit = people.get(login)
        if credit is None or credit.contributor is None or not site.written[login]:
            continue
        target = f"{prefix}/by/{credit.slug}/"
        fixed += [(path, target, lang) for path in author_addresses(author, site.place)]
    add_fixed(fixed)


@transaction.atomic
def enter_dates(site: Surveyed, terms: Terms, scratch: Scratch, lang: str) -> None:
    """Let date archives lead to the month's page of the desk that had most to say in it.

    A year leads to its last month; a month in which no desk has a page, to the front.
    """
    homes = current_addresses([f"desk:{pk}" for pk in {*terms.desks.values(), terms.general}])
    front = current_addresses([f"front:{terms.front}"]).get(f"front:{terms.front}", "/")
    rows = Listing.objects.filter(list__in=list(homes)).values_list("month", "list")
    busiest: dict[str, str] = {}
    for month, name, _ in rows.annotate(size=Count("pk")).order_by("month", "size", "-list"):
        busiest[month] = f"{homes[name]}{month}/"
    days = scratch.db.execute(
        "SELECT DISTINCT said_at FROM thing WHERE site = ? AND role = ? AND public "
        "AND said_at <> '' ORDER BY said_at",
        (site.number, ARTICLE),
    )
    fixed: dict[str, str] = {}
    for (day,) in days:
        target = busiest.get(day[:7], front)
        fixed |= dict.fromkeys(date_addresses([date.fromisoformat(day)], site.place), target)
    add_fixed((path, target, lang) for path, target in fixed.items())


def enter_attachments(site: Surveyed, scratch: Scratch, findings: Findings, lang: str) -> None:
    """Let attachments lead to the article they belong to, else to one that shows them.

    Those that belong nowhere answer that they are gone.
    """
    media = SiteMedia(scratch, site.number)
    arrivals: list[Arrival] = []
    gone: list[tuple[str, str, str, str]] = []
    for thing in list(scratch.things("site = ? AND role = ?", site.number, PHOTO)):
        paths = _attachment_paths(site, thing)
        if not paths or not thing.public:
            continue
        owner = _owner(site, scratch, findings, thing)
        if owner is not None:
            arrivals.append(Arrival(owner.subject, lang, former=paths, is_public=owner.public))
            if not owner.public:
                findings.note(
                    "not answered", thing.path, "attachment of an item readers may not see"
                )
        else:
            name = _name(media.find("", thing.old_id or -thing.n))
            gone += [
                (path, f"attachment:{site.url}"[:50] + f"-{thing.n}", lang, name) for path in paths
            ]
    for start in range(0, len(arrivals), AT_ONCE):
        take_addresses(arrivals[start : start + AT_ONCE])
    for start in range(0, len(gone), AT_ONCE):
        with transaction.atomic():
            add_gone(gone[start : start + AT_ONCE])
    _enter_files(site, scratch, findings, lang)


def _attachment_paths(site: Surveyed, thing: Thing) -> tuple[str, ...]:
    """Return an attachment's addresses; its link is made of its file's name, so it is veiled."""
    paths = [veiled(each) for each in spellings(thing.path)] if thing.path not in ("", "/") else []
    if "?" in thing.path:
        paths = [thing.path]
    if thing.old_id:
        root = site.place.root
        paths += [f"{root}?{key}={thing.old_id}" for key in ("attachment_id", "p")]
    return tuple(dict.fromkeys(paths))


def _owner(site: Surveyed, scratch: Scratch, findings: Findings, thing: Thing) -> Thing | None:
    """Return the item an attachment was uploaded to, else one that shows it."""
    parent = scratch.by_old_id(site.number, thing.parent) if thing.parent else None
    if parent is not None and parent.role in TAKEN and parent.subject:
        return parent
    if not thing.subject.startswith("photo:"):
        return None
    n = findings.user_of(thing.pk)
    return scratch.thing(n) if n is not None else None


def _name(found: Attachment | None) -> str:
    """Return what a gone attachment is called; never its file's name."""
    if found is None:
        return ""
    names = [file_stem(found.url)]
    for text in (plain(found.caption), plain(found.title), found.alt):
        said, _ = leaks.without_file_names(text)
        if said and not leaks.is_name_of(said, *names):
            return said
    return ""


def _enter_files(site: Surveyed, scratch: Scratch, findings: Findings, lang: str) -> None:
    """Let the files of photos that readers see lead to the photos; sizes follow by rule."""
    media = SiteMedia(scratch, site.number)
    photos_of_site = scratch.things("site = ? AND subject LIKE 'photo:%'", site.number)
    things = [thing for thing in photos_of_site if findings.user_of(thing.pk) is not None]
    for start in range(0, len(things), AT_ONCE):
        some = things[start : start + AT_ONCE]
        photos = Photo.objects.in_bulk([thing.pk for thing in some])
        arrivals = []
        for thing in some:
            found = media.find("", thing.old_id or -thing.n)
            path = path_of(found.url, site.place) if found else ""
            if path and "?" not in path:
                arrivals.append(Arrival(thing.subject, lang, former=(veiled(path),)))
        take_addresses(arrivals)
        lead_to_files(
            {f"photo:{pk}": published_file(p.renditions_made) for pk, p in photos.items()}
        )
    _enter_documents(site, scratch, lang)


def _enter_documents(site: Surveyed, scratch: Scratch, lang: str) -> None:
    """Let the files of documents lead to the documents, which never change their names."""
    media = SiteMedia(scratch, site.number)
    fixed = []
    for thing in scratch.things("site = ? AND subject LIKE 'document:%'", site.number):
        document = get_document_model().objects.filter(pk=thing.pk).first()
        found = media.find("", thing.old_id or -thing.n)
        path = path_of(found.url, site.place) if found else ""
        if document is not None and path and "?" not in path:
            # As ``newsroom.queries.shelves`` calls them in the edition.
            name = f"{document.get_file_hash()[:24]}.{document.file_extension.lower()}"
            fixed.append((veiled(path), f"/documents/{name}", lang))
    with transaction.atomic():
        add_fixed(fixed)
