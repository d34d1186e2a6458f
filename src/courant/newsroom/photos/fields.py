"""The upload field of a photo's form: what comes out of it is clean, or the editor reads why."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from courant.newsroom.photos.errors import PhotoError
from courant.newsroom.photos.storage import CleanFile, photo_file

ACCEPTED = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic,image/heif"


class PhotoFileField(forms.FileField):
    """Takes a photo in while the form is checked.

    Wagtail's own field opens the upload in the web process to look at it; this one never does.
    The form's instance then has ``form.cleaned_data["file"].photo.offered`` to offer.
    """

    def to_python(self, data: Any) -> CleanFile | None:
        """Return the cleaned file, or None where nothing was uploaded.

        Raises:
            ValidationError: The file cannot become a photo; in the words of ``PhotoError``.
        """
        if data in self.empty_values:
            return None
        if isinstance(data, CleanFile):
            return data
        data.seek(0)
        try:
            return photo_file(data.read())
        except PhotoError as error:
            raise ValidationError(str(error), code=error.fault) from error

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Let the file dialog show what we open; what it lets through is judged by its bytes."""
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.FileInput):
            attrs.setdefault("accept", ACCEPTED)
        return attrs
