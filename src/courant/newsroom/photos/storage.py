"""Where photos and documents lie.  No raster gets in that was not cleaned, by whatever path."""

import os
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.formats import is_raster, known_format
from courant.newsroom.photos.intake import CleanPhoto, clean
from courant.newsroom.photos.segments import is_bare, size_of

DOCUMENTS = "documents"
PHOTOS = "photos"  # cleaned originals
THUMBNAILS = "thumbnails"  # what Wagtail's admin makes of them


class CleanFile(ContentFile):  # type: ignore[type-arg]  # generic in the stubs only
    """A photo's file, fresh from the intake.  The only raster that the storage takes."""

    def __init__(self, photo: CleanPhoto, *, folder: str = PHOTOS) -> None:
        """Wrap what the intake returned.

        Args:
            photo: The clean photo.  Its name is its hash.
            folder: The part of the media directory that it goes to.

        Raises:
            PhotoError: Its file holds more than pixels, so it never was in the intake.
        """
        if not is_bare(photo.data):
            raise _not_clean("A file that holds more than pixels")
        super().__init__(photo.data, name=photo.name)
        self.photo = photo
        self.place = f"{folder}/{photo.name}"


class CleanedStorage(FileSystemStorage):
    """Files under the media directory: clean photos named by hash, documents under ``documents/``.

    The name that a caller asks for a photo is not used, so a file's name cannot get in either.
    A second photo with the same pixels gets a name of its own: whoever is deleted takes only
    its own file along.
    """

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        """Store a file and return the name under which it lies.

        Raises:
            PhotoError: It is neither a ``CleanFile`` nor a document ("not-clean").
        """
        if isinstance(clean_file := _unwrapped(content), CleanFile):
            clean_file.seek(0)
            return super().save(clean_file.place, clean_file, max_length=max_length)
        _check_document(name or getattr(content, "name", None) or "", content)
        return super().save(name, content, max_length=max_length)

    def _save(self, name: str, content: Any) -> str:
        """Wait for the disk: the row that names this file must not outlive it in a power cut."""
        saved = str(super()._save(name, content))  # type: ignore[misc]  # not in the stubs
        path = Path(self.path(saved))
        for each in (path, path.parent):
            handle = os.open(each, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)
        return saved


def photo_file(data: bytes) -> CleanFile:
    """Clean an uploaded file and wrap it for the storage.

    A model takes it as it is: ``photo.file = photo_file(data)``.

    Raises:
        PhotoError: As ``intake.clean``.
    """
    return CleanFile(clean(data))


def thumbnail_file(rendered: "File[bytes]") -> CleanFile:
    """Pass a picture that Wagtail made for its admin through the door.

    ``Photo.generate_rendition_file`` returns this of what its parent returns.  Wagtail makes it
    of a clean original, so it is bare already and is only looked at; else it is cleaned anew.

    Raises:
        PhotoError: As ``intake.clean``.
    """
    rendered.seek(0)
    data = rendered.read()
    rendered.close()
    if known_format(data) in ("jpeg", "png") and is_bare(data):
        width, height = size_of(data)
        photo = CleanPhoto(data, str(known_format(data)), width, height, Offered())
    else:
        photo = clean(data)
    return CleanFile(photo, folder=THUMBNAILS)


def _unwrapped(content: Any) -> Any:
    """Django may hand over a field's file around ours."""
    while isinstance(content, File) and isinstance(content.file, File):
        content = content.file
    return content


def _check_document(name: str, content: Any) -> None:
    if PurePosixPath(name).parts[:1] != (DOCUMENTS,):
        raise _not_clean("A file")
    content.seek(0)
    start = content.read(4096)
    content.seek(0)
    if isinstance(start, bytes) and is_raster(start):
        raise _not_clean("A picture among the documents")


def _not_clean(culprit: str) -> PhotoError:
    return PhotoError(
        "not-clean",
        f"{culprit} cannot be stored as it came: only cleaned photos may. Take it in as a photo, "
        "with storage.photo_file(data).",
    )
