"""Wires: what other outlets send, and the headlines that came of it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from courant.plant import clock
from courant.plant.fetching import MAX_URL_LETTERS, MAX_VALIDATOR_LETTERS, FetchError, check_url
from courant.ticker.models.lines import TickerLine
from courant.ticker.models.tickers import Ticker, between

NOTE_LETTERS = 500


class Wire(models.Model):
    """A feed the newsroom subscribes to, and how fetching it went."""

    outlet = models.CharField(max_length=80, help_text="Whose news it is, as readers shall see it.")
    url = models.CharField(
        "feed",
        max_length=MAX_URL_LETTERS,
        help_text="Its address: RSS, Atom or JSON Feed, on http or https.",
    )
    ticker = models.ForeignKey(Ticker, models.PROTECT, related_name="wires")
    is_on = models.BooleanField("on", default=True)
    every_minutes = models.PositiveSmallIntegerField(
        "every, in minutes", default=10, validators=between(5, 1440), help_text="5 to 1,440."
    )
    next_at = models.DateTimeField(default=clock.now, editable=False)
    last_tried_at = models.DateTimeField(null=True, editable=False)
    last_fetched_at = models.DateTimeField(null=True, editable=False)
    etag = models.CharField(max_length=MAX_VALIDATOR_LETTERS, blank=True, editable=False)
    last_modified = models.CharField(max_length=MAX_VALIDATOR_LETTERS, blank=True, editable=False)
    note = models.CharField(
        max_length=NOTE_LETTERS, blank=True, editable=False, help_text="Empty when all is well."
    )
    failures = models.PositiveSmallIntegerField(default=0, editable=False, help_text="In a row.")

    panels = [
        MultiFieldPanel([FieldPanel(name) for name in ("outlet", "url", "ticker")], "Feed"),
        MultiFieldPanel([FieldPanel(name) for name in ("is_on", "every_minutes")], "Fetching"),
    ]

    class Meta:
        ordering = ["outlet", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ticker", "url"],
                name="wire_once",
                violation_error_message="This ticker has this feed already.",
            ),
        ]
        indexes = [models.Index(fields=["is_on", "next_at"], name="wire_due")]

    def __str__(self) -> str:
        return self.outlet

    def clean(self) -> None:
        """Refuse an address that is never fetched, before it is saved."""
        if not self.url:
            return  # said already
        try:
            check_url(self.url)
        except FetchError as error:
            raise ValidationError({"url": str(error)}) from error


class Suggestion(models.Model):
    """A headline that came over a wire.  Nobody sees it but editors, until one of them uses it.

    It stays a while after it was used or dismissed, so that the feed cannot bring it again.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        USED = "used", "Used"
        DISMISSED = "dismissed", "Dismissed"

    wire = models.ForeignKey(Wire, models.CASCADE, related_name="suggestions")
    guid = models.CharField(max_length=200, help_text="As the feed calls it.")
    headline = models.CharField(max_length=140)
    href = models.CharField(max_length=1000, blank=True, help_text="http or https.")
    published_at = models.DateTimeField(help_text="As the feed says; never in the future.")
    seen_at = models.DateTimeField(help_text="When we first saw it.")
    named_at = models.DateTimeField(help_text="When the feed last named it.")
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    line = models.ForeignKey(TickerLine, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wire", "guid"], name="suggestion_once"),
            models.CheckConstraint(condition=~Q(headline=""), name="suggestion_says_something"),
        ]
        indexes = [models.Index(fields=["wire", "state", "seen_at"], name="suggestion_waiting")]

    def __str__(self) -> str:
        return self.headline
