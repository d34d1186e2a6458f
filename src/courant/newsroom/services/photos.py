"""Photos: facts confirmed, files made, pages told."""

from collections.abc import Collection
from pathlib import Path

import structlog
from django.conf import settings
from django.db import transaction

from courant.newsroom import keys
from courant.newsroom.models import Photo
from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.renditions import (
    FIRST,
    MODERN,
    RenditionFormat,
    make_renditions,
    remove_renditions,
    stem_of,
)
from courant.newsroom.photos.sizes import focus_tenths
from courant.newsroom.services.facts import note_facts
from courant.newsroom.services.old_addresses import lead_to_files, published_file
from courant.press.changes import note_changed

log = structlog.get_logger("courant.newsroom")


def renditions_folder() -> Path:
    """Return where published files of photos lie before they are linked into the edition."""
    return Path(settings.HOME.media / "renditions")


@transaction.atomic
def show_photo(photo: Photo, *, because: str) -> set[str]:
    """Note what differs in how readers see a photo.

    A changed credit or file needs new published files; until they are made, pages keep the old.
    """
    focus = focus_tenths(photo.focal_point_x, photo.focal_point_y, photo.width, photo.height)
    shown = (photo.credit, focus)
    return note_facts({keys.photo(photo.pk): shown}, because=because)


def make_missing_renditions(limit: int = 1) -> int:
    """Make published files of photos that lack some: plain ones of all, then modern formats.

    Slow work, done by the works in child processes, outside any transaction.

    Args:
        limit: Of how many photos.

    Returns:
        Of how many photos files were made.
    """
    waiting = _waiting(limit)
    for photo, formats in waiting:
        _make_or_note(photo, formats)
    return len(waiting)


def make_first_renditions(pks: Collection[int]) -> bool:
    """Make plain files of those photos that have none, without waiting for the works.

    For who looks at a draft.  The works may be making the same files: that is no matter.

    Args:
        pks: Primary keys of the photos a draft shows.

    Returns:
        Whether there were any to make.
    """
    bare = Photo.objects.filter(pk__in=pks, stage=Photo.Stage.NEW, trouble="", stamped="")
    waiting = list(bare) if pks else []
    for photo in waiting:
        _make_or_note(photo, FIRST)
    return bool(waiting)


def _make_or_note(photo: Photo, formats: tuple[RenditionFormat, ...]) -> None:
    try:
        make_renditions_of(photo, formats)
    except (PhotoError, OSError) as error:
        log.error("photo.renditions-failed", photo=photo.pk, because=str(error))
        Photo.objects.filter(pk=photo.pk).update(trouble=str(error)[:300])


def _waiting(limit: int) -> list[tuple[Photo, tuple[RenditionFormat, ...]]]:
    ready = Photo.objects.filter(trouble="").order_by("pk")
    plain = [(photo, FIRST) for photo in ready.filter(stage=Photo.Stage.NEW)[:limit]]
    if plain:
        return plain
    modern = (*FIRST, *MODERN)
    return [(photo, modern) for photo in ready.filter(stage=Photo.Stage.PLAIN)[:limit]]


def make_renditions_of(photo: Photo, formats: tuple[RenditionFormat, ...]) -> None:
    """Make a photo's published files in these formats and tell the pages that show it.

    Raises:
        PhotoError: The photo cannot be opened, or a fact cannot be written into its files.
        OSError: The disk is full, or the original is gone.
    """
    original = settings.HOME.media / str(photo.file.name)
    made = make_renditions(original, renditions_folder(), photo.facts, formats)
    rows = [[each.format, each.width, each.height, each.filename] for each in made]
    _finish(photo, stem_of(original, photo.facts), rows, whole=len(formats) > len(FIRST))


@transaction.atomic
def _finish(photo: Photo, stem: str, rows: list[list[object]], *, whole: bool) -> None:
    """Write down which published files a photo has, unless it changed or went meanwhile."""
    now = Photo.objects.select_for_update().filter(pk=photo.pk).first()
    if now is None or now.facts != photo.facts or now.file.name != photo.file.name:
        return
    if not whole and now.stage != Photo.Stage.NEW:
        return  # somebody else was quicker
    if now.stamped and now.stamped != stem:
        # Pages that show the old files have their own links to them until they are baked again.
        transaction.on_commit(lambda: remove_renditions(renditions_folder(), now.stamped))
    stage = Photo.Stage.WHOLE if whole else Photo.Stage.PLAIN
    Photo.objects.filter(pk=now.pk).update(stamped=stem, renditions_made=rows, stage=stage)
    lead_to_files({f"photo:{now.pk}": published_file(rows)})
    note_changed(keys.renditions(now.pk), because="a photo's files are made")


@transaction.atomic
def show_document(pk: int, file_hash: str | None, *, because: str) -> set[str]:
    """Note when a document has another file; None when it is no more."""
    return note_facts({keys.document(pk): file_hash}, because=because)


@transaction.atomic
def forget_photo(photo: Photo) -> None:
    """Take a deleted photo from readers' sight, and its files from the disk."""
    note_facts({keys.photo(photo.pk): None}, because="photo deleted")
    lead_to_files({f"photo:{photo.pk}": ""})
    if photo.stamped:
        stem = photo.stamped
        transaction.on_commit(lambda: remove_renditions(renditions_folder(), stem))
