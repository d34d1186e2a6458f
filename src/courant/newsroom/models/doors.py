"""The doors through which a page becomes public or stops being so.

Each is one transaction with what our listener notes, so that a change and the news of it are
never one without the other; and each article is looked at before it passes.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Any, ClassVar

from django.db import transaction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page

from courant.newsroom.page_forms import PaperCopyForm, PaperPageForm
from courant.newsroom.preview import PreviewedByPress
from courant.newsroom.translating import take_slug_of_translation


class PaperPage(PreviewedByPress, Page):
    """A page of the paper: previewed by the press, published and taken back in one piece."""

    base_form_class: ClassVar[type[PaperPageForm]] = PaperPageForm
    # A password that readers share is none, and there is nowhere to enter it.
    private_page_options: ClassVar[list[str]] = ["login", "groups"]
    copy_form_class: ClassVar[type[PaperCopyForm]] = PaperCopyForm

    class Meta:
        abstract = True

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """See that a translation has a slug in its own language before it is looked at."""
        take_slug_of_translation(self)
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """The same for a draft."""
        take_slug_of_translation(self)
        super().minimal_clean()

    def check_publishable(self, revision: Any = None) -> None:
        """Raise if this page may not be published as it is; most may.

        Args:
            revision: From which it was made; None where there is none yet.
        """

    def being_published(self, revision: Any, *, by: Any) -> AbstractContextManager[None]:
        """Return what a publication of this page happens within; of most it is nothing.

        Args:
            revision: From which it was made.
            by: Who publishes it; None when the schedule or a program does.
        """
        return nullcontext()

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


def guard_publication() -> None:
    """Have every publication pass our door.  Called once, when Django is ready.

    ``Page.publish`` would be the place, but Wagtail's own editor does not call it: it makes the
    action itself, as workflow and bulk action do by way of it.  So the door is in the action.
    """
    wagtails = PublishPageRevisionAction._publish_revision

    def guarded(
        action: PublishPageRevisionAction, revision: Any, page: Any, *args: Any, **kwargs: Any
    ) -> Any:
        if not isinstance(page, PaperPage):
            return wagtails(action, revision, page, *args, **kwargs)
        with transaction.atomic():
            page.check_publishable(revision)
            with page.being_published(revision, by=action.user):
                return wagtails(action, revision, page, *args, **kwargs)

    PublishPageRevisionAction._publish_revision = guarded
