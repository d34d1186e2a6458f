"""Every address an item, a term or an author of the old site answered to, as paths of ours.

Addresses are decoded once and in normal form C, as ``courant.plant.addresses`` spells them;
those with a query are ``/?p=12``, with one key of those a paper still looks up.  What follows
an address by rule (feeds, pages, ``/amp/``, ``/embed/``) is not listed here.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

from courant.exchange.wxr.records import TAXONOMY_OF_CATEGORIES, Author, Item, Site, Term
from courant.plant.addresses import BadAddressError, fold_address, parse_address

# Keys of a query that named a page; of a URL with several the first one counts.
QUERY_KEYS = ("p", "page_id", "attachment_id", "cat", "author", "m")
# Types that never had an address of their own.
WITHOUT_ADDRESS = frozenset(
    {"nav_menu_item", "wp_block", "custom_css", "wp_navigation", "wp_template", "wp_template_part"}
    | {"wp_global_styles", "customize_changeset", "oembed_cache", "user_request", "revision"}
)
MAX_PARENTS = 20  # of a category; more is a circle

_DATE = re.compile(r"/(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/")
_UPLOAD = re.compile(r"/(?:wp-content/|files/\d)")


def bare_host(url: str) -> str:
    """Return a URL's host in small letters without ``www.`` and port, or "" if it has none."""
    try:
        host = urlsplit(url.strip()).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


@dataclass(frozen=True, slots=True)
class OldSite:
    """Where the old site stood."""

    hosts: frozenset[str]  # as ``bare_host`` gives them
    root: str = "/"  # path of its front page, with both slashes

    @classmethod
    def of(cls, site: Site, *more_urls: str) -> "OldSite":
        """Return where an exported site stood; ``more_urls`` are other names it had."""
        urls = (*site.urls, *more_urls)
        path = unquote(urlsplit(site.url).path).strip("/") if site.url else ""
        hosts = frozenset(filter(None, map(bare_host, urls)))
        return cls(hosts, f"/{path}/" if path else "/")

    def is_own(self, url: str) -> bool:
        """Say whether a URL points to this site; a path alone does."""
        host = bare_host(url)
        return host in self.hosts or (not host and url.startswith("/"))


@dataclass(frozen=True, slots=True)
class OldAddresses:
    """What one item answered to."""

    main: str  # where its link led; "" if it has none that can be an address
    others: tuple[str, ...]
    refused: tuple[str, ...]  # for each link that cannot be an address: why


def addresses_of(item: Item, site: OldSite) -> OldAddresses:
    """Return all addresses of an item, the one it linked itself with first.

    Takes in ``?p=``, ``?page_id=`` and ``?attachment_id=``, guid, ``_wp_old_slug`` and
    ``_wp_old_date``, and each of them without joiners and capitals, as careless links have it.
    """
    found = _Found(site)
    main = found.add_url(item.link)
    if item.id and item.type not in WITHOUT_ADDRESS:
        found.add(f"{site.root}?p={item.id}")
        key = {"page": "page_id", "attachment": "attachment_id"}.get(item.type)
        if key:
            found.add(f"{site.root}?{key}={item.id}")
    if not _UPLOAD.search(item.guid):  # files have a rule of their own
        found.add_url(item.guid)
    for moved in _before_moves(item, main):
        found.add_path(moved)
    others = tuple(address for address in found.addresses if address != main)
    return OldAddresses(main, others, tuple(found.refused))


