"""What must be known of a whole export before any of it is stored, kept on disk, not in memory.

An export may have a million items.  A temporary SQLite database holds a few words about each, and
each as it was read, since parsing XML again would take ten times as long; the second pass reads
it, in another process too.
"""

import pickle  # between processes of our own, in a file that nobody else may read
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from courant.exchange.wxr.media import Attachment, upload_paths
from courant.exchange.wxr.records import Item

TABLES = """
CREATE TABLE thing (
    n INTEGER PRIMARY KEY, site INTEGER, type TEXT, role TEXT, public INTEGER, old_id INTEGER,
    id TEXT, guid TEXT, link TEXT, hash TEXT, key TEXT, path TEXT, parent INTEGER,
    sticky INTEGER, said_at TEXT,
    row INTEGER, subject TEXT, digest TEXT, replies TEXT
);
CREATE INDEX thing_id ON thing (site, type, id);
CREATE INDEX thing_guid ON thing (site, type, guid);
CREATE INDEX thing_link ON thing (site, type, link);
CREATE INDEX thing_old_id ON thing (site, old_id);
CREATE INDEX thing_parent ON thing (site, parent) WHERE type = 'attachment';
CREATE TABLE path (site INTEGER, path TEXT, n INTEGER, PRIMARY KEY (site, path)) WITHOUT ROWID;
CREATE TABLE attachment (
    site INTEGER, id INTEGER, n INTEGER, url TEXT, title TEXT, caption TEXT, description TEXT,
    alt TEXT, credit TEXT, PRIMARY KEY (site, id)
) WITHOUT ROWID;
CREATE TABLE upload (
    site INTEGER, path TEXT, id INTEGER, PRIMARY KEY (site, path)
) WITHOUT ROWID;
CREATE TABLE item (n INTEGER PRIMARY KEY, told BLOB);
CREATE TABLE reusable (site INTEGER, id INTEGER, content TEXT, PRIMARY KEY (site, id));
"""


@dataclass(slots=True)
class Thing:
    """A few words about one item of an export."""

    n: int  # counted over all files, from 1
    site: int
    type: str
    role: str  # article, standing, photo, data; "" or "twice": not taken
    public: bool
    old_id: int | None
    key: str  # by which it is known in the next run
    path: str  # its old link as a path, or ""
    parent: int  # old id; 0: none
    row: int = 0  # of ImportedItem
    subject: str = ""
    digest: str = ""
    replies: str = ""

    def __post_init__(self) -> None:
        """SQLite gives back 1 for True, and a digest tells the two apart."""
        self.public = bool(self.public)

    @property
    def pk(self) -> int:
        """The number of its page or photo; 0 while it has none."""
        return int(self.subject.partition(":")[2] or 0)


TWICE = "twice"  # the role of an item that repeats another in everything
DELETED = "deleted"  # and of an attachment whose photo was deleted here since
COLUMNS = "n, site, type, role, public, old_id, key, path, parent, row, subject, digest, replies"


