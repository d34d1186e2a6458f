"""Attachments: pictures cleaned into photos, papers into documents, each file once."""

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents import get_document_model

from courant.exchange.models import ImportedItem, OldSite
from courant.exchange.wordpress.findings import Findings
from courant.exchange.wordpress.known import subject_pk
from courant.exchange.wordpress.scratch import Scratch, SiteMedia, Thing
from courant.exchange.wordpress.survey import PHOTO
from courant.exchange.wordpress.uploads import Uploads
from courant.exchange.wxr import leaks
from courant.exchange.wxr.body.clean import plain
from courant.exchange.wxr.media import Attachment, file_stem, relative_upload, upload_paths
from courant.exchange.wxr.meta import names_a_person
from courant.newsroom.models import Photo
from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.filenames import is_file_name
from courant.newsroom.photos.formats import is_raster
from courant.newsroom.photos.storage import CleanFile, photo_file

FILE = "file"  # the type under which a file is known by its hash
AT_ONCE = 2  # files that children clean side by side
DOCUMENTS = frozenset(
    {"pdf", "docx", "doc", "xlsx", "xls", "pptx", "odt", "ods", "odp", "csv", "rtf"}
)
MAX_WORDS = 200  # letters of a credit


@dataclass(frozen=True, slots=True)
class Offer:
    """What an export says of a photo besides its file."""

    credit: str = ""
    description: str = ""
    alt: str = ""


@dataclass(slots=True)
class Found:
    """A file of an attachment, on its way in."""

    thing: Thing | None
    attachment: Attachment
    data: bytes | None
    clean: CleanFile | None = None
    error: str = ""

    @property
    def key(self) -> str:
        """By which the file is known, whatever it is called."""
        return "sha256:" + hashlib.sha256(self.data or b"").hexdigest()