def term_addresses(
    term: Term, site: OldSite, parents: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the addresses of a category or tag, with and without those above it.

    Args:
        term: A term; of other taxonomies than these two nothing is known but the slug.
        site: Where the old site stood.
        parents: Of each category's slug the slug above it, for nested addresses.
    """
    found = _Found(site)
    base = {"category": "category", "post_tag": "tag"}.get(term.taxonomy, term.taxonomy)
    line = [term.slug]
    if term.taxonomy == TAXONOMY_OF_CATEGORIES:
        above = term.parent or (parents or {}).get(term.slug, "")
        while above and above not in line and len(line) < MAX_PARENTS:
            line.insert(0, above)
            above = (parents or {}).get(above, "")
    found.add_path(f"{site.root}{base}/{'/'.join(line)}/")
    found.add_path(f"{site.root}{base}/{term.slug}/")
    if term.id and term.taxonomy == TAXONOMY_OF_CATEGORIES:
        found.add(f"{site.root}?cat={term.id}")
    return tuple(found.addresses)


def author_addresses(author: Author, site: OldSite) -> tuple[str, ...]:
    """Return the addresses of an author's page, whose slug follows from the login."""
    found = _Found(site)
    slug = re.sub(r"[^\w\s-]", "", author.login.lower().replace(".", "-"))
    for name in (re.sub(r"[\s-]+", "-", slug).strip("-"), author.login.lower()):
        if name and "@" not in name:
            found.add_path(f"{site.root}author/{name}/")
    if author.id:
        found.add(f"{site.root}?author={author.id}")
    return tuple(found.addresses)


def date_addresses(days: Iterable[date], site: OldSite) -> tuple[str, ...]:
    """Return the addresses of the archives of these days: their years, months and days."""
    found = _Found(site)
    for day in days:
        for form in ("%Y", "%Y/%m", "%Y/%m/%d"):
            found.add_path(f"{site.root}{day.strftime(form)}/")
            found.add(f"{site.root}?m={day.strftime(form).replace('/', '')}")
    return tuple(found.addresses)


def spellings(address: str) -> tuple[str, ...]:
    """Return how else a reader may write an address: with or without its final slash, folded."""
    if "?" in address or address == "/":
        return (address,)
    turned = address.rstrip("/") if address.endswith("/") else f"{address}/"
    return tuple(dict.fromkeys((address, turned, fold_address(address), fold_address(turned))))


def decoded_slug(slug: str) -> str:
    """Return a slug of the file in its own letters: ``%d8%a8`` is one of them."""
    return unicodedata.normalize("NFC", unquote(slug))


@dataclass(slots=True)
class _Found:
    """Addresses as they are found, each once, in order."""

    site: OldSite
    addresses: dict[str, None] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def add(self, address: str) -> str:
        self.addresses[address] = None
        return address

    def add_url(self, url: str) -> str:
        """Add where a URL of the site leads; return it, or "" if nowhere of ours."""
        url = url.strip()
        if not url or not self.site.is_own(url):
            return ""
        try:
            parts = urlsplit(url)
        except ValueError:
            return ""
        values = dict(parse_qsl(parts.query))
        key = next((key for key in QUERY_KEYS if values.get(key, "").isdecimal()), None)
        if key:
            return self.add(f"{unquote(parts.path) or '/'}?{key}={int(values[key])}")
        return self.add_path(unquote(parts.path, errors="replace") or "/")

    def add_path(self, path: str) -> str:
        """Add a path, percent-encoded or not, and its folded spelling."""
        try:
            address = parse_address(unquote(path, errors="replace") if "%" in path else path)
        except BadAddressError as error:
            self.refused.append(str(error))
            return ""
        self.add(address)
        self.add(fold_address(address))
        return address


def _before_moves(item: Item, main: str) -> list[str]:
    """Return where the item stood under its earlier slugs and dates."""
    if not main or "?" in main:
        return []
    slug = decoded_slug(item.slug)
    slugs = [slug, *map(decoded_slug, item.all_metas("_wp_old_slug"))]
    paths = [main]
    if found := _DATE.search(main):
        for day in item.all_metas("_wp_old_date"):
            parts = day.split("-")
            if len(parts) == 3 and all(part.isdecimal() for part in parts):  # noqa: PLR2004  # y, m, d
                told = parts if found[3] else parts[:2]
                paths.append(f"{main[: found.start()]}/{'/'.join(told)}/{main[found.end() :]}")
    moved = [_with_slug(path, slug, old) for path in paths for old in slugs if old]
    return [path for path in dict.fromkeys(moved) if path and path != main]


def _with_slug(path: str, slug: str, old: str) -> str:
    """Return a path with its last part changed, or "" when that part is not the slug."""
    if old == slug:
        return path
    head, last = path.rstrip("/").rpartition("/")[::2]
    if slug and last != slug and not last.startswith(f"{slug}."):
        return ""
    ending = last[len(slug) :] if slug else ""
    return f"{head}/{old}{ending}" + ("/" if path.endswith("/") else "")
