"""Hearing of people who are somebody else now, and of topics that are elsewhere."""

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save

from courant.newsroom.models import Person, Topic
from courant.record import services


def connect() -> None:
    """Listen from now on."""
    pre_save.connect(_person_goes_elsewhere, sender=Person)
    post_save.connect(_person_saved, sender=Person)
    pre_delete.connect(_person_goes, sender=Person)
    pre_save.connect(_topic_goes_elsewhere, sender=Topic)


def _person_goes_elsewhere(sender: type[Person], instance: Person, **kwargs: Any) -> None:
    services.lead_on_from(instance)


def _person_saved(sender: type[Person], instance: Person, **kwargs: Any) -> None:
    services.give_to(instance)


def _person_goes(sender: type[Person], instance: Person, **kwargs: Any) -> None:
    services.forget_what_was_said_by(instance)


def _topic_goes_elsewhere(sender: type[Topic], instance: Topic, **kwargs: Any) -> None:
    before = Topic.objects.filter(pk=instance.pk).values_list("slug", "locale__language_code")
    for slug, lang in before:
        services.lead_on_topic(instance.pk, before=slug, after=instance.slug, lang=lang)
