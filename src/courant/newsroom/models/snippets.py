"""What many articles share: who wrote them and what they are about."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Locale
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from courant.newsroom.models.names import NameInLanguage
from courant.plant.addresses import slug_of


def _check_slug(slug: str) -> None:
    if slug != slug_of(slug):
        raise ValidationError(
            f"{slug!r} cannot be part of an address. Did you mean {slug_of(slug)!r}?"
        )


@register_snippet
class Contributor(index.Indexed, ClusterableModel):
    """Somebody whose name stands over articles.  Not a sign-in."""

    name = models.CharField(max_length=160)
    slug = models.CharField(max_length=80, unique=True, blank=True, validators=[_check_slug])
    about = models.TextField(blank=True, max_length=600, help_text="One short paragraph.")

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("about"),
        InlinePanel("names", label="name in another language", heading="In other languages"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Take the slug from the name when it was left empty."""
        self.slug = self.slug or slug_of(self.name)
        super().clean()


class ContributorName(NameInLanguage):
    """How a contributor is written in one language, where that differs: in another script."""

    contributor = ParentalKey(Contributor, on_delete=models.CASCADE, related_name="names")

    class Meta(NameInLanguage.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["contributor", "locale"], name="contributor_name_once_a_language"
            )
        ]


@register_snippet
class Topic(index.Indexed, models.Model):
    """What articles are about, in one language."""

    name = models.CharField(max_length=120)
    slug = models.CharField(max_length=80, blank=True, validators=[_check_slug])
    locale = models.ForeignKey(Locale, models.PROTECT, related_name="+")
    about = models.TextField(blank=True, max_length=600)

    panels = [FieldPanel("name"), FieldPanel("slug"), FieldPanel("locale"), FieldPanel("about")]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="topic_slug_once_a_language")
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Take the slug from the name when it was left empty."""
        self.slug = self.slug or slug_of(self.name)
        super().clean()
