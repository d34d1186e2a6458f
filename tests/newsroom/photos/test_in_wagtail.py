"""The door stands at the end of Wagtail's own paths too."""

from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from wagtail.images import get_image_model

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.segments import is_bare
from courant.newsroom.photos.storage import CleanedStorage, photo_file
from tests.newsroom.photos.pictures import CANARY, TELLING

pytestmark = pytest.mark.django_db


@pytest.fixture
def media(tmp_path: Path, settings: object) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.mark.parametrize("spec", ["max-165x165", "fill-90x90|format-png", "width-300|format-webp"])
def test_a_thumbnail_is_clean_and_named_by_its_hash(media: Path, spec: str) -> None:
    photo = get_image_model()(file=photo_file(TELLING["JPEG"]()))
    photo.save()

    thumbnail = photo.get_rendition(spec)

    data = (media / thumbnail.file.name).read_bytes()
    assert is_bare(data)
    assert CANARY.encode() not in data
    assert thumbnail.file.name.startswith("thumbnails/")


def test_wagtail_cannot_put_a_raster_past_the_intake(media: Path) -> None:
    photo = get_image_model()(file=photo_file(TELLING["JPEG"]()))
    photo.save()

    with pytest.raises(PhotoError):
        photo.file.save("ali-home.jpg", ContentFile(TELLING["JPEG"]()))
    assert isinstance(photo.file.storage._wrapped, CleanedStorage)
