"""Photos and documents that have been taken in already, looked up and never made."""

from courant.exchange.wordpress.scratch import Scratch, SiteMedia
from courant.exchange.wxr.media import Attachment


class KnownFiles:
    """The photos and documents of a site, as far as its attachments name them."""

    def __init__(self, scratch: Scratch, number: int) -> None:
        """Look among the attachments of the site of this number."""
        self._media = SiteMedia(scratch, number)

    def photo(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the photo of an attachment."""
        return self._pk("photo", attachment)

    def document(self, attachment: Attachment | None, src: str = "") -> int | None:
        """Return the document of an attachment."""
        return self._pk("document", attachment)

    def _pk(self, noun: str, attachment: Attachment | None) -> int | None:
        thing = self._media.thing_of("", attachment.id) if attachment else None
        return subject_pk(noun, thing.subject) if thing else None


def subject_pk(noun: str, subject: str) -> int | None:
    """Return the number in a subject, if it is of this noun: 7 of ``photo:7``."""
    kind, _, pk = subject.partition(":")
    return int(pk) if kind == noun else None
