"""Which upload a picture's URL in a text means, whatever size, host or proxy it names."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import unquote, urlsplit

_PROXY = re.compile(r"i\d\.wp\.com")
_SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w{2,5}$)")
_MADE = re.compile(r"-(?:scaled|rotated)(?=\.\w{2,5}$)")
_EDIT = re.compile(r"-e\d{13}(?=\.\w{2,5}$)")
_FOLDER = re.compile(r"(?:^|/)(?:uploads(?:/sites/\d{1,9})?|files|blogs\.dir/\d{1,9}/files)/")


@dataclass(frozen=True, slots=True)
class Attachment:
    """What an attachment's item says of its file.  The title is usually the file's name."""

    id: int
    url: str
    title: str = ""
    caption: str = ""  # HTML
    description: str = ""
    alt: str = ""


class Attachments(Protocol):
    """Where attachments are looked up: a dict for a small site, a table for a large one."""

    def find(self, url: str, number: int | None = None) -> Attachment | None:
        """Return the attachment with this number, else the one this URL shows, in any size."""


class MediaIndex:
    """Attachments in memory."""

    def __init__(self, attachments: Iterable[Attachment] = ()) -> None:
        """Start with these."""
        self._by_id: dict[int, Attachment] = {}
        self._by_path: dict[str, Attachment] = {}
        for attachment in attachments:
            self.add(attachment)

    def add(self, attachment: Attachment) -> None:
        """Take one more; of two with one file name the first is found by it."""
        self._by_id.setdefault(attachment.id, attachment)
        for path in upload_paths(attachment.url):
            self._by_path.setdefault(path, attachment)

    def find(self, url: str, number: int | None = None) -> Attachment | None:
        """Return the attachment with this number, else the one this URL shows, in any size."""
        if number is not None and number in self._by_id:
            return self._by_id[number]
        if not url:
            return None
        return next((self._by_path[p] for p in upload_paths(url) if p in self._by_path), None)


def original_upload(url: str) -> str:
    """Return the path of the file a URL was made from, below the uploads folder, decoded.

    ``//i0.wp.com/old.example/wp-content/uploads/2020/05/a-300x200.jpg?w=150`` gives
    ``2020/05/a.jpg``.  A URL outside every known folder keeps its whole path.
    """
    return upload_paths(url)[-1]


def upload_paths(url: str) -> tuple[str, ...]:
    """Return the paths a file may have been uploaded as, the likeliest first.

    A file may really have been called ``a-300x200.jpg``, so the path as it stands comes
    first, then without the size, then without what WordPress adds on scaling, turning and
    editing.  Hosts are left out: sites move, and proxies stand before them.
    """
    path = relative_upload(url)
    found = [path]
    for ending in (_SIZE, _MADE, _EDIT):
        path = ending.sub("", path)
        found.append(path)
    return tuple(dict.fromkeys(found))


def relative_upload(url: str) -> str:
    """Return the path of a URL below the uploads folder, decoded, without its query."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:  # a bracket in the host
        return url.strip()
    path = parts.path
    if _PROXY.fullmatch(parts.netloc.lower()):
        path = "/" + path.lstrip("/").partition("/")[2]
    path = unicodedata.normalize("NFC", unquote(path))
    found = _FOLDER.search(path)
    return path[found.end() :] if found else path.lstrip("/")


def file_stem(url: str) -> str:
    """Return the name of a URL's original file without folder and ending: ``ali-home``."""
    name = original_upload(url).rpartition("/")[2]
    stem, dot, _ = name.rpartition(".")
    return stem if dot else name
