"""What a WordPress export holds, as frozen values in the order of the file.

Texts are kept letter for letter; numbers, slugs, links and moments lose the blanks around
them.  A moment named ``…_gmt`` is aware and in UTC, one without is in the old site's own zone,
which the file does not name.  Emails and network addresses of authors and readers, and the
passwords of posts, are never put into a value; what plugins hid in metas is for ``meta`` to sift.
"""

from dataclasses import dataclass
from datetime import datetime

TAXONOMY_OF_CATEGORIES = "category"
TAXONOMY_OF_TAGS = "post_tag"


@dataclass(frozen=True, slots=True)
class Mend:
    """One fault that ``--repair`` mended on the way through."""

    line: int  # of the file as it was, from 1
    what: str


@dataclass(frozen=True, slots=True)
class Meta:
    """A named value hung on a post, a term or a comment; the value may be PHP-serialised."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Site:
    """The channel: which site was exported.  Comes before every other record of its file."""

    version: str  # of the format: "1.0", "1.1", "1.2"
    title: str
    link: str
    description: str
    language: str  # as the site wrote it: "en-US"
    base_site_url: str  # of the whole network; may be empty
    base_blog_url: str  # of this site; may be empty
    generator: str
    file: str  # name of the file or of the part inside an archive

    @property
    def url(self) -> str:
        """What tells this site from others: base_blog_url, else the channel's link."""
        return (self.base_blog_url or self.link or self.base_site_url).rstrip("/")

    @property
    def urls(self) -> tuple[str, ...]:
        """Every URL under which the site knew itself, the most telling first."""
        known = (self.base_blog_url, self.link, self.base_site_url)
        return tuple(dict.fromkeys(url.rstrip("/") for url in known if url))


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote.  Never a sign-in; their email stays in the file."""

    login: str  # what dc:creator names
    display_name: str
    first_name: str = ""
    last_name: str = ""
    id: int | None = None
    declared: bool = True  # False: the file only names them as a creator (version 1.0)


@dataclass(frozen=True, slots=True)
class Term:
    """A category, a tag, or a term of any other taxonomy."""

    taxonomy: str  # "category", "post_tag", "nav_menu", "language", …
    slug: str  # as in the file, often percent-encoded
    name: str  # may be empty
    parent: str = ""  # slug of the term above, which may be missing from the file
    description: str = ""
    id: int | None = None
    metas: tuple[Meta, ...] = ()
    declared: bool = True  # False: only an item names it


@dataclass(frozen=True, slots=True)
class ItemTerm:
    """That an item carries a term."""

    taxonomy: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Comment:
    """Something a reader wrote under a post.  Parents may come later in the file, or never."""

    id: int | None
    parent: int  # 0: none
    author: str  # empty when what stood there was an email address
    date: datetime | None
    date_gmt: datetime | None
    content: str
    approved: str  # "1", "0", "trash", "post-trashed", "liveblog", …
    type: str  # "" and "comment" are replies; "pingback", "trackback", …
    user_id: int  # not 0: somebody of the old site's staff
    url: str = ""  # of a pingback or trackback only: who linked here
    metas: tuple[Meta, ...] = ()  # the live blog's only
    writer: str = ""  # a mark made of the email, where that was asked for


@dataclass(frozen=True, slots=True)
class Item:
    """A post, page, attachment, menu entry or anything else a plugin called a post."""

    number: int  # in its file, from 1
    line: int  # where it starts, from 1
    id: int | None
    type: str
    status: str
    title: str
    slug: str  # as in the file, often percent-encoded; drafts have none
    link: str
    guid: str
    creator: str  # an author's login
    content: str
    excerpt: str
    description: str
    date: datetime | None
    date_gmt: datetime | None
    modified: datetime | None
    modified_gmt: datetime | None
    published_gmt: datetime | None  # what pubDate says
    parent: int  # 0: none
    menu_order: int
    comment_status: str
    ping_status: str
    protected: bool  # behind a password, which is not kept
    sticky: bool
    attachment_url: str
    terms: tuple[ItemTerm, ...] = ()
    metas: tuple[Meta, ...] = ()
    comments: tuple[Comment, ...] = ()

    @property
    def published_at(self) -> datetime | None:
        """When it came out, in UTC: post_date_gmt, else pubDate; None for most drafts."""
        return self.date_gmt or self.published_gmt

    def meta(self, key: str) -> str:
        """Return the last value of a meta key, or ""."""
        return next((meta.value for meta in reversed(self.metas) if meta.key == key), "")

    def all_metas(self, key: str) -> tuple[str, ...]:
        """Return all values of a meta key, in order."""
        return tuple(meta.value for meta in self.metas if meta.key == key)


Record = Site | Author | Term | Item
