"""What bodies refer to, fetched for a whole batch at once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.documents import get_document_model
from wagtail.models import Page

from courant.newsroom import keys
from courant.newsroom.bodies import References, Shelf
from courant.newsroom.models import Teaser
from courant.newsroom.queries.addresses import current_addresses
from courant.newsroom.queries.people import People
from courant.newsroom.queries.photos import Photos
from courant.newsroom.queries.visible import visible
from courant.newsroom.quotation_views import QuotationView, SourceLink, SpeakerView
from courant.newsroom.quotations import Quotation
from courant.newsroom.views import DocumentBlock, Link
from courant.press.recipes import Tray


@dataclass(frozen=True, slots=True)
class Quoting:
    """How a page quotes."""

    lang: str  # the page's, BCP 47
    people: str | None = None  # where the pages of people lie; None: they are not linked to
    day: date | None = None  # when something was said of which no day is known
    about: str = ""  # what leads from a mark to what is known of it; empty: nothing does


class Shelves:
    """The photos, pages and documents that some bodies refer to."""

    def __init__(self, found: Collection[References], photos: Collection[int] = ()) -> None:
        """Read everything that is referred to, in eight queries at most.

        Args:
            found: What each body points to.
            photos: Further photos, such as main photos.
        """
        pages = {pk for refs in found for pk in refs.pages}
        documents = {pk for refs in found for pk in refs.documents}
        self._people = People({pk for refs in found for pk in refs.people})
        self.photos = Photos({pk for refs in found for pk in refs.photos} | set(photos))
        self._articles = Teaser.objects.in_bulk(pages) if pages else {}
        self._others = _other_pages(pages - self._articles.keys())
        self._documents = get_document_model().objects.in_bulk(documents) if documents else {}

    def shelf(self, tray: Tray, quoting: Quoting) -> Shelf:
        """Return the look-ups for one page's tray."""
        return Shelf(
            picture=lambda pk, alt: self.photos.picture(pk, alt, tray),
            page=lambda pk: self._page(pk, tray),
            story=lambda pk: self._story(pk, tray),
            document=lambda pk, title: self._document(pk, title, tray),
            quotation=lambda quotation: self._quotation(quotation, tray, quoting),
            about_quotation=quoting.about,
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

    def _quotation(self, said: Quotation, tray: Tray, quoting: Quoting) -> QuotationView:
        return QuotationView(
            anchor=said.anchor,
            text=said.text,
            speaker=self._speaker(said, tray, quoting),
            is_block=said.is_block,
            lang=said.lang if said.lang != quoting.lang else "",
            said_on=said.said_on,
            precision=said.precision,
            place=said.place,
            source=self._source(said, tray),
            is_told=said.is_told,
            original=said.original,
            original_lang=said.original_lang,
            translator=said.translator,
        )

    def _speaker(self, said: Quotation, tray: Tray, quoting: Quoting) -> SpeakerView:
        if said.person is None:
            return SpeakerView(said.speaker)
        tray.use(keys.person_name(said.person))
        person = self._people.get(said.person)
        if person is None:
            return SpeakerView(said.speaker)
        tray.use(keys.person_name(person.pk), keys.person_offices(person.pk))
        return SpeakerView(
            person.name_in(quoting.lang),
            f"{quoting.people}{person.slug}/" if quoting.people is not None else "",
            person.office_on(said.said_on or quoting.day, quoting.lang),
        )

    def _source(self, said: Quotation, tray: Tray) -> SourceLink | None:
        if said.source.startswith(("https://", "http://")):
            return SourceLink(urlsplit(said.source).hostname or said.source, said.source)
        document = self._document(said.document, "", tray) if said.document else None
        return SourceLink("", document.href) if document else None

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
