"""The doors through which a page becomes public or stops being so.

Each is one transaction with what our listener notes, so that a change and the news of it are
never one without the other; and each article is looked at before it passes.
"""

from typing import Any, ClassVar

from django.db import transaction
from wagtail.models import Page

from courant.newsroom.page_forms import PaperCopyForm, PaperPageForm
from courant.newsroom.preview import PreviewedByPress
from courant.newsroom.translating import slug_of_translation


class PaperPage(PreviewedByPress, Page):
    """A page of the paper: previewed by the press, published and taken back in one piece."""

    base_form_class: ClassVar[type[PaperPageForm]] = PaperPageForm
    # A password that readers share is none, and there is nowhere to enter it.
    private_page_options: ClassVar[list[str]] = ["login", "groups"]
    copy_form_class: ClassVar[type[PaperCopyForm]] = PaperCopyForm

    class Meta:
        abstract = True

    def check_publishable(self) -> None:
        """Raise if this page may not be published as it is; most may."""

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """See that a translation has a slug in its own language before it is looked at."""
        self.slug = slug_of_translation(self) or self.slug
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """The same for a draft."""
        self.slug = slug_of_translation(self) or self.slug
        super().minimal_clean()

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish or schedule a revision.

        Raises:
            NotReadyError: It may not be published as it is.
        """
        with transaction.atomic():
            revision.as_object().check_publishable()
            return super().publish(revision, *args, **kwargs)

    def unpublish(self, *args: Any, **kwargs: Any) -> Any:
        """Take the page back."""
        with transaction.atomic():
            return super().unpublish(*args, **kwargs)

    def move(self, *args: Any, **kwargs: Any) -> Any:
        """Give the page another place in the tree; its address stays."""
        with transaction.atomic():
            return super().move(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the page and what is below it; what was public answers 410."""
        with transaction.atomic():
            return super().delete(*args, **kwargs)
