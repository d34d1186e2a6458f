"""Photos: pixels that have been cleaned, and what the editors know of them."""

from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.facts import PhotoFacts, packet
from courant.newsroom.photos.renditions import stem_of
from courant.newsroom.photos.storage import photo_file, thumbnail_file


class Photo(AbstractImage):
    """A photo or drawing, cleaned on its way in.  Caption and alt decision belong to each use."""

    class Stage(models.TextChoices):
        NEW = "new", "no files for pages yet"
        PLAIN = "plain", "files in the plain format"
        WHOLE = "whole", "files in all formats"

    file: Any  # Wagtail's field, which the type checker cannot see
    credit = models.CharField(
        max_length=200, blank=True, help_text="As printed beside it; needed to publish."
    )
    creator = models.CharField(
        max_length=200, blank=True, help_text="Who made it, if not withheld."
    )
    rights = models.CharField("copyright", max_length=200, blank=True)
    licence = models.CharField(max_length=200, blank=True, help_text="A name or a web address.")
    default_alt = models.CharField(
        "description for who cannot see it",
        max_length=500,
        blank=True,
        help_text="Offered wherever the photo is used.",
    )
    offered = models.JSONField(
        default=dict,
        editable=False,
        help_text="What the file said of itself; nothing of it is shown until an editor saves it.",
    )
    stage = models.CharField(max_length=5, choices=Stage, default=Stage.NEW, editable=False)
    stamped = models.CharField(
        max_length=64, default="", editable=False, help_text="Starts the names of its files."
    )
    renditions_made = models.JSONField(
        default=list, editable=False, help_text="Its files: format, width, height, name."
    )
    trouble = models.CharField(
        max_length=300, default="", editable=False, help_text="Why its files could not be made."
    )

    admin_form_fields = (
        "file", "collection", "description", "credit", "creator", "rights", "licence",
        "default_alt", "tags", "focal_point_x", "focal_point_y", "focal_point_width",
        "focal_point_height",
    )  # fmt: skip

    class Meta(AbstractImage.Meta):
        verbose_name = "photo"
        verbose_name_plural = "photos"
        indexes = [models.Index(fields=["stage", "trouble"], name="photo_waiting")]

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's chooser offers: never the title, which is only a number."""
        return self.default_alt

    def clean(self) -> None:
        """Refuse a credit or another fact that cannot be written into the published files.

        Raises:
            ValidationError: It is too long, or the name of a file.
        """
        super().clean()
        try:
            packet(self.facts)
        except PhotoError as error:
            raise ValidationError(str(error)) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Clean a file that is new, and give the photo a title that says nothing of the file.

        Raises:
            PhotoError: The file cannot be taken in.  Forms have asked before.
        """
        if self.file and not self.file._committed:
            self._take_in()
        elif self.stamped and stem_of(self.file.name, self.facts) != self.stamped:
            # Its files carry these facts; pages keep the old files until the new are made.
            self.stage, self.trouble = self.Stage.NEW, ""
        self.title = self._neutral_title()
        super().save(*args, **kwargs)

    @property
    def facts(self) -> PhotoFacts:
        """What its published files carry."""
        return PhotoFacts(self.creator, self.credit, self.rights, self.licence)

    def generate_rendition_file(self, *args: Any, **kwargs: Any) -> "File[bytes]":
        """Make a thumbnail for the newsroom, through the same door as every other raster."""
        return thumbnail_file(super().generate_rendition_file(*args, **kwargs))

    def _take_in(self) -> None:
        raw = self.file.file
        clean = getattr(raw, "photo", None) and raw
        if clean is None:
            raw.seek(0)
            clean = photo_file(raw.read())
        self.file = clean
        self.offered = asdict(clean.photo.offered)
        self.stage, self.trouble = self.Stage.NEW, ""
        self._set_image_file_metadata()

    def _neutral_title(self) -> str:
        return f"Photo {PurePosixPath(self.file.name or '').stem[:8]}"


class PhotoRendition(AbstractRendition):
    """A thumbnail for the newsroom's own screens; readers never get one."""

    image = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
