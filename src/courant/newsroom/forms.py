"""Forms of the newsroom's editor."""

from typing import Any

from django import forms
from wagtail.images.forms import BaseImageForm

from courant.newsroom.photos.fields import PhotoFileField

# The photo's fields, and what its file calls the same.
OFFERED = {
    "description": "description",
    "credit": "credit",
    "creator": "creator",
    "rights": "copyright",
    "licence": "licence",
    "default_alt": "alt",
}


class PhotoForm(BaseImageForm):
    """A photo and what the editors say of it.  It has no title: that would be its file's name."""

    file = PhotoFileField(widget=forms.FileInput(attrs={"accept": "image/*"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for a file where there is none yet; where there is one, offer what it says."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["file"].required = False
            self._offer()

    def _offer(self) -> None:
        """Fill empty fields with what the file said; saving the form is what confirms it."""
        for name, said in OFFERED.items():
            if name in self.fields and not getattr(self.instance, name):
                words = self.instance.offered.get(said, "")
                self.initial[name] = words[: self.fields[name].max_length]
