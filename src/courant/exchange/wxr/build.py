"""Making a record from the texts of its elements."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from courant.exchange.wxr.moments import local_moment, mail_moment, utc_moment
from courant.exchange.wxr.records import (
    TAXONOMY_OF_CATEGORIES,
    TAXONOMY_OF_TAGS,
    Author,
    Comment,
    Item,
    ItemTerm,
    Meta,
    Site,
    Term,
)
from courant.plant.signing import mac

_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>.]{2,63}")
_WHOLE = re.compile(r"-?\d{1,18}")
_LINKING = ("pingback", "trackback")
_LIVE_BLOG = "liveblog_"
_WRITER = "writer of another system"


@dataclass(slots=True)
class Frame:
    """An element whose children matter, while it is open."""

    name: str
    line: int
    size: int = 0  # of all texts in it, about, in bytes
    fields: dict[str, str] = field(default_factory=dict)
    metas: list[Meta] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    _carried: "_Carried | None" = None

    def text(self, *names: str) -> str:
        """Return the first text there is under these names, without the blanks around it."""
        for name in names:
            if text := self.fields.get(name, "").strip():
                return text
        return ""

    def exact(self, name: str) -> str:
        """Return a text letter for letter, or ""."""
        return self.fields.get(name, "")

    def number(self, name: str) -> int:
        """Return a whole number, or 0 for what is none."""
        return self.maybe_number(name) or 0

    def maybe_number(self, name: str) -> int | None:
        """Return a whole number, or None for what is none."""
        text = self.fields.get(name, "").strip()
        return int(text) if text and _WHOLE.fullmatch(text) and text.isascii() else None

    def add_term(self, text: str, *, domain: str, attributes: Mapping[str, str]) -> None:
        """Take the term of an item; version 1.0 repeats each, without its slug."""
        taxonomy = attributes.get("domain", domain)
        taxonomy = TAXONOMY_OF_TAGS if taxonomy == "tag" else taxonomy
        if self._carried is None:
            self._carried = _Carried()
        self._carried.add(taxonomy, attributes.get("nicename", "").strip(), text.strip())

    @property
    def terms(self) -> tuple[ItemTerm, ...]:
        """The terms taken so far, each once; those without a slug last."""
        return self._carried.terms if self._carried else ()


@dataclass(slots=True)
class _Carried:
    """The terms of an item, made for the few frames that have any."""

    with_slug: dict[tuple[str, str], ItemTerm] = field(default_factory=dict)
    without_slug: dict[tuple[str, str], ItemTerm] = field(default_factory=dict)
    slugged: set[tuple[str, str]] = field(default_factory=set)  # taxonomies and names

    def add(self, taxonomy: str, slug: str, name: str) -> None:
        if slug:
            self.without_slug.pop((taxonomy, name), None)
            self.with_slug.setdefault((taxonomy, slug), ItemTerm(taxonomy, slug, name))
            self.slugged.add((taxonomy, name))
        elif name and (taxonomy, name) not in self.slugged:
            self.without_slug[taxonomy, name] = ItemTerm(taxonomy, name, name)

    @property
    def terms(self) -> tuple[ItemTerm, ...]:
        return (*self.with_slug.values(), *self.without_slug.values())


def site(frame: Frame, *, version: str, file: str) -> Site:
    """Return what the channel has said about the site so far."""
    return Site(
        version=version,
        title=frame.exact("title"),
        link=frame.text("link"),
        description=frame.exact("description"),
        language=frame.text("language"),
        base_site_url=frame.text("wp:base_site_url"),
        base_blog_url=frame.text("wp:base_blog_url"),
        generator=frame.text("generator"),
        file=file,
    )


def author(frame: Frame) -> Author:
    """Return somebody who wrote."""
    login = frame.text("wp:author_login")
    return Author(
        login=login,
        display_name=_unless_email(frame.text("wp:author_display_name")) or _unless_email(login),
        first_name=frame.text("wp:author_first_name"),
        last_name=frame.text("wp:author_last_name"),
        id=frame.maybe_number("wp:author_id"),
    )


def term(frame: Frame) -> Term:
    """Return a term from any of its three spellings."""
    kind = {"wp:category": TAXONOMY_OF_CATEGORIES, "wp:tag": TAXONOMY_OF_TAGS}.get(frame.name)
    name = frame.text("wp:cat_name", "wp:tag_name", "wp:term_name")
    return Term(
        taxonomy=kind or frame.text("wp:term_taxonomy"),
        slug=frame.text("wp:category_nicename", "wp:tag_slug", "wp:term_slug") or name,
        name=name,
        parent=frame.text("wp:category_parent", "wp:term_parent"),
        description=frame.exact("wp:category_description")
        or frame.exact("wp:tag_description")
        or frame.exact("wp:term_description"),
        id=frame.maybe_number("wp:term_id"),
        metas=tuple(frame.metas),
    )


def meta(frame: Frame) -> Meta:
    """Return a named value, letter for letter."""
    return Meta(frame.text("wp:meta_key"), frame.exact("wp:meta_value"))


def comment(frame: Frame, writers_key: bytes = b"") -> Comment:
    """Return a comment without its writer's email and network address.

    Args:
        frame: Of the comment.
        writers_key: Under which the writer's email becomes a mark that tells writers apart;
            empty for no mark.
    """
    kind = frame.text("wp:comment_type")
    email = frame.text("wp:comment_author_email") if writers_key else ""
    return Comment(
        id=frame.maybe_number("wp:comment_id"),
        parent=frame.number("wp:comment_parent"),
        author=_unless_email(frame.exact("wp:comment_author")),
        date=local_moment(frame.exact("wp:comment_date")),
        date_gmt=utc_moment(frame.exact("wp:comment_date_gmt")),
        content=frame.exact("wp:comment_content"),
        approved=frame.text("wp:comment_approved"),
        type=kind,
        user_id=frame.number("wp:comment_user_id"),
        url=frame.text("wp:comment_author_url") if kind in _LINKING else "",
        metas=tuple(m for m in frame.metas if m.key.startswith(_LIVE_BLOG)),
        writer=writer_mark(email, writers_key) if email else "",
    )


def writer_mark(email: str, key: bytes) -> str:
    """Return 64 hex digits that are the same for one email however it was written.

    Nobody comes from them to the email without the key; who has the key and guesses emails does.
    Empty for what is no email.

    Source:
        RFC 2104 (HMAC), with SHA-256.
    """
    plain = email.strip().lower()
    return mac(key, _WRITER, plain).hex() if _EMAIL.fullmatch(plain) else ""


def item(frame: Frame, *, number: int) -> Item:
    """Return a post of any type."""
    return Item(
        number=number,
        line=frame.line,
        id=frame.maybe_number("wp:post_id"),
        type=frame.text("wp:post_type") or "post",
        status=frame.text("wp:status"),
        title=frame.exact("title"),
        slug=frame.text("wp:post_name"),
        link=frame.text("link"),
        guid=frame.text("guid"),
        creator=frame.text("dc:creator"),
        content=frame.exact("content:encoded"),
        excerpt=frame.exact("excerpt:encoded"),
        description=frame.exact("description"),
        date=local_moment(frame.exact("wp:post_date")),
        date_gmt=utc_moment(frame.exact("wp:post_date_gmt")),
        modified=local_moment(frame.exact("wp:post_modified")),
        modified_gmt=utc_moment(frame.exact("wp:post_modified_gmt")),
        published_gmt=mail_moment(frame.exact("pubDate")),
        parent=frame.number("wp:post_parent"),
        menu_order=frame.number("wp:menu_order"),
        comment_status=frame.text("wp:comment_status"),
        ping_status=frame.text("wp:ping_status"),
        protected=bool(frame.exact("wp:post_password")),
        sticky=frame.number("wp:is_sticky") == 1,
        attachment_url=frame.text("wp:attachment_url"),
        terms=frame.terms,
        metas=tuple(frame.metas),
        comments=tuple(frame.comments),
    )


def _unless_email(name: str) -> str:
    return "" if "@" in name and _EMAIL.search(name) else name
