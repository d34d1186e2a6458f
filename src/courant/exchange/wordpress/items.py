"""From an item of an export to the values of a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Protocol
from urllib.parse import unquote

from courant.exchange.wordpress.findings import Finding
from courant.exchange.wordpress.paths import path_of
from courant.exchange.wordpress.scratch import Scratch, SiteMedia, Thing
from courant.exchange.wordpress.settings import Credit, Ground, parents_of
from courant.exchange.wordpress.survey import ARTICLE, PHOTO, TAKEN, Surveyed
from courant.exchange.wordpress.texts import Lookups, stored_body
from courant.exchange.wordpress.values import (
    LONGEST_HEADLINE,
    LONGEST_TITLE,
    Line,
    PageValues,
    body_text,
)
from courant.exchange.wxr import leaks
from courant.exchange.wxr.addresses import author_addresses, term_addresses
from courant.exchange.wxr.body import Body, Context, convert
from courant.exchange.wxr.body.clean import inline, plain
from courant.exchange.wxr.media import Attachment, file_stem
from courant.exchange.wxr.meta import sort_metas
from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES, TAXONOMY_OF_TAGS, Item
from courant.plant import clock
from courant.plant.addresses import slug_of

MAX_STANDFIRST, TITLE_WORDS = 300, 9
DATE = re.compile(r"/\d{4}(?:/\d\d){0,2}/?|/\?m=\d{4,8}")
PRIMARY_CATEGORY = ("_yoast_wpseo_primary_category", "rank_math_primary_category")


class Files(Protocol):
    """Where the photos and documents of a site are looked up."""

    def photo(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the photo of an attachment, or of a file that only a text names."""

    def document(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the document of an attachment, or of a file that only a text names."""


class Setting:
    """Everything the items of one site are seen against, and what is found in them."""

    def __init__(self, ground: Ground, scratch: Scratch, files: Files) -> None:
        """Look at a site's items from here."""
        self.site, self.terms, self.people = ground.site, ground.terms, ground.people
        self.scratch, self.files = scratch, files
        self.found: list[Finding] = []  # of one item; taken out with it
        self.archives = archive_paths(self.site)  # old paths that are no item's, yet answered
        self.context = Context(
            hosts=self.site.place.hosts,
            attachments=SiteMedia(scratch, self.site.number),
            reusable=lambda number: _reusable(scratch, self.site.number, number),
        )

    def note(self, kind: str, what: str, place: str) -> None:
        """Note something that the report must tell."""
        self.found.append((kind, what, place))


@dataclass(slots=True)
class Made:
    """An item as a page, before it is stored."""

    thing: Thing
    item: Item
    values: PageValues
    desk: int  # page it goes below; 0: the desk of articles without a category
    photos: set[int] = field(default_factory=set)  # that it shows


def make(item: Item, thing: Thing, setting: Setting) -> Made:
    """Return an item as a page's values, and note what an editor should know of its text."""
    body = convert(item.content, context=_context(item, setting.context))
    place = place_of(item)
    note_body(body, place, setting)
    stored = stored_body(body, _lookups(item, setting, place), seed=f"{thing.type}/{thing.key}")
    published_at = _published_at(item, setting)
    live = thing.public
    # A standing page has Wagtail's title alone.
    longest = LONGEST_HEADLINE if thing.role == ARTICLE else LONGEST_TITLE
    future = not live and item.status == "future" and published_at > clock.now()
    values = PageValues(
        title=_title(item, body, place, setting, longest=longest),
        slug=_slug(item, thing),
        live=live,
        published_at=published_at if live else None,
        updated_at=max(item.modified_gmt or published_at, published_at) if live else None,
        go_live_at=published_at if future else None,
        body=body_text(stored.blocks),
    )
    if thing.role != ARTICLE:
        return Made(thing, item, values, setting.terms.front, stored.photos)
    return _article(item, thing, setting, values, stored.photos)


def _article(
    item: Item, thing: Thing, setting: Setting, values: PageValues, photos: set[int]
) -> Made:
    desk, others = _desks(item, setting)
    photo, caption, alt = _main_photo(item, setting)
    values = replace(
        values,
        standfirst=_standfirst(item, setting),
        bylines=_bylines(item, setting),
        topics=tuple(_topics(item, setting)),
        also_on=tuple(sorted(others)),
        photo=photo,
        photo_caption=caption,
        photo_alt=alt,
    )
    return Made(thing, item, values, desk, photos | ({photo} if photo else set()))


def place_of(item: Item) -> str:
    """Return how the report names an item: its type and number, or its line in the file."""
    return f"{item.type} {item.id}" if item.id else f"{item.type} in line {item.line}"


def note_body(body: Body, place: str, setting: Setting) -> None:
    """Note what came by in a text that an editor should know."""
    notes, note = body.notes, setting.note
    for kind, found in (
        ("unknown block", notes.unknown_blocks), ("shortcode", notes.shortcodes),
        ("left out", notes.dropped),
    ):  # fmt: skip
        for name, _ in found:
            note(kind, name, place)
    for name in notes.file_names:
        note("file name in text", name, place)


def _context(item: Item, context: Context) -> Context:
    footnotes = item.meta("footnotes")
    return replace(context, footnotes=footnotes) if footnotes else context


def _reusable(scratch: Scratch, site: int, number: int) -> str:
    row = scratch.db.execute(
        "SELECT content FROM reusable WHERE site = ? AND id = ?", (site, number)
    ).fetchone()
    return row[0] if row else ""


def _published_at(item: Item, setting: Setting) -> datetime:
    """Return when an item came out; one whose file does not say counts as old as the newest."""
    local = item.date or item.modified
    return item.published_at or (local.replace(tzinfo=UTC) if local else setting.site.newest)


def _title(item: Item, body: Body, place: str, setting: Setting, *, longest: int) -> str:
    title = plain(item.title)
    without, names = leaks.without_file_names(title) if leaks.is_file_name(title) else (title, ())
    for name in names:
        setting.note("file name in text", name, place)
    if not without:
        setting.note("no title", "its first words stand for it", place)
        return _first_words(body) or "…"
    if len(without) > longest:
        setting.note("cut", f"title of {len(without)} letters", place)
    return _cut(without, longest)


def _first_words(body: Body) -> str:
    for block in body.blocks:
        if block["type"] in ("paragraph", "list"):
            words = plain(block["value"]).split()
            return " ".join(words[:TITLE_WORDS]) + ("…" if len(words) > TITLE_WORDS else "")
        if block["type"] == "heading":
            return str(block["value"]["text"])
    return ""


def _cut(text: str, letters: int) -> str:
    """Return a text cut at a word so that it has at most these letters, with an ellipsis."""
    if len(text) <= letters:
        return text
    head = text[: letters - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:–-") + "…"


def _slug(item: Item, thing: Thing) -> str:
    last = thing.path.rstrip("/").rpartition("/")[2] if "?" not in thing.path else ""
    for wanted in (unquote(item.slug), last, plain(item.title)):
        if slug := slug_of(wanted):
            return slug
    return f"{thing.type[:40]}-{item.id or thing.n}"


def _standfirst(item: Item, setting: Setting) -> str:
    text = plain(item.excerpt)
    if len(text) > MAX_STANDFIRST:
        setting.note("cut", f"excerpt of {len(text)} letters", place_of(item))
    return _cut(text, MAX_STANDFIRST)


def _desks(item: Item, setting: Setting) -> tuple[int, set[int]]:
    """Return the desk an article belongs to, and those that list it too.

    The primary category, else the deepest, else the first (DESIGN 9, Tree).
    """
    terms = setting.terms
    slugs = [t.slug for t in item.terms if t.taxonomy == TAXONOMY_OF_CATEGORIES]
    slugs = [slug for slug in slugs if slug in terms.desks]
    if not slugs:
        return 0, set()
    primary = _primary(item, setting)
    own = primary if primary in slugs else max(slugs, key=lambda slug: terms.depths.get(slug, 1))
    return terms.desks[own], {terms.desks[slug] for slug in slugs} - {terms.desks[own]}


def _primary(item: Item, setting: Setting) -> str:
    numbers = {item.meta(key) for key in PRIMARY_CATEGORY} - {""}
    for (taxonomy, slug), term in setting.site.terms.items() if numbers else ():
        if taxonomy == TAXONOMY_OF_CATEGORIES and str(term.id) in numbers:
            return slug
    return ""


def _topics(item: Item, setting: Setting) -> list[int]:
    slugs = [t.slug for t in item.terms if t.taxonomy == TAXONOMY_OF_TAGS]
    return list(dict.fromkeys(setting.terms.topics[s] for s in slugs if s in setting.terms.topics))


def _bylines(item: Item, setting: Setting) -> tuple[Line, ...]:
    credit = setting.people.get(item.creator, Credit("staff"))
    return ((credit.kind, credit.contributor, "by"),)


def _main_photo(item: Item, setting: Setting) -> tuple[int | None, str, str]:
    """Return the featured image with its caption and alt text."""
    number = item.meta("_thumbnail_id")
    if not number.isdecimal() or number == "0":
        return None, "", ""
    media = SiteMedia(setting.scratch, setting.site.number)
    found = media.find("", int(number))
    pk = setting.files.photo(found) if found else None
    if found is None or pk is None:
        what = found.url if found else f"attachment {number}"
        setting.note("missing file", what, place_of(item))
        return None, "", ""
    caption, alt = words_of(found)
    return pk, f"<p>{caption}</p>" if caption else "", alt[:500]


def words_of(found: Attachment) -> tuple[str, str]:
    """Return an attachment's caption and alt text without what is only its file's name."""
    names = [found.title, file_stem(found.url)]
    caption, _ = leaks.without_file_names(inline(found.caption))
    alt, _ = leaks.without_file_names(" ".join(found.alt.split()))
    if leaks.is_name_of(plain(caption), *names):
        caption = ""
    return caption, "" if leaks.is_name_of(alt, *names) else alt


def _lookups(item: Item, setting: Setting, place: str) -> Lookups:
    links = _Links(item, setting, place)
    return Lookups(links.photo, links.in_gallery, links.document, links.page, links.href)


class _Links:
    """What one item's references lead to; what leads nowhere is noted."""

    def __init__(self, item: Item, setting: Setting, place: str) -> None:
        self.item, self.setting, self.place = item, setting, place
        self.media = SiteMedia(setting.scratch, setting.site.number)

    def photo(self, value: Mapping[str, Any]) -> int | None:
        found = self.media.find(value["src"], value["attachment"])
        pk = self.setting.files.photo(found, value["src"])
        if pk is None:
            what = value["src"] or (found.url if found else f"attachment {value['attachment']}")
            self.setting.note("missing file", what, self.place)
        return pk

    def in_gallery(self, value: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
        """Return a gallery's photos; those without words of their own have the attachment's."""
        photos = [self._worded(photo) for photo in value["photos"]]
        if photos or not value.get("all_of_post"):
            return photos
        post = value.get("post") or self.item.id
        excluded = set(value.get("exclude", ()))
        of_post = self.media.of_post(post) if post else []
        return [
            self._worded({"attachment": a.id, "src": a.url, "caption": "", "alt": ""})
            for a in of_post
            if a.id not in excluded
        ]

    def _worded(self, photo: Mapping[str, Any]) -> Mapping[str, Any]:
        if photo["caption"] and photo["alt"]:
            return photo
        found = self.media.find(photo["src"], photo["attachment"])
        caption, alt = words_of(found) if found else ("", "")
        return {**photo, "caption": photo["caption"] or caption, "alt": photo["alt"] or alt}

    def document(self, url: str) -> int | None:
        pk = self.setting.files.document(self.media.find(url), url)
        if pk is None:
            self.setting.note("missing file", url, self.place)
        return pk

    def page(self, url: str) -> int | None:
        """Return the page that an old link leads to, whatever spelling it has."""
        scratch = self.setting.scratch
        path = path_of(url, self.setting.site.place)
        if not path:
            return None
        spellings = (path,) if "?" in path else (path, path.rstrip("/"), f"{path}/")
        for spelling in dict.fromkeys(spellings):
            if (n := scratch.owner_of(self.setting.site.number, spelling)) is not None:
                return scratch.thing(n).pk or None
        return self._by_number(path)

    def _by_number(self, path: str) -> int | None:
        key, _, number = path.rpartition("?")[2].partition("=")
        if key not in ("p", "page_id") or not number.isdecimal():
            return None
        thing = self.setting.scratch.by_old_id(self.setting.site.number, int(number[:18]))
        return thing.pk or None if thing and thing.role in TAKEN else None

    def href(self, url: str) -> str:
        """Return any other link as it stays: another site's as it is, an old path as a path."""
        place = self.setting.site.place
        if not place.is_own(url):
            return url
        found = self.media.thing_of(url) if "/" in url else None
        if found is not None and found.role == PHOTO and not found.subject:
            self.setting.note("missing file", url, self.place)
            return ""
        path = path_of(url, place)
        if path and not found and not is_archive(path, self.setting):
            self.setting.note("unresolved link", url, self.place)
        return path


def archive_paths(site: Surveyed) -> frozenset[str]:
    """Return the old paths of a site's categories, tags and authors, and of its front."""
    parents = parents_of(site)
    found = {"/", site.place.root}
    for term in site.terms.values():
        found.update(term_addresses(term, site.place, parents))
    for author in site.authors.values():
        found.update(author_addresses(author, site.place))
    return frozenset(found)


def is_archive(path: str, setting: Setting) -> bool:
    """Say whether a path is that of a term, an author, a date, a feed or the front."""
    bare = path.removesuffix("feed/")
    if bare in setting.archives or f"{bare.rstrip('/')}/" in setting.archives:
        return True
    return DATE.fullmatch(f"/{bare.removeprefix(setting.site.place.root)}") is not None


def kept_metas(item: Item) -> tuple[tuple[tuple[str, str], ...], Mapping[str, int]]:
    """Return the metas that are kept raw as pairs, and how many were dropped, by reason."""
    metas = sort_metas(item.metas)
    return tuple((meta.key, meta.value) for meta in metas.kept), metas.dropped
