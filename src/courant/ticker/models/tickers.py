"""Tickers: one for each language of the paper."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def between(least: int, most: int) -> list[MinValueValidator | MaxValueValidator]:
    """Return what keeps a number within its bounds, both included."""
    return [MinValueValidator(least), MaxValueValidator(most)]


class Ticker(models.Model):
    """The ticker of one language: how it behaves, and what readers have of it now.

    Its row is the lock under which acts are numbered: act *n* is never visible before *n* - 1.
    """

    class Motion(models.TextChoices):
        NONE = "none", "None"
        ONE = "one", "One line at a time"
        SCROLL = "scroll", "Scroll"

    class Place(models.TextChoices):
        EVERYWHERE = "everywhere", "On all pages"
        FRONTS = "fronts", "On fronts only"

    lang = models.CharField("language", max_length=20, unique=True, editable=False)
    is_on = models.BooleanField("on", default=True)
    label = models.CharField(
        max_length=30, blank=True, help_text="What it is called; empty: News Ticker, translated."
    )
    place = models.CharField("shown", max_length=10, choices=Place, default=Place.EVERYWHERE)
    length = models.PositiveSmallIntegerField(
        "lines shown", default=8, validators=between(1, 20), help_text="1 to 20."
    )
    motion = models.CharField(max_length=6, choices=Motion, default=Motion.ONE)
    seconds = models.PositiveSmallIntegerField(
        "seconds a line", default=7, validators=between(5, 20), help_text="5 to 20."
    )
    refresh = models.PositiveSmallIntegerField(
        "refresh, in seconds",
        default=30,
        validators=between(15, 600),
        help_text="15 to 600; where a reader has no live stream.",
    )
    is_automatic = models.BooleanField(
        "lines from new articles", default=True, help_text="Newest first, by short headline."
    )
    desks = models.ManyToManyField(
        "newsroom.DeskPage", blank=True, related_name="+", help_text="Of these only; none: of all."
    )
    automatic_hours = models.PositiveSmallIntegerField(
        "hours of an article's own line", default=24, validators=between(1, 168)
    )
    normal_hours = models.PositiveSmallIntegerField(
        "hours of a normal line", default=12, validators=between(1, 168)
    )
    important_hours = models.PositiveSmallIntegerField(
        "hours of an important line", default=6, validators=between(1, 168)
    )
    breaking_hours = models.PositiveSmallIntegerField(
        "hours of a breaking line", default=2, validators=between(1, 168)
    )
    is_linked = models.BooleanField(
        default=False, editable=False, help_text="Whether pages of past editions lead to it."
    )
    last_number = models.BigIntegerField(default=0, editable=False)
    shown = models.JSONField(
        default=list, editable=False, help_text="The lines readers have, in order, as data."
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel(name) for name in ("is_on", "label", "place", "length")], "Strip"
        ),
        MultiFieldPanel([FieldPanel(name) for name in ("motion", "seconds", "refresh")], "Motion"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("is_automatic", "desks", "automatic_hours")],
            "Lines from articles",
        ),
        MultiFieldPanel(
            [FieldPanel(f"{level}_hours") for level in ("normal", "important", "breaking")],
            "How long a line stays",
        ),
    ]

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Ticker {self.lang}"
