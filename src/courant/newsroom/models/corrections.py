"""Corrections: what was changed in an article after readers had it, and never taken back."""

from typing import Any

from django.db import models


class Correction(models.Model):
    """One change of a live article, of a kind, with the words that readers see.

    A plain model, not an inline child of the page: publishing an older revision in Wagtail
    replaces a page's inline children, and no click may unsay a correction.
    """

    class Kind(models.TextChoices):
        TYPO = "typo", "Typo"
        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"

    article = models.ForeignKey(
        "newsroom.ArticlePage",
        models.SET_NULL,
        null=True,
        related_name="corrections",
        help_text="Empty once it was deleted: what was said of it stays with the editors.",
    )
    lang = models.CharField(max_length=20, help_text="Of the article.")
    kind = models.CharField(max_length=13, choices=Kind)
    words = models.TextField(blank=True, help_text="As readers see them; a typo has none.")
    wording = models.JSONField(
        help_text="Where the text differs: [place, as it was, as it is], in reading order."
    )
    revision_id = models.BigIntegerField(help_text="Wagtail's, which made it.")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("staff.Staff", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [
            models.Index(
                fields=["lang", "-made_at", "-id"],
                condition=~models.Q(kind="typo"),
                name="correction_told",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="typo", words="")
                | (~models.Q(kind="typo") & ~models.Q(words="")),
                name="correction_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.made_at:%d %b %Y}: {self.words[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises:
            TypeError: It is there already: what was said stays said.
        """
        if not self._state.adding:
            raise TypeError("A correction is never changed. Publish another one.")
        super().save(*args, **kwargs)
