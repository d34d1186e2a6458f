"""Comments wait here, with their threads and times, until the replies take them."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from courant.exchange.models import ImportedComment, ImportedItem
from courant.exchange.wxr.records import Comment
from courant.plant.digests import digest, digest_of_value
from courant.press.rows import insert_values

Kind = ImportedComment.Kind
RENEWED = [
    "parent_key", "kind", "type", "approved", "by_staff", "author", "said_at", "text", "url",
    "metas", "writer",
]  # fmt: skip
MAX_AUTHOR, MAX_URL, MAX_TYPE = 250, 1000, 60


def digest_of(comments: Sequence[Comment]) -> str:
    """Return what tells some comments from others; "-" for none."""
    return digest_of_value(tuple(comments)) if comments else "-"


class Kept(NamedTuple):
    """A row of ``ImportedComment``, its parent yet unknown."""

    item_id: int
    key: str
    parent_key: str
    kind: str
    type: str
    approved: str
    by_staff: bool
    author: str
    said_at: datetime | None
    text: str
    url: str
    metas: list[list[str]]
    writer: str


def rows_of(item_pk: int, comments: Sequence[Comment]) -> list[Kept]:
    """Return the rows of one item's comments; of two with one id the first."""
    rows: dict[str, Kept] = {}
    for comment in comments:
        key = _key(comment)
        rows.setdefault(key, _row(item_pk, key, comment))
    return list(rows.values())


def keep_comments(rows: Sequence[Kept], *, fresh: bool) -> None:
    """Insert comments, or bring those that are there up to date unless all are ``fresh``."""
    if fresh:
        insert_values(ImportedComment, Kept._fields, rows)
    elif rows:
        ImportedComment.objects.bulk_create(
            [ImportedComment(**row._asdict()) for row in rows],
            update_conflicts=True, unique_fields=["item", "key"], update_fields=RENEWED,
        )  # fmt: skip


def thread_comments(site_pk: int) -> None:
    """Tie answers to what they answer.  Parents may have come later in the file, or never."""
    table, items = ImportedComment._meta.db_table, ImportedItem._meta.db_table
    parent = (
        f"SELECT p.id FROM {table} p "  # noqa: S608  # names of our own tables
        f"WHERE p.item_id = {table}.item_id AND p.key = {table}.parent_key"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET parent_id = ({parent}) "  # noqa: S608  # likewise
            "WHERE parent_key <> '' AND parent_id IS NULL "
            f"AND item_id IN (SELECT id FROM {items} WHERE site_id = %s) AND EXISTS ({parent})",
            [site_pk],
        )


def _key(comment: Comment) -> str:
    if comment.id:
        return f"id:{comment.id}"
    text = f"{comment.author}\0{comment.date_gmt or comment.date}\0{comment.content}"
    return "hash:" + digest(text.encode("utf-8", "replace"))


def _row(item_pk: int, key: str, comment: Comment) -> Kept:
    return Kept(
        item_id=item_pk,
        key=key,
        parent_key=f"id:{comment.parent}" if comment.parent else "",
        kind=_kind(comment),
        type=comment.type[:MAX_TYPE],
        approved=comment.approved[:30],
        by_staff=comment.user_id != 0,
        author=comment.author[:MAX_AUTHOR],
        said_at=comment.date_gmt,
        text=comment.content,
        url=comment.url[:MAX_URL],
        metas=[[meta.key, meta.value] for meta in comment.metas] if comment.metas else [],
        writer=comment.writer,
    )


def _kind(comment: Comment) -> str:
    if comment.type in ("pingback", "trackback"):
        return Kind.LINK
    if "liveblog" in (comment.type, comment.approved):
        return Kind.LIVE
    return Kind.REPLY if comment.type in ("", "comment") else Kind.OTHER