class Scratch:
    """The notes of one import."""

    def __init__(self, path: Path) -> None:
        """Start empty, in a file of this path."""
        self.path = path
        path.touch(mode=0o600)
        self.db = sqlite3.connect(str(path), isolation_level=None)
        self.db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN;" + TABLES)

    @classmethod
    def reopened(cls, path: Path) -> "Scratch":
        """Return one that another process has filled, to be read only."""
        scratch = cls.__new__(cls)
        scratch.path = path
        scratch.db = sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True)
        return scratch

    def settle(self) -> None:
        """Write everything down, so that another process may read it."""
        self.db.execute("COMMIT")
        self.db.execute("BEGIN")

    def add_thing(self, thing: Thing, names: dict[str, str], *, sticky: bool, said_at: str) -> None:
        """Note an item; ``names`` are those by which it might be known."""
        self.db.execute(
            "INSERT INTO thing VALUES "
            "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, 0, '', '', '')",
            (
                thing.n, thing.site, thing.type, thing.role, thing.public, thing.old_id,
                names.get("id"), names.get("guid"), names.get("link"), names["hash"],
                thing.path, thing.parent, sticky, said_at,
            ),
        )  # fmt: skip

    def lay_aside(self, n: int, item: Item) -> None:
        """Keep the n-th item as it was read, for the second pass."""
        told = pickle.dumps(item, pickle.HIGHEST_PROTOCOL)
        self.db.execute("INSERT INTO item VALUES (?, ?)", (n, told))

    def items(self) -> Iterator[tuple[Thing, Item]]:
        """Yield what was laid aside, in the order of the files, with what was noted of it."""
        columns = ", ".join(f"thing.{name}" for name in COLUMNS.split(", "))
        query = f"SELECT item.told, {columns} FROM thing JOIN item USING (n) ORDER BY thing.n"  # noqa: S608  # the columns above
        for told, *row in self.db.execute(query):
            yield Thing(*row), pickle.loads(told)  # noqa: S301  # of ``lay_aside``

    def name_things(self) -> None:
        """Give each item the first of its names that no other of its type and site has."""
        for name in ("id", "guid", "link"):
            self.db.execute(
                f"UPDATE thing SET key = {name} WHERE key = '' AND {name} IS NOT NULL "  # noqa: S608  # the three names above
                "AND NOT EXISTS "
                f"(SELECT 1 FROM thing o WHERE o.site = thing.site AND o.type = thing.type "
                f"AND o.{name} = thing.{name} AND o.n <> thing.n)"
            )
        self.db.execute("UPDATE thing SET key = hash WHERE key = ''")
        self.db.execute(
            "UPDATE thing SET role = ?, public = 0 WHERE key = hash AND EXISTS "
            "(SELECT 1 FROM thing o WHERE o.site = thing.site AND o.type = thing.type "
            "AND o.hash = thing.hash AND o.key = o.hash AND o.n < thing.n)",
            (TWICE,),
        )

    def things(self, where: str = "1", *values: object) -> Iterator[Thing]:
        """Yield the items that a condition holds for, in the order of the files."""
        cursor = self.db.execute(f"SELECT {COLUMNS} FROM thing WHERE {where} ORDER BY n", values)  # noqa: S608  # our own conditions
        for row in cursor:
            yield Thing(*row)

    def thing(self, n: int) -> Thing:
        """Return the n-th item."""
        return next(self.things("n = ?", n))

    def by_old_id(self, site: int, old_id: int) -> Thing | None:
        """Return the item that had a number in its site; the first of several."""
        return next(self.things("site = ? AND old_id = ?", site, old_id), None)

    def place_things(self) -> None:
        """Let each old path belong to one item, a public one before others, else the first."""
        self.db.execute(
            "INSERT OR IGNORE INTO path SELECT site, path, n FROM thing "
            "WHERE path <> '' AND role IN ('article', 'standing') ORDER BY public DESC, n"
        )

    def owner_of(self, site: int, path: str) -> int | None:
        """Return which item an old path belongs to."""
        row = self.db.execute("SELECT n FROM path WHERE site = ? AND path = ?", (site, path))
        found = row.fetchone()
        return found[0] if found else None

    def is_somebodys(self, path: str) -> bool:
        """Say whether a path is the old link of any item."""
        return self.db.execute("SELECT 1 FROM path WHERE path = ?", (path,)).fetchone() is not None

    def add_attachment(self, site: int, n: int, found: Attachment, credit: str) -> None:
        """Note what an item says of its file."""
        values = (
            site, found.id, n, found.url, found.title, found.caption, found.description, found.alt,
            credit,
        )  # fmt: skip
        self.db.execute(
            "INSERT OR IGNORE INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", values
        )
        for path in upload_paths(found.url):
            self.db.execute("INSERT OR IGNORE INTO upload VALUES (?, ?, ?)", (site, path, found.id))

    def update(self, rows: Iterable[tuple[int, str, str, str, int]]) -> None:
        """Write down what is known of items in the paper: row, subject, digest, replies, n."""
        self.db.executemany(
            "UPDATE thing SET row = ?, subject = ?, digest = ?, replies = ? WHERE n = ?", rows
        )

    def forget(self, numbers: Iterable[int]) -> None:
        """Leave out items that came in once and were deleted here."""
        self.db.executemany(
            "UPDATE thing SET role = ?, subject = '', public = 0 WHERE n = ?",
            ((DELETED, n) for n in numbers),
        )


class SiteMedia:
    """The attachments of one site, looked up on disk (see ``wxr.media.Attachments``)."""

    def __init__(self, scratch: Scratch, site: int) -> None:
        """Look among the attachments of this site."""
        self._scratch, self._db, self._site = scratch, scratch.db, site

    def find(self, url: str, number: int | None = None) -> Attachment | None:
        """Return the attachment with this number, else the one this URL shows, in any size."""
        if number is not None and (found := self._by_id(number)):
            return found
        for path in upload_paths(url) if url else ():
            row = self._db.execute(
                "SELECT id FROM upload WHERE site = ? AND path = ?", (self._site, path)
            ).fetchone()
            if row:
                return self._by_id(row[0])
        return None

    def thing_of(self, url: str, number: int | None = None) -> Thing | None:
        """Return the item of the attachment that ``find`` finds."""
        found = self.find(url, number)
        if found is None:
            return None
        where = "n = (SELECT n FROM attachment WHERE site = ? AND id = ?)"
        return next(self._scratch.things(where, self._site, found.id), None)

    def of_post(self, old_id: int) -> list[Attachment]:
        """Return the attachments that were uploaded to a post, in the order of the file."""
        rows = self._db.execute(
            "SELECT a.id, a.url, a.title, a.caption, a.description, a.alt "
            "FROM thing t JOIN attachment a ON a.site = t.site AND a.n = t.n "
            "WHERE t.site = ? AND t.parent = ? AND t.type = 'attachment' ORDER BY t.n",
            (self._site, old_id),
        )
        return [Attachment(*row) for row in rows]

    def credit(self, number: int) -> str:
        """Return whom an attachment's item credits, or ""."""
        row = self._db.execute(
            "SELECT credit FROM attachment WHERE site = ? AND id = ?", (self._site, number)
        ).fetchone()
        return row[0] if row else ""

    def _by_id(self, number: int) -> Attachment | None:
        row = self._db.execute(
            "SELECT id, url, title, caption, description, alt FROM attachment "
            "WHERE site = ? AND id = ?",
            (self._site, number),
        ).fetchone()
        return Attachment(*row) if row else None
