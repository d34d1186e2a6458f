"""The storage's invariant: no raster lies in it that was not cleaned, by whatever path it came."""

from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import Offered
from courant.newsroom.photos.fields import PhotoFileField
from courant.newsroom.photos.intake import CleanPhoto, clean
from courant.newsroom.photos.segments import is_bare
from courant.newsroom.photos.storage import CleanedStorage, CleanFile, photo_file, thumbnail_file
from tests.newsroom.photos.pictures import CANARY, TELLING, make_file, opened


@pytest.fixture
def storage(tmp_path: Path) -> CleanedStorage:
    return CleanedStorage(location=tmp_path, base_url="/media/")


def read(storage: CleanedStorage, name: str) -> bytes:
    with storage.open(name) as file:
        return file.read()


@pytest.mark.parametrize("kind", TELLING)
@pytest.mark.parametrize("name", ["photos/a.jpg", "original_images/a.jpg", "documents/a.pdf"])
def test_a_raster_that_was_not_cleaned_is_refused_by_every_path(
    storage: CleanedStorage, kind: str, name: str
) -> None:
    upload = SimpleUploadedFile("ali-home-IMG_2231.jpg", TELLING[kind]())

    for content in (upload, ContentFile(upload.read()), File(upload)):
        with pytest.raises(PhotoError, match="photo_file"):
            storage.save(name, content)
    assert list(Path(storage.location).rglob("*.*")) == []


@pytest.mark.parametrize("kind", ["TIFF", "BMP"])
def test_a_raster_that_we_do_not_open_is_refused_among_documents(
    storage: CleanedStorage, kind: str
) -> None:
    with pytest.raises(PhotoError):
        storage.save("documents/scan.pdf", ContentFile(make_file(kind)))


def test_a_clean_photo_is_stored_under_its_hash_whatever_name_was_asked_for(
    storage: CleanedStorage,
) -> None:
    file = photo_file(TELLING["JPEG"]())

    name = storage.save("original_images/ali-home-IMG_2231.jpg", file)

    assert name == f"photos/{clean(TELLING['JPEG']()).name}"
    assert read(storage, name) == file.photo.data


def test_the_same_pixels_twice_are_two_files_so_that_each_can_be_deleted(
    storage: CleanedStorage,
) -> None:
    first, second = (storage.save("x", photo_file(make_file("JPEG"))) for _ in range(2))

    storage.delete(first)

    assert first != second
    assert storage.exists(second)


def test_a_clean_file_wrapped_by_django_is_still_one(storage: CleanedStorage) -> None:
    name = storage.save("x.jpg", File(photo_file(make_file("JPEG")), name="x.jpg"))

    assert name.startswith("photos/")


def test_a_clean_file_cannot_be_made_of_anything_that_says_more_than_pixels() -> None:
    forged = CleanPhoto(TELLING["JPEG"](), "jpeg", 400, 300, Offered())

    with pytest.raises(PhotoError):
        CleanFile(forged)


def test_documents_are_stored_as_they_are(storage: CleanedStorage) -> None:
    name = storage.save("documents/budget.pdf", ContentFile(b"%PDF-1.7 budget"))

    assert read(storage, name) == b"%PDF-1.7 budget"


@pytest.mark.parametrize("name", ["budget.pdf", "photos/budget.pdf", "", None])
def test_documents_are_stored_nowhere_else(storage: CleanedStorage, name: str | None) -> None:
    with pytest.raises(PhotoError):
        storage.save(name, ContentFile(b"%PDF-1.7"))


def test_a_name_that_climbs_is_refused(storage: CleanedStorage) -> None:
    with pytest.raises(SuspiciousFileOperation):
        storage.save("documents/../photos/a.pdf", ContentFile(b"%PDF-1.7"))


def test_a_thumbnail_of_a_clean_photo_passes_as_it_is() -> None:
    bare = make_file("JPEG")

    file = thumbnail_file(File(ContentFile(bare), name="x.max-165x165.jpg"))

    assert file.photo.data == bare
    assert file.place == f"thumbnails/{file.photo.name}"


@pytest.mark.parametrize("kind", TELLING)
def test_a_thumbnail_that_says_anything_is_cleaned_first(kind: str) -> None:
    file = thumbnail_file(ContentFile(TELLING[kind]()))

    assert is_bare(file.photo.data)
    assert CANARY.encode() not in file.photo.data


def test_a_form_takes_a_photo_in() -> None:
    file = PhotoFileField().clean(SimpleUploadedFile("ali-home.jpg", TELLING["JPEG"]()))

    assert isinstance(file, CleanFile)
    assert "ali" not in file.name
    assert opened(file.read()).size == (400, 300)


def test_a_form_says_why_it_refuses() -> None:
    with pytest.raises(ValidationError, match="not a photo that we can open") as refused:
        PhotoFileField().clean(SimpleUploadedFile("photo.jpg", b"%PDF-1.7"))

    assert refused.value.code == "not-a-photo"


def test_a_form_without_a_file_stays_as_it_was() -> None:
    assert PhotoFileField(required=False).clean(None) is None
