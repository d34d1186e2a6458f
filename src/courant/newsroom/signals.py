"""The only listener to Wagtail.

Events are hints: what is noted follows from what a page is now (``services.publication``), so an
event too many does no harm.  What fires no event at all is found by the nightly sweep.
"""

from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.models import Locale, Page, PageLogEntry, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from courant.newsroom.models import (
    ArticlePage,
    Contributor,
    ContributorName,
    DeskPage,
    FrontPage,
    Masthead,
    Office,
    OfficeTitle,
    Person,
    PersonName,
    Photo,
    StandingPage,
    Topic,
)
from courant.newsroom.services.articles import note_withdrawal, restore
from courant.newsroom.services.lists import follow_contributor, follow_topic
from courant.newsroom.services.paper import (
    forget_desk,
    forget_page,
    show_below,
    show_contributor,
    show_paper,
    show_topic,
)
from courant.newsroom.services.people import forget_person, show_person
from courant.newsroom.services.photos import forget_photo, show_document, show_photo
from courant.newsroom.services.publication import forget_articles, show_articles
from courant.newsroom.services.translations import note_translated

AROUND = (DeskPage, FrontPage, StandingPage)
COPIED = ("wagtail.create_alias", "wagtail.copy_for_translation")  # in Wagtail's log


def connect() -> None:
    """Listen.  Called once, when Django is ready."""
    page_published.connect(_published)
    page_unpublished.connect(_unpublished)
    post_page_move.connect(_moved)
    post_save.connect(_copied, sender=PageLogEntry)
    pre_delete.connect(_article_goes, sender=ArticlePage)
    post_save.connect(_privacy_changed, sender=PageViewRestriction)
    post_delete.connect(_privacy_lifted, sender=PageViewRestriction)
    pre_save.connect(_list_goes_elsewhere, sender=Contributor)
    pre_save.connect(_list_goes_elsewhere, sender=Topic)
    post_save.connect(_contributor_saved, sender=Contributor)
    post_save.connect(_contributor_renamed, sender=ContributorName)
    post_delete.connect(_contributor_renamed, sender=ContributorName)
    post_save.connect(_topic_saved, sender=Topic)
    pre_delete.connect(_person_goes, sender=Person)
    for part_of_a_person in (Person, PersonName, Office, OfficeTitle):
        post_save.connect(_person_changed, sender=part_of_a_person)
        post_delete.connect(_person_changed, sender=part_of_a_person)
    post_save.connect(_photo_saved, sender=Photo)
    post_delete.connect(_photo_deleted, sender=Photo)
    post_save.connect(_document_saved, sender=get_document_model())
    post_delete.connect(_document_deleted, sender=get_document_model())
    for sender in (Masthead, Site, Locale):
        post_save.connect(_house_changed, sender=sender)
    for page_type in AROUND:
        post_save.connect(_page_created, sender=page_type)
        pre_delete.connect(_page_goes, sender=page_type)
        post_delete.connect(_page_went, sender=page_type)


def _published(sender: Any, instance: Page, **kwargs: Any) -> None:
    # Also sent for a page that is only scheduled: then it is not live, and nothing is noted.
    # Under an embargo readers go on seeing what they saw, be it that it was withdrawn.
    if isinstance(instance, ArticlePage) and instance.live:
        note_translated(instance)
        if instance.embargo_until is None:
            restore(instance)
    _show(instance, "published")


def _unpublished(sender: Any, instance: Page, **kwargs: Any) -> None:
    page = instance.specific
    if Page.objects.filter(pk=page.pk, live=True).exists():
        return  # it is about to be deleted, which is heard of by itself
    if isinstance(page, ArticlePage) and page.first_published_at and page.embargo_until is None:
        note_withdrawal(page)
    _show(page, "unpublished")


def _moved(sender: Any, instance: Page, **kwargs: Any) -> None:
    show_below([instance], because="moved")


def _copied(sender: Any, instance: PageLogEntry, **kwargs: Any) -> None:
    # An alias is born live and without a page signal.  When it is saved its bylines and topics
    # are still to come; when it is logged it is whole.
    if instance.action in COPIED:
        page = Page.objects.filter(pk=instance.page_id).first()
        _show(page and page.specific, "copied")


def _page_created(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    if created:
        show_paper(because=f"{sender._meta.verbose_name} created")


def _article_goes(sender: Any, instance: ArticlePage, **kwargs: Any) -> None:
    forget_articles([instance.pk], because="deleted")


def _page_goes(sender: Any, instance: Any, **kwargs: Any) -> None:
    forget_page(instance, because="deleted")


def _page_went(sender: Any, instance: Any, origin: Any = None, **kwargs: Any) -> None:
    if isinstance(instance, DeskPage):
        # Articles that go with it are still there, one by one, and must not be shown again.
        going = origin.values("pk") if isinstance(origin, QuerySet) else [instance.pk]
        forget_desk(instance, but=going, because="deleted")
    show_paper(because=f"{sender._meta.verbose_name} deleted")


def _privacy_changed(sender: Any, instance: PageViewRestriction, **kwargs: Any) -> None:
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        show_below([page], because="privacy changed")


def _privacy_lifted(
    sender: Any, instance: PageViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    model = origin.model if isinstance(origin, QuerySet) else type(origin)
    if model is PageViewRestriction:  # else its page is being deleted
        _privacy_changed(sender, instance)


def _list_goes_elsewhere(sender: Any, instance: Topic | Contributor, **kwargs: Any) -> None:
    if isinstance(instance, Topic):
        follow_topic(instance)
    else:
        follow_contributor(instance)


def _contributor_saved(sender: Any, instance: Contributor, **kwargs: Any) -> None:
    show_contributor(instance, because="contributor changed")


def _contributor_renamed(sender: Any, instance: ContributorName, **kwargs: Any) -> None:
    show_contributor(instance.contributor, because="contributor renamed")


def _topic_saved(sender: Any, instance: Topic, **kwargs: Any) -> None:
    show_topic(instance, because="topic changed")


def _person_goes(sender: Any, instance: Person, **kwargs: Any) -> None:
    forget_person(instance.pk, because="person deleted")


def _person_changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, OfficeTitle):
        office = Office.objects.filter(pk=instance.office_id)
        pk = office.values_list("person_id", flat=True).first()
    else:
        pk = instance.pk if isinstance(instance, Person) else instance.person_id
    if pk is not None:  # else its office went before it
        show_person(pk, because="person changed")


def _photo_saved(sender: Any, instance: Photo, **kwargs: Any) -> None:
    show_photo(instance, because="photo changed")


def _photo_deleted(sender: Any, instance: Photo, **kwargs: Any) -> None:
    forget_photo(instance)


def _document_saved(sender: Any, instance: Any, **kwargs: Any) -> None:
    show_document(instance.pk, instance.get_file_hash(), because="document changed")


def _document_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    show_document(instance.pk, None, because="document deleted")


def _house_changed(sender: Any, **kwargs: Any) -> None:
    show_paper(because=f"{sender._meta.verbose_name} changed")


def _show(page: Any, because: str) -> None:
    if isinstance(page, ArticlePage):
        show_articles([page.pk], because=because)
    elif isinstance(page, AROUND):
        show_paper(because=because)
