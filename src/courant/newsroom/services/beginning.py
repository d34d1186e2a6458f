"""A new paper: a masthead, and a front for each language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from wagtail.models import Locale, Page, Site

from courant.newsroom.models import (
    Contributor,
    ContributorName,
    FrontPage,
    Masthead,
    Office,
    OfficeTitle,
    Person,
    PersonName,
    Topic,
)
from courant.newsroom.services.paper import show_paper
from courant.newsroom.services.roles import drop_wagtails_groups, set_up_roles

EDITORS = ("Editors", "Moderators")  # Wagtail's own groups
VERBS = ("add", "change", "delete", "view")


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a paper starts with."""

    names: Mapping[str, str]  # by language, BCP 47; the paper's first language first
    mottos: Mapping[str, str]
    accent: str  # "#a00e1c"
    zone: str  # IANA name


# What an editor finds who asked for no sample: everything can be changed in the masthead.
EMPTY_PAPER = Beginning(
    names={"en": "The Courant"}, mottos={"en": ""}, accent="#a00e1c", zone="UTC"
)


@transaction.atomic
def found_paper(beginning: Beginning) -> dict[str, FrontPage]:
    """Make an empty paper; return its fronts by language.

    Wagtail's welcome page goes; one ``Site`` stays, because its admin wants one.
    """
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    for page in root.get_children().type(Page).exclude(content_type__app_label="newsroom"):
        page.delete()
    fronts: dict[str, FrontPage] = {}
    for lang, name in beginning.names.items():
        locale, _ = Locale.objects.get_or_create(language_code=lang)
        root.refresh_from_db()
        front = FrontPage(
            title=name,
            slug=f"front-{lang}",
            locale=locale,
            nameplate=name,
            motto=beginning.mottos.get(lang, ""),
            translation_key=_key_of(fronts.values()),
        )
        fronts[lang] = root.add_child(instance=front)
    _drop_spare_locales(beginning)
    first = next(iter(fronts.values()))
    Site.objects.all().delete()
    site = Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    Masthead.objects.create(
        site=site,
        name=next(iter(beginning.names.values())),
        motto=next(iter(beginning.mottos.values()), ""),
        accent=beginning.accent,
        zone=beginning.zone,
    )
    let_editors_in()
    set_up_roles()
    drop_wagtails_groups()
    show_paper(because="paper founded")
    return fronts


def let_editors_in() -> bool:
    """Let Wagtail's own groups write contributors, topics and people, as they write articles.

    Returns whether one of them could not before.
    """
    models: list[type[Model]] = [Contributor, ContributorName, Topic]
    models += [Person, PersonName, Office, OfficeTitle]
    kinds = ContentType.objects.get_for_models(*models).values()
    names = [f"{verb}_{model._meta.model_name}" for model in models for verb in VERBS]
    allowed = Permission.objects.filter(content_type__in=kinds, codename__in=names)
    groups = Group.objects.filter(name__in=EDITORS)
    short = [group for group in groups if allowed.exclude(group=group).exists()]
    for group in short:
        group.permissions.add(*allowed)
    return bool(short)


def _drop_spare_locales(beginning: Beginning) -> None:
    for locale in Locale.objects.exclude(language_code__in=beginning.names):
        if not Page.objects.filter(locale=locale, depth__gt=1).exists():
            Page.objects.filter(locale=locale).update(
                locale=Locale.objects.get(language_code=next(iter(beginning.names)))
            )
            locale.delete()


def _key_of(fronts: Iterable[FrontPage]) -> UUID:
    """Return the key that fronts share, so that Wagtail knows them as translations.

    Else it would copy the first front when somebody translates an article of it.
    """
    return next((front.translation_key for front in fronts), None) or uuid4()


def add_language(lang: str, *, name: str, motto: str = "") -> FrontPage:
    """Give the paper another language: a front of its own, with an address ``/<language>/``."""
    locale, _ = Locale.objects.get_or_create(language_code=lang)
    root = Page.get_first_root_node()
    front = FrontPage(
        title=name,
        slug=f"front-{lang}",
        locale=locale,
        nameplate=name,
        motto=motto,
        translation_key=_key_of(FrontPage.objects.order_by("path")),
    )
    root.add_child(instance=front)
    show_paper(because="language added")
    return front
