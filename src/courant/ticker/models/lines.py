"""Lines, and everything that was ever done to one."""

from typing import Any

from django.db import models
from django.db.models import F, Q

from courant.ticker.models.tickers import Ticker

TEXT_LETTERS = 500  # a column's room: an article's headline may be longer than a line of ours


class TickerLine(models.Model):
    """One line of a ticker.

    A plain model: it is filed faster than pages are saved, and struck, never unpublished.
    """

    class Level(models.TextChoices):
        NORMAL = "normal", "Normal"
        IMPORTANT = "important", "Important"
        BREAKING = "breaking", "Breaking"

    class Source(models.TextChoices):
        AUTOMATIC = "automatic", "From an article"
        WRITTEN = "written", "Written"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        SCHEDULED = "scheduled", "Scheduled"
        LIVE = "live", "Live"
        EXPIRED = "expired", "Expired"
        WITHDRAWN = "withdrawn", "Struck"

    class Mark(models.TextChoices):
        UPDATED = "updated", "Updated"
        CORRECTED = "corrected", "Corrected"

    ticker = models.ForeignKey(Ticker, models.PROTECT, related_name="lines")
    number = models.BigIntegerField(help_text="Of the act that filed it.")
    text = models.CharField(max_length=TEXT_LETTERS)
    href = models.CharField(max_length=1100, blank=True, help_text="A path of ours, or https.")
    article = models.ForeignKey(
        "newsroom.ArticlePage", models.SET_NULL, null=True, blank=True, related_name="ticker_lines"
    )
    article_version = models.CharField(
        max_length=32, blank=True, help_text="Of the article when the line was last looked at."
    )
    asked = models.CharField(
        max_length=32, blank=True, help_text="Digest of what the article's editor asked for."
    )
    level = models.CharField(max_length=9, choices=Level, default=Level.NORMAL)
    source = models.CharField(max_length=9, choices=Source, default=Source.WRITTEN)
    state = models.CharField(max_length=9, choices=State, default=State.LIVE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    pinned = models.BooleanField(default=False)
    rank = models.PositiveIntegerField(default=0, help_text="Among the pinned, smallest first.")
    mark = models.CharField(max_length=9, choices=Mark, blank=True)
    note = models.CharField(max_length=140, blank=True, help_text="What was changed.")
    outlet = models.CharField(max_length=80, blank=True, help_text="Whose news it is.")
    filed_at = models.DateTimeField()
    filed_by = models.ForeignKey("staff.Staff", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticker", "number"], name="line_number_once"),
            models.CheckConstraint(condition=~Q(text=""), name="line_says_something"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="line_ends_later"),
        ]
        indexes = [
            models.Index(fields=["ticker", "state", "ends_at"], name="line_by_state"),
            models.Index(fields=["state", "starts_at"], name="line_due"),
        ]

    def __str__(self) -> str:
        return self.text


class Act(models.Model):
    """Something that was done to a ticker, by whom, and what readers are told of it.

    The log and the queue in one: rows are added, numbered without gaps, and never changed; the
    relay takes to readers what is above the last number they have.
    """

    ticker = models.ForeignKey(Ticker, models.PROTECT, related_name="acts")
    number = models.BigIntegerField()
    kind = models.CharField(max_length=12, help_text="filed, struck, extended, pinned, …")
    line = models.ForeignKey(TickerLine, models.PROTECT, null=True, related_name="acts")
    because = models.CharField(max_length=200, blank=True)
    event = models.JSONField(help_text="What readers are told, see docs/formats/ticker.md.")
    done_at = models.DateTimeField()
    done_by = models.ForeignKey("staff.Staff", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticker", "number"], name="act_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.ticker_id}/{self.number} {self.kind}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises:
            TypeError: It is there already: what was done stays done.
        """
        if not self._state.adding:
            raise TypeError("An act is never changed. Do the opposite, which is an act as well.")
        super().save(*args, **kwargs)
