"""What bodies refer to, fetched for a whole batch at once."""

from collections.abc import Collection

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.models import Page

from courant.newsroom import keys
from courant.newsroom.bodies import References, Shelf
from courant.newsroom.models import Teaser
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.photos import Photos
from courant.newsroom.queries.visible import visible
from courant.newsroom.views import DocumentBlock, Link
from courant.press.recipes import Tray


class Shelves:
    """The photos, pages and documents that some bodies refer to."""

    def __init__(self, found: Collection[References], photos: Collection[int] = ()) -> None:
        """Read everything that is referred to, in four queries.

        Args:
            found: What each body points to.
            photos: Further photos, such as main photos.
        """
        pages = {pk for refs in found for pk in refs.pages}
        documents = {pk for refs in found for pk in refs.documents}
        self.photos = Photos({pk for refs in found for pk in refs.photos} | set(photos))
        self._articles = Teaser.objects.in_bulk(pages) if pages else {}
        self._others = _other_pages(pages - self._articles.keys())
        self._documents = get_document_model().objects.in_bulk(documents) if documents else {}

    def shelf(self, tray: Tray) -> Shelf:
        """Return the look-ups for one page's tray."""
        return Shelf(
            picture=lambda pk, alt: self.photos.picture(pk, alt, tray),
            page=lambda pk: self._page(pk, tray),
            story=lambda pk: self._story(pk, tray),
            document=lambda pk, title: self._document(pk, title, tray),
        )

    def _page(self, pk: int, tray: Tray) -> Link | None:
        teaser = self._articles.get(pk)
        if teaser is not None:
            tray.use(keys.address(f"article:{pk}"))
            return Link(teaser.headline, teaser.address, teaser.lang)
        subject, link = self._others.get(pk, (f"article:{pk}", None))
        tray.use(keys.address(subject))
        return link

    def _story(self, pk: int, tray: Tray) -> Link | None:
        tray.use(keys.teaser(pk))
        teaser = self._articles.get(pk)
        return Link(teaser.headline, teaser.address, teaser.lang) if teaser else None

    def _document(self, pk: int, title: str, tray: Tray) -> DocumentBlock | None:
        tray.use(keys.document(pk))
        document = self._documents.get(pk)
        if document is None:
            return None
        digest = document.get_file_hash()[:24]
        ending = document.file_extension.lower()
        name = f"documents/{digest}.{ending}"
        tray.show(f"documents/{digest}.", {name: settings.HOME.media / document.file.name})
        return DocumentBlock(title, f"/{name}", ending.upper(), document.get_file_size() or 0)


def _other_pages(pks: Collection[int]) -> dict[int, tuple[str, Link | None]]:
    """Return what is no public article by primary key: its subject, and where it is."""
    if not pks:
        return {}
    public = visible()
    nouns = {"deskpage": "desk", "frontpage": "front", "standingpage": "standing"}
    found = {}
    for page in Page.objects.filter(pk__in=pks).select_related("content_type", "locale"):
        noun = nouns.get(page.content_type.model, "article")
        found[page.pk] = (f"{noun}:{page.pk}", page)
    where = current_addresses(
        [
            subject
            for subject, page in found.values()
            if public.shows(page) and not subject.startswith("article:")
        ]
    )
    return {
        pk: (subject, Link(page.title, where[subject]) if subject in where else None)
        for pk, (subject, page) in found.items()
    }