class Media:
    """The photos and documents of one site."""

    def __init__(
        self,
        row: OldSite,
        number: int,
        scratch: Scratch,
        findings: Findings,
        uploads: Uploads | None,
    ) -> None:
        """Know which files have been taken in before."""
        self.row, self.scratch, self.uploads = row, scratch, uploads
        self._site, self._of_site = number, SiteMedia(scratch, number)
        self.taken_now: set[int] = set()  # numbers of the attachments taken in by this run
        self.findings = findings
        self._loose: dict[str, str] = {}  # subject by path, of files that no attachment names

    def take(self, progress: Callable[[], None]) -> None:
        """Take in every attachment's file that is there and has not been taken in."""
        where = "site = ? AND role = ? AND subject = ''"
        things = list(self.scratch.things(where, self._site, PHOTO)) if self.uploads else []
        waiting = self._found(things)
        with ThreadPoolExecutor(AT_ONCE) as children:
            while some := list(islice(waiting, AT_ONCE * 4)):
                for found in children.map(_cleaned, some):
                    self._store(found, self._offer(found.attachment))
                    progress()

    def photo(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the photo of an attachment, or of a file that only a text names."""
        return self._pk("photo", attachment, src)

    def document(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the document of an attachment, or of a file that only a text names."""
        return self._pk("document", attachment, src)

    def _offer(self, attachment: Attachment) -> Offer:
        """Return what the export says of a photo, without names of files and people's addresses."""
        names = [attachment.title, file_stem(attachment.url)]
        return Offer(
            credit=_clean_words(self._of_site.credit(attachment.id), names)[:MAX_WORDS],
            description=_clean_words(plain(attachment.caption), names),
            alt=_clean_words(attachment.alt, names),
        )

    def _pk(self, noun: str, attachment: Attachment | None, src: str) -> int | None:
        if attachment is not None:
            thing = self._of_site.thing_of("", attachment.id)
            subject = thing.subject if thing else ""
        else:
            subject = self._loose_file(src)
        return subject_pk(noun, subject)

    def _loose_file(self, src: str) -> str:
        """Take in a file that no attachment names; its folder must have it."""
        path = relative_upload(src) if src and self.uploads else ""
        if not path or "/" not in path:
            return ""
        if path not in self._loose:
            data = self.uploads.read(upload_paths(src)) if self.uploads else None
            found = Found(None, Attachment(0, src), data)
            self._loose[path] = self._store(_cleaned(found), Offer()) if found.data else ""
        return self._loose[path]

    def _found(self, things: list[Thing]) -> Iterator[Found]:
        for thing in things:
            attachment = self._of_site.find("", thing.old_id or -thing.n)
            if attachment is not None and self.uploads is not None:
                yield Found(thing, attachment, self.uploads.read(_paths(attachment.url)))

    def _store(self, found: Found, offer: Offer) -> str:
        """Keep one file; return its subject, or "" with the reason noted."""
        if found.data is None:
            return ""
        if found.error:
            self.findings.note(
                "broken file", f"{relative_upload(found.attachment.url)}: {found.error}", ""
            )
            return ""
        with transaction.atomic():
            known = ImportedItem.objects.filter(site=self.row, type=FILE, key=found.key).first()
            subject = known.subject if known and _exists(known.subject) else self._new(found, offer)
            if not subject:
                return ""
            if known is None or known.subject != subject:
                ImportedItem.objects.update_or_create(
                    site=self.row, type=FILE, key=found.key,
                    defaults={"subject": subject, "digest": "-"},
                )  # fmt: skip
            if found.thing is not None:
                self._remember(found.thing, subject)
        return subject

    def _remember(self, thing: Thing, subject: str) -> None:
        row, _ = ImportedItem.objects.update_or_create(
            site=self.row, type=thing.type, key=thing.key,
            defaults={"subject": subject, "digest": "-"},
        )  # fmt: skip
        self.scratch.update([(row.pk, subject, "-", "", thing.n)])
        self.taken_now.add(thing.n)

    def _new(self, found: Found, offer: Offer) -> str:
        if found.clean is not None:
            # What the old site said comes first; then what the file says of itself, which was
            # public there as well.
            said = found.clean.photo.offered
            photo = Photo(
                file=found.clean, credit=(offer.credit or said.credit)[:200],
                creator=said.creator[:200], rights=said.copyright[:200],
                licence=said.licence[:200], default_alt=(offer.alt or said.alt)[:500],
                description=(offer.description or said.description)[:255],
            )  # fmt: skip
            photo.save()
            return f"photo:{photo.pk}"
        return self._new_document(found)

    def _new_document(self, found: Found) -> str:
        ending = PurePosixPath(relative_upload(found.attachment.url)).suffix.lstrip(".").lower()
        if ending not in DOCUMENTS:
            what = relative_upload(found.attachment.url)
            self.findings.note("not carried", f"{what}: neither a picture nor a document", "")
            return ""
        name = f"{found.key.removeprefix('sha256:')[:32]}.{ending}"
        title = plain(found.attachment.title)[:255]
        if is_file_name(title) or leaks.is_name_of(title, file_stem(found.attachment.url)):
            title = f"Document {name[:8]}"
        document = get_document_model()(title=title, file=ContentFile(found.data or b"", name))
        document.save()
        return f"document:{document.pk}"


def _clean_words(text: str, names: list[str]) -> str:
    text, _ = leaks.without_file_names(" ".join(text.split()))
    if leaks.is_name_of(text, *names) or names_a_person(text) or is_file_name(text):
        return ""
    return text


def _paths(url: str) -> tuple[str, ...]:
    """Return where a file may lie; WordPress names a reduced original in the export."""
    paths = upload_paths(url)
    stem, dot, ending = paths[-1].rpartition(".")
    return (*paths, f"{stem}-scaled{dot}{ending}", f"{stem}-rotated{dot}{ending}")


def _cleaned(found: Found) -> Found:
    """Clean a picture in a child process; anything else is left as it is."""
    if found.data is not None and is_raster(found.data[:4096]):
        try:
            found.clean = photo_file(found.data)
        except PhotoError as error:
            found.error = str(error)
    elif found.data is not None and _claims_to_be_a_picture(found.attachment.url):
        try:
            photo_file(found.data)
        except PhotoError as error:
            found.error = str(error)
    return found


def _claims_to_be_a_picture(url: str) -> bool:
    ending = PurePosixPath(relative_upload(url)).suffix.lower()
    return ending in (
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".avif",
        ".heic",
        ".heif",
        ".bmp",
        ".tif",
        ".tiff",
    )


def _exists(subject: str) -> bool:
    noun, _, pk = subject.partition(":")
    model = Photo if noun == "photo" else get_document_model()
    return bool(model._default_manager.filter(pk=pk).exists())
