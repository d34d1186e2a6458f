"""People who are quoted, and the offices they hold.

A wrong fact about a person is put right at once, so there are revisions and no drafts.
"""

from calendar import monthrange
from datetime import date
from itertools import chain, count

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Locale, Orderable, RevisionMixin
from wagtail.search import index

from courant.newsroom.models.names import NameInLanguage
from courant.newsroom.models.snippets import _check_slug as check_slug
from courant.plant.addresses import slug_of


class Person(index.Indexed, RevisionMixin, ClusterableModel):
    """Somebody who is quoted.  Neither a contributor nor a sign-in."""

    name = models.CharField(max_length=160)
    slug = models.CharField(max_length=80, unique=True, blank=True, validators=[check_slug])
    about = models.TextField(blank=True, max_length=600, help_text="One short paragraph.")
    wikidata = models.CharField(
        max_length=20, blank=True, help_text="Their number at Wikidata, as Q42; may be left out."
    )
    merged_into = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, editable=False, related_name="merged"
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("about"),
        FieldPanel("wikidata"),
        InlinePanel("names", label="name in another language", heading="In other languages"),
        InlinePanel("offices", label="office", heading="Offices"),
    ]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="person_is_not_merged_into_itself"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} (merged into another)" if self.merged_into_id else self.name

    def clean(self) -> None:
        """Take a free slug from the name when it was left empty; know a Wikidata number."""
        self.slug = self.slug or self._free_slug()
        self.wikidata = self.wikidata.strip().upper()
        if self.wikidata and not (self.wikidata[0] == "Q" and self.wikidata[1:].isdecimal()):
            words = f"{self.wikidata!r} is no Wikidata number. It must look like Q42."
            raise ValidationError({"wikidata": words})
        super().clean()

    def _free_slug(self) -> str:
        """Return the name as part of an address; two people may have one name, not one page."""
        stem = slug_of(self.name) or "person"
        taken = set(Person.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
        numbered = (f"{stem[:76]}-{number}" for number in count(2))
        return next(slug for slug in chain([stem], numbered) if slug not in taken)


class PersonName(NameInLanguage):
    """How a person is written in one language, where that differs: in another script."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="names")

    class Meta(NameInLanguage.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(fields=["person", "locale"], name="person_name_once_a_language")
        ]


class Precision(models.TextChoices):
    """How exactly a day is known."""

    DAY = "day", "on this day"
    MONTH = "month", "in this month"
    YEAR = "year", "in this year"


class Office(Orderable, ClusterableModel):
    """What a person is or was: a title, in an organisation, from a day to a day.

    A beginning is kept as the first day that it may be, an end as the last.
    """

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="offices")
    title = models.CharField(max_length=160, help_text="As it follows a name: mayor.")
    organisation = models.CharField(max_length=160, blank=True)
    began = models.DateField(null=True, blank=True, help_text="Empty: not known.")
    began_precision = models.CharField(
        "known", max_length=5, choices=Precision, default=Precision.DAY
    )
    ended = models.DateField(null=True, blank=True, help_text="Empty: still, or not known.")
    ended_precision = models.CharField(
        "known", max_length=5, choices=Precision, default=Precision.DAY
    )

    panels = [
        FieldRowPanel([FieldPanel("title"), FieldPanel("organisation")]),
        FieldRowPanel([FieldPanel("began"), FieldPanel("began_precision")]),
        FieldRowPanel([FieldPanel("ended"), FieldPanel("ended_precision")]),
        InlinePanel("titles", label="title in another language"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(began=None) | Q(ended=None) | Q(ended__gte=F("began")),
                name="office_begins_before_it_ends",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}" if self.organisation else self.title

    def clean(self) -> None:
        """Widen what is not exact to whole months and years; refuse an end before a beginning."""
        super().clean()
        self.began = self.began and first_day(self.began, self.began_precision)
        self.ended = self.ended and last_day(self.ended, self.ended_precision)
        if self.began and self.ended and self.ended < self.began:
            raise ValidationError(
                {
                    "ended": f"The office would end on {self.ended:%d %B %Y}, before it begins on "
                    f"{self.began:%d %B %Y}. Put one of the two days right."
                }
            )

    def was_held_on(self, day: date) -> bool:
        """Return whether the person may have held it on a day."""
        return (not self.began or self.began <= day) and (not self.ended or day <= self.ended)


class OfficeTitle(models.Model):
    """What an office is called in one language."""

    office = ParentalKey(Office, on_delete=models.CASCADE, related_name="titles")
    locale = models.ForeignKey(Locale, models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    organisation = models.CharField(max_length=160, blank=True)

    panels = [FieldPanel("locale"), FieldPanel("title"), FieldPanel("organisation")]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "locale"], name="office_title_once_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.title


def first_day(day: date, precision: str) -> date:
    """Return the first day of the month or year that a day stands for."""
    if precision == Precision.YEAR:
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == Precision.MONTH else day


def last_day(day: date, precision: str) -> date:
    """Return the last day of the month or year that a day stands for."""
    if precision == Precision.YEAR:
        return day.replace(month=12, day=31)
    if precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day
