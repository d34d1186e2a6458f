"""The first pass: look a whole export through, store nothing, know everything the second needs."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from courant.exchange.wordpress.errors import ImportRefusedError
from courant.exchange.wordpress.mapping import DRAFT, PUBLISH, ROLES, SKIP, Decisions
from courant.exchange.wordpress.paths import path_of
from courant.exchange.wordpress.scratch import DELETED, TWICE, Scratch, Thing
from courant.exchange.wxr.addresses import OldSite
from courant.exchange.wxr.body.clean import plain
from courant.exchange.wxr.identity import names_of
from courant.exchange.wxr.media import Attachment
from courant.exchange.wxr.reader import read
from courant.exchange.wxr.records import (
    Author,
    Item,
    Mend,
    Site,
    Term,
)

ARTICLE, STANDING, PHOTO, DATA, NOTHING = "article", "standing", "photo", "data", ""
TAKEN = (ARTICLE, STANDING)

# What a paper has of its own, and why the old site's is not taken.
FURNITURE = {
    "nav_menu_item": "menus are made from desks and pages",
    "custom_css": "the paper has a look of its own",
    "customize_changeset": "the paper has a look of its own",
    "wp_navigation": "menus are made from desks and pages",
    "wp_template": "the paper has a look of its own",
    "wp_template_part": "the paper has a look of its own",
    "wp_global_styles": "the paper has a look of its own",
    "wp_font_family": "the paper has a look of its own",
    "wp_font_face": "the paper has a look of its own",
    "oembed_cache": "it is a cache",
    "revision": "old versions stay behind",
    "user_request": "it is about somebody's account",
    "wp_block": "its words are where it was used",
}
# Of plugins whose data later versions will use: kept as it is, shown nowhere.
PLUGIN_TYPES = frozenset({"guest-author", "newspack_correction", "rolling_cov_entry"})
PLUGIN_TAXONOMIES = frozenset(
    {"author", "language", "term_language", "post_translations", "term_translations"}
)
STATUSES = {
    "publish": PUBLISH, "inherit": PUBLISH, "future": DRAFT, "draft": DRAFT, "pending": DRAFT,
    "private": DRAFT, "trash": SKIP, "auto-draft": SKIP,
}  # fmt: skip


@dataclass(slots=True)
class Surveyed:
    """One site as its export tells of it."""

    number: int  # among the sites of this import, from 0
    url: str
    title: str
    description: str
    language: str  # as the site wrote it
    place: OldSite
    authors: dict[str, Author] = field(default_factory=dict)  # by login
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)  # by taxonomy and slug
    carried: Counter[tuple[str, str]] = field(default_factory=Counter)  # terms on public articles
    written: Counter[str] = field(default_factory=Counter)  # public articles by login
    months: Counter[str] = field(default_factory=Counter)
    newest: datetime = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Survey:
    """An import looked through: its sites, and notes about its items in the scratch."""

    decisions: Decisions
    scratch: Scratch
    sites: dict[str, Surveyed] = field(default_factory=dict)
    items: Counter[str] = field(default_factory=Counter)  # by type
    comments: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    mends: list[tuple[str, Mend]] = field(default_factory=list)  # with the file's name
    total: int = 0


def look_through(
    files: Sequence[Path],
    *,
    repair: bool,
    decisions: Decisions,
    scratch: Scratch,
    progress: Callable[[], None],
    writers_key: bytes = b"",
) -> Survey:
    """Read exports to their end; nothing is stored.

    Raises:
        WxrError: One of them cannot be read.
        ImportRefusedError: They hold nothing at all.
    """
    survey = Survey(decisions, scratch)
    site: Surveyed | None = None
    for path in files:
        mends: list[Mend] = []
        for record in read(path, repair=repair, mends=mends, writers_key=writers_key):
            if isinstance(record, Site):
                site = _site(survey, record)
            elif site is None:
                raise AssertionError("the reader gives the site first")
            elif isinstance(record, Author):
                _author(site, record)
            elif isinstance(record, Term):
                _term(site, record)
            else:
                _item(survey, site, record)
                progress()
        survey.mends += [(path.name, mend) for mend in mends]
    if not survey.sites:
        raise ImportRefusedError("The files hold no site.")
    survey.scratch.name_things()
    survey.scratch.place_things()
    return survey


def _site(survey: Survey, record: Site) -> Surveyed:
    known = survey.sites.get(record.url)
    if known is None:
        known = survey.sites[record.url] = Surveyed(
            number=len(survey.sites),
            url=record.url,
            title=record.title.strip(),
            description=record.description.strip(),
            language=record.language,
            place=OldSite.of(record),
        )
    return known


def _author(site: Surveyed, author: Author) -> None:
    if author.declared or author.login not in site.authors:
        site.authors[author.login] = author


def _term(site: Surveyed, term: Term) -> None:
    name = (term.taxonomy, term.slug)
    if term.declared or name not in site.terms:
        site.terms[name] = term


def _item(survey: Survey, site: Surveyed, item: Item) -> None:
    survey.total += 1
    survey.items[item.type] += 1
    survey.statuses[item.status] += 1
    survey.comments += len(item.comments)
    role, status = role_of(item.type, survey.decisions), status_of(item, survey.decisions)
    if status == SKIP:
        role = NOTHING
    thing = Thing(
        n=survey.total,
        site=site.number,
        type=item.type,
        role=role,
        public=role != NOTHING and status == PUBLISH,
        old_id=item.id,
        key="",
        path=path_of(item.link, site.place) if item.link else "",
        parent=item.parent,
    )
    names = {name.partition(":")[0]: name[:500] for name in names_of(item)}
    said_at = item.date or item.published_at
    survey.scratch.add_thing(
        thing, names, sticky=item.sticky, said_at=f"{said_at:%Y-%m-%d}" if said_at else ""
    )
    survey.scratch.lay_aside(thing.n, item)
    if item.type == "attachment":
        survey.scratch.add_attachment(
            site.number, thing.n, attachment_of(item, thing.n), credit_of(item)
        )
    elif item.type == "wp_block" and item.id:
        values = (site.number, item.id, item.content)
        survey.scratch.db.execute("INSERT OR IGNORE INTO reusable VALUES (?, ?, ?)", values)
    if thing.public and role == ARTICLE:
        _count(site, item)


def _count(site: Surveyed, item: Item) -> None:
    site.carried.update((term.taxonomy, term.slug) for term in item.terms)
    site.written[item.creator] += 1
    if item.published_at and item.published_at > site.newest:
        site.newest = item.published_at


def role_of(kind: str, decisions: Decisions) -> str:
    """Return what an item of a type becomes: article, standing, photo, data, or "" for nothing."""
    if kind in decisions.types:
        return ROLES[decisions.types[kind]]
    if kind in PLUGIN_TYPES:
        return DATA
    return {"post": ARTICLE, "page": STANDING, "attachment": PHOTO}.get(kind, NOTHING)


def status_of(item: Item, decisions: Decisions) -> str:
    """Return whether readers may see an item: publish, draft, or skip for not at all."""
    status = decisions.statuses.get(item.status) or STATUSES.get(item.status, DRAFT)
    return DRAFT if item.protected and status == PUBLISH else status


def why_nothing(item: Item, role: str, decisions: Decisions) -> str:
    """Return why an item is not taken, in words for the report."""
    if role == TWICE:
        return "it is in the file twice"
    if role == DELETED:
        return "it was deleted here"
    if item.type in decisions.types and decisions.types[item.type] == SKIP:
        return "left out by the mapping"
    if item.type in FURNITURE or item.type.startswith("wp_template"):
        return FURNITURE.get(item.type, FURNITURE["wp_template"])
    if role_of(item.type, decisions) != NOTHING:
        return {"trash": "it was in the bin", "auto-draft": "it was never saved"}.get(
            item.status, "left out by the mapping"
        )
    return "a type of its own; say in mapping.toml what it becomes"


def credit_of(item: Item) -> str:
    """Return whom the plugins for credits name for a photo."""
    names = (plain(item.meta(key)) for key in ("_media_credit", "_navis_media_credit_org"))
    return ", ".join(name for name in names if name)


def attachment_of(item: Item, n: int) -> Attachment:
    """Return what an attachment's item says of its file; one without an id gets ``-n``."""
    return Attachment(
        id=item.id or -n,
        url=item.attachment_url or item.meta("_wp_attached_file") or item.guid,
        title=item.title,
        caption=item.excerpt,
        description=item.content,
        alt=item.meta("_wp_attachment_image_alt"),
    )


def why_no_term(taxonomy: str) -> str:
    """Return why a term became nothing, for the report."""
    if taxonomy in ("category", "post_tag"):
        return "no article that readers may see carries it; its address leads to the front"
    if taxonomy == "nav_menu":
        return "menus are made from desks and pages"
    if taxonomy == "post_format":
        return "articles have one form"
    return "a taxonomy of its own, which the paper does not know"
